"""Whatever is put in, every span of the document says what it should."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.reading.builder import BLANKS, Grid, GridCell, Para, TextBuilder, _close_up, settle
from desktop.report import Document, Table

TEXT = st.text(st.sampled_from("县2023件 \t\n\r\u3000\u00a0|\x00\ud800𠀀a"), max_size=12) | st.text(max_size=20)
CELL = st.builds(
    GridCell, st.integers(0, 6), st.integers(0, 6), st.integers(0, 5), st.integers(0, 5), TEXT,
)
KIND = st.sampled_from(["paragraph", "heading", "furniture"])
LEAF = st.builds(Para, TEXT, KIND) | st.builds(Grid, st.lists(CELL, max_size=12))
DEEP = st.builds(
    lambda cells, flow: Grid([*cells, GridCell(7, 0, 1, 1, flow)]), st.lists(CELL, max_size=6), st.lists(LEAF, max_size=4)
)


def check(document: Document) -> None:
    for table in document.tables:
        assert_grid(table)
        for cell in table.cells:
            assert document.text[cell.start:cell.end] == cell.text
            edges = BLANKS.replace("\t", "").replace("\n", "")  # a nested table may begin or end with empty cells
            assert cell.text == cell.text.strip(edges)
            assert table.start <= cell.start <= cell.end <= table.end
    for before, after in zip(document.blocks, document.blocks[1:], strict=False):
        assert before.end < after.start or before.start == before.end
        assert before.start <= after.start
    for block in document.blocks:
        if block.kind == "table":
            assert block.table is not None
            assert (document.tables[block.table].start, document.tables[block.table].end) == (block.start, block.end)
        else:
            assert document.text[block.start:block.end].strip(BLANKS) == document.text[block.start:block.end] != ""
    document.text.encode("utf-8")
    assert not set(document.text) & {"\r", "\x00", "\x0b", "\u2028"}


def assert_grid(table: Table) -> None:
    covered = [
        (cell.row + i, cell.col + j) for cell in table.cells for i in range(cell.rowspan) for j in range(cell.colspan)
    ]
    assert len(covered) == len(set(covered))
    assert all(row < table.rows and col < table.cols for row, col in covered)
    assert [(c.row, c.col) for c in table.cells] == sorted((c.row, c.col) for c in table.cells)


@settings(max_examples=200, deadline=None)
@given(st.lists(LEAF | DEEP, max_size=8))
def test_any_flow_gives_right_spans(flow: list[Para | Grid]) -> None:
    builder = TextBuilder()
    builder.pour(flow)
    check(builder.build("docx"))


@settings(max_examples=200, deadline=None)
@given(st.lists(CELL, max_size=20))
def test_no_position_is_covered_twice(cells: list[GridCell]) -> None:
    placed, rows, cols = settle(cells)
    assert sorted(c.text() for c in placed) == sorted(c.text() for c in cells)
    builder = TextBuilder()
    builder.table(cells)
    document = builder.build("docx")
    check(document)
    if cells:
        assert (document.tables[0].rows, document.tables[0].cols) == (rows, cols)


def test_lines_and_indents() -> None:
    builder = TextBuilder()
    builder.heading("  标题 ")
    builder.paragraph("　　第一段\r\n\n第二\t段  ")
    builder.table([GridCell(0, 0, 1, 1, "甲\t乙"), GridCell(0, 1, 1, 1, " \n丙\n "), GridCell(1, 0, 1, 2, "")])
    document = builder.build("txt")
    assert document.text == "  标题\n　　第一段\n第二 段\n甲 乙\t丙\n"
    assert [document.text[b.start:b.end] for b in document.blocks] == ["标题", "第一段", "第二 段", "甲 乙\t丙\n"]


def test_helper_columns_are_closed_up() -> None:
    cells = [GridCell(0, 0, 1, 7, "甲"), GridCell(0, 7, 1, 2, "乙"), GridCell(2, 0, 1, 3, "丙"), GridCell(2, 3, 3, 6, "丁")]
    placed, rows, cols = settle(cells)
    assert (rows, cols) == (2, 3)
    assert [(c.row, c.col, c.rowspan, c.colspan) for c in placed] == [(0, 0, 1, 2), (0, 2, 1, 1), (1, 0, 1, 1), (1, 1, 1, 2)]


def test_notices_once() -> None:
    builder = TextBuilder()
    builder.notice("甲")
    builder.notice("甲")
    assert builder.build("txt").notices == ("甲",)


PLACED = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4), st.integers(1, 4), st.integers(1, 4)), min_size=1, max_size=14)


@given(PLACED)
def test_closing_up_counts_the_rows_and_columns_that_a_span_begins_in(spans: list[tuple[int, int, int, int]]) -> None:
    cells = [GridCell(*span, str(n)) for n, span in enumerate(spans)]
    rows, cols = sorted({c.row for c in cells}), sorted({c.col for c in cells})
    expected = sorted(
        ((rows.index(c.row), cols.index(c.col), max(1, sum(c.row <= r < c.row + c.rowspan for r in rows)),
          max(1, sum(c.col <= k < c.col + c.colspan for k in cols)), c.content) for c in cells), key=lambda c: c[:2],
    )
    out, height, width = _close_up(cells)
    assert (height, width) == (len(rows), len(cols))
    assert [(c.row, c.col, c.rowspan, c.colspan, c.content) for c in out] == expected
