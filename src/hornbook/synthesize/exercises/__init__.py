"""Exercises: small functions to write, each with a statement, a solution, and what is to come out."""
