"""A textbook that spans a syllabus: asked of a teacher round by round, by what is still missing in it."""
