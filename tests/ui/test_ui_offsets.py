"""The map between offsets of a text and cursor positions, and the drawing that makes it."""

from __future__ import annotations

import random

import pytest
from PySide6.QtGui import QTextCursor, QTextDocument

from desktop.report import Block, Cell, Document, Table
from desktop.ui.desk.offsets import Piece, TextMap, units
from desktop.ui.desk.rendering import render


def document_of(parts: list[str | list[list[str]]]) -> Document:
    """A document from paragraphs and tables, laid out in its text as the nouns say."""
    text = ""
    blocks: list[Block] = []
    tables: list[Table] = []
    for part in parts:
        if text:
            text += "\n"
        start = len(text)
        if isinstance(part, str):
            text += part
            blocks.append(Block("paragraph", start, len(text)))
            continue
        cells = []
        for r, row in enumerate(part):
            for c, value in enumerate(row):
                if c or r:
                    text += "\t" if c else "\n"
                cells.append(Cell(r, c, 1, 1, value, len(text), len(text) + len(value)))
                text += value
        tables.append(Table(len(part), len(part[0]), tuple(cells), start, len(text)))
        blocks.append(Block("table", start, len(text), len(tables) - 1))
    return Document(text, "txt", tuple(blocks), tuple(tables))


def shown_at(target: QTextDocument, ranges: list[tuple[int, int]]) -> str:
    out = []
    for low, high in ranges:
        cursor = QTextCursor(target)
        cursor.setPosition(low)
        cursor.setPosition(high, QTextCursor.MoveMode.KeepAnchor)
        out.append(cursor.selectedText())
    return "".join(out).replace("\u2029", "\n")


def test_units_count_as_qt_does() -> None:
    assert units("甲𠮷乙") == 4


def test_map_counts_characters_beyond_the_basic_plane_twice() -> None:
    text = "甲𠮷乙"
    kept = TextMap(text, [Piece(0, 3, 10)])
    assert [kept.position(i) for i in range(4)] == [10, 11, 13, 14]
    assert [kept.offset(p) for p in (10, 11, 13, 14)] == [0, 1, 2, 3]


@pytest.mark.parametrize("simplified", [False, True])
def test_every_span_of_prose_and_cells_is_shown_where_the_map_says(qapp, simplified: bool) -> None:
    document = document_of([
        "一、總體情況", "全年收到申請𠮷15件，辦結14件。",
        [["项目", "数量"], ["新收𠀀", "15"], ["结转", ""]], "后记：共𡈽3条。", [["甲", "乙"]], [["丙", "丁"]],
    ])
    target = QTextDocument()
    kept = render(document, target, simplified=simplified)
    expected = document.text if not simplified else document.text.replace("總體情況", "总体情况")
    for block in document.blocks:
        if block.kind == "paragraph":
            got = shown_at(target, kept.ranges(block.start, block.end))
            assert len(got) == block.end - block.start
            if not simplified:
                assert got == document.text[block.start:block.end]
    for table in document.tables:
        for cell in table.cells:
            assert shown_at(target, kept.ranges(cell.start, cell.end)) == cell.text
    assert "总体情况" in target.toPlainText() if simplified else "總體情況" in target.toPlainText()
    assert len(expected) == len(document.text)


def test_there_and_back_for_every_shown_character(qapp) -> None:
    chance = random.Random(7)
    parts: list[str | list[list[str]]] = []
    for _ in range(12):
        if chance.random() < 0.4:
            parts.append([["".join(chance.choices("数字12𠮷", k=chance.randint(0, 4))) for _ in range(3)] for _ in range(4)])
        else:
            parts.append("".join(chance.choices("报告公开𠮷，1", k=chance.randint(1, 30))))
    document = document_of(parts)
    target = QTextDocument()
    kept = render(document, target)
    seen = 0
    for offset, char in enumerate(document.text):
        if char in "\n\t":
            continue
        [(low, high)] = kept.ranges(offset, offset + 1)
        assert shown_at(target, [(low, high)]) == char
        assert kept.offset(low) == offset
        seen += 1
    assert seen > 100


def test_merged_cells_and_line_breaks_in_cells_keep_their_places(qapp) -> None:
    text = "合并格\t甲\n乙\n一行\n二行\t9"
    cells = (
        Cell(0, 0, 2, 1, "合并格", 0, 3), Cell(0, 1, 1, 1, "甲", 4, 5), Cell(1, 1, 1, 1, "乙", 6, 7),
        Cell(2, 0, 1, 1, "一行\n二行", 8, 13), Cell(2, 1, 1, 1, "9", 14, 15),
    )
    document = Document(text, "docx", (Block("table", 0, 15, 0),), (Table(3, 2, cells, 0, 15),))
    target = QTextDocument()
    kept = render(document, target)
    for cell in cells:
        assert shown_at(target, kept.ranges(cell.start, cell.end)) == cell.text


def test_text_outside_all_blocks_and_carriage_returns_are_shown(qapp) -> None:
    document = Document("前言\r尾\n正文", "txt", (Block("paragraph", 5, 7),))
    target = QTextDocument()
    kept = render(document, target)
    assert shown_at(target, kept.ranges(0, 4)) == "前言 尾"
    assert shown_at(target, kept.ranges(5, 7)) == "正文"
