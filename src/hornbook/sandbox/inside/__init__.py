"""
What runs within the sandbox. The standard library is all that it may import: it is started by a bare interpreter, as a package of
its own, which is why its modules name each other relatively.
"""
