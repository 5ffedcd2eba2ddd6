"""Exam leaks: finding the documents that hold, or are close to, an item of an exam."""
