"""Hornbook: one recipe folder in, one examined and packed small language model out."""
