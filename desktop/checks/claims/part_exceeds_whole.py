"""A part may not be larger than its whole.

One 其中 alone, one kind of information beside all the information of the year, one office beside all offices."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.checks.base import Context, Example, check
from desktop.checks.claims.parse import findings
from desktop.report import Finding, Report

BAD = (
    Example('云台县人民政府2023年政府信息公开工作年度报告\n一、总体情况\n2023年共受理政府信息公开申请12件，其中网络申请15件。', '15大于12'),
    Example(
        '云台县人民政府2023年政府信息公开工作年度报告\n一、总体情况\n2023年主动公开政府信息225条。全年公开核准企业资质信息50条、户外广告'
        '设置许可证481条。',
        '一类481条，多于全年的225条',
    ),
)
GOOD = (
    Example('云台县人民政府2023年政府信息公开工作年度报告\n一、总体情况\n2023年共受理政府信息公开申请15件，其中网络申请12件。', '12不大于15'),
    Example('云台县人民政府2023年政府信息公开工作年度报告\n一、总体情况\n2023年主动公开政府信息225条。微信公众号发布信息481条。', '微信公众号是另一渠道'),
)


@check("part-exceeds-whole")
def run(report: Report, context: Context) -> Iterator[Finding]:
    """The relations of this kind that no sensible reading makes right."""
    yield from findings("part-exceeds-whole", report, context)
