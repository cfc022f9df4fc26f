"""The store: one SQLite file beside a folder of the original files. All SQL of the program stands here.

It speaks in typed rows of its own and knows nothing of the program above it.
"""

from db.errors import (
    BugError,
    DamagedError,
    DiskFullError,
    KnownError,
    LockedError,
    NetworkPathError,
    NewerStoreError,
    ReadOnlyError,
    StoreError,
)
from db.location import is_network_path
from db.originals import Originals
from db.store import Store

__all__ = [
    "BugError", "DamagedError", "DiskFullError", "KnownError", "LockedError", "NetworkPathError", "NewerStoreError",
    "Originals", "ReadOnlyError", "Store", "StoreError", "is_network_path",
]
