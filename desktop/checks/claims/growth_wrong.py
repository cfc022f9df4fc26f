"""Growth must follow from the two figures beside it; the difference of two rates is in percentage points."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.checks.base import Context, Example, check
from desktop.checks.claims.parse import findings
from desktop.report import Finding, Report

BAD = (
    Example(
        '云台县人民政府2023年政府信息公开工作年度报告\n一、总体情况\n公开信息共468条，占全部信息的89.48%，比2022年的77.73%提高'
        '了11.75%。',
        '两个比率之差应为11.75个百分点',
    ),
    Example('云台县人民政府2023年政府信息公开工作年度报告\n一、总体情况\n全年发布信息120条，比上年的100条增长25%。', '(120-100)÷100=20%'),
    Example('云台县人民政府2023年政府信息公开工作年度报告\n一、总体情况\n访问量60万人次，是上年20万人次的4倍。', '60÷20=3'),
    Example('云台县人民政府2023年政府信息公开工作年度报告\n一、总体情况\n公开信息280条，较上年的240条翻了一番。', '只增长17%'),
)
GOOD = (
    Example(
        '云台县人民政府2023年政府信息公开工作年度报告\n一、总体情况\n公开信息共468条，占全部信息的89.48%，比2022年的77.73%提高'
        '了11.75个百分点。',
        '单位正确',
    ),
    Example('云台县人民政府2023年政府信息公开工作年度报告\n一、总体情况\n全年发布信息120条，比上年的100条增长20%。', '相符'),
    Example('云台县人民政府2023年政府信息公开工作年度报告\n一、总体情况\n访问量60万人次，是上年20万人次的3倍，增长两倍。', '相符'),
    Example('云台县人民政府2023年政府信息公开工作年度报告\n一、总体情况\n新增数据集300个，比上年末的1200个增长25%。', '新增数与原有数相比'),
)


@check("growth-wrong")
def run(report: Report, context: Context) -> Iterator[Finding]:
    """The relations of this kind that no sensible reading makes right."""
    yield from findings("growth-wrong", report, context)
