"""The statistics tables of 2008 to 2018, every model of the catalogue: read from text and from Word, each tie watched.

The reports are generated from the catalogue itself, for an invented body; every figure is made so that all ties hold.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import docx
import pytest

from desktop.checks.base import Context
from desktop.checks.tables import stats_total
from desktop.forms import understand
from desktop.forms.catalogue import TableSpec, form
from desktop.reading import read_bytes, read_text
from desktop.report import Fact, Finding, Report

ORG = "云台县人民政府"
MODELS = (
    ("2014", "", 2016), ("2014-local", "2014-2016", 2015), ("2014-local", "2017-2018", 2018),
    ("2008", "2009-2013", 2011), ("2008", "2012", 2012),
)
HEADS = {  # the national table prints its groups as lines without figures, before these rows
    "disclosed": "一、主动公开情况", "by_gazette": "（二）通过不同渠道和方式公开政府信息的情况", "responses": "二、回应解读情况",
    "press_conferences": "（二）通过不同渠道和方式回应解读的情况", "received": "三、依申请公开情况",
    "offices": "八、机构建设和保障经费情况", "meetings": "九、政府信息公开会议和培训情况",
}
AMOUNTS = {"fees": "0.12", "funds": "8.5"}


def spec(form_id: str, variant: str) -> TableSpec:
    return next(t for t in form(form_id).tables if t.id == "stats" and t.variant in ("", variant))


def figures(table: TableSpec) -> dict[str, Decimal]:
    """Made-up figures by fact key in which every tie, bound and cover of the table holds."""
    rows = {row.key: Decimal(AMOUNTS.get(row.key, 3 + 5 * n % 17)) for n, row in enumerate(table.rows)}
    for whole, parts in (("press_conferences", "press_conferences_led"), ("online_interviews", "online_interviews_led"),
                         ("normative_issued", "normative_disclosed")):
        if whole in rows:
            rows[whole] = rows[parts] + 2
    for _ in table.ties:  # a part may be a total itself: as often as there are ties is enough
        for tie in table.ties:
            rows[tie.total[0]] = sum((rows[p] for p in tie.parts), Decimal(0))
    for cover in table.covers:
        rows[cover.total] = sum((rows[p] for p in cover.parts), Decimal(-4))
    if [c.key for c in table.columns] == [""]:
        return {table.key(r, ""): v for r, v in rows.items()}
    return {table.key(r, c): v * (1 if c == "year" else 7) for r, v in rows.items() for c in ("year", "cumulative")}


def grid(table: TableSpec, year: int, values: dict[str, Decimal]) -> list[list[str]]:
    """The table as printed: its head, its rows, the lines of groups."""
    national = len(table.columns) == 1
    head = ["统计指标", "单位", "统计数"] if national else ["指标名称", "计量单位", f"{year}年度", "历年累计"]
    lines = [head]
    for row in table.own_rows:
        if national and row.key in HEADS:
            lines.append([HEADS[row.key], "——", "——"])
        lines.append([row.label, row.unit, *(f"{values[table.key(row.key, c.key)]}" for c in table.columns_of(row))])
    return lines


def prose(year: int) -> list[str]:
    return [f"{ORG}{year}年政府信息公开工作年度报告", "一、概述", f"{year}年，本县推进政府信息公开工作。", "附：政府信息公开情况统计表"]


def as_text(lines: list[list[str]], year: int) -> Report:
    return understand(read_text("\n".join([*prose(year), *(" | ".join(line) for line in lines)])))


def as_word(lines: list[list[str]], year: int) -> Report:
    document = docx.Document()
    for said in prose(year):
        document.add_paragraph(said)
    table = document.add_table(rows=len(lines), cols=len(lines[0]))
    for r, line in enumerate(lines):
        for c, text in enumerate(line):
            table.cell(r, c).text = text
    out = io.BytesIO()
    document.save(out)
    return understand(read_bytes(out.getvalue(), "a.docx"))


def made(model: tuple[str, str, int], way: str) -> tuple[TableSpec, Report, dict[str, Decimal]]:
    table = spec(*model[:2])
    values = figures(table)
    lines = grid(table, model[2], values)
    return table, (as_text if way == "text" else as_word)(lines, model[2]), values


def found(report: Report) -> list[Finding]:
    return list(stats_total.run(report, Context()))


def changed(report: Report, fact: Fact, value: Decimal) -> Report:
    return replace(report, facts=tuple(replace(f, value=value) if f is fact else f for f in report.facts))


def tied(table: TableSpec) -> Iterator[tuple[str, bool]]:
    """The fact keys in the ties, and whether the tie is exact."""
    for equation in table.equations():
        for key in (*equation.total, *equation.parts):
            yield key, equation.tie.exhaustive


@pytest.mark.parametrize("way", ["text", "word"])
@pytest.mark.parametrize("model", MODELS, ids=lambda m: f"{m[0]}-{m[1]}")
def test_every_figure_is_read_and_every_tie_holds(model: tuple[str, str, int], way: str) -> None:
    _, report, values = made(model, way)
    assert report.kind == "annual_report" and report.year == model[2] and report.form == model[0]
    assert {f.key: f.value for f in report.facts} == values
    for fact in report.facts:
        assert report.document.text[fact.start:fact.end] == fact.raw
    assert found(report) == []


@pytest.mark.parametrize("way", ["text", "word"])
@pytest.mark.parametrize("model", MODELS, ids=lambda m: f"{m[0]}-{m[1]}")
def test_any_cell_changed_inside_a_tie_is_found(model: tuple[str, str, int], way: str) -> None:
    table, report, _ = made(model, way)
    keys = set(tied(table))
    assert len(keys) >= 10
    for key, exact in keys:
        fact = report.fact(key)
        assert fact is not None and fact.value is not None, key
        # parts that need not be the whole are only wrong above it: the part grows, the whole shrinks
        whole = any(key in e.total and e.tie.exhaustive == exact for e in table.equations())
        steps = (1, 10, -1) if exact else ((-1, -3) if whole else (1, 10))
        for step in steps:
            findings = found(changed(report, fact, fact.value + step))
            assert findings, f"{key} {fact.value} -> {fact.value + step}"
            assert any(e.start <= fact.start and fact.end <= e.end for f in findings for e in f.evidence), key


@pytest.mark.parametrize("model", MODELS, ids=lambda m: f"{m[0]}-{m[1]}")
def test_every_tie_bound_and_cover_of_the_catalogue_speaks(model: tuple[str, str, int]) -> None:
    table, report, _ = made(model, "text")
    for equation in table.equations():
        fact = report.fact(equation.parts[0])
        assert fact is not None and fact.value is not None
        named = {f.message for f in found(changed(report, fact, fact.value + 500))}
        assert any("分项之和" in m for m in named), equation.tie.title
    for bound, small, large in table.limits():
        low, high = report.fact(small), report.fact(large)
        assert low is not None and high is not None and high.value is not None
        said = [f for f in found(changed(report, low, high.value + 1)) if "大于" in f.message]
        assert any(f.severity == bound.severity for f in said), bound.title
    for cover in table.covers:
        fact = report.fact(table.key(cover.total, ""))
        assert fact is not None and fact.value is not None
        assert any(f.severity == cover.severity and "少于" in f.message for f in found(changed(report, fact, fact.value + 99)))


def test_the_national_table_is_whole() -> None:
    """58 rows of figures under seven headings without figures; seven sums, four bounds, one cover."""
    table = spec("2014", "")
    assert (len(table.ties), len(table.bounds), len(table.covers)) == (7, 4, 1)
    assert (len(table.groups), len(table.rows)) == (7, 58) and set(HEADS.values()) == set(table.groups)
