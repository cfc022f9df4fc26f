"""A sum of money stands in another unit than its column, or in none.

The form of 2021 asks for 万元; a figure in 元 makes the body ten thousand times as rich. The form of 2019 prints no
unit for purchases, so the cell must name one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from desktop.checks.base import Context, Example, check, find, place, place_cell
from desktop.checks.example_reports import DISCLOSURE, report_2021
from desktop.checks.tables.common import cell_name, spec_of_table
from desktop.forms.values import value_of
from desktop.report import Fact, Finding, Report

_IN_YUAN = re.compile(r"[（(]\s*(?:单位)?\s*[：:]?\s*元\s*[）)]")
# The most that a body of this level can have collected, in 万元; beyond it the figure is surely in 元.
LIMITS = {"township": Decimal(50_000), "department": Decimal(10_000_000), "county": Decimal(5_000_000),
          "prefecture": Decimal(50_000_000), "province": Decimal(200_000_000)}

BAD = (
    Example(report_2021(tables={"disclosure": DISCLOSURE.replace("| 35.6", "| 356000元")}), "表头单位是万元，格内写了元。"),
    Example(report_2021(org="云台县青禾镇人民政府", tables={"disclosure": DISCLOSURE.replace("| 35.6", "| 316441")}),
            "一个镇收费31亿元，应是以元填报。"),
    Example(report_2021(tables={"disclosure": DISCLOSURE.replace("单位：万元", "单位：元")}), "表头单位被改成了元。"),
)
GOOD = (Example(report_2021(), "35.6万元。"),)


@check("unit-doubt")
def run(report: Report, context: Context) -> Iterator[Finding]:
    for table in report.tables:
        spec = spec_of_table(report, table)
        if spec is None or spec.id != "disclosure":
            continue
        for key in ("fees.amount", "procurement.amount"):
            fact = report.fact(key)
            if fact is None or not fact.value or fact.readings:
                continue
            yield from _judge(report, fact, cell_name(spec, key))


def _judge(report: Report, fact: Fact, cell: str) -> Iterator[Finding]:
    written = value_of(fact.raw, "amount").unit
    here = [place_cell(report, fact)]
    if fact.key == "procurement.amount":
        if fact.unit is None and written is None:
            yield find("unit-doubt", here, "none", severity="notice", actual=fact.value, cell=cell)
        return
    if written is None and fact.unit == "元":
        start = max(0, fact.start - 120)
        heads = list(_IN_YUAN.finditer(report.document.text, start, fact.start))
        at = [place(report, *heads[-1].span())] if heads else []
        yield find("unit-doubt", [*at, *here], "header", actual=fact.value, cell=cell)
    elif written is not None and written != "万元":
        yield find("unit-doubt", here, "other", actual=fact.raw.strip(), cell=cell)
    elif report.level in LIMITS and (fact.value or Decimal(0)) > LIMITS[report.level]:
        yield find("unit-doubt", here, "large", actual=fact.value, cell=cell)
