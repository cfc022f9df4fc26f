"""The part of the archive that keeps what the checks and the reviewers say of a submission."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from db import judgements, submissions
from db.rows import ChecklistRow, CorrectionRow, NoteRow, VerdictRow
from desktop.archive import codec
from desktop.archive.base import now
from desktop.archive.corrected import corrected
from desktop.archive.handed_in import _submission
from desktop.archive.model import Correction, Decision, Note, State, StoredReport, Target, Verdict
from desktop.archive.ruled import Ruled, with_rulings
from desktop.report import Document, Evidence, Finding, Report, Severity


class Judged(Ruled):
    """Findings, verdicts, notes, corrections, conclusions. Every change is written at once and logged."""

    def load(self, report_id: int) -> StoredReport:
        """All that is known of a submission. A refused one has an empty report. KnownError when there is none."""
        row = self._row(report_id)
        with self._store.read() as connection:
            versions = submissions.chain(connection, row.chain)
            found = judgements.findings(connection, report_id)
            verdicts = judgements.verdicts(connection, report_id)
            notes = judgements.notes(connection, report_id)
            conclusion = judgements.conclusion(connection, report_id)
        findings = tuple(codec.unpack_finding(f) for f in found)
        corrections = self.corrections(report_id)
        report = self.as_read(report_id) or _nothing(row.format, row.path, row.sha256)
        earlier = [version.id for version in versions if version.version < row.version]
        return StoredReport(
            _submission(row), corrected(report, corrections), findings,
            with_rulings(findings, {v.fingerprint: _verdict(v) for v in verdicts}, self.rulings_on(row.org)), tuple(_note(n) for n in notes), corrections, conclusion,
            earlier[-1] if earlier else None, tuple(version.id for version in versions), self.checklist(report_id))

    def report(self, report_id: int) -> Report | None:
        """The report with its corrections applied; None when it could not be read."""
        report = self.as_read(report_id)
        return corrected(report, self.corrections(report_id)) if report else None

    def reports_of(self, org: str) -> list[Report]:
        """The current reports of a body, earliest year first, corrections applied."""
        with self._store.read() as connection:
            ids = submissions.of_org(connection, org)
        return self._reports(ids)

    def _reports(self, ids: Sequence[int]) -> list[Report]:
        return [report for report_id in ids if (report := self.report(report_id)) is not None]

    # -- findings

    def findings(self, report_id: int) -> tuple[Finding, ...]:
        """The current ones, in the order of the text."""
        with self._store.read() as connection:
            return tuple(codec.unpack_finding(row) for row in judgements.findings(connection, report_id))

    def cited_by(self, check: str, report_ids: Sequence[int]) -> list[int]:
        """Ids of the current reports that a check's findings on some reports, or on earlier versions of them, point to."""
        with self._store.read() as connection:
            found = judgements.findings_of(connection, check, report_ids)
            files = {place.file for row in found for place in codec.unpack_finding(row).evidence if place.file}
            return [report_id for file in sorted(files) for report_id in submissions.current_at(connection, file)]

    def save_findings(self, report_id: int, findings: Sequence[Finding], copied: float | None = None) -> None:
        """Puts the checks' findings in the place of the earlier ones; a reviewer's own stay.

        At the first time of a later version, verdicts on findings that say the same are taken over.
        """
        with self._store.write() as connection:
            row = self._row(report_id)
            judgements.replace_findings(connection, report_id, (codec.pack_finding(report_id, f) for f in findings))
            if not row.inherited:
                earlier = [v for v in submissions.chain(connection, row.chain)
                           if v.version < row.version and v.error is None]
                if earlier:
                    judgements.inherit(connection, report_id, earlier[-1].id)
            submissions.change(connection, report_id, inherited=1, copied=copied)
            judgements.recount(connection, report_id)

    def add_own_finding(self, report_id: int, finding: Finding, author: str) -> None:
        """A finding that a reviewer made (check ``own``)."""
        with self._store.write() as connection:
            judgements.put_finding(connection, codec.pack_finding(report_id, finding))
            judgements.recount(connection, report_id)
            self.log(author, "own finding added", report_id, finding.fingerprint)

    def remove_own_finding(self, report_id: int, fingerprint: str, author: str) -> None:
        """Takes back a reviewer's own finding."""
        with self._store.write() as connection:
            judgements.delete_own_finding(connection, report_id, fingerprint)
            judgements.recount(connection, report_id)
            self.log(author, "own finding removed", report_id, fingerprint)

    # -- verdicts

    def verdict(self, report_id: int, fingerprint: str) -> Verdict | None:
        """The present verdict on a finding."""
        with self._store.read() as connection:
            row = judgements.verdict(connection, report_id, fingerprint)
        return _verdict(row) if row else None

    def set_verdict(self, report_id: int, verdict: Verdict) -> None:
        """Sets it; earlier ones stay in its history."""
        with self._store.write() as connection:
            judgements.set_verdict(connection, VerdictRow(
                report_id, verdict.fingerprint, verdict.decision, verdict.reason, verdict.wording, verdict.severity,
                verdict.author, verdict.at))
            judgements.recount(connection, report_id)
            self.log(verdict.author, f"verdict {verdict.decision or 'open'}", report_id, verdict.fingerprint)

    def verdict_history(self, report_id: int, fingerprint: str) -> list[Verdict]:
        """Every verdict given on a finding, first to last."""
        with self._store.read() as connection:
            return [_verdict(row) for row in judgements.verdict_history(connection, report_id, fingerprint)]

    # -- notes

    def notes(self, report_id: int) -> tuple[Note, ...]:
        """Notes in the order they were written."""
        with self._store.read() as connection:
            return tuple(_note(row) for row in judgements.notes(connection, report_id))

    def note(self, note_id: int) -> tuple[int, Note] | None:
        """(report id, note), deleted ones included."""
        with self._store.read() as connection:
            row = judgements.note(connection, note_id)
        return (row.submission_id, _note(row)) if row else None

    def add_note(self, report_id: int, target: Target, text: str, author: str, section: int | None = None,
                 place: Evidence | None = None) -> int:
        """A new note; returns its id."""
        with self._store.write() as connection:
            note_id = judgements.add_note(
                connection, submission_id=report_id, target=target, section=section, place=codec.pack_place(place),
                text=text, author=author, at=now())
            self.log(author, "note added", report_id, str(note_id))
        return note_id

    def edit_note(self, note_id: int, text: str, author: str) -> None:
        """Its new text; the old one stays in the history."""
        self._change_note(note_id, "note edited", author, text=text)

    def delete_note(self, note_id: int, author: str) -> None:
        """Hides it."""
        self._change_note(note_id, "note deleted", author, deleted=1)

    def restore_note(self, note_id: int, author: str) -> None:
        """Brings a deleted note back."""
        self._change_note(note_id, "note restored", author, deleted=0)

    def _change_note(self, note_id: int, action: str, author: str, **values: object) -> None:
        with self._store.write() as connection:
            row = judgements.note(connection, note_id)
            if row is not None:
                judgements.change_note(connection, note_id, author=author, at=now(), **values)
                self.log(author, action, row.submission_id, str(note_id))

    # -- corrections

    def corrections(self, report_id: int) -> tuple[Correction, ...]:
        """Those in force."""
        with self._store.read() as connection:
            return tuple(_correction(row) for row in judgements.corrections(connection, report_id))

    def add_correction(self, report_id: int, key: str, was: str, value: str, author: str) -> int:
        """A figure as the reviewer reads it; takes the place of an earlier one of the same key. Returns its id."""
        with self._store.write() as connection:
            correction_id = judgements.add_correction(
                connection, submission_id=report_id, key=key, was=was, value=value, author=author, at=now())
            self.log(author, "figure corrected", report_id, key)
        return correction_id

    def withdraw_correction(self, report_id: int, key: str, author: str) -> None:
        """The figure is again as it was read."""
        with self._store.write() as connection:
            judgements.withdraw_correction(connection, report_id, key)
            self.log(author, "correction withdrawn", report_id, key)

    # -- the whole report

    def conclusion(self, report_id: int) -> str:
        """The reviewer's conclusion, "" when there is none."""
        with self._store.read() as connection:
            return judgements.conclusion(connection, report_id)

    def set_conclusion(self, report_id: int, text: str, author: str) -> None:
        """Writes it; earlier ones are kept."""
        with self._store.write() as connection:
            judgements.add_conclusion(connection, submission_id=report_id, text=text, author=author, at=now())
            self.log(author, "conclusion", report_id)

    def set_state(self, report_id: int, state: State, author: str) -> None:
        """Where the submission stands in the review."""
        with self._store.write() as connection:
            submissions.change(connection, report_id, state=state)
            self.log(author, f"state {state}", report_id)

    def checklist(self, report_id: int) -> dict[int, tuple[str, str]]:
        """Sections gone through: number -> (author, time)."""
        with self._store.read() as connection:
            return {row.section: (row.author, row.at) for row in judgements.checklist(connection, report_id) if row.done}

    def set_checked(self, report_id: int, section: int, done: bool, author: str) -> None:
        """Marks a section as gone through, or not."""
        with self._store.write() as connection:
            judgements.set_checked(connection, ChecklistRow(report_id, section, int(done), author, now()))
            self.log(author, "section checked" if done else "section unchecked", report_id, str(section))


def _nothing(kind: str, path: str, sha256: str) -> Report:
    return Report(Document("", kind), "other", None, None, None, None, None, None, None, None, "hans", file=path,
                  sha256=sha256)


def _verdict(row: VerdictRow) -> Verdict:
    return Verdict(row.fingerprint, cast(Decision | None, row.decision), row.reason, row.wording,
                   cast(Severity | None, row.severity), row.author, row.at)


def _note(row: NoteRow) -> Note:
    return Note(row.id, cast(Target, row.target), row.section, codec.unpack_place(row.place), row.text, row.author, row.at)


def _correction(row: CorrectionRow) -> Correction:
    return Correction(row.id, row.key, row.was, row.value, row.author, row.at)
