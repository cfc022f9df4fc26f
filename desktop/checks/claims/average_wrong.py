"""An average by day or month must follow from the year's total beside it (365 or 366 days, working days, 12 months)."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.checks.base import Context, Example, check
from desktop.checks.claims.parse import findings
from desktop.report import Finding, Report

BAD = (
    Example('云台县人民政府2023年政府信息公开工作年度报告\n一、总体情况\n日均受理98宗，全年受理各类咨询17542宗。', '17542÷365=48.1'),
    Example('云台县人民政府2023年政府信息公开工作年度报告\n一、总体情况\n汛期60天内发布预警信息180条，日均5条。', '180÷60=3'),
)
GOOD = (
    Example('云台县人民政府2023年政府信息公开工作年度报告\n一、总体情况\n日均受理48宗，全年受理各类咨询17542宗。', '17542÷365=48.1'),
    Example('云台县人民政府2023年政府信息公开工作年度报告\n一、总体情况\n月均发布信息100条，全年共发布信息1203条。', '1203÷12=100.25'),
    Example('云台县人民政府2023年政府信息公开工作年度报告\n一、总体情况\n汛期60天内发布预警信息180条，日均3条。', '按文中所写的天数计算'),
)


@check("average-wrong")
def run(report: Report, context: Context) -> Iterator[Finding]:
    """The relations of this kind that no sensible reading makes right."""
    yield from findings("average-wrong", report, context)
