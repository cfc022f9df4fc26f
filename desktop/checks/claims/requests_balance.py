"""Requests received (and carried in) are the requests answered and those still open.

Read from the prose alone, so that a report without its table is checked too."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.checks.base import Context, Example, check
from desktop.checks.claims.parse import findings
from desktop.report import Finding, Report

BAD = (
    Example(
        '云台县人民政府2023年政府信息公开工作年度报告\n一、总体情况\n2023年全县受理政府信息公开申请119件，答复105件（含上年度结转申请4'
        '件，另有13件顺延到下年度答复）。',
        '119+4≠105+13',
    ),
    Example(
        '云台县人民政府2023年政府信息公开工作年度报告\n一、总体情况\n2023年新收申请121件，上年结转6件。申请内容多为征地补偿。到年底办结122件，结转下年4件。',
        '分在几句里说的也要平衡：121+6≠122+4',
    ),
)
GOOD = (
    Example(
        '云台县人民政府2023年政府信息公开工作年度报告\n一、总体情况\n2023年全县受理政府信息公开申请119件，答复110件（含上年度结转申请4'
        '件，另有13件顺延到下年度答复）。',
        '119+4=110+13',
    ),
    Example('云台县人民政府2023年政府信息公开工作年度报告\n一、总体情况\n本年度全县共收到70件申请，办结69件，1件结转下年度继续办理。', '70=69+1'),
)


@check("requests-balance")
def run(report: Report, context: Context) -> Iterator[Finding]:
    """The relations of this kind that no sensible reading makes right."""
    yield from findings("requests-balance", report, context)
