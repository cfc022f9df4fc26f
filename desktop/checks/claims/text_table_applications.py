"""Requests received, carried over and answered, as the prose says them, against table three.

Both uses of 收到 are known (newly received, or with what was carried in): the one that fits is named, and only when none
fits the statement is wrong. An office's own figure beside the whole area's table is left to the reviewer."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.checks.base import Context, Example, check
from desktop.checks.claims.parse import findings
from desktop.checks.example_reports import report_2021
from desktop.report import Finding, Report

BAD = (
    Example(report_2021(prose={"overview": '2023年，全县共收到政府信息公开申请21件。'}), '表三新收12件，加上年结转为13件，均不是21'),
    Example(report_2021(prose={"overview": '2023年，全县共收到政府信息公开申请12件，办结12件，2件结转下年度继续办理。'}), '表三结转下年度为1件'),
)
GOOD = (
    Example(report_2021(prose={"overview": '2023年，全县共收到政府信息公开申请12件，办结12件，结转下年度1件。'}), '与表三一致'),
    Example(report_2021(prose={"overview": '2023年，全县共受理政府信息公开申请12件，均在法定期限内答复。全年受理12345热线诉求47件。'}), '热线诉求不是政府信息公开申请'),
)


@check("text-table-applications")
def run(report: Report, context: Context) -> Iterator[Finding]:
    """The statements of this kind that fit the cells in no sensible reading."""
    yield from findings("text-table-applications", report, context)
