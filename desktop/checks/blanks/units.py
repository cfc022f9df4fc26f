"""Measure words typed wrong: two magnitudes or two measure words behind one number, one sum of money in two units that differ.

3.6万万人次, 1200百条, 85次人 have no meaning that a reader could take for granted; 3560000元（356万元） must agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from desktop.checks.base import Context, Example, check, find
from desktop.checks.passages import at
from desktop.checks.prose import prose
from desktop.normal import Sparse, to_number
from desktop.report import Finding, Report

_UNITS = "条件篇次份期宗起项场"
_TWO = Sparse(
    rf"\d(?:余|多)?(?P<two>万万|万千|[百千万亿]?余余|千千|百百|[百千](?=[条件篇次份个人])|(?P<u>[{_UNITS}元人个])(?P=u)|次人(?!员|民|才|均|数)|元万(?!元)|条件(?=[，。；、（]|$)|"
    rf"件条(?!例)|条篇|篇条|份件|人人次|万人万)"
)
_MONEY = Sparse(
    r"(?P<a>\d[\d,]*(?:\.\d+)?)(?P<ua>万元|亿元|元)(?:（(?:即|合|约|折合)?|，即|，合|，折合)(?P<b>\d[\d,]*(?:\.\d+)?)(?P<ub>万元|亿元|元)(?=[，。；、）])"
)
_SCALE = {"元": Decimal(1), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}
_FEE = Sparse(r"信息处理费(?:总金额|金额|总计|共计|合计|共|为|总额)*(?P<n>\d+(?:\.\d+)?)万元")

BAD = (
    Example("云台县教育局2023年政府信息公开工作年度报告\n门户网站总访问量达3.6万万人次。", "“万”重复"),
    Example("云台县教育局2023年政府信息公开工作年度报告\n举办培训班2期，参训人员85次人。", "应为“人次”"),
    Example("云台县教育局2023年政府信息公开工作年度报告\n全年收取费用3560000元（35.6万元）。", "356万元写成了35.6万元"),
)
GOOD = (
    Example("云台县教育局2023年政府信息公开工作年度报告\n总访问量达3.6亿人次，培训85人次，收取费用3560000元（356万元），办理条件2项。"),
    Example("云台县教育局2023年政府信息公开工作年度报告\n收取信息处理费400元，共12万条，第3条件成就时公开。"),
)


@check("unit-slip")
def run(report: Report, context: Context) -> Iterator[Finding]:
    """One finding a place."""
    told = context.worked(prose, report)
    doubled, money, fees = told.finders(_TWO, _MONEY, _FEE)
    for passage in told.parts:
        text = passage.text
        for match in doubled(text):
            if text[:match.start()].endswith("第") or re.search(r"第\d*$", text[:match.start()]):
                continue
            number = re.search(r"[\d.,]*$", text[:match.start() + 1])
            start = number.start() if number else match.start()
            if match["two"] in ("百", "千") and not re.match(r"\d{3,}", text[start:match.start() + 1].replace(",", "")):
                continue  # 3百条 is 300
            yield find("unit-slip", [at(report, passage.tight, start, min(match.end() + 1, len(text)))], actual=text[start:match.end()])
        for match in money(text):
            one, two = to_number(match["a"]), to_number(match["b"])
            if one is None or two is None or match["ua"] == match["ub"]:
                continue
            first, second = one * _SCALE[match["ua"]], two * _SCALE[match["ub"]]
            step = Decimal(1).scaleb(-len(match["b"].partition(".")[2])) * _SCALE[match["ub"]]
            step = max(step, Decimal(1).scaleb(-len(match["a"].partition(".")[2])) * _SCALE[match["ua"]])
            if abs(first - second) > step:
                yield find("unit-slip", [at(report, passage.tight, *match.span())], "money", severity="warning",
                           actual=match["b"] + match["ub"], expected=match["a"] + match["ua"])
        for match in fees(text):
            fee = to_number(match["n"])
            if fee is not None and fee >= 10:
                yield find("unit-slip", [at(report, passage.tight, *match.span())], "fee", severity="warning", actual=match["n"] + "万元")
