"""The smallest changes of a review, each with its opposite, as data that can be kept: undo survives a restart."""

from __future__ import annotations

import msgspec

from desktop.archive import Archive, Decision, State, Verdict, now
from desktop.report import Finding, Severity


class SetVerdict(msgspec.Struct, frozen=True, tag=True):
    """What is said of a finding; None for nothing."""

    fingerprint: str
    decision: Decision | None = None
    reason: str | None = None
    wording: str | None = None
    severity: Severity | None = None

    def do(self, archive: Archive, report_id: int, author: str) -> None:
        """Writes it."""
        archive.set_verdict(report_id, Verdict(self.fingerprint, self.decision, self.reason, self.wording,
                                               self.severity, author, now()))


class NoteText(msgspec.Struct, frozen=True, tag=True):
    """The text of a note."""

    note_id: int
    text: str

    def do(self, archive: Archive, report_id: int, author: str) -> None:
        """Writes it."""
        archive.edit_note(self.note_id, self.text, author)


class NoteShown(msgspec.Struct, frozen=True, tag=True):
    """Whether a note is there."""

    note_id: int
    shown: bool

    def do(self, archive: Archive, report_id: int, author: str) -> None:
        """Brings it back or hides it."""
        (archive.restore_note if self.shown else archive.delete_note)(self.note_id, author)


class Figure(msgspec.Struct, frozen=True, tag=True):
    """A figure as the reviewer reads it; ``value`` None for as it was read first."""

    key: str
    was: str
    value: str | None

    def do(self, archive: Archive, report_id: int, author: str) -> None:
        """Lays it over what was read, or takes it away."""
        if self.value is None:
            archive.withdraw_correction(report_id, self.key, author)
        else:
            archive.add_correction(report_id, self.key, self.was, self.value, author)


class OwnFinding(msgspec.Struct, frozen=True, tag=True):
    """A reviewer's own finding, there or not."""

    finding: Finding
    there: bool

    def do(self, archive: Archive, report_id: int, author: str) -> None:
        """Adds or removes it."""
        if self.there:
            archive.add_own_finding(report_id, self.finding, author)
        else:
            archive.remove_own_finding(report_id, self.finding.fingerprint, author)


class Conclusion(msgspec.Struct, frozen=True, tag=True):
    """The conclusion on a report."""

    text: str

    def do(self, archive: Archive, report_id: int, author: str) -> None:
        """Writes it."""
        archive.set_conclusion(report_id, self.text, author)


class Standing(msgspec.Struct, frozen=True, tag=True):
    """Where the report stands in the review."""

    state: State

    def do(self, archive: Archive, report_id: int, author: str) -> None:
        """Sets it."""
        archive.set_state(report_id, self.state, author)


class Checked(msgspec.Struct, frozen=True, tag=True):
    """Whether a section has been gone through."""

    section: int
    done: bool

    def do(self, archive: Archive, report_id: int, author: str) -> None:
        """Marks it."""
        archive.set_checked(report_id, self.section, self.done, author)


class StandingOf(msgspec.Struct, frozen=True, tag=True):
    """Where another report stands, for operations on several at once."""

    report_id: int
    state: State

    def do(self, archive: Archive, report_id: int, author: str) -> None:
        """Sets it."""
        archive.set_state(self.report_id, self.state, author)


class SetRuling(msgspec.Struct, frozen=True, tag=True):
    """A standing decision on a check for a body ("" for all); ``reason`` None for none."""

    check: str
    org: str
    reason: str | None

    def do(self, archive: Archive, report_id: int, author: str) -> None:
        """Puts it in force or lifts it."""
        archive.set_ruling(self.check, self.org, self.reason, author)


Action = (SetVerdict | NoteText | NoteShown | Figure | OwnFinding | Conclusion | Standing | Checked | StandingOf | SetRuling)


class Step(msgspec.Struct, frozen=True):
    """One operation of a reviewer: how to do it, and how to undo it (in that order)."""

    label: str
    report_id: int
    what: tuple[str, ...]
    do: tuple[Action, ...]
    undo: tuple[Action, ...]


def verdict_action(fingerprint: str, verdict: Verdict | None) -> SetVerdict:
    """The action that brings a verdict back."""
    if verdict is None:
        return SetVerdict(fingerprint)
    return SetVerdict(fingerprint, verdict.decision, verdict.reason, verdict.wording, verdict.severity)
