"""The figures of a row stand one column off.

A merged or dropped cell moves a row of table three by one column; then its own total and several column totals fail at
once. Moved back, all of them tie: this is one slip, reported once, in place of every sum that it breaks.
"""

from __future__ import annotations

from collections.abc import Iterator

from desktop.checks.base import Context, Example, check, find, place_cell
from desktop.checks.example_reports import applications
from desktop.checks.tables.common import analyse, facts_of, plain, short
from desktop.report import Finding, Report

BAD = (
    Example(applications({"partial": (0, 1, 0, 0, 0, 0, 1)}), "“部分公开”的1件应填在自然人列，却填在了商业企业列。"),
)
GOOD = (Example(applications(), "各行数字都在自己的列里。"),)


@check("column-shift")
def run(report: Report, context: Context) -> Iterator[Finding]:
    for shift in context.worked(analyse, report).shifts:
        facts = facts_of(report, shift.spec)
        row = shift.spec.row(shift.row)
        keys = [shift.spec.key(row.key, c.key) for c in shift.spec.columns_of(row)]
        here = [facts[k] for k in keys if k in facts]
        filled = [f for f in here if f.value] or here
        yield find(
            "column-shift", [place_cell(report, f) for f in filled], row=short(row.label),
            way="左" if shift.left else "右", count=len(shift.equations),
            working="、".join(plain(f.value) if f.value is not None else "空" for f in here), subject=row.key,
        )
