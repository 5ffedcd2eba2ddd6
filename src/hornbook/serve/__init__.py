"""Putting a packed model to use."""
