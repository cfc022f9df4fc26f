"""Reviews and lawsuits in the prose, in all or by outcome, against table four.

A figure that fits without the cases still pending, or with one of the two kinds of lawsuit alone, is named and left to
the reviewer."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.checks.base import Context, Example, check
from desktop.checks.claims.parse import findings
from desktop.checks.example_reports import report_2021
from desktop.report import Finding, Report

BAD = (
    Example(report_2021(prose={"overview": '2023年，因政府信息公开引发行政复议3件、行政诉讼1件。'}), '表四行政复议总计为1件'),
)
GOOD = (
    Example(report_2021(prose={"overview": '2023年，因政府信息公开引发行政复议1件、行政诉讼1件。'}), '与表四一致'),
)


@check("text-table-review")
def run(report: Report, context: Context) -> Iterator[Finding]:
    """The statements of this kind that fit the cells in no sensible reading."""
    yield from findings("text-table-review", report, context)
