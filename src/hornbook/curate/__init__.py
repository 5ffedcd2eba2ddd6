"""Choosing what teaches: signals, duplicates, exam leaks, scores."""
