"""A rate of done over received must follow from the counts beside it.

办结率, 答复率, 满意率 …; and a rate right behind its base that no whole number could give."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.checks.base import Context, Example, check
from desktop.checks.claims.parse import findings
from desktop.report import Finding, Report

BAD = (
    Example('云台县人民政府2023年政府信息公开工作年度报告\n一、总体情况\n全年受理审批事项117件，办结171件，办结率100%。', '171÷117不是100%'),
    Example('云台县人民政府2023年政府信息公开工作年度报告\n一、总体情况\n2023年主动公开政府信息32条，全文电子化率为6.93%。', '2÷32=6.25%，3÷32=9.38%，没有整数可得6.93%'),
    Example('云台县人民政府2023年政府信息公开工作年度报告\n一、总体情况\n收到申请30件，2件转下年度继续办理，办结率100%。', '还有2件没有办结'),
)
GOOD = (
    Example('云台县人民政府2023年政府信息公开工作年度报告\n一、总体情况\n全年受理审批事项117件，办结117件，办结率100%。', '相符'),
    Example('云台县人民政府2023年政府信息公开工作年度报告\n一、总体情况\n热线共受理群众诉求3252件，办结率100%，满意率99.96%。', '没有给出满意的件数，不作判断'),
    Example('云台县人民政府2023年政府信息公开工作年度报告\n一、总体情况\n收到申请30件，2件转下年度继续办理，按期办结率100%。', '按期办结率只看到期的'),
)


@check("rate-wrong")
def run(report: Report, context: Context) -> Iterator[Finding]:
    """The relations of this kind that no sensible reading makes right."""
    yield from findings("rate-wrong", report, context)
