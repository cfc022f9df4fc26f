"""What the spreadsheet formats share: a sheet's filled cells become titles, lines and tables, shown as Excel shows them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from desktop.reading.builder import GridCell, TextBuilder
from desktop.reading.errors import ReadError
from desktop.report import Document

MAX_CELLS = 200_000
HIDDEN_SHEET = "工作簿含有隐藏的工作表，未显示也未审读。"
HIDDEN_CELLS = "工作表含有隐藏的行或列，未显示也未审读。"
_PLAIN_NAME = re.compile(r"(?:sheet|工作表|表)\s*\d*", re.I)


@dataclass(slots=True)
class Area:
    """A sheet's filled cells, its merges, and for each row the columns that hold text or are ruled.

    ``hidden_rows`` and ``hidden_cols`` are to be known before cells are put; ``skipped`` says that one of them held text.
    """

    values: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    covered: set[tuple[int, int]] = field(default_factory=set)
    columns: dict[int, set[int]] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_cols: set[int] = field(default_factory=set)
    moved: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    skipped: bool = False

    def seen(self, row: int, col: int) -> bool:
        """Whether the cell stands in a row and a column that are shown."""
        return row not in self.hidden_rows and col not in self.hidden_cols

    def merge(self, top: int, left: int, high: int, wide: int) -> None:
        first = next((r for r in range(top, top + high) if r not in self.hidden_rows), top)
        start = next((c for c in range(left, left + wide) if c not in self.hidden_cols), left)
        self.merged[first, start] = (top + high - first, left + wide - start)
        if (first, start) != (top, left):  # Excel shows the text in what is left of the cell
            self.moved[top, left] = (first, start)
        if high * wide <= MAX_CELLS:
            self.covered.update((r, c) for r in range(top, top + high) for c in range(left, left + wide))

    def put(self, row: int, col: int, text: str, ruled: bool) -> None:
        row, col = self.moved.get((row, col), (row, col))
        if not self.seen(row, col):
            self.skipped = self.skipped or bool(text)
            return
        if text:
            self.values[row, col] = text
        if (text or ruled) and ((row, col) in self.merged or (row, col) not in self.covered):
            self.columns.setdefault(row, set()).add(col)


def workbook(kind: str, sheets: Iterable[tuple[str, Area | None]], *notices: str) -> Document:
    """The document of a workbook's sheets: each one's name and what fills it, None for a hidden one.

    Raises ReadError when nothing is in them or a table is too large.
    """
    builder = TextBuilder()
    for title, area in sheets:
        if area is None:
            builder.notice(HIDDEN_SHEET)
        else:
            _write_sheet(title, area, builder)
    for notice in notices:
        builder.notice(notice)
    document = builder.build(kind)
    if not document.blocks:
        raise ReadError("表格里没有内容，请向报送单位索要完整文件后重新放入。")
    return document


def _write_sheet(title: str, area: Area, builder: TextBuilder) -> None:
    """A sheet's name, where somebody gave it one, and its tables and lines."""
    if area.skipped:
        builder.notice(HIDDEN_CELLS)
    if not area.values:
        return
    if not _PLAIN_NAME.fullmatch(title.strip()):
        builder.heading(title)
    for rows in _runs(sorted({r for r, _ in area.values}), area.hidden_rows):
        _part(rows, area, builder)


def _runs(rows: list[int], hidden: set[int]) -> list[list[int]]:
    """Runs of filled rows; two empty rows in between part two tables."""
    out: list[list[int]] = []
    for row in rows:
        if out and row - out[-1][-1] - sum(1 for r in hidden if out[-1][-1] < r < row) <= 2:
            out[-1].append(row)
        else:
            out.append([row])
    return out


def _part(rows: list[int], area: Area, builder: TextBuilder) -> None:
    """Lines that fill one cell only, above and below the grid, are a title, a unit or signatures."""
    wide = [len(area.columns.get(row, ())) >= 2 for row in rows]
    first = wide.index(True) if any(wide) else len(rows)
    last = len(rows) - wide[::-1].index(True) if any(wide) else len(rows)
    for row in rows[:first]:
        _lines(row, area, builder)
    if last - first >= 2:
        _grid(rows[first], rows[last - 1], area, builder)
    else:
        for row in rows[first:last]:
            _lines(row, area, builder)
    for row in rows[last:]:
        _lines(row, area, builder)


def _lines(row: int, area: Area, builder: TextBuilder) -> None:
    builder.paragraph("　".join(text for (r, _), text in sorted(area.values.items()) if r == row))


def _grid(first: int, last: int, area: Area, builder: TextBuilder) -> None:
    columns = [c for row in range(first, last + 1) for c in area.columns.get(row, ())]
    left, right = min(columns), max(columns)
    if (last - first + 1) * (right - left + 1) > MAX_CELLS:
        raise ReadError("表格过大（超过 20 万个单元格），不像年度报告，已停止读取，请核对是否传错了文件。")
    cells = []
    for row in range(first, last + 1):
        for col in range(left, right + 1):
            if ((row, col) in area.covered and (row, col) not in area.merged) or not area.seen(row, col):
                continue
            high, wide = area.merged.get((row, col), (1, 1))
            cells.append(GridCell(row, col, high, min(wide, right - col + 1), area.values.get((row, col), "")))
    builder.table(cells)


def shown(value: Any, number_format: str) -> str:
    """A value as Excel shows it, for the formats that such tables use."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number(value, number_format or "General")
    if isinstance(value, datetime.date) and "年" in number_format and "月" in number_format:
        return f"{value.year}年{value.month}月" + (f"{value.day}日" if "日" in number_format else "")
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    if isinstance(value, datetime.datetime | datetime.date | datetime.time):
        return str(value)
    return str(value).strip()


def _number(value: int | float, number_format: str) -> str:
    form = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]|_.', "", number_format.split(";")[0])
    match = re.search(r"0\.(0+)", form)
    places = len(match.group(1)) if match else 0
    comma = "," if "#,##" in form or "0,0" in form else ""
    if "%" in form:
        return f"{value * 100:{comma}.{places}f}%"
    if "0" in form and "E" not in form.upper():
        return f"{value:{comma}.{places}f}"
    return str(int(value)) if float(value).is_integer() and abs(value) < 1e15 else f"{value:.10g}"
