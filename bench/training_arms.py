"""What train_vs_peers.py measures: one model trained by three trainers."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray

from hornbook.model.config import ModelConfig

if TYPE_CHECKING:
    from litgpt.config import Config

WARM_UP = 3
LEARNING_RATE = 1e-3


@dataclass
class Job:
    """What an arm is to train; it calls `tick` at the end of every step. `data` holds the rows, `work` is its own."""

    shape: ModelConfig
    rows: int
    steps: int
    data: NDArray[np.int32]
    work: Path
    ticks: list[float] = field(default_factory=list)

    def tick(self) -> None:
        self.ticks.append(time.monotonic())

    def tokens_per_second(self) -> float:
        assert len(self.ticks) == self.steps, f"{len(self.ticks)} of {self.steps} steps"
        seconds = self.ticks[-1] - self.ticks[WARM_UP - 1]
        return (self.steps - WARM_UP) * self.rows * self.shape.context / seconds


def train_hornbook(job: Job, optimizer: Literal["adamw", "muon"]) -> None:
    from hornbook.model.initialisation import initialise
    from hornbook.model.transformer import Transformer
    from hornbook.train.batches import Batches, TokenizedDocuments
    from hornbook.train.trainer import Trainer, TrainingSettings

    tokens = job.data
    offsets = np.arange(len(tokens) + 1, dtype=np.int64) * tokens.shape[1]
    data = TokenizedDocuments(tokens.reshape(-1), np.ones(tokens.size, np.bool_), offsets)
    model = Transformer(job.shape)
    initialise(model, seed=0)
    batches = Batches(data, job.rows, job.shape.context, prompt_weight=0.0, seed=0)
    settings = TrainingSettings(
        job.steps, LEARNING_RATE, warmup=0.02, decay=0.5, weight_decay=0.1, optimizer=optimizer, checkpoint_seconds=inf
    )
    Trainer(model, batches, settings, job.work).run(lambda progress: job.tick(), print)


def train_transformers(job: Job, compiled: bool = False) -> None:
    import torch
    from transformers import Qwen3Config, Qwen3ForCausalLM, Trainer, TrainerCallback, TrainingArguments

    class Clock(TrainerCallback):
        def on_step_end(self, *_: Any, **__: Any) -> None:
            job.tick()

    class Rows(torch.utils.data.Dataset[dict[str, torch.Tensor]]):
        def __len__(self) -> int:
            return len(tokens)

        def __getitem__(self, row: int) -> dict[str, torch.Tensor]:
            inputs = torch.from_numpy(tokens[row, : shape.context].astype(np.int64))
            return {"input_ids": inputs, "labels": inputs}

    tokens, shape = job.data, job.shape
    config = Qwen3Config(
        vocab_size=shape.vocabulary,
        hidden_size=shape.width,
        intermediate_size=shape.hidden,
        num_hidden_layers=shape.layers,
        num_attention_heads=shape.heads,
        num_key_value_heads=shape.key_value_heads,
        head_dim=shape.head_width,
        max_position_embeddings=shape.context,
        tie_word_embeddings=shape.tied,
        rms_norm_eps=shape.norm_epsilon,
        rope_parameters={"rope_type": "default", "rope_theta": shape.rope_base},
    )
    arguments = TrainingArguments(
        str(job.work),
        max_steps=job.steps,
        per_device_train_batch_size=job.rows,
        learning_rate=LEARNING_RATE,
        save_strategy="no",
        torch_compile=compiled,
    )
    model = Qwen3ForCausalLM(config)
    assert model.num_parameters() == shape.parameters
    Trainer(model, arguments, train_dataset=Rows(), callbacks=[Clock()]).train()


def train_litgpt(job: Job) -> None:
    import torch
    from lightning import Fabric
    from litgpt import pretrain
    from litgpt.args import EvalArgs, TrainArgs
    from litgpt.data import DataModule

    class Clock:
        """A logger, since the loop logs at the end of every step."""

        def log_metrics(self, metrics: dict[str, float], step: int | None = None) -> None:
            job.tick()

    class Rows(DataModule):
        def connect(self, tokenizer: object = None, batch_size: int = 1, max_seq_length: int | None = None) -> None:
            self.loader = torch.utils.data.DataLoader(job.data, batch_size)

        def train_dataloader(self) -> "torch.utils.data.DataLoader[torch.Tensor]":
            return self.loader

        val_dataloader = train_dataloader

    train = TrainArgs(
        global_batch_size=job.rows,
        micro_batch_size=job.rows,
        max_tokens=job.steps * job.rows * job.shape.context,
        max_norm=1.0,
        tie_embeddings=job.shape.tied,
        lr_warmup_steps=2000,
    )
    pretrain.save_checkpoint = lambda *_: None
    fabric = Fabric(accelerator="cpu", devices=1, precision="32-true", loggers=[Clock()])
    pretrain.main(
        fabric,
        devices=1,
        seed=42,
        initial_checkpoint_dir=None,
        resume=False,
        config=litgpt_config(job.shape),
        data=Rows(),
        out_dir=job.work,
        tokenizer_dir=None,
        tokenizer=None,
        train=train,
        eval=EvalArgs(interval=1000, final_validation=False),
        optimizer="AdamW",
    )


def litgpt_config(shape: ModelConfig) -> "Config":
    from litgpt.config import Config

    return Config(
        name="qwen3",
        block_size=shape.context,
        padded_vocab_size=shape.vocabulary,
        n_layer=shape.layers,
        n_embd=shape.width,
        n_head=shape.heads,
        n_query_groups=shape.key_value_heads,
        head_size=shape.head_width,
        intermediate_size=shape.hidden,
        norm_class_name="RMSNorm",
        norm_eps=shape.norm_epsilon,
        norm_qk=True,
        mlp_class_name="LLaMAMLP",
        rope_base=int(shape.rope_base),
        rotary_percentage=1.0,
        parallel_residual=False,
        bias=False,
    )


@dataclass(frozen=True)
class Arm:
    train: Callable[[Job], None]
    allocator: bool


ARMS = {
    "hornbook_adamw": Arm(partial(train_hornbook, optimizer="adamw"), True),
    "hornbook_muon": Arm(partial(train_hornbook, optimizer="muon"), True),
    "transformers": Arm(train_transformers, False),
    "transformers_allocator": Arm(train_transformers, True),
    "transformers_allocator_compile": Arm(partial(train_transformers, compiled=True), True),
    "litgpt": Arm(train_litgpt, False),
    "litgpt_allocator": Arm(train_litgpt, True),
}
