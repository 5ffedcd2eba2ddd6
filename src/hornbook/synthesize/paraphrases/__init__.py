"""Commands in other words: a teacher says an example of the grammar again, and the text is taken where its call can be recovered."""
