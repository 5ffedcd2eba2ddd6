"""Signals: what can be said of a document without asking a model, as columns named `score_*`."""
