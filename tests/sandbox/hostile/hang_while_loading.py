"""Must not run for ever before there is a function."""

while True:
    pass
