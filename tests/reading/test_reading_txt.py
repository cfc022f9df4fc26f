"""Plain text keeps its characters; tables in it are found, text that only looks like one is left alone."""

from __future__ import annotations

import pytest

from desktop.reading import ReadError, read_bytes, read_text


def test_paragraphs_are_lines() -> None:
    text = "　　一、总体情况\r\n\r\n正文。 \n"
    document = read_text(text)
    assert document.text == text.replace("\r\n", "\n")
    assert [document.text[b.start:b.end] for b in document.blocks] == ["一、总体情况", "正文。"]


def test_lines_with_bars_are_a_table() -> None:
    document = read_text("表如下\n| 指标 | 单位 | 数量 |\n|---|---|---|\n| 收到 | 件 | 12 |\n办结 | 件 | |\n完")
    table = document.tables[0]
    assert (table.rows, table.cols) == (3, 3)
    assert [(c.row, c.col, c.text) for c in table.cells] == [
        (0, 0, "指标"), (0, 1, "单位"), (0, 2, "数量"), (1, 0, "收到"), (1, 1, "件"), (1, 2, "12"),
        (2, 0, "办结"), (2, 1, "件"), (2, 2, ""),
    ]
    for cell in table.cells:
        assert document.text[cell.start:cell.end] == cell.text
    assert [b.kind for b in document.blocks] == ["paragraph", "table", "paragraph"]


def test_lines_with_tabs_are_a_table() -> None:
    document = read_text("指标\t数量\n收到\t12\n")
    assert [(c.row, c.col, c.text) for c in document.tables[0].cells] == [
        (0, 0, "指标"), (0, 1, "数量"), (1, 0, "收到"), (1, 1, "12"),
    ]


def test_one_cell_a_line_stays_paragraphs() -> None:
    text = "|\n信息内容 |\n本年新制作数量 |\n|\n|\n规章 |\n0 |\n||||\n"
    document = read_text(text)
    assert not document.tables
    assert document.text == text


def test_a_single_line_with_bars_is_prose() -> None:
    assert not read_text("首页 | 政务公开 | 年报\n正文").tables


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_encodings(codec: str) -> None:
    text = "云台县2023年政府信息公开工作年度报告"
    assert read_bytes(text.encode(codec), "年报.txt").text == text


def test_bad_bytes_are_said() -> None:
    document = read_bytes("政府信息公开".encode("gbk") + b"\xff" + "工作年度报告".encode("gbk"))
    assert "无法识别" in document.notices[0]


@pytest.mark.parametrize("text", ["", " \n\t\n", "\ufeff"])
def test_nothing_to_read(text: str) -> None:
    with pytest.raises(ReadError):
        read_text(text)
