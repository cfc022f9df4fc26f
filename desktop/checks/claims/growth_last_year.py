"""Growth over last year must follow from last year's report of the same body, when it is at hand.

Every basis is tried: the same words in last year's prose, the cells of its table with and without what was carried in."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.checks.base import Context, Example, check
from desktop.checks.claims.parse import findings
from desktop.report import Finding, Report

BAD = (
    Example(
        '云台县人民政府2023年政府信息公开工作年度报告\n一、总体情况\n全县全年共收到政府信息公开申请案件3646件，同比增长1.05%。',
        '3646÷3607-1=1.08%',
        others=(
            '云台县人民政府2022年政府信息公开工作年度报告\n一、总体情况\n全县全年共收到政府信息公开申请案件3607件。',
        ),
    ),
)
GOOD = (
    Example(
        '云台县人民政府2023年政府信息公开工作年度报告\n一、总体情况\n全县全年共收到政府信息公开申请案件3646件，同比增长1.08%。',
        '3646÷3607-1=1.08%',
        others=(
            '云台县人民政府2022年政府信息公开工作年度报告\n一、总体情况\n全县全年共收到政府信息公开申请案件3607件。',
        ),
    ),
    Example('云台县人民政府2023年政府信息公开工作年度报告\n一、总体情况\n全县全年共收到政府信息公开申请案件3646件，同比增长1.05%。', '没有上年报告，不作判断'),
)


@check("growth-last-year")
def run(report: Report, context: Context) -> Iterator[Finding]:
    """The relations of this kind that no sensible reading makes right."""
    yield from findings("growth-last-year", report, context)
