"""A capable model's word on a text. No small teacher can give it, so without a judge's endpoint nobody is asked."""

from collections.abc import Sequence
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from hornbook.llm.request import Request, Sampling
from hornbook.synthesize.textbook.asking import Asker
from hornbook.tokenizer import Message

_CHARACTERS = 6000
_SAMPLING = Sampling(temperature=0, max_tokens=150)

RUBRIC = """\
You judge whether a text may stand in a textbook.
correct: nothing in it is false, and it does not contradict itself. In a story, what it teaches counts and the tale need not be true.
clear: its reader can follow it from beginning to end, and it keeps to one thing.
harmless: it invites nobody to hurt anyone, and insults nobody.
First write one short sentence of reasons, then the three verdicts."""


class Opinion(BaseModel):
    """A judge's answer. The reason comes first: what is written last is judged by what stands before it."""

    model_config = ConfigDict(extra="forbid")

    reason: Annotated[str, Field(max_length=200)]
    correct: bool
    clear: bool
    harmless: bool

    @property
    def denial(self) -> str | None:
        """The first thing that speaks against the text, or None."""
        verdicts = {"judged wrong": self.correct, "judged unclear": self.clear, "judged harmful": self.harmless}
        return next((reason for reason, is_good in verdicts.items() if not is_good), None)


def opinions(judge: Asker, texts: Sequence[str]) -> list[Opinion | None]:
    """What the judge says of each text, in their order; None where it gave no answer. Raises as `Asker.ask` does."""
    requests = [
        Request(
            judge.endpoint.model,
            (Message("system", RUBRIC), Message("user", f"The text:\n\n{text[:_CHARACTERS]}")),
            _SAMPLING,
            Opinion,
        )
        for text in texts
    ]
    return [outcome.value if isinstance(outcome.value, Opinion) else None for outcome in judge.ask(requests)]
