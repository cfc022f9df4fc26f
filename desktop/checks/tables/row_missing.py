"""Rows of the form are missing from an official table, or rows stand in it that the form does not have.

The form fixes every row. A table with fewer or other rows cannot be added up over all bodies.
"""

from __future__ import annotations

from collections.abc import Iterator

from desktop.checks.base import Context, Example, check, find, place_cell
from desktop.checks.example_reports import applications, report_2021
from desktop.checks.tables.common import head_evidence, official, short
from desktop.forms.catalogue import TableSpec
from desktop.forms.values import is_value
from desktop.report import Cell, Finding, FormTable, Report

_LINES = applications().split("\n")
BAD = (
    Example(report_2021(tables={"applications": "\n".join(x for x in _LINES if "行政查询事项" not in x)}), "缺“属于行政查询事项”一行。"),
    Example(report_2021(tables={"applications": "\n".join([*_LINES[:-2], "（八）其他情形 | 0 | 0 | 0 | 0 | 0 | 0 | 0", *_LINES[-2:]])}),
            "多出一行“（八）其他情形”。"),
)
GOOD = (Example(report_2021(), "各表行数与格式一致。"),)


@check("row-missing")
def run(report: Report, context: Context) -> Iterator[Finding]:
    for table, spec, facts in context.cached(official, report):
        if not facts or spec.layout == "one-row" or spec.id == "stats":
            continue
        present = {r.key for r in spec.rows if not facts.keys().isdisjoint(spec.keys_of(r))}
        stood_for = {k for r in spec.rows if r.departs and r.key in present for k in r.replaces}
        missing = [r for r in spec.own_rows if r.key not in present | stood_for]
        if missing:
            yield find(
                "row-missing", [head_evidence(report, table)], severity="warning" if table.rebuilt else None,
                table=spec.title, count=len(missing),
                rows="".join(f"“{short(r.label)}”" for r in missing[:6]) + ("等" if len(missing) > 6 else ""),
                confidence=0.6 if table.rebuilt else None, subject=spec.id,
            )
        for cell in () if table.rebuilt else _strange(table, spec):
            yield find("row-missing", [place_cell(report, (table, cell))], "added", severity="warning",
                       table=spec.title, rows=cell.text.strip(), actual=cell.text.strip(), subject=f"{spec.id}-added")


def _strange(table: FormTable, spec: TableSpec) -> Iterator[Cell]:
    """Labels of rows with figures that are no row of the form, between its first and last row."""
    known = {r for r, _, _ in table.labels}
    if not known:
        return
    for row in range(min(known), max(known)):
        if row in known:
            continue
        cells = [c for c in table.cells if c.row == row]
        figures = [c for c in cells if c.text.strip() and is_value(c.text)]
        words = [c for c in cells if c.text.strip() and not is_value(c.text)]
        if words and len(figures) >= max(1, len(spec.columns) - 1) and spec.id == "applications":
            yield words[-1]
