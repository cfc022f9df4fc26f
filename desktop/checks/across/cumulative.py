"""A figure cumulated over the years (历年累计) falls, or does not grow by the figure of the year.

In the local tables before 2019 every row prints 年度 and 历年累计. A cumulated figure can never be smaller than in any
earlier report of the same body; from one year to the next it grows by the year's own figure. A new count after a reform
(a reason given) is asked about, not called wrong.
"""

from __future__ import annotations

from collections.abc import Iterator

from desktop.checks.across.common import explained, own_and_last
from desktop.checks.base import Context, Example, check, find, place_cell
from desktop.report import Evidence, Fact, Finding, Report

_TEXT = """云台县人民政府{year}年政府信息公开工作年度报告
一、概述
统计期限为{year}年1月1日至12月31日。
指标名称 | 计量单位 | {year}年度 | 历年累计
主动公开文件数 | 条 | {own} | {all}
其中：1、政府网站公开数 | 条 | {own} | {all}
2、政府公报公开数 | 条 | 0 | 0
受理依申请公开信息总数 | 条 | 0 | 1
其中：1、当面申请数 | 条 | 0 | 1
2、网上申请数 | 条 | 0 | 0
3、信函、传真申请数 | 条 | 0 | 0
行政复议数 | 件 | 0 | 0
行政诉讼数 | 件 | 0 | 0"""

BAD = (
    Example(_TEXT.format(year=2016, own=300, all=900), "上年累计1200，本年反而是900。", (_TEXT.format(year=2015, own=200, all=1200),)),
    Example(_TEXT.format(year=2016, own=300, all=1700), "1200＋300＝1500，填1700。", (_TEXT.format(year=2015, own=200, all=1200),)),
)
GOOD = (Example(_TEXT.format(year=2016, own=300, all=1500), "1200＋300＝1500。", (_TEXT.format(year=2015, own=200, all=1200),)),)


@check("cumulative")
def run(report: Report, context: Context) -> Iterator[Finding]:
    reports = context.earlier(report)
    for previous in reports:
        rows = [(own, last) for own in report.facts if own.key.endswith(".cumulative")
                and (last := previous.fact(own.key)) is not None and own.value is not None and last.value]
        fallen = [(own, last) for own, last in rows if own.value is not None and last.value is not None and own.value < last.value]
        if fallen:
            yield _falls(report, previous, fallen, whole=len(fallen) == len(rows) > 1)
            return
    if reports and reports[0].year == (report.year or 0) - 1:
        yield from _grows(report, reports[0])


def _falls(report: Report, previous: Report, fallen: list[tuple[Fact, Fact]], whole: bool) -> Finding:
    """One finding for the table: rows that belong together fall together. A table that starts anew as a whole is a new
    count, which must be explained; single rows that fall beside others that grow are wrong."""
    soft = whole or explained(report, previous)
    names = "".join(f"“{_label(report, own)}”" for own, _ in fallen[:4]) + ("等" if len(fallen) > 4 else "")
    working = "；".join(f"{own.value}<{last.value}" for own, last in fallen)
    evidence = [place for own, last in fallen for place in _evidence(report, own, previous, last)]
    return find("cumulative", evidence, "anew" if whole else "falls", severity="notice" if whole else "warning" if soft else None,
                expected=f"不小于{fallen[0][1].value}", actual=fallen[0][0].value, year=previous.year, names=names,
                count=len(fallen), working=working)


def _grows(report: Report, previous: Report) -> Iterator[Finding]:
    for own in report.facts:
        if not own.key.endswith(".cumulative") or own.value is None:
            continue
        last, grown = previous.fact(own.key), report.fact(own.key.removesuffix("cumulative") + "year")
        if last is None or last.value is None or grown is None or grown.value is None:
            continue
        due = last.value + grown.value
        if due != own.value:
            yield find("cumulative", _evidence(report, own, previous, last), "grows", severity="warning", expected=due,
                       actual=own.value, names=f"“{_label(report, own)}”", year=previous.year,
                       working=f"{last.value}+{grown.value}={due}")


def _label(report: Report, own: Fact) -> str:
    table = report.table(own.table)
    cell = table.at(own.row, 0) if table else None
    return "".join(cell.text.split()) if cell else own.key


def _evidence(report: Report, own: Fact, previous: Report, last: Fact) -> list[Evidence]:
    """The two cells, and the row's label before them so that the row is seen at once."""
    table = report.table(own.table)
    cell = table.at(own.row, 0) if table else None
    label = [place_cell(report, (table, cell))] if table and cell else []
    return [*own_and_last(report, own, previous, last), *label]
