"""The same quantity said twice must have one value.

Only plain totals are compared: the year's published information and the requests received, without a channel, an office
or another year in the words around."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.checks.base import Context, Example, check
from desktop.checks.claims.parse import findings
from desktop.report import Finding, Report

BAD = (
    Example(
        '云台县人民政府2023年政府信息公开工作年度报告\n一、总体情况\n2023年主动公开政府信息128条。\n二、主动公开政府信息情况\n2023年，'
        '主动公开政府信息130条。',
        '前后两处不同',
    ),
    Example(
        '云台县人民政府2023年政府信息公开工作年度报告\n一、总体情况\n收到公民、法人和其他组织政府信息公开申请28件，27件公开申请均在法定期限内'
        '办理。',
        '28与27不同',
    ),
    Example(
        '云台县人民政府2023年政府信息公开工作年度报告\n一、总体情况\n平均办理用时9.5个工作日，最长的24个工作日，全部在20个工作日内办结。',
        '最长的超过20个工作日',
    ),
    Example(
        '云台县人民政府2023年政府信息公开工作年度报告\n一、总体情况\n发生政府信息公开行政复议15件，被纠错率为零，其中结果维持12件、结果纠正3件。',
        '有3件被纠正',
    ),
)
GOOD = (
    Example(
        '云台县人民政府2023年政府信息公开工作年度报告\n一、总体情况\n2023年主动公开政府信息128条。\n二、主动公开政府信息情况\n2023年，'
        '主动公开政府信息128条。',
        '一致',
    ),
    Example('云台县人民政府2023年政府信息公开工作年度报告\n一、总体情况\n2023年主动公开政府信息128条，历年累计主动公开政府信息1300条。', '累计数是另一数'),
)


@check("stated-twice")
def run(report: Report, context: Context) -> Iterator[Finding]:
    """The relations of this kind that no sensible reading makes right."""
    yield from findings("stated-twice", report, context)
