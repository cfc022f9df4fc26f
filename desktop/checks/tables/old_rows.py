"""A table of the form in force prints a row of the older form.

In 2021 the one row （六）其他处理 became three (逾期不补正, 逾期不缴费, 其他). A table that still has the one row was
made from an old template and hides what the three rows ask.
"""

from __future__ import annotations

from collections.abc import Iterator

from desktop.checks.base import Context, Example, check, find
from desktop.checks.example_reports import applications, report_2021
from desktop.checks.tables.common import label_evidence, official, short
from desktop.report import Finding, Report

_THREE = [line for line in applications().split("\n") if "其他处理" in line or line.startswith(("2.申请人逾期", "3.其他"))]
_OLD = "\n".join(
    "（六）其他处理 | 0 | 0 | 0 | 0 | 0 | 0 | 0" if line == _THREE[0] else line
    for line in applications().split("\n") if line not in _THREE[1:]
)
BAD = (Example(report_2021(tables={"applications": _OLD}), "2023年度报告的“（六）其他处理”仍只有一行。"),)
GOOD = (Example(report_2021(), "“（六）其他处理”分三行。"),)


@check("old-rows")
def run(report: Report, context: Context) -> Iterator[Finding]:
    for table, spec, facts in context.cached(official, report):
        for row in spec.rows:
            if not row.departs or facts.keys().isdisjoint(spec.keys_of(row)):
                continue
            place = label_evidence(report, table, row.key)
            yield find("old-rows", [place] if place else [], row=short(row.label), table=spec.title, count=len(row.replaces),
                       rows="；".join(spec.row(k).label for k in row.replaces), subject=row.key)
