"""The nouns kept: what was handed in, what was found, what reviewers said, through the store and back."""

from db import (
    BugError,
    DamagedError,
    DiskFullError,
    KnownError,
    LockedError,
    NetworkPathError,
    NewerStoreError,
    ReadOnlyError,
    StoreError,
    is_network_path,
)
from db.overview import Picked, Scope
from db.roster import HandInRow, RosterRow
from db.rows import ExportRow, LogRow, QueryRow, SightingRow
from desktop.archive.archive import Archive
from desktop.archive.base import now
from desktop.archive.checking import Examination, First, Outcome, examine, examine_first, recheck
from desktop.archive.codec import OWN
from desktop.archive.model import (
    Correction,
    Decision,
    Health,
    Note,
    Ruling,
    State,
    StoredReport,
    Submission,
    Target,
    Verdict,
)
from desktop.archive.prepared import Prepared, prepare
from desktop.archive.rescue import Rescue, list_backups, restore, salvage
from desktop.archive.search import Hit

__all__ = [
    "OWN", "Archive", "BugError", "Correction", "DamagedError", "Decision", "DiskFullError", "Examination", "ExportRow",
    "First", "HandInRow", "Health", "Hit", "KnownError", "LockedError", "LogRow", "NetworkPathError", "NewerStoreError", "Note", "Outcome",
    "Picked", "Prepared", "QueryRow", "ReadOnlyError", "Rescue", "RosterRow", "Ruling", "Scope", "SightingRow", "State", "StoreError", "StoredReport",
    "Submission", "Target", "Verdict", "examine", "examine_first", "is_network_path", "list_backups", "now", "prepare", "recheck",
    "restore", "salvage",
]
