"""The number of items of the year before is not what last year's report leads to.

In the form of 2019: 上一年项目数量 (2020) = 上一年项目数量 (2019) + 本年增/减 (2019), for each row that has them.
"""

from __future__ import annotations

from collections.abc import Iterator

from desktop.checks.across.common import own_and_last
from desktop.checks.base import Context, Example, check, find
from desktop.report import Finding, Report

_TABLE = """第二十条第（五）项
信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量
行政许可 | {count} | +3 | 310
其他对外管理服务事项 | 80 | 0 | 45"""
_TEXT = "云台县人民政府{year}年政府信息公开工作年度报告\n一、总体情况\n公开信息320条。\n二、主动公开政府信息情况\n" + _TABLE

BAD = (Example(_TEXT.format(year=2020, count=125), "120＋3＝123，填125。", (_TEXT.format(year=2019, count=120),)),)
GOOD = (Example(_TEXT.format(year=2020, count=123), "120＋3＝123，相符。", (_TEXT.format(year=2019, count=120),)),)

ROWS = {"license": "行政许可", "other_services": "其他对外管理服务事项", "penalty": "行政处罚", "coercion": "行政强制"}


@check("project-counts")
def run(report: Report, context: Context) -> Iterator[Finding]:
    previous = context.previous(report)
    if previous is None:
        return
    for row, name in ROWS.items():
        own, last = report.fact(f"{row}.last_year"), previous.fact(f"{row}.last_year")
        change = previous.fact(f"{row}.change")
        if own is None or last is None or change is None or own.value is None or last.value is None or change.value is None:
            continue
        due = last.value + change.value
        if due != own.value:
            sign = "+" if change.value >= 0 else "-"
            yield find("project-counts", own_and_last(report, own, previous, last), name=name, expected=due,
                       actual=own.value, working=f"{last.value}{sign}{abs(change.value)}={due}")
