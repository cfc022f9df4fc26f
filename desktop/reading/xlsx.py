"""Excel workbooks (.xlsx) that hold a report's tables: each filled area of a sheet is a table, with merged cells."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import Any

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from desktop.reading.builder import GridCell, TextBuilder
from desktop.reading.errors import ReadError
from desktop.reading.package import Package
from desktop.report import Document

MAX_CELLS = 200_000
_PLAIN_NAME = re.compile(r"(?:sheet|工作表|表)\s*\d*", re.I)
_BROKEN = "Excel 文件已损坏或结构异常，读不通，请用 Excel 或 WPS 打开另存后重新报送。"
_ERRORS = (
    InvalidFileException, zipfile.BadZipFile, zlib.error, KeyError, ValueError, TypeError, IndexError, AttributeError,
    SyntaxError, OSError, EOFError, OverflowError, RuntimeError,
)


def read_xlsx(data: bytes) -> Document:
    """A workbook.

    Raises ReadError when it is broken, a bomb, too large or empty.
    """
    Package(data)
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
        builder = TextBuilder()
        for sheet in book.worksheets:
            if sheet.sheet_state != "visible":
                builder.notice("工作簿含有隐藏的工作表，未显示也未审读。")
                continue
            _sheet(sheet, builder)
    except _ERRORS as error:  # openpyxl fails in all these ways on damaged parts
        raise ReadError(_BROKEN) from error
    if _formulas_without_values(data):
        builder.notice("表格中有公式没有保存结果，这些单元格显示为空，请用 Excel 打开后重新保存再报送。")
    document = builder.build("xlsx")
    if not document.blocks:
        raise ReadError("表格里没有内容，请向报送单位索要完整文件后重新放入。")
    return document


def _formulas_without_values(data: bytes) -> bool:
    package = Package(data)
    return any(
        b"<f" in part and re.search(rb"</f>\s*(?:<v\s*/>|<v></v>|</c>)", part)
        for name in package.names() if name.startswith("xl/worksheets/sheet")
        for part in (package.read(name),)
    )


def _sheet(sheet: Any, builder: TextBuilder) -> None:
    area = _Area()
    for merge in sheet.merged_cells.ranges:
        high, wide = merge.max_row - merge.min_row + 1, merge.max_col - merge.min_col + 1
        area.merged[merge.min_row, merge.min_col] = (high, wide)
        if high * wide <= MAX_CELLS:
            area.covered.update(
                (r, c) for r in range(merge.min_row, merge.max_row + 1) for c in range(merge.min_col, merge.max_col + 1)
            )
    for cell in sheet._cells.values():
        at = (cell.row, cell.column)
        text = shown(cell.value, cell.number_format)
        if text:
            area.values[at] = text
        if (text or _ruled(cell)) and (at in area.merged or at not in area.covered):
            area.columns.setdefault(cell.row, set()).add(cell.column)
    if not area.values:
        return
    if not _PLAIN_NAME.fullmatch(sheet.title.strip()):
        builder.heading(sheet.title)
    for rows in _runs(sorted({r for r, _ in area.values})):
        _part(rows, area, builder)


def _ruled(cell: Any) -> bool:
    border = cell.border if cell.has_style else None
    return border is not None and any(
        side is not None and side.style for side in (border.left, border.right, border.top, border.bottom)
    )


@dataclass(slots=True)
class _Area:
    """A sheet's filled cells, its merges, and for each row the columns that hold text or are ruled."""

    values: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    covered: set[tuple[int, int]] = field(default_factory=set)
    columns: dict[int, set[int]] = field(default_factory=dict)


def _runs(rows: list[int]) -> list[list[int]]:
    """Runs of filled rows; two empty rows in between part two tables."""
    out: list[list[int]] = []
    for row in rows:
        if out and row - out[-1][-1] <= 2:
            out[-1].append(row)
        else:
            out.append([row])
    return out


def _part(rows: list[int], area: _Area, builder: TextBuilder) -> None:
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


def _lines(row: int, area: _Area, builder: TextBuilder) -> None:
    builder.paragraph("　".join(text for (r, _), text in sorted(area.values.items()) if r == row))


def _grid(first: int, last: int, area: _Area, builder: TextBuilder) -> None:
    columns = [c for row in range(first, last + 1) for c in area.columns.get(row, ())]
    left, right = min(columns), max(columns)
    if (last - first + 1) * (right - left + 1) > MAX_CELLS:
        raise ReadError("表格过大（超过 20 万个单元格），不像年度报告，已停止读取，请核对是否传错了文件。")
    cells = []
    for row in range(first, last + 1):
        for col in range(left, right + 1):
            if (row, col) in area.covered and (row, col) not in area.merged:
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
