"""Old Excel workbooks (.xls, and .et of WPS): the same tables as read from .xlsx, by xlrd."""

from __future__ import annotations

import io
import struct
from typing import Any

import xlrd

from desktop.reading.errors import ReadError
from desktop.reading.sheets import Area, shown, workbook
from desktop.report import Document

_BROKEN = "Excel 文件已损坏或结构异常，读不通，请用 Excel 或 WPS 打开另存为 .xlsx 后重新报送。"
_LOCKED = "文件设有打开密码，无法读取，请报送单位去掉密码后重新报送。"
_ERRORS = (
    xlrd.XLRDError, xlrd.compdoc.CompDocError, struct.error, ValueError, TypeError, IndexError, KeyError, AttributeError,
    AssertionError, ArithmeticError, UnicodeError, EOFError, NotImplementedError,
)


def read_xls(data: bytes) -> Document:
    """A workbook of Excel 5.0 to 2003 (BIFF5, BIFF8).

    Raises ReadError when it is broken, locked or empty.
    """
    try:
        book = xlrd.open_workbook(file_contents=data, formatting_info=True, ragged_rows=True, logfile=io.StringIO())
        sheets = [(sheet.name, None if sheet.visibility else _area(book, sheet)) for sheet in book.sheets()]
    except _ERRORS as error:  # xlrd fails in all these ways on damaged records
        raise ReadError(_LOCKED if "encrypted" in str(error).lower() else _BROKEN) from error
    return workbook("xls", sheets)


def _area(book: Any, sheet: Any) -> Area:
    area = Area()
    area.hidden_rows.update(n for n, row in sheet.rowinfo_map.items() if row.hidden)
    area.hidden_cols.update(n for n, col in sheet.colinfo_map.items() if col.hidden)
    for top, bottom, left, right in sheet.merged_cells:
        area.merge(top, left, bottom - top, right - left)
    for row in range(sheet.nrows):
        for col, cell in enumerate(sheet.row(row)):
            area.put(row, col, _shown(book, cell), _ruled(book, cell))
    return area


def _shown(book: Any, cell: Any) -> str:
    if cell.ctype == xlrd.XL_CELL_TEXT:
        return str(cell.value).strip()
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return shown(bool(cell.value), "")
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(cell.value, "#N/A"))
    if cell.ctype == xlrd.XL_CELL_DATE:
        return shown(_date(cell.value, book.datemode), _format(book, cell))
    if cell.ctype == xlrd.XL_CELL_NUMBER:
        return shown(cell.value, _format(book, cell))
    return ""


def _format(book: Any, cell: Any) -> str:
    return str(book.format_map[book.xf_list[cell.xf_index].format_key].format_str)


def _date(value: float, mode: int) -> Any:
    """The date, or the number itself when it is none."""
    try:
        return xlrd.xldate_as_datetime(value, mode)
    except (xlrd.xldate.XLDateError, OverflowError):
        return value


def _ruled(book: Any, cell: Any) -> bool:
    border = book.xf_list[cell.xf_index].border
    return bool(
        border.left_line_style or border.right_line_style or border.top_line_style or border.bottom_line_style
    )
