"""Things that are counted whole, with a decimal point: 粉丝18.7, 公开信息3.5条. A 万 was lost, or the point is a slip.

Averages, prices, scores and distances may have fractions and are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.checks.base import Context, Example, check, find
from desktop.checks.passages import at
from desktop.checks.prose import prose
from desktop.normal import Sparse
from desktop.report import Finding, Report

_FRACTION = Sparse(
    r"(?<![\d.第—-])\d{1,4}\.\d{1,4}(?P<u>[条件篇期](?!例|数)|人次|次(?!方)|(?:名|位|个)?(?:粉丝|用户)(?!量|数)|户(?!均|外))(?!以上|[/／每])"
)
_MEAN = re.compile(r"平均|人均|均|每|日活|折合|相当于|倍|版本|V\d|v\d")

BAD = (
    Example("云台县气象局2023年政府信息公开工作年度报告\n政务微博拥有18.7粉丝，全年发布微博963条。", "漏“万”字"),
    Example("云台县气象局2023年政府信息公开工作年度报告\n全年主动公开政府信息3.5条，举办培训2期。", "条数不会有小数"),
)
GOOD = (
    Example("云台县气象局2023年政府信息公开工作年度报告\n粉丝18.7万，阅读量3.5万人次，平均每天发布3.5条，日均办理1.2件，投入资金1.5万元。"),
    Example("云台县气象局2023年政府信息公开工作年度报告\n1.2次会议纪要。按照3.15条款开展宣传，办理时限缩短1.5天，户均面积2.5亩。"),
)


@check("unit-fraction")
def run(report: Report, context: Context) -> Iterator[Finding]:
    """One finding a place."""
    told = context.worked(prose, report)
    fractions = told.finder(_FRACTION)
    for passage in told.parts:
        text = passage.text
        for match in fractions(text):
            before = re.split(r"[，。；、：]", text[:match.start()])[-1]
            if not before or _MEAN.search(before[-12:]) or re.match("款", text[match.end():]):
                continue
            yield find("unit-fraction", [at(report, passage.tight, *match.span())], actual=match.group(), expected="整数，或补上“万”")
