"""Sharing work: one file with what a reviewer said of chosen reports, and its merge into a colleague's store.

The file is JSON with a format number and a hash over its content. Reports are recognised by the hash of the file handed
in, findings by fingerprint; quotes travel with them, so that a person can see what was judged. Nothing is overwritten:
where both said something different, the merge lists both and the person decides.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from desktop.archive import OWN, Archive, Correction, KnownError, Note, Verdict, now
from desktop.report import Finding
from desktop.review.desk import Desk

FORMAT = 1
_BROKEN = "审读包不完整或被改动过，请让对方重新导出。"


class ReportWork(msgspec.Struct, frozen=True):
    """What was said of one report. ``about`` holds the judged findings with their evidence."""

    sha256: str
    name: str
    org: str | None
    year: int | None
    verdicts: tuple[Verdict, ...]
    about: tuple[Finding, ...]
    notes: tuple[Note, ...]
    corrections: tuple[Correction, ...]
    conclusion: str
    state: str


class Bundle(msgspec.Struct, frozen=True):
    """The file."""

    format: int
    author: str
    made: str
    reports: tuple[ReportWork, ...]
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Conflict:
    """One thing on which two reviewers differ: ``kind`` is verdict, figure, conclusion; ``subject`` the fingerprint, the
    fact key or "". ``ours`` and ``theirs`` are Verdicts, or texts."""

    report_id: int
    kind: str
    subject: str
    ours: Verdict | str
    theirs: Verdict | str


@dataclass(slots=True)
class Merge:
    """What a merge did: taken over by kind, reports that are not in this store, and what a person has to decide."""

    verdicts: int = 0
    notes: int = 0
    corrections: int = 0
    findings: int = 0
    conclusions: int = 0
    missing: list[str] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)

    def text(self) -> str:
        """One Chinese sentence."""
        said = (f"并入意见 {self.verdicts} 条、批注 {self.notes} 条、更正 {self.corrections} 条、自加问题 {self.findings} 条、"
                f"结论 {self.conclusions} 条")
        if self.conflicts:
            said += f"；双方不一致 {len(self.conflicts)} 处，请逐处决定"
        if self.missing:
            said += f"；本库没有的报告 {len(self.missing)} 份：{'、'.join(self.missing[:5])}"
        return said + "。"


def write_bundle(archive: Archive, report_ids: Sequence[int], path: Path, author: str) -> Path:
    """Writes the work on some reports to ``path``. KnownError when it cannot be written."""
    bundle = Bundle(FORMAT, author, now(), tuple(_work(archive, report_id) for report_id in report_ids))
    data = msgspec.json.encode(msgspec.structs.replace(bundle, sha256=_hash(bundle)))
    draft = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(msgspec.json.format(data, indent=1))
        draft.replace(path)
    except OSError as problem:
        draft.unlink(missing_ok=True)
        raise KnownError(f"审读包写不了，请检查文件夹的写入权限：{path}（{problem.strerror or problem}）") from problem
    return path


def read_bundle(path: Path) -> Bundle:
    """Reads one. KnownError when it is no bundle, was changed, or is of a later format."""
    try:
        data = path.read_bytes()
    except OSError as problem:
        raise KnownError(f"审读包打不开，请确认文件存在并且有权读取：{path}（{problem.strerror or problem}）") from problem
    try:
        number = msgspec.json.decode(data, type=dict[str, msgspec.Raw]).get("format", msgspec.Raw(b"0"))
        if int(bytes(number)) > FORMAT:
            raise KnownError("审读包由更新版本的审读台导出，请先升级程序。")
        bundle = msgspec.json.decode(data, type=Bundle)
    except (msgspec.MsgspecError, ValueError) as problem:
        raise KnownError(_BROKEN) from problem
    if bundle.sha256 != _hash(bundle):
        raise KnownError(_BROKEN)
    return bundle


def merge_bundle(archive: Archive, bundle: Bundle) -> Merge:
    """Takes over what this store has nothing against, with the other's name and time; the rest are conflicts.

    Merging the same bundle twice changes nothing more.
    """
    merge = Merge()
    with archive.batch():
        for work in bundle.reports:
            report_id = archive.has(work.sha256)
            if report_id is None:
                merge.missing.append(work.name)
            else:
                _merge_one(archive, report_id, work, bundle.author, merge)
        archive.log(bundle.author, "bundle merged", None, bundle.sha256[:16])
    return merge


def decide(archive: Archive, conflict: Conflict, reviewer: str) -> None:
    """Takes the other side's word on a conflict. A verdict keeps the name of who gave it, and ours stays in its history;
    figures and conclusions become operations of the reviewer, with undo."""
    desk = Desk(archive, reviewer)
    theirs = conflict.theirs
    if isinstance(theirs, Verdict):
        with archive.batch():
            archive.set_verdict(conflict.report_id, theirs)
            archive.log(reviewer, "conflict decided", conflict.report_id, conflict.subject)
    elif conflict.kind == "figure":
        desk.correct(conflict.report_id, conflict.subject, theirs)
    else:
        desk.conclude(conflict.report_id, theirs, archive.submission(conflict.report_id).state)


def _merge_one(archive: Archive, report_id: int, work: ReportWork, author: str, merge: Merge) -> None:
    stored = archive.load(report_id)
    present = {finding.fingerprint for finding in stored.findings}
    for finding in work.about:
        if finding.check == OWN and finding.fingerprint not in present:
            archive.add_own_finding(report_id, finding, author)
            merge.findings += 1
    for theirs in work.verdicts:
        ours = archive.verdict(report_id, theirs.fingerprint)
        if ours is None or _said(ours) == (None, None, None, None):
            archive.set_verdict(report_id, theirs)
            merge.verdicts += 1
        elif _said(ours) != _said(theirs):
            merge.conflicts.append(Conflict(report_id, "verdict", theirs.fingerprint, ours, theirs))
    known = {(note.text, note.target, note.section, note.place) for note in stored.notes}
    for note in work.notes:
        if (note.text, note.target, note.section, note.place) not in known:
            archive.add_note(report_id, note.target, note.text, note.author, note.section, note.place)
            merge.notes += 1
    _merge_figures(archive, report_id, work, {c.key: c for c in stored.corrections}, merge)
    if work.conclusion and not stored.conclusion:
        archive.set_conclusion(report_id, work.conclusion, author)
        merge.conclusions += 1
    elif work.conclusion and work.conclusion != stored.conclusion:
        merge.conflicts.append(Conflict(report_id, "conclusion", "", stored.conclusion, work.conclusion))


def _merge_figures(archive: Archive, report_id: int, work: ReportWork, ours: dict[str, Correction], merge: Merge) -> None:
    for theirs in work.corrections:
        if theirs.key not in ours:
            archive.add_correction(report_id, theirs.key, theirs.was, theirs.value, theirs.author)
            merge.corrections += 1
        elif ours[theirs.key].value != theirs.value:
            merge.conflicts.append(Conflict(report_id, "figure", theirs.key, ours[theirs.key].value, theirs.value))


def _said(verdict: Verdict) -> tuple[object, ...]:
    return verdict.decision, verdict.reason, verdict.wording, verdict.severity


def _work(archive: Archive, report_id: int) -> ReportWork:
    stored = archive.load(report_id)
    row = stored.submission
    given = {f.fingerprint: archive.verdict(report_id, f.fingerprint) for f in stored.findings}
    judged = tuple(v for v in given.values() if v is not None and _said(v) != (None, None, None, None))
    marks = {verdict.fingerprint for verdict in judged}
    about = tuple(f for f in stored.findings if f.fingerprint in marks or f.check == OWN)
    return ReportWork(row.sha256, row.name, row.org, row.year, judged, about, stored.notes, stored.corrections,
                      stored.conclusion, row.state)


def _hash(bundle: Bundle) -> str:
    return hashlib.sha256(msgspec.json.encode(msgspec.structs.replace(bundle, sha256=""))).hexdigest()
