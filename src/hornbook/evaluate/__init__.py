"""Exams: suites, and the generators that sit them."""
