"""The parts of the report stand in another order than the form's, or carry numbers that skip or repeat.

Readers and machines find the parts by number; 一二三四四六 or a 七 between them shows a slip in editing.
"""

from __future__ import annotations

from collections.abc import Iterator

from desktop.checks.base import Context, Example, check, find
from desktop.checks.example_reports import report_2021
from desktop.checks.structure.common import ROLES, heading, is_whole
from desktop.report import Finding, Report

BAD = (
    Example(report_2021().replace("五、存在的主要问题", "四、存在的主要问题"), "“四”用了两次，没有“五”。"),
    Example(report_2021().replace("六、其他需要报告", "七、其他需要报告"), "“五”之后直接是“七”。"),
)
GOOD = (Example(report_2021(), "序号连续，顺序与格式一致。"),)


@check("section-order")
def run(report: Report, context: Context) -> Iterator[Finding]:
    if not is_whole(report):
        return
    order = list(ROLES)
    last_rank = -1
    for position, part in enumerate(report.sections):
        due = report.sections[position - 1].number + 1 if position else 1
        if part.number != due and part.number > 0:
            yield find("section-order", [heading(report, part)], "number", title=part.title, due=due)
        if part.role in ROLES:
            rank = order.index(part.role)
            if rank < last_rank:
                yield find("section-order", [heading(report, part)], "place", title=part.title)
            last_rank = max(last_rank, rank)
