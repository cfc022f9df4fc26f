"""Checks what is stored, with the stored reports that it is to be compared with."""

from __future__ import annotations

from collections.abc import Iterable

from desktop.archive.archive import Archive
from desktop.checks import check_reports
from desktop.checks.across.passages import copied_share
from desktop.report import Report


def comparable(archive: Archive, report: Report) -> list[Report]:
    """The stored reports that the checks may need beside one: the body's other years, and other bodies' reports that
    share uncommon sentences. Never another hand-in of the very same report."""
    found: dict[str, Report] = {}
    own = [] if report.org is None else archive.reports_of(report.org)
    for other in (*own, *archive.alike(report)):
        if other.sha256 != report.sha256 and (other.org, other.year, other.kind) != (report.org, report.year, report.kind):
            found[other.sha256] = other
    return list(found.values())


def check_stored(archive: Archive, report_id: int) -> None:
    """Runs the checks over one stored report, corrections applied, and keeps what they find."""
    report = archive.report(report_id)
    if report is None:
        return
    others = comparable(archive, report)
    (findings,) = check_reports([report], others)
    archive.save_findings(report_id, findings, _copied(report, others))


def _copied(report: Report, others: Iterable[Report]) -> float | None:
    """The share of the report's own prose that was taken over from the body's report of the year before."""
    last = [o for o in others if o.org == report.org and report.year and o.year == report.year - 1 and o.kind == report.kind]
    return round(copied_share(report, last[-1]), 4) if last else None


def recheck(archive: Archive, report_ids: Iterable[int]) -> list[int]:
    """Checks reports anew, and the same bodies' next years, whose comparison rests on them; returns all ids checked."""
    wanted = dict.fromkeys(report_ids)
    for report_id in list(wanted):
        wanted.update(dict.fromkeys(archive.following(report_id)))
    for report_id in wanted:
        check_stored(archive, report_id)
    return list(wanted)
