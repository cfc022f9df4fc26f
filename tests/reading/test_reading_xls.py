"""Old workbooks: the same values, tables and sentences as from new ones."""

from __future__ import annotations

import datetime
import io

import pytest
import xlwt

from desktop.reading import ReadError, read_bytes


def saved(book: xlwt.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_values_as_shown_and_hidden_sheets_said() -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("申请情况")
    sheet.write(0, 0, "指标")
    sheet.write(0, 1, "数量")
    for row, (value, form) in enumerate(
        [(12, "General"), (0.125, "0.00%"), (1234567, "#,##0"), (datetime.date(2023, 12, 31), "yyyy-mm-dd"), (True, "General")], 1,
    ):
        sheet.write(row, 0, f"第{row}项")
        sheet.write(row, 1, value, xlwt.easyxf(num_format_str=form))
    book.add_sheet("底稿").visibility = 1
    document = read_bytes(saved(book))
    assert document.format == "xls"
    assert document.text.split() == [
        "申请情况", "指标", "数量", "第1项", "12", "第2项", "12.50%", "第3项", "1,234,567", "第4项", "2023-12-31", "第5项", "TRUE",
    ]
    assert "隐藏的工作表" in document.notices[0]


def test_blank_form_with_borders_keeps_its_cells() -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Sheet1")
    ruled = xlwt.easyxf("borders: top thin")
    for row, label in enumerate(("信息内容", "规章", "规范性文件")):
        sheet.write(row, 0, label, ruled)
        sheet.write(row, 1, None, ruled)
        sheet.write(row, 2, None, ruled)
    table = read_bytes(saved(book)).tables[0]
    assert (table.rows, table.cols, len(table.cells)) == (3, 3, 9)


def test_empty_and_cut_off() -> None:
    book = xlwt.Workbook()
    book.add_sheet("Sheet1")
    with pytest.raises(ReadError, match="没有内容"):
        read_bytes(saved(book))
    full = xlwt.Workbook()
    sheet = full.add_sheet("Sheet1")
    for row in range(400):
        sheet.write(row, 0, f"第{row}行的内容")
    data = saved(full)
    with pytest.raises(ReadError, match="已损坏"):
        read_bytes(data[:9000])
    with pytest.raises(ReadError, match="Excel 文件已损坏"):
        read_bytes(data[:700] + b"\xff" * 300 + data[1000:])
