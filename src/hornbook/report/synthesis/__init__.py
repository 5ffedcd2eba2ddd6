"""The report of what was written for the pupil: exercises that are proven, and textbooks that cover their subject."""
