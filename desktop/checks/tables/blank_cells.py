"""Cells of an official table are left blank or hold a dash where the form asks for a number.

A reader cannot tell a zero from something forgotten, so reviewers ask for 0. One finding a table, never one a cell:
blank totals beside figures weigh more than blank zeros.
"""

from __future__ import annotations

from collections.abc import Iterator

from desktop.checks.base import Context, Example, check, find, place_cell
from desktop.checks.example_reports import applications
from desktop.checks.tables.common import label_evidence, official, short
from desktop.forms.catalogue import TableSpec
from desktop.forms.values import value_of
from desktop.report import Evidence, Fact, Finding, FormTable, Report

MOST = 4  # rows shown of those that only lack zeros
_ROW = "（二）部分公开（区分处理的，只计这一情形，不计其他情形） | 1 | 0 | 0 | 0 | 0 | 0 | 1"
BAD = (
    Example(applications().replace(_ROW, _ROW.replace(" 0 | 1", " 0 |  ")), "“部分公开”有1件，总计却空着。"),
    Example(applications().replace(_ROW, _ROW.replace("0", " ")), "没有的项目留空，没有填0。"),
)
GOOD = (Example(applications(), "没有的项目都填了0。"),)


@check("blank-cells")
def run(report: Report, context: Context) -> Iterator[Finding]:
    for table, spec, facts in context.cached(official, report):
        blank = [f for f in facts.values() if f.value is None and value_of(f.raw).flaw in {"blank", "dash"}]
        if not blank or len(blank) == len(facts):
            continue
        totals = [f for f in blank if _beside_figures(f, facts)]
        if totals and not table.rebuilt:
            rows = _rows_of(spec, totals)
            yield find(
                "blank-cells", _places(report, table, rows, totals), "totals", table=spec.title, count=len(totals),
                rows="".join(f"“{short(spec.row(r).label)}”" for r in rows[:4]) + ("等" if len(rows) > 4 else ""),
                subject=f"{spec.id}-totals",
            )
        rest = [f for f in blank if f not in totals or table.rebuilt]
        if rest:
            yield find(
                "blank-cells", _places(report, table, _rows_of(spec, rest)[:MOST], rest[:1]), "blank", severity="notice", table=spec.title,
                count=len(rest), subject=f"{spec.id}-blank", confidence=0.6 if table.rebuilt else None,
            )


def _rows_of(spec: TableSpec, facts: list[Fact]) -> list[str]:
    """The rows that some cells stand in, in the order of the form."""
    return [row.key for row in spec.rows if any(_in_row(f, spec.prefix, row.key) for f in facts)]


def _in_row(fact: Fact, prefix: str, row: str) -> bool:
    return fact.key.startswith(".".join(p for p in (prefix, row) if p) + ".")


def _beside_figures(fact: Fact, facts: dict[str, Fact]) -> bool:
    """A blank total whose row has figures."""
    row, _, column = fact.key.rpartition(".")
    return column == "total" and any(f.value for k, f in facts.items() if k.rpartition(".")[0] == row)


def _places(report: Report, table: FormTable, rows: list[str], totals: list[Fact]) -> list[Evidence]:
    labels = [e for row in rows if (e := label_evidence(report, table, row))]
    return [*labels[:12], *(place_cell(report, f) for f in totals[:12])]
