"""The pupil: a plain Qwen3 decoder that leaves for transformers, llama.cpp and vLLM without change."""
