"""Must not pass by never getting as far as a function."""

import os

os._exit(0)
