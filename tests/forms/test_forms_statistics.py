"""The statistics tables of 2009 to 2018, local and national, written in every manner in which copied text brings them."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest

from desktop.forms import understand
from desktop.forms.catalogue import TableSpec, table_specs
from desktop.reading import read_text

LOCAL = [s for s in table_specs("stats") if len(s.columns) == 2]
NATIONAL = next(s for s in table_specs("stats") if s.form == "2014")
MANNERS = {"bars": (" | ", "\n"), "tabs": ("\t", "\n"), "cells": ("\n", "\n"), "blanks": (" ", "\n"), "paragraph": (" ", " ")}
GLUED = {"rows": ("", "\n"), "all": ("", "")}
YEARS = {"2009-2013": 2011, "2012": 2012, "2014-2018": 2013, "2014-2016": 2015, "2017-2018": 2018}


def figures(spec: TableSpec, seed: int) -> dict[str, Decimal]:
    """Made-up figures by fact key that keep the ties and the bounds of a table."""
    dice = random.Random(seed)
    out = {}
    for row in spec.own_rows:
        first = dice.choice((0, dice.randint(0, 40)))
        for n, column in enumerate(spec.columns_of(row)):
            out[spec.key(row.key, column.key)] = Decimal(first + (dice.choice((0, dice.randint(0, 90))) if n else 0))
    if f"{spec.prefix}.by_website.year" in out:
        out[f"{spec.prefix}.by_website.year"], out[f"{spec.prefix}.by_website.cumulative"] = Decimal(2613), Decimal(48120)
    changed = True
    while changed:
        changed = False
        for tie in spec.equations():
            total = sum((out[k] for k in tie.parts if k in out), Decimal(0))
            if tie.total[0] in out and out[tie.total[0]] != total:
                out[tie.total[0]], changed = total, True
    return out


def written(spec: TableSpec, facts: dict[str, Decimal], cell: str, row: str, year: int) -> str:
    lines = [["指标名称", "计量单位", f"{year}年度", "历年累计"] if len(spec.columns) == 2 else ["统计指标", "单位", "统计数"]]
    lines += [[r.label, r.unit, *(str(facts[spec.key(r.key, c.key)]) for c in spec.columns_of(r))] for r in spec.own_rows]
    said = facts.get(f"{spec.prefix}.disclosed.year", Decimal(0))
    return (f"云台县人民政府{year}年政府信息公开工作年度报告\n一、概述\n全年主动公开政府信息{said}条。\n政府信息公开情况统计表\n"
            + row.join(cell.join(line) for line in lines))


@pytest.mark.parametrize("manner", MANNERS)
@pytest.mark.parametrize("spec", LOCAL, ids=lambda s: s.variant)
def test_local_tables(spec: TableSpec, manner: str) -> None:
    facts = figures(spec, 5)
    report = understand(read_text(written(spec, facts, *MANNERS[manner], YEARS[spec.variant])))
    assert {f.key: f.value for f in report.facts} == facts


@pytest.mark.parametrize("manner", GLUED)
@pytest.mark.parametrize("spec", LOCAL, ids=lambda s: s.variant)
def test_local_tables_run_together(spec: TableSpec, manner: str) -> None:
    facts = figures(spec, 5)
    report = understand(read_text(written(spec, facts, *GLUED[manner], YEARS[spec.variant])))
    assert {f.key for f in report.facts} == set(facts)
    for fact in report.facts:
        assert fact.value == facts[fact.key] or facts[fact.key] in fact.readings, fact


@pytest.mark.parametrize("manner", [*MANNERS, *GLUED])
def test_the_national_table(manner: str) -> None:
    facts = figures(NATIONAL, 7)
    report = understand(read_text(written(NATIONAL, facts, *{**MANNERS, **GLUED}[manner], 2015)))
    assert {f.key: f.value for f in report.facts} == facts


def test_one_section_of_the_long_table_is_read_by_itself() -> None:
    rows = (("（一）收到申请数", 24), ("1．当面申请数", 6), ("2．传真申请数", 0), ("3．网络申请数", 13), ("4．信函申请数", 5), ("（二）申请办结数", 24),
            ("1．按时办结数", 23), ("2．延期办结数", 1), ("（三）申请答复数", 24), ("1．属于已主动公开范围数", 9), ("2．同意公开答复数", 10),
            ("3．同意部分公开答复数", 2), ("4．不同意公开答复数", 1), ("5．不属于本行政机关公开数", 2))
    lines = "\n".join(f"{label} | 件 | {count}" for label, count in rows)
    found = understand(read_text(f"云台县水利局2015年政府信息公开工作年度报告\n统计指标 | 单位 | 统计数\n三、依申请公开情况 | —— | ——\n{lines}\n"))
    assert [t.id for t in found.tables] == ["stats"] and len(found.facts) == len(rows)
