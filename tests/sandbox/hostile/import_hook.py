"""Must not take over every import to come."""

import builtins
import sys


class Finder:
    def find_spec(self, name, path=None, target=None):
        raise SystemExit(0)


def attack(facts):
    sys.meta_path.insert(0, Finder())
    sys.path_hooks.clear()
    sys.path_importer_cache.clear()
    builtins.__import__ = lambda *arguments: sys.exit(0)
    return "contained"
