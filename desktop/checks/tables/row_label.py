"""The label of a row is not the form's: damaged, altered, or kept from an older form.

A letter lost in copying (其他法律行政止公开) makes the row mean nothing; 规范性文件 for 行政规范性文件 counts something
else than the form of 2021 asks.
"""

from __future__ import annotations

from collections.abc import Iterator

from desktop.checks.base import Context, Example, check, find, place_cell
from desktop.checks.example_reports import DISCLOSURE, applications, report_2021
from desktop.checks.tables.common import official
from desktop.forms.catalogue import Row
from desktop.forms.labels import bare
from desktop.forms.match import names, row_score, stripped
from desktop.report import Cell, Finding, FormTable, Report

BAD = (
    Example(report_2021(tables={"applications": applications().replace("属于四类过程性信息", "属于四类过性信息")}), "行标签漏字。"),
    Example(report_2021(tables={"disclosure": DISCLOSURE.replace("行政规范性文件", "规范性文件")}), "2021年格式应为“行政规范性文件”。"),
)
GOOD = (
    Example(report_2021(), "行标签与格式一致。"),
    Example(report_2021(tables={"applications": applications().replace("2.重复申请", "2．重复 申请")}), "编号写法和空格不影响。"),
)


@check("row-label")
def run(report: Report, context: Context) -> Iterator[Finding]:
    for table, spec, _ in context.cached(official, report):
        groups = spec.row_groups
        cells = _by_place(table)
        for row_at, col, key in table.labels:
            cell = cells.get((row_at, col))
            row = spec.row(key)
            if cell is None or row.departs or spec.layout == "one-row" or spec.id == "stats":
                continue
            if _official(cell.text, row, groups):
                continue
            old = spec.id == "disclosure" and bare(cell.text) in names(row)
            score = row_score(cell.text, row, groups)
            yield find(
                "row-label", [place_cell(report, (table, cell))], "old" if old else "default",
                severity="warning" if old or score < 99 else "notice", expected=row.label, actual=_said(cell.text),
                subject=key,
            )


def _by_place(table: FormTable) -> dict[tuple[int, int], Cell]:
    """The cells of a table by each grid position that they cover; the first one where two do."""
    out: dict[tuple[int, int], Cell] = {}
    for cell in table.cells:
        if cell.rowspan == cell.colspan == 1:
            out.setdefault((cell.row, cell.col), cell)
            continue
        for row in range(cell.row, cell.row + cell.rowspan):
            for col in range(cell.col, cell.col + cell.colspan):
                out.setdefault((row, col), cell)
    return out


def _said(text: str) -> str:
    return "".join(text.split())


def _official(text: str, row: Row, groups: tuple[str, ...]) -> bool:
    """Whether a label is the form's own, or a way of writing it that means the same."""
    mine = stripped(text, groups)
    if bare(row.label) in mine:
        return True
    accepted = {bare(v) for v in row.variants} if row.columns == () else set()
    # Explanations in brackets may be left out.
    return bool(accepted & set(mine)) or any(n in mine for n in names(row) if n not in {bare(v) for v in row.variants})
