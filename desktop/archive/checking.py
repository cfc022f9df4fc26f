"""Checks what is stored, with the stored reports that it is to be compared with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

import msgspec

from desktop.archive import codec
from desktop.archive.archive import Archive
from desktop.archive.corrected import corrected
from desktop.archive.model import Correction
from desktop.checks import Said, check_alone, check_further, check_reports
from desktop.checks.across.copied_other_body import sampled
from desktop.checks.across.copying import copied_share, prose
from desktop.checks.base import Together, Worked
from desktop.report import Finding, Report

_AT_ONCE = 32
COPIED = "copied-other-body"
# What is worth keeping of a report until it is compared with the next time.
_LASTING = frozenset((prose, sampled))
_SAID = msgspec.msgpack.Decoder(tuple[Said, ...])


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
class First:
    """What the checks say of a report by itself: its findings, and (packed) what is needed to go on from there when
    there are others to compare it with."""

    findings: tuple[Finding, ...]
    said: bytes


@dataclass(frozen=True, slots=True)
class Examination:
    """One report to be checked, and those to compare it with. ``said`` is of ``First``, when it was examined so."""

    report_id: int
    report: Packed
    others: tuple[Packed, ...]
    said: bytes | None = None


Outcome = tuple[tuple[Finding, ...], float | None]
Examine = Callable[[Iterator[Examination]], Iterator[tuple[Examination, Outcome]]]


def examine_first(report: Report) -> First:
    """Checks a report as it was read, by itself. Pure: it may run in another process."""
    findings, said = check_alone(report)
    return First(findings, msgspec.msgpack.encode(said))


def examine(work: Examination) -> Outcome:
    """The findings, and the share of own prose taken over from the body's report of the year before (0..1, None when
    there is none). Pure: it may run in another process."""
    report = work.report.unpack()
    known = [_unpacked(other) for other in work.others]
    others = [other for other, _ in known]
    together = Together((*others, report), only=report)
    for other, worked in known:
        together.lend(other, worked)
    if work.said is not None and not work.report.corrections:
        findings = check_further(report, _SAID.decode(work.said), together)
    else:
        (findings,) = check_reports([report], together=together)
    for _, worked in known:
        for make in worked.keys() - _LASTING:
            del worked[make]
    last = [o for o in others if report.year and (o.org, o.year, o.kind) == (report.org, report.year - 1, report.kind)]
    if not last:
        return findings, None
    return findings, round(copied_share(together.cached(prose, report), together.cached(prose, last[-1])), 4)


@lru_cache(maxsize=32)
def _unpacked(packed: Packed) -> tuple[Report, Worked]:
    """Reports of one body, and such as resemble many others, are compared with again and again."""
    return packed.unpack(), {}


def _here(works: Iterator[Examination]) -> Iterator[tuple[Examination, Outcome]]:
    for work in works:
        yield work, examine(work)


def recheck(archive: Archive, report_ids: Iterable[int], examiner: Examine = _here,
            first: Mapping[int, First] | None = None) -> list[int]:
    """Checks reports anew, and those whose comparison rests on them: the same bodies' next years, and other bodies'
    reports with the same passages, which show on both sides whoever handed in first. Returns all ids checked.

    ``examiner`` does the work, here or elsewhere; ``first`` holds what was found already in some of them by themselves,
    which is all there is to find in a report that nothing is compared with. Compared with are the body's other years and
    other bodies' reports that share uncommon sentences, never another hand-in of the very same report.
    """
    wanted = dict.fromkeys(report_ids)
    for report_id in list(wanted):
        wanted.update(dict.fromkeys(archive.following(report_id)))
    _check(archive, wanted, examiner, first or {})
    # Who took the passages from whom is not for the order of arrival to say.
    beside = dict.fromkeys(i for i in archive.cited_by(COPIED, list(wanted)) if i not in wanted) if wanted else {}
    _check(archive, beside, examiner, first or {})
    return [*wanted, *beside]


def _check(archive: Archive, report_ids: Iterable[int], examiner: Examine, first: Mapping[int, First]) -> None:
    ids = iter(report_ids)
    while batch := list(islice(ids, _AT_ONCE)):
        again = batch
        while again:
            again = _round(archive, again, examiner, first)


def _round(archive: Archive, report_ids: Sequence[int], examiner: Examine, first: Mapping[int, First]) -> list[int]:
    """Checks each once; returns those whose corrections changed meanwhile, which have to be checked once more."""
    done: list[tuple[Examination, Outcome]] = []
    works = []
    for report_id in report_ids:
        work = _work(archive, report_id, first.get(report_id))
        if work is None:
            continue
        if report_id in first and not (work.others or work.report.corrections):
            done.append((work, (first[report_id].findings, None)))
        else:
            works.append(work)
    done += examiner(iter(works))
    changed = []
    with archive.batch():
        for work, (findings, copied) in done:
            if archive.corrections(work.report_id) == work.report.corrections:
                archive.save_findings(work.report_id, findings, copied)
            else:
                changed.append(work.report_id)
    return changed


def _work(archive: Archive, report_id: int, first: First | None) -> Examination | None:
    report = packed(archive, report_id)
    if report is None:
        return None
    others = (packed(archive, other) for other in archive.comparable_ids(report_id))
    return Examination(report_id, report, tuple(other for other in others if other is not None),
                       first.said if first else None)


def packed(archive: Archive, report_id: int) -> Packed | None:
    """A stored report for a worker; None for a file that could not be read."""
    found = archive.packed(report_id)
    return Packed(*found, archive.corrections(report_id)) if found else None
