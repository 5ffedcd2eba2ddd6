"""
What can go wrong, as one family of exceptions.

    HornbookError
    ├── RecipeError      a recipe, grammar or tools file says something that cannot be carried out
    ├── DataError        a data file is missing, broken or empty
    ├── ArtifactError    an artifact in the store is damaged, or cannot be written
    │   └── DiskFullError
    └── ModelError       a model cannot be loaded, run or asked

Each message is one paragraph: it names the thing (file, key, line) and then the fix.
"""


class HornbookError(Exception):
    """Root of the family. `str(error)` is a paragraph meant for the person at the keyboard."""

    def __init__(self, problem: str, fix: str) -> None:
        super().__init__(f"{problem} {fix}")
        self.problem = problem
        self.fix = fix

    def __reduce__(self) -> tuple[type["HornbookError"], tuple[str, str]]:
        """Errors come back from other processes as they were."""
        return type(self), (self.problem, self.fix)


class RecipeError(HornbookError):
    """A recipe, grammar or tools file says something that cannot be carried out."""


class DataError(HornbookError):
    """A data file is missing, broken or empty."""


class ArtifactError(HornbookError):
    """An artifact in the store is damaged, or cannot be written."""


class DiskFullError(ArtifactError):
    """The disk that holds the store has no room left."""


class ModelError(HornbookError):
    """A model cannot be loaded, run or asked."""
