"""Reports built by hand, cell by cell: what the made-up reports of the tests of paper and of the window share."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from desktop.report import Block, Cell, Document, Evidence, Fact, FormTable, Report, Section, Table

COLUMNS = ("natural", "commercial", "research", "charity", "legal", "other", "total")


class Placed(NamedTuple):
    """A cell of the applications table: its text and place, and for a figure its row's key and its column's."""

    text: str
    row: int
    col: int
    rowspan: int = 1
    colspan: int = 1
    key: str | None = None


def figure_rows(rows: Sequence[tuple[str, str, Sequence[int]]], first: int) -> list[Placed]:
    """The rows (key, label, seven figures) from the grid row ``first`` on; labels that begin with （ stand one column in."""
    out = []
    inside = [n for n, (_, label, _) in enumerate(rows) if label.startswith("（")]
    for n, (key, label, values) in enumerate(rows):
        if n == inside[0]:
            out.append(Placed("三、本年度办理结果", first + n, 0, len(inside), 1))
        out.append(Placed(label, first + n, 1 if n in inside else 0, 1, 1 if n in inside else 2))
        out += [Placed(str(value), first + n, 2 + c, key=f"applications.{key}.{COLUMNS[c]}") for c, value in enumerate(values)]
    return out


def build(lines: Sequence[tuple[str, str]], cells: Sequence[Placed], *, org: str, year: int, published: str | None = None,
          file: str = "", sha256: str = "") -> Report:
    """A report of an invented city. ``lines`` are (kind, text); the line of kind ``table`` is the applications table."""
    text = ""
    blocks: list[Block] = []
    heads: list[tuple[str, int]] = []
    tables: list[Table] = []
    facts: tuple[Fact, ...] = ()
    for kind, line in lines:
        text += "\n" if text else ""
        start = len(text)
        if kind == "table":
            text, table, facts = _table(text, cells)
            blocks.append(Block("table", start, len(text), len(tables)))
            tables.append(table)
            continue
        text += line
        blocks.append(Block("heading" if kind == "heading" else "paragraph", start, len(text)))
        if kind == "heading" and line[1] == "、":
            heads.append((line, start))
    ends = [start for _, start in heads[1:]] + [len(text)]
    sections = tuple(Section(n, title, start, end) for n, ((title, start), end) in enumerate(zip(heads, ends, strict=True), 1))
    forms = tuple(FormTable("applications", "2021", t.rows, t.cols, t.cells, t.start, t.end) for t in tables)
    return Report(Document(text, "docx", tuple(blocks), tuple(tables)), "annual_report", org, "prefecture", None, year, "2021",
                  f"{org}{year}年政府信息公开工作年度报告", published, None, "hans", sections, forms, facts, "2021", file=file,
                  sha256=sha256)


def _table(text: str, placed: Sequence[Placed]) -> tuple[str, Table, tuple[Fact, ...]]:
    """The text with the table behind it (tabs between cells, a line a row), the table and its facts."""
    start = len(text)
    cells: list[Cell] = []
    facts: list[Fact] = []
    for part in sorted(placed, key=lambda p: (p.row, p.col)):
        if cells:
            text += "\t" if part.row == cells[-1].row else "\n"
        at, text = len(text), text + part.text
        cells.append(Cell(part.row, part.col, part.rowspan, part.colspan, part.text, at, len(text)))
        if part.key:
            facts.append(Fact(part.key, Decimal(part.text), part.text, at, len(text), "applications", part.row, part.col))
    rows = max(c.row + c.rowspan for c in cells)
    cols = max(c.col + c.colspan for c in cells)
    return text, Table(rows, cols, tuple(cells), start, len(text)), tuple(facts)


def passage(report: Report, words: str) -> Evidence:
    """Evidence at the first place of some words."""
    start = report.document.text.index(words)
    return Evidence(start, start + len(words), words)


def cell(report: Report, key: str) -> Evidence:
    """Evidence at the cell of a fact."""
    fact = report.fact(key)
    assert fact is not None
    return Evidence(fact.start, fact.end, fact.raw, fact.table, fact.row, fact.col)
