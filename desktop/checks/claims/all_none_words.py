"""Words that say all or none against the cells: 均获维持 with cases pending, 未收到申请 with requests in the table."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.checks.base import Context, Example, check
from desktop.checks.claims.parse import findings
from desktop.checks.example_reports import FIGURES, REVIEW, report_2021
from desktop.report import Finding, Report

_PENDING = REVIEW.replace("1 | 0 | 0 | 0 | 1 |", "2 | 0 | 0 | 1 | 3 |", 1)

BAD = (
    Example(report_2021(prose={"overview": '2023年，全县未收到政府信息公开申请。'}), '表三新收12件'),
    Example(report_2021(prose={"overview": '2023年，全县未发生因政府信息公开引发的行政复议、行政诉讼。'}), '表四行政复议总计1件'),
    Example(report_2021(prose={"overview": "2023年，因政府信息公开引发行政复议3件，均获维持。"}, tables={"review": _PENDING}), '有1件尚未审结'),
)
GOOD = (
    Example(report_2021(prose={"overview": '2023年，因政府信息公开引发行政复议1件、行政诉讼1件，均获维持。'}), '表四均为维持'),
    Example(report_2021(prose={"overview": "2023年，全县未收到政府信息公开申请。"}, rows=dict.fromkeys(FIGURES, (0,) * 7)), '表三为零'),
)


@check("all-none-words")
def run(report: Report, context: Context) -> Iterator[Finding]:
    """The statements of this kind that fit the cells in no sensible reading."""
    yield from findings("all-none-words", report, context)
