"""`python -m hornbook` is the command line."""

from hornbook.cli import app

app()
