"""How far the checkpoint, transformers and the packed files agree. Usage: agreement.py [RUN] [EXAM]."""

import json
import sys
from pathlib import Path

import httpx
import torch
from transformers import AutoModelForCausalLM

from hornbook.evaluate.generators import open_generator
from hornbook.evaluate.suites.tool_calls import load_items, sit
from hornbook.llm.llama_server import LlamaServer
from hornbook.model.checkpoint import load_checkpoint
from hornbook.tokenizer import Message, render_chat

PROMPTS = 50


@torch.inference_mode()
def main(run: str = "runs/watch", exam: str = "recipes/watch/commands.jsonl") -> None:
    folder, items = Path(run), load_items(Path(exam))
    model, tokenizer = load_checkpoint(folder / "checkpoint")
    reference = AutoModelForCausalLM.from_pretrained(folder / "model", dtype=torch.float32)
    [f16] = folder.glob("*-F16.gguf")
    prompts = [render_chat([Message("user", item.text)], reply_follows=True) for item in items[:PROMPTS]]
    logits_gap = log_probability_gap = 0.0
    with LlamaServer(f16) as server, httpx.Client(base_url=server.url.removesuffix("/v1")) as client:
        for prompt in prompts:
            ids = torch.tensor([tokenizer.encode(prompt)])
            ours = model.logits(model(ids))[0]
            logits_gap = max(logits_gap, float((ours - reference(ids).logits[0]).abs().max()))
            body = {"prompt": ids[0].tolist(), "n_predict": 1, "n_probs": 20, "temperature": 0, "cache_prompt": False}
            best = client.post("/completion", json=body).json()["completion_probabilities"][0]["top_logprobs"]
            expected = ours[-1].log_softmax(-1)
            gaps = (abs(float(expected[token["id"]]) - token["logprob"]) for token in best if token["logprob"] > -10)
            log_probability_gap = max(log_probability_gap, *gaps)
    replies = {}
    for name in (folder, f16):
        with open_generator(name) as generator:
            replies[name] = [answer.reply for answer in sit(generator, items, "commands").answers]
    same = sum(a == b for a, b in zip(*replies.values(), strict=True))
    figures = {
        "largest_logit_gap_transformers": logits_gap,
        "largest_log_probability_gap_f16": log_probability_gap,
        "equal_greedy_answers": same,
        "commands": len(items),
    }
    print(json.dumps({"bench": "agreement", **figures}))


if __name__ == "__main__":
    main(*sys.argv[1:])
