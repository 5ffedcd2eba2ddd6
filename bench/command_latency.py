"""Milliseconds from a spoken command to its tool call, through llama.cpp and HTTP. Usage: command_latency.py [RUN] [EXAM]."""

import json
import statistics
import sys
from pathlib import Path

from hornbook.evaluate.suites.tool_calls import load_items
from hornbook.serve.chat import open_chat

COMMANDS = 200


def main(run: str = "runs/watch", exam: str = "recipes/watch/commands.jsonl") -> None:
    texts = [item.text for item in load_items(Path(exam))][:COMMANDS]
    figures = {}
    for file in sorted(Path(run).glob("*.gguf")):
        with open_chat(file) as chat:
            chat.call("what time is it")
            times = sorted(chat.call(text).milliseconds for text in texts)
        figures[file.name] = {
            "bytes": file.stat().st_size,
            "commands": len(times),
            "median_ms": round(statistics.median(times), 2),
            "p95_ms": round(times[int(0.95 * len(times))], 2),
        }
    print(json.dumps({"bench": "command_latency", **figures}))


if __name__ == "__main__":
    main(*sys.argv[1:])
