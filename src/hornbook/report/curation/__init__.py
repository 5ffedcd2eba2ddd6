"""The report of a curation: what came in, what stayed, why the rest went, and how well the judges judge."""
