"""Documents issued, repealed and in force, decisions and fees in the prose against table two."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.checks.base import Context, Example, check
from desktop.checks.claims.parse import findings
from desktop.checks.example_reports import report_2021
from desktop.report import Finding, Report

BAD = (
    Example(report_2021(prose={"overview": '2023年，全县制发行政规范性文件9件，废止2件，现行有效行政规范性文件48件。'}), '表二本年制发6件'),
)
GOOD = (
    Example(report_2021(prose={"overview": '2023年，全县制发行政规范性文件6件，现行有效行政规范性文件48件，公开规范性文件类信息20件。'}), '与表二一致，“类信息”是另一口径'),
)


@check("text-table-disclosure")
def run(report: Report, context: Context) -> Iterator[Finding]:
    """The statements of this kind that fit the cells in no sensible reading."""
    yield from findings("text-table-disclosure", report, context)
