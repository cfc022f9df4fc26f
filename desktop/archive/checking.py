"""Checks what is stored, with the stored reports that it is to be compared with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from desktop.archive import codec
from desktop.archive.archive import Archive
from desktop.archive.corrected import corrected
from desktop.archive.model import Correction
from desktop.checks import check_reports
from desktop.checks.across.copying import copied_share, prose
from desktop.checks.base import Together
from desktop.report import Finding, Report


@dataclass(frozen=True, slots=True)
class Packed:
    """A stored report with its corrections, as bytes that travel to a worker."""

    text: bytes
    report: bytes
    corrections: tuple[Correction, ...]

    def unpack(self) -> Report:
        """The report with its corrections applied."""
        return corrected(codec.unpack_report(self.text, self.report), self.corrections)


@dataclass(frozen=True, slots=True)
class Examination:
    """One report to be checked, and those to compare it with."""

    report_id: int
    report: Packed
    others: tuple[Packed, ...]


Outcome = tuple[tuple[Finding, ...], float | None]
Examine = Callable[[Iterator[Examination]], Iterator[tuple[Examination, Outcome]]]


def examine(work: Examination) -> Outcome:
    """The findings, and the share of own prose taken over from the body's report of the year before (0..1, None when
    there is none). Pure: it may run in another process."""
    report = work.report.unpack()
    others = [_unpacked(other) for other in work.others]
    together = Together((*others, report))
    (findings,) = check_reports([report], together=together)
    last = [o for o in others if report.year and (o.org, o.year, o.kind) == (report.org, report.year - 1, report.kind)]
    if not last:
        return findings, None
    return findings, round(copied_share(together.cached(prose, report), together.cached(prose, last[-1])), 4)


@lru_cache(maxsize=32)
def _unpacked(packed: Packed) -> Report:
    """Reports of one body, and such as resemble many others, are compared with again and again."""
    return packed.unpack()


def _here(works: Iterator[Examination]) -> Iterator[tuple[Examination, Outcome]]:
    for work in works:
        yield work, examine(work)


def recheck(archive: Archive, report_ids: Iterable[int], examiner: Examine = _here) -> list[int]:
    """Checks reports anew, and the same bodies' next years, whose comparison rests on them; returns all ids checked.

    ``examiner`` does the work, here or elsewhere. Compared with are the body's other years and other bodies' reports
    that share uncommon sentences, never another hand-in of the very same report.
    """
    wanted = dict.fromkeys(report_ids)
    for report_id in list(wanted):
        wanted.update(dict.fromkeys(archive.following(report_id)))
    ids = iter(wanted)
    while batch := list(islice(ids, 32)):
        again = batch
        while again:
            again = _round(archive, again, examiner)
    return list(wanted)


def _round(archive: Archive, report_ids: Sequence[int], examiner: Examine) -> list[int]:
    """Checks each once; returns those whose corrections changed meanwhile, which have to be checked once more."""
    changed = []
    works = (work for report_id in report_ids if (work := _work(archive, report_id)) is not None)
    for work, (findings, copied) in examiner(works):
        with archive.batch():
            if archive.corrections(work.report_id) == work.report.corrections:
                archive.save_findings(work.report_id, findings, copied)
            else:
                changed.append(work.report_id)
    return changed


def _work(archive: Archive, report_id: int) -> Examination | None:
    report = packed(archive, report_id)
    if report is None:
        return None
    others = (packed(archive, other) for other in archive.comparable_ids(report_id))
    return Examination(report_id, report, tuple(other for other in others if other is not None))


def packed(archive: Archive, report_id: int) -> Packed | None:
    """A stored report for a worker; None for a file that could not be read."""
    found = archive.packed(report_id)
    return Packed(*found, archive.corrections(report_id)) if found else None
