"""A total and the parts that divide it must add up.

A list behind 其中, 包括, 分别为, in brackets, behind 主要类别有, or before 共 and 合计 is tried in all its readings: where it
ends, what merely stands in it (cumulative figures, subtotals, kinds of form), which total it divides. Parts above their
total are wrong; parts below it are wrong when the list is closed (其他 class, 分别为), and must be explained otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.checks.base import Context, Example, check
from desktop.checks.claims.parse import findings
from desktop.report import Finding, Report

BAD = (
    Example('云台县人民政府2023年政府信息公开工作年度报告\n一、总体情况\n2023年共收到政府信息公开申请20件，其中网络申请14件，信函申请8件。', '14+8=22，超过总数20'),
    Example(
        '云台县人民政府2023年政府信息公开工作年度报告\n一、总体情况\n2023年主动公开政府信息300条，其中政策文件类100条、规划计划类50条'
        '、工作动态类120条、其他20条。',
        '列有“其他”类，四类之和290，与300不符',
    ),
    Example('云台县人民政府2023年政府信息公开工作年度报告\n一、总体情况\n全年举办培训3期、座谈会2期，共6期。', '3+2=5'),
    Example(
        '云台县人民政府2023年政府信息公开工作年度报告\n一、总体情况\n按内容分，民生信息141条、财务信息53条。民生信息中，低保公示36条、危房改造24条、粮食直补87条。',
        '36+24+87=147，超过前面的141',
    ),
)
GOOD = (
    Example('云台县人民政府2023年政府信息公开工作年度报告\n一、总体情况\n发生行政复议18件，比上年减少4件，结果为：维持12件，纠正4件，其他2件。', '4件是减少的数，不是总数'),
    Example('云台县人民政府2023年政府信息公开工作年度报告\n一、总体情况\n全年公开信息320条，其中网站公开320条，微信公众号转发118条。', '同一信息在几个渠道公开'),
    Example('云台县人民政府2023年政府信息公开工作年度报告\n一、总体情况\n2023年共收到政府信息公开申请20件，其中网络申请14件，信函申请6件。', '14+6=20'),
    Example('云台县人民政府2023年政府信息公开工作年度报告\n一、总体情况\n2023年主动公开政府信息300条，其中政策解读20条、财政信息30条等。', '以“等”收尾，只是举例'),
    Example('云台县人民政府2023年政府信息公开工作年度报告\n一、总体情况\n全年举办培训3期、座谈会2期，共5期。', '3+2=5'),
)


@check("parts-of-total")
def run(report: Report, context: Context) -> Iterator[Finding]:
    """The relations of this kind that no sensible reading makes right."""
    yield from findings("parts-of-total", report, context)
