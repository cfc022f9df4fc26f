"""One of the three official tables is not there.

Since the report for 2019 the parts two, three and four consist of a table each; a part without its table, or with a
picture in its place, cannot be counted or compared.
"""

from __future__ import annotations

from collections.abc import Iterator

from desktop.checks.base import Context, Example, check, find
from desktop.checks.example_reports import report_2021
from desktop.checks.structure.common import ROLES, heading, is_whole, section
from desktop.report import Finding, Report

BAD = (
    Example(report_2021(without=("table:review",)), "第四部分只有标题，没有表。"),
    Example(report_2021(without=("table:disclosure",), prose={"disclosure": "本年主动公开政府信息320条。"}), "第二部分用文字代替了表。"),
)
GOOD = (Example(report_2021(), "三张表齐全。"),)

NAMES = {"disclosure": "主动公开政府信息情况表", "applications": "收到和处理政府信息公开申请情况表",
         "review": "行政复议、行政诉讼情况表"}


@check("table-missing")
def run(report: Report, context: Context) -> Iterator[Finding]:
    if not is_whole(report):
        return
    for role, name in NAMES.items():
        part = section(report, role)
        if part is not None and report.table(role) is None:
            yield find("table-missing", [heading(report, part)], table=name, title=ROLES[role])
