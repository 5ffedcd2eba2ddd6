"""Models behind an OpenAI-compatible endpoint, our own llama.cpp among them."""
