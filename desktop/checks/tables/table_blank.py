"""An official table holds no figure at all.

Rows and columns are there, but every cell is empty: the table was pasted without its content, or never filled in.
"""

from __future__ import annotations

from collections.abc import Iterator

from desktop.checks.base import Context, Example, check, find
from desktop.checks.example_reports import FIGURES, applications
from desktop.checks.tables.common import head_evidence, official
from desktop.report import Finding, Report

_EMPTY = "\n".join(
    line if n == 0 else line.split(" | ")[0] + " |  |  |  |  |  |  | " for n, line in enumerate(applications().split("\n"))
)
BAD = (Example(_EMPTY, "整张表没有一个数字。"),)
GOOD = (Example(applications(dict.fromkeys(FIGURES, (0,) * 7)), "没有申请时全部填0。"),)


@check("table-blank")
def run(report: Report, context: Context) -> Iterator[Finding]:
    for table, spec, facts in context.cached(official, report):
        if all(f.value is None for f in facts.values()):
            yield find("table-blank", [head_evidence(report, table)], table=spec.title, subject=spec.id)
