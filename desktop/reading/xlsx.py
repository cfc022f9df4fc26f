"""Excel workbooks (.xlsx) that hold a report's tables: each filled area of a sheet is a table, with merged cells."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import Any

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from desktop.reading.errors import ReadError
from desktop.reading.package import Package
from desktop.reading.sheets import Area, shown, workbook
from desktop.report import Document

_LAST_COLUMN = 16_384
_STRICT = (
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
)
_BROKEN = "Excel 文件已损坏或结构异常，读不通，请用 Excel 或 WPS 打开另存后重新报送。"
_NO_VALUES = "表格中有公式没有保存结果，这些单元格显示为空，请用 Excel 打开后重新保存再报送。"
_ERRORS = (
    InvalidFileException, zipfile.BadZipFile, zlib.error, KeyError, ValueError, TypeError, IndexError, AttributeError,
    SyntaxError, OSError, EOFError, OverflowError, RuntimeError,
)


def read_xlsx(data: bytes) -> Document:
    """A workbook.

    Raises ReadError when it is broken, a bomb, too large or empty.
    """
    data = _usual(Package(data), data)
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
        sheets = [(sheet.title, _area(sheet) if sheet.sheet_state == "visible" else None) for sheet in book.worksheets]
    except _ERRORS as error:  # openpyxl fails in all these ways on damaged parts
        raise ReadError(_BROKEN) from error
    notices = (_NO_VALUES,) if _formulas_without_values(data) else ()
    return workbook("xlsx", sheets, *notices)


def _usual(package: Package, data: bytes) -> bytes:
    """A workbook in the strict form of the format, which openpyxl does not know, with the names that Excel usually writes."""
    if not package.has("xl/workbook.xml") or b"purl.oclc.org/ooxml" not in package.read("xl/workbook.xml"):
        return data
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in package.names():
            part = package.read(name)
            for strict, usual in _STRICT if name.endswith((".xml", ".rels")) else ():
                part = part.replace(strict, usual)
            archive.writestr(name, part)
    return out.getvalue()


def _formulas_without_values(data: bytes) -> bool:
    package = Package(data)
    return any(
        b"<f" in part and re.search(rb"</f>\s*(?:<v\s*/>|<v></v>|</c>)", part)
        for name in package.names() if name.startswith("xl/worksheets/sheet")
        for part in (package.read(name),)
    )


def _area(sheet: Any) -> Area:
    area = Area()
    area.hidden_rows.update(n for n, row in sheet.row_dimensions.items() if row.hidden)
    for column in sheet.column_dimensions.values():
        if column.hidden:
            area.hidden_cols.update(range(column.min or 1, min(column.max or column.min or 1, _LAST_COLUMN) + 1))
    for merge in sheet.merged_cells.ranges:
        high, wide = merge.max_row - merge.min_row + 1, merge.max_col - merge.min_col + 1
        area.merge(merge.min_row, merge.min_col, high, wide)
    for cell in sheet._cells.values():
        area.put(cell.row, cell.column, shown(cell.value, cell.number_format), _ruled(cell))
    return area


def _ruled(cell: Any) -> bool:
    border = cell.border if cell.has_style else None
    return border is not None and any(
        side is not None and side.style for side in (border.left, border.right, border.top, border.bottom)
    )
