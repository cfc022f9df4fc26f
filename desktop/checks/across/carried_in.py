"""What was carried in is not what last year's report carried out.

Row 二 (上年结转) of a year is row 四 (结转下年度) of the year before, in every column (tie between the forms of two
years). Columns that differ are one finding; a reason given in either report lowers it to a warning. A cell in doubt
about our own reading proves nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from desktop.checks.across.common import COLUMNS, explained, own_and_last
from desktop.checks.base import Context, Example, check, find
from desktop.checks.example_reports import report_2021
from desktop.report import Evidence, Finding, Report

_LAST = report_2021(year=2022)

BAD = (Example(report_2021(rows={"carried_in": (3, 0, 0, 0, 0, 0, 3), "total": (11, 2, 0, 0, 1, 0, 14),
                                 "granted": (7, 1, 0, 0, 1, 0, 9)}), "上年报告结转1件，本年填3件。", (_LAST,)),)
GOOD = (Example(report_2021(), "上年结转1件，本年填1件。", (_LAST,)), Example(report_2021(), "没有上年报告可比。"))


@check("carried-in")
def run(report: Report, context: Context) -> Iterator[Finding]:
    previous = context.previous(report)
    if previous is None:
        return
    evidence: list[Evidence] = []
    differ: list[str] = []
    first: tuple[object, object] | None = None
    for column, name in COLUMNS.items():
        own, last = report.fact(f"applications.carried_in.{column}"), previous.fact(f"applications.carried_out.{column}")
        if own is None or last is None or own.value is None or last.value is None or own.readings or last.readings:
            continue
        if own.value != last.value:
            evidence += own_and_last(report, own, previous, last)
            differ.append(f"{name}列上年报告为{last.value}，本年填{own.value}")
            first = (last.value, own.value)
    if first is not None:
        yield find("carried-in", evidence, severity="warning" if explained(report, previous) else None,
                   expected=first[0], actual=first[1], working="；".join(differ), year=previous.year)
