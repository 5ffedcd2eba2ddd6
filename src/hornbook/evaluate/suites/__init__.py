"""What can be examined."""
