"""Any single figure changed in a table that ties must be found, at every cell, and the cell named where two ties meet."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from desktop.checks.base import Context
from desktop.checks.example_reports import applications, report_2021
from desktop.checks.tables import balance, column_shift, column_total, review_total, row_total, stats_total
from desktop.checks.tables.common import analyse
from desktop.forms import understand
from desktop.reading import read, read_text
from desktop.report import Fact, Finding, Report

CHECKS: tuple[Callable[[Report, Context], Iterator[Finding]], ...] = (
    balance.run, column_shift.run, column_total.run, review_total.run, row_total.run, stats_total.run,
)


def errors(report: Report) -> list[Finding]:
    context = Context()
    return [f for run in CHECKS for f in run(report, context)]


def changed(report: Report, fact: Fact, value: Decimal) -> Report:
    return replace(report, facts=tuple(replace(f, value=value) if f is fact else f for f in report.facts))


def every_cell_is_watched(report: Report, tables: set[str], steps: tuple[int, ...] = (1, 7, 1000)) -> int:
    """Changes every figure in turn; returns how many were changed."""
    assert errors(report) == []
    count = 0
    for fact in report.facts:
        if fact.table not in tables or fact.value is None:
            continue
        for step in (*steps, *((-1,) if fact.value > 0 else ())):
            found = errors(changed(report, fact, fact.value + step))
            assert found, f"{fact.key} {fact.value} -> {fact.value + step} was not found"
            places = {(e.start, e.end) for f in found for e in f.evidence}
            assert any(a <= fact.start and fact.end <= b for a, b in places), f"{fact.key} is not in the evidence"
            count += 1
    return count


def test_every_cell_of_the_form_of_2021() -> None:
    assert every_cell_is_watched(understand(read_text(report_2021())), {"applications", "review"}) > 190 * 3


def test_every_cell_of_the_form_of_2019() -> None:
    lines = applications().split("\n")
    old = [x for x in lines if not x.startswith(("2.申请人逾期", "3.其他"))]
    text = "\n".join("（六）其他处理 | 0 | 0 | 0 | 0 | 0 | 0 | 0" if "逾期不补正" in x else x for x in old)
    report = understand(read_text(report_2021(year=2020, tables={"applications": text})))
    assert report.table("applications") is not None
    assert every_cell_is_watched(report, {"applications", "review"}, (1,)) > 160


LOCAL = """云台县2016年政府信息公开工作年度报告
政府信息公开情况统计表
指标名称 | 计量单位 | 2016年度 | 历年累计
主动公开文件数 | 条 | 320 | 5200
其中：1、政府网站公开数 | 条 | 310 | 5180
2、政府公报公开数 | 条 | 10 | 20
受理依申请公开信息总数 | 条 | 6 | 31
其中：1、当面申请数 | 条 | 2 | 11
2、网上申请数 | 条 | 3 | 15
3、信函、传真申请数 | 条 | 1 | 5
对申请的答复总数 | 条 | 6 | 31
其中：1、同意公开答复数 | 条 | 5 | 27
2、同意部分公开答复数 | 条 | 1 | 2
3、不予公开答复数 | 条 | 0 | 2
4、其他类型答复数 | 条 | 0 | 0"""


def test_every_cell_of_the_local_table() -> None:
    report = understand(read_text(LOCAL))
    assert report.form == "2014-local"
    assert every_cell_is_watched(report, {"stats"}, (1, 300)) > 60


def test_the_wrong_cell_is_named_where_row_and_column_agree() -> None:
    report = understand(read_text(report_2021()))
    for key in ("applications.granted.natural", "applications.new.legal", "applications.total.total",
                "applications.carried_out.natural", "applications.refused_repeat.total"):
        fact = report.fact(key)
        assert fact is not None and fact.value is not None
        wrong = changed(report, fact, fact.value + 4)
        named = {f.culprit for f in analyse(wrong, Context()).failures if f.culprit}
        assert named == {key}
        assert any(f"该格很可能应为{fact.value}" in f.suggestion for f in errors(wrong))


def test_each_finding_shows_its_sum() -> None:
    report = understand(read_text(report_2021()))
    fact = report.fact("applications.granted.natural")
    assert fact is not None
    row = next(f for f in errors(changed(report, fact, Decimal(8))) if f.check == "row-total")
    assert (row.expected, row.actual, row.working) == ("10", "7", "8+1+1=10≠7")


def test_a_shifted_row_is_one_finding() -> None:
    text = applications({"granted": (0, 5, 1, 0, 0, 1, 7)})
    found = errors(understand(read_text(report_2021(tables={"applications": text}))))
    assert [f.check for f in found] == ["column-shift"]


def test_a_figure_in_doubt_is_not_called_wrong() -> None:
    report = understand(read_text(report_2021()))
    fact = report.fact("applications.granted.natural")
    assert fact is not None
    facts = tuple(replace(f, value=Decimal(50), readings=(Decimal(5),)) if f is fact else f for f in report.facts)
    assert errors(replace(report, facts=facts)) == []
    facts = tuple(replace(f, value=Decimal(50), readings=(Decimal(6),)) if f is fact else f for f in report.facts)
    assert errors(replace(report, facts=facts))


CORPUS = os.environ.get("SHENDU_CORPUS")


@pytest.mark.slow
@pytest.mark.skipif(not CORPUS, reason="needs the corpus")
@pytest.mark.parametrize("name", ["cities/huaian-2024.pdf", "suqian/suqian-2023.docx", "pingtan/pingtan-2021-qu.docx"])
def test_every_cell_of_clean_reports(name: str) -> None:
    report = understand(read(Path(CORPUS or "") / name))
    assert every_cell_is_watched(report, {"applications", "review"}, (1,)) >= 190
    assert not re.search("stats", " ".join(t.id for t in report.tables))
