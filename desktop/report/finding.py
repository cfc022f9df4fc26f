"""What a check says: the problem, its working and basis, and the places that prove it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "notice"]
Family = Literal[
    "parts", "text-table", "table", "list", "year", "name", "blank", "mark", "form", "cross-year", "cross-body"
]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A place that proves a finding. ``quote`` is the document's text between start and end.

    ``table``, ``row`` and ``col`` are set when the place is a cell of an official table; ``file`` names another
    submission when the place is not in this one (its offsets are of that file's text).
    """

    start: int
    end: int
    quote: str
    table: str | None = None
    row: int | None = None
    col: int | None = None
    file: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One discrepancy. All wording is Chinese, for the reviewer; ``confidence`` is between 0 and 1."""

    check: str
    family: Family
    severity: Severity
    confidence: float
    message: str
    basis: str
    suggestion: str
    evidence: tuple[Evidence, ...]
    expected: str | None = None
    actual: str | None = None
    working: str | None = None
    fingerprint: str = ""


def fingerprint(check: str, evidence: Sequence[Evidence], subject: str = "") -> str:
    """A name for a finding that stays the same across runs and versions while its evidence says the same.

    Offsets are left out on purpose: a sentence added above must not orphan a verdict. ``subject`` tells apart findings
    of one check without evidence of their own (which section is missing).
    """
    parts = [check, subject]
    for item in evidence:
        place = f"{item.table}:{item.row}:{item.col}" if item.table else ""
        parts.append(f"{item.file or ''}|{place}|{''.join(item.quote.split())}")
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]
