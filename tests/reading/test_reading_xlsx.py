"""Workbooks: values as Excel shows them, titles outside of the grid, several tables on a sheet."""

from __future__ import annotations

import datetime
import io
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import Border, Side

from desktop.reading import ReadError, read_bytes
from desktop.reading.xlsx import shown


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(("value", "form", "text"), [
    (12, "General", "12"), (12.0, "General", "12"), (0.1 + 0.2, "General", "0.3"), (0.125, "0.00%", "12.50%"),
    (1234567, "#,##0", "1,234,567"), (3.14159, "0.00", "3.14"), (12.4, '0"件"', "12"), (None, "General", ""),
    (" 甲 ", "@", "甲"), (datetime.datetime(2023, 12, 31), "yyyy", "2023-12-31"), (True, "General", "TRUE"),
    (1e20, "General", "1e+20"),
])
def test_values_as_shown(value: Any, form: str, text: str) -> None:
    assert shown(value, form) == text


def test_titles_and_several_tables() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "申请情况"
    for row in (["云台县统计表"], ["单位：件"], ["指标", "数量"], ["收到", 12], [], [], [], ["类别", "数量"], ["复议", 0], ["填表人：某某"]):
        sheet.append(row)
    hidden = book.create_sheet("底稿")
    hidden["A1"] = "不应显示"
    hidden.sheet_state = "hidden"
    document = read_bytes(saved(book))
    assert document.text == "申请情况\n云台县统计表\n单位：件\n指标\t数量\n收到\t12\n类别\t数量\n复议\t0\n填表人：某某"
    assert [(t.rows, t.cols) for t in document.tables] == [(2, 2), (2, 2)]
    assert "隐藏的工作表" in document.notices[0]


def test_blank_form_with_borders_keeps_its_cells() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row, label in enumerate(("信息内容", "规章", "规范性文件"), 1):
        sheet.cell(row, 1, label)
        for col in range(1, 4):
            sheet.cell(row, col).border = Border(top=Side("thin"))
    table = read_bytes(saved(book)).tables[0]
    assert (table.rows, table.cols, len(table.cells)) == (3, 3, 9)


def test_formula_without_a_value_is_said() -> None:
    book = openpyxl.Workbook()
    for row in (["甲", 1], ["乙", 2], ["计", "=B1+B2"]):
        book.active.append(row)
    document = read_bytes(saved(book))
    assert "公式" in document.notices[0]


def test_empty_workbook() -> None:
    with pytest.raises(ReadError, match="没有内容"):
        read_bytes(saved(openpyxl.Workbook()))
