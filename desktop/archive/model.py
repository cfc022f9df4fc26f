"""The nouns of the archive: what the store keeps beside what was read, as plain data for review, output and window."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from desktop.report import Evidence, Finding, Report, Severity

State = Literal["new", "reviewing", "waiting", "returned", "accepted"]
Decision = Literal["accepted", "dismissed"]
Target = Literal["report", "section", "passage", "cell"]


@dataclass(frozen=True, slots=True)
class Submission:
    """A row of the inbox: one file handed in, read or refused. Times are local ISO strings to the second.

    ``version`` counts the hand-ins of one body for one year from 1; ``latest`` is false for one that a later hand-in
    replaced. ``error`` is the reason in Chinese when the file could not be read, and then org and year are None.
    ``copied`` is the share (0..1) of own prose taken over from last year, None when there is nothing to compare with.
    ``counts`` are findings not dismissed.
    """

    id: int
    path: str
    name: str
    sha256: str
    size: int
    format: str
    received: str
    error: str | None
    version: int
    latest: bool
    org: str | None
    level: str | None
    region: str | None
    year: int | None
    form: str | None
    due_form: str | None
    kind: str | None
    title: str | None
    state: State
    errors: int
    warnings: int
    notices: int
    open: int
    copied: float | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """A reviewer's judgement of a finding; None fields are as the check said. Undecided verdicts keep edits.

    ``standing`` is true when the decision is not on this finding but a ruling on its kind (see Ruling).
    """

    fingerprint: str
    decision: Decision | None
    reason: str | None
    wording: str | None
    severity: Severity | None
    author: str
    at: str
    standing: bool = False


@dataclass(frozen=True, slots=True)
class Ruling:
    """A standing decision: findings of ``check`` are not taken for the body ``org``, or for any when it is empty (the
    rule is switched off). A verdict on a single finding goes before it."""

    check: str
    org: str
    reason: str
    author: str
    at: str


@dataclass(frozen=True, slots=True)
class Note:
    """A reviewer's note on a section, a passage or a cell. ``quote`` and offsets hold its place in this version."""

    id: int
    target: Target
    section: int | None
    place: Evidence | None
    text: str
    author: str
    at: str


@dataclass(frozen=True, slots=True)
class Correction:
    """A cell that our reading got wrong, as the reviewer reads it; ``was`` is the first reading and stays visible."""

    id: int
    key: str
    was: str
    value: str
    author: str
    at: str


@dataclass(frozen=True, slots=True)
class StoredReport:
    """Everything known of one submission. ``report`` has the corrections applied; ``findings`` are the current ones,
    the reviewer's own findings (check ``own``) included. ``checked`` are the sections gone through: number -> (author,
    time)."""

    submission: Submission
    report: Report
    findings: tuple[Finding, ...]
    verdicts: dict[str, Verdict]
    notes: tuple[Note, ...]
    corrections: tuple[Correction, ...]
    conclusion: str
    previous_id: int | None
    version_ids: tuple[int, ...]
    checked: dict[int, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Health:
    """How the watched folder is: last good scan (ISO or None), files waiting to settle, files refused, and a problem in
    Chinese when the folder cannot be reached."""

    folder: str | None
    last_scan: str | None
    waiting: int
    refused: int
    problem: str | None
