"""The tables are those of another year's form.

The form of 2019 (制作数量, 上一年项目数量, 政府集中采购) served the reports for 2019 and 2020, the form of 2021
(制发件数, 废止件数, 现行有效件数) those since 2021; the national table before them those for 2014 to 2018.
"""

from __future__ import annotations

from collections.abc import Iterator

from desktop.checks.base import Context, Example, check, find, place
from desktop.checks.example_reports import report_2021
from desktop.checks.structure.common import MODERN
from desktop.report import Finding, FormTable, Report

_OLD = """第二十条第（一）项
信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量
规章 | 0 | 0 | 0
规范性文件 | 6 | 6 | 48
第二十条第（五）项
信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量
行政许可 | 120 | +3 | 310
其他对外管理服务事项 | 80 | 0 | 45
第二十条第（六）项
信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量
行政处罚 | 200 | 0 | 96
行政强制 | 30 | 0 | 12
第二十条第（八）项
信息内容 | 上一年项目数量 | 本年增/减
行政事业性收费 | 12 | 0
第二十条第（九）项
信息内容 | 采购项目数量 | 采购总金额
政府集中采购 | 35 | 1200万元"""

BAD = (Example(report_2021(tables={"disclosure": _OLD}), "2023年度报告仍用2019年试行格式的表。"),)
GOOD = (Example(report_2021(), "2023年度报告用2021年格式。"),)

NAMES = {"2014": "2014年统计表", "2014-local": "地方统计表", "2019": "2019年试行格式", "2021": "2021年格式"}


@check("wrong-form")
def run(report: Report, context: Context) -> Iterator[Finding]:
    if report.kind != "annual_report" or report.due_form not in MODERN or report.year is None:
        return
    wrong = [t for t in report.tables if t.id == "disclosure" and t.form != report.due_form]
    wrong += [t for t in report.tables if t.id == "stats"]
    for table in wrong:
        yield find("wrong-form", [place(report, *_head(table))], year=report.year, used=NAMES.get(table.form, table.form),
                   due=NAMES[report.due_form], expected=NAMES[report.due_form], actual=NAMES.get(table.form, table.form))


def _head(table: FormTable) -> tuple[int, int]:
    """The header line that gives the form away: the first row with text in more than one cell."""
    for row in range(table.rows):
        cells = [c for c in table.cells if c.row == row and c.text.strip()]
        if len(cells) > 1:
            return cells[0].start, cells[-1].end
    return table.start, table.end
