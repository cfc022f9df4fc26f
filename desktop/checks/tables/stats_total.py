"""A total of the statistics table of 2008 to 2018 is not the sum of its parts, or a part is larger than its whole.

The national table of 2014 and the local tables print totals with their parts (当面, 传真, 网络, 信函 …). Where the
parts need not be all of it (website and gazette of all that was published) a smaller sum is asked about, a larger one
is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from desktop.checks.base import Context, Example, check, find, place_cell
from desktop.checks.tables.common import (
    Failure,
    cell_name,
    evidence_of,
    facts_of,
    failures,
    official,
    plain,
    working,
)
from desktop.report import Finding, Report

_TABLE = """云台县2016年政府信息公开工作年度报告
政府信息公开情况统计表
指标名称 | 计量单位 | 2016年度 | 历年累计
主动公开文件数 | 条 | {a} | 5200
其中：1、政府网站公开数 | 条 | 310 | 5180
2、政府公报公开数 | 条 | 10 | 20
受理依申请公开信息总数 | 条 | 6 | 31
其中：1、当面申请数 | 条 | {b} | 11
2、网上申请数 | 条 | 3 | 15
3、信函、传真申请数 | 条 | 1 | 5
对申请的答复总数 | 条 | 6 | 31
其中：1、同意公开答复数 | 条 | 5 | 27
2、同意部分公开答复数 | 条 | 1 | 2
3、不予公开答复数 | 条 | 0 | 2
4、其他类型答复数 | 条 | 0 | 0
行政复议数 | 件 | 0 | 1
行政诉讼数 | 件 | 0 | {c}"""

BAD = (
    Example(_TABLE.format(a=320, b=3, c=0), "受理总数6件，当面3＋网上3＋信函传真1＝7件。"),
    Example(_TABLE.format(a=300, b=2, c=0), "网站310＋公报10＝320，超过主动公开总数300。"),
)
GOOD = (Example(_TABLE.format(a=320, b=2, c=0), "各合计都等于分项之和。"),)


@check("stats-total")
def run(report: Report, context: Context) -> Iterator[Finding]:
    failing: dict[tuple[str, bool], list[Failure]] = {}
    for failure in failures(report, context, "stats-total"):
        open_parts = not failure.equation.tie.exhaustive and failure.total > failure.parts
        failing.setdefault((failure.equation.tie.title, open_parts), []).append(failure)
    for (_, open_parts), both in failing.items():  # the year and the running total of one row: one finding
        yield _finding(report, both, open_parts)
    yield from _bounds(report, context)


def _finding(report: Report, both: list[Failure], open_parts: bool) -> Finding:
    first = both[0]
    figures = {k: f.value for k, f in facts_of(report, first.spec).items()}
    evidence = [e for f in both for e in evidence_of(report, f.spec, f.equation)]
    return find(
        "stats-total", evidence, "open" if open_parts else "default", severity="warning" if open_parts else None,
        expected="、".join(plain(f.parts) for f in both), actual="、".join(plain(f.total) for f in both),
        working="；".join(working(f.spec, f.equation, figures) for f in both),
        row="、".join(cell_name(f.spec, f.equation.total[0]) for f in both), tie=first.equation.tie.title,
        difference="、".join(plain(abs(f.difference)) for f in both), basis=first.equation.tie.basis,
        subject=first.equation.tie.title,
    )


def _bounds(report: Report, context: Context) -> Iterator[Finding]:
    for _, spec, facts in context.cached(official, report):
        for bound, small, large in spec.limits():
            a, b = facts.get(small), facts.get(large)
            if a is None or b is None or a.value is None or b.value is None or a.readings or b.readings:
                continue
            if a.value > b.value:
                yield find(
                    "stats-total", [place_cell(report, a), place_cell(report, b)], "bound", severity=bound.severity,
                    expected=b.value, actual=a.value, working=f"{plain(a.value)}>{plain(b.value)}", tie=bound.title,
                    small=cell_name(spec, small), large=cell_name(spec, large), basis=bound.basis,
                    subject=f"{small}<{large}",
                )
        for cover in spec.covers:
            keys = [".".join(p for p in (spec.prefix, k) if p) for k in (cover.total, *cover.parts)]
            found = [facts.get(k) for k in keys]
            values = [f.value if f else None for f in found]
            if any(v is None for v in values) or not values[0]:
                continue
            known = [v for v in values if v is not None]
            if sum(known[1:], Decimal(0)) < known[0]:
                yield find(
                    "stats-total", [place_cell(report, f) for f in found if f], "cover", severity=cover.severity,
                    expected=known[0], actual=sum(known[1:], Decimal(0)),
                    working="+".join(map(plain, known[1:])) + f"<{plain(known[0])}", tie=cover.title,
                    basis=cover.basis, subject=cover.id,
                )
