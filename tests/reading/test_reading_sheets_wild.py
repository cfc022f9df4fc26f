"""Workbooks as offices leave them: hidden rows and columns, formulas, figures as text, dates, the strict form."""

from __future__ import annotations

import datetime
import io
import zipfile

import openpyxl
import xlwt
from making_files import report_xlsx, zipped

from desktop.reading import read_bytes
from desktop.reading.sheets import HIDDEN_CELLS


def workbook() -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    for row in (["指标", "底稿", "数量", "日期"], ["收到", "x", "12", datetime.date(2024, 1, 25)], ["旧行", "y", 99, None],
                ["答复", "z", 11, None], ["合计", "w", "=SUM(C2:C4)", None]):
        book.active.append(row)
    book.active["D2"].number_format = 'yyyy"年"m"月"d"日"'
    return book


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_value(data: bytes, value: str) -> bytes:
    """The workbook with a stored result behind its formula, as Excel stores it."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    assert isinstance(sheet, bytes)
    parts["xl/worksheets/sheet1.xml"] = sheet.replace(b"<v></v>", f"<v>{value}</v>".encode()).replace(b"<v />", f"<v>{value}</v>".encode())
    return zipped(parts)


def test_hidden_rows_and_columns_are_left_out_and_told_of() -> None:
    book = workbook()
    book.active.row_dimensions[3].hidden = True
    book.active.column_dimensions["B"].hidden = True
    document = read_bytes(with_value(saved(book), "122"))
    assert document.text == "指标\t数量\t日期\n收到\t12\t2024年1月25日\n答复\t11\t\n合计\t122\t"
    assert document.notices == (HIDDEN_CELLS,)


def test_empty_hidden_rows_are_no_matter_and_do_not_part_a_table() -> None:
    book = openpyxl.Workbook()
    for row in (["指标", "数量"], ["收到", 1], [], [], [], ["答复", 2]):
        book.active.append(row)
    for n in (3, 4, 5):
        book.active.row_dimensions[n].hidden = True
    document = read_bytes(saved(book))
    assert document.text == "指标\t数量\n收到\t1\n答复\t2" and not document.notices


def test_a_merged_cell_that_begins_in_a_hidden_row_is_shown() -> None:
    book = openpyxl.Workbook()
    for row in (["结果", "旧", 1], [None, "公开", 2], [None, "不予公开", 3]):
        book.active.append(row)
    book.active.merge_cells("A1:A3")
    book.active.row_dimensions[1].hidden = True
    table = read_bytes(saved(book)).tables[0]
    assert [(c.row, c.col, c.rowspan, c.text) for c in table.cells if c.text] == [
        (0, 0, 2, "结果"), (0, 1, 1, "公开"), (0, 2, 1, "2"), (1, 1, 1, "不予公开"), (1, 2, 1, "3"),
    ]


def test_the_strict_form() -> None:
    with zipfile.ZipFile(io.BytesIO(report_xlsx())) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    for name, part in parts.items():
        assert isinstance(part, bytes)
        parts[name] = part.replace(
            b"http://schemas.openxmlformats.org/spreadsheetml/2006/main", b"http://purl.oclc.org/ooxml/spreadsheetml/main"
        ).replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships", b"http://purl.oclc.org/ooxml/officeDocument/relationships"
        )
    assert read_bytes(zipped(parts)).text == read_bytes(report_xlsx()).text


def test_old_workbooks_hide_too() -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Sheet1")
    date = xlwt.easyxf(num_format_str='yyyy"年"m"月"d"日"')
    for r, row in enumerate((["指标", "底稿", "数量"], ["收到", "x", 12], ["旧行", "y", 99])):
        for c, value in enumerate(row):
            sheet.write(r, c, value)
    sheet.write(1, 3, datetime.date(2024, 1, 25), date)
    sheet.row(2).hidden = True
    sheet.col(1).hidden = True
    out = io.BytesIO()
    book.save(out)
    document = read_bytes(out.getvalue())
    assert document.text == "指标\t数量\t\n收到\t12\t2024年1月25日"
    assert document.notices == (HIDDEN_CELLS,)
