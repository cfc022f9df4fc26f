"""A printed share must be part ÷ base at the precision printed.

The base is the total that the list divides, or the nearest count that its neighbours' shares prove; a share that is cut
off or raised instead of rounded is a lesser fault, and a share whose base is nowhere to be seen is left alone."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.checks.base import Context, Example, check
from desktop.checks.claims.parse import findings
from desktop.report import Finding, Report

BAD = (
    Example(
        '云台县人民政府2023年政府信息公开工作年度报告\n一、总体情况\n在主动公开的116条政府信息中，规范性文件21条，占18%；工作动态67条，'
        '占58%；其他文件28条，占22%。',
        '28÷116=24%',
    ),
    Example(
        '云台县人民政府2023年政府信息公开工作年度报告\n一、总体情况\n2023年制作、获取政府信息总数70条，其中主动公开政府信息69条，依申请公'
        '开信息1条，不予公开信息0条。主动公开的政府信息占98.55%。',
        '69÷70=98.57%',
    ),
    Example('云台县人民政府2023年政府信息公开工作年度报告\n一、总体情况\n收到申请80件，其中自然人64件、法人16件，分别占80%和25%。', '16÷80=20%'),
)
GOOD = (
    Example(
        '云台县人民政府2023年政府信息公开工作年度报告\n一、总体情况\n在主动公开的116条政府信息中，规范性文件21条，占18%；工作动态67条，'
        '占58%；其他文件28条，占24%。',
        '各项占比相符',
    ),
    Example('云台县人民政府2023年政府信息公开工作年度报告\n一、总体情况\n“最多一次办结”事项765项，占比90.21%。', '没有给出总数，不作判断'),
    Example('云台县人民政府2023年政府信息公开工作年度报告\n一、总体情况\n收到申请80件，其中自然人64件、法人16件，分别占80%和20%。', '依次对应'),
)


@check("share-wrong")
def run(report: Report, context: Context) -> Iterator[Finding]:
    """The relations of this kind that no sensible reading makes right."""
    yield from findings("share-wrong", report, context)
