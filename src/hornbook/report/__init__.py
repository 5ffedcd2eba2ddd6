"""What a run has to show: a page to read, the same figures as JSON, and a model card."""
