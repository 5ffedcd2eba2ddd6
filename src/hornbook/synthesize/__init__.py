"""Writing the textbook."""
