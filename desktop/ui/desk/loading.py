"""All that the desk shows of a report, gathered in the background. No Qt here."""

from __future__ import annotations

from desktop.archive import Archive, StoredReport, Submission
from desktop.checks.claims.account import account
from desktop.report import Claim
from desktop.review.compare import compare_facts, compare_findings, compare_text, difference_line, version_line
from desktop.ui.language import tr
from desktop.ui.told import told

Loaded = tuple[StoredReport, tuple[Claim, ...], list[Submission], str]


def load_desk(archive: Archive, report_id: int) -> Loaded:
    """The report, its number statements, the body's reports for other years, and what changed since the hand-in before."""
    stored = archive.load(report_id)
    row = stored.submission
    others = archive.submissions(org=row.org) if row.org else []
    years = [other for other in others if other.year != row.year and other.error is None]
    return stored, account(stored.report), years, version_said(archive, stored)


def version_said(archive: Archive, stored: StoredReport) -> str:
    """What changed since the hand-in before, in Chinese; "" when there is none that was read."""
    if stored.previous_id is None or stored.submission.error is not None:
        return ""
    before = archive.load(stored.previous_id)
    if before.submission.error is not None:
        return ""
    change = compare_findings(before.findings, stored.findings)
    texts = compare_text(before.report.document, stored.report.document)
    facts = compare_facts(before.report, stored.report)
    return tr("{version_line}；{difference_line}", version_line=told(version_line(change, stored.submission.version, before.submission.version)),
              difference_line=told(difference_line(len(texts), len(facts))))
