"""Packing a trained model for other runtimes: Hugging Face folders and GGUF files."""
