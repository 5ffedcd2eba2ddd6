"""
Raw corpora as streams of documents: `units` divides what a name stands for, `read_unit` reads a part, `fingerprint` says
what is in it.
"""

from hornbook.data.sources.catalogue import fingerprint, read_unit, units
from hornbook.data.sources.unit import LARGEST_TEXT, Reason, SetAside, Unit

__all__ = ["LARGEST_TEXT", "Reason", "SetAside", "Unit", "fingerprint", "read_unit", "units"]
