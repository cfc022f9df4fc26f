"""PDF tables over page breaks: rows, cut rows, cut merged cells, repeated headers, tables set in pieces."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from making_pdf import BOTTOM, LEFT, RIGHT, TOP, Grid, applications, cut, font, pdf, prose, table
from reportlab.pdfgen.canvas import Canvas
from test_reading_pdf import XS10, edges, figures, sound

from desktop.reading.pdf import read_pdf
from desktop.report import Document, Table

Draw = Callable[[Canvas], None]


def number(canvas: Canvas, page: int) -> None:
    canvas.setFont(font(), 9)
    canvas.drawString(290, 30, f"- {page} -")


def two_pages(upper: Draw, lower: Draw) -> Document:
    def draw(canvas: Canvas) -> None:
        prose(canvas, "三、收到和处理政府信息公开申请情况", TOP)
        upper(canvas)
        number(canvas, 1)
        canvas.showPage()
        lower(canvas)
        number(canvas, 2)

    document = read_pdf(pdf(draw))
    sound(document)
    return document


def texts(found: Table) -> list[list[str]]:
    return [[c.text for c in found.cells if c.row == r] for r in range(found.rows)]


def plain(rows: list[list[str]]) -> Grid:
    return [(r, k, 1, 1, text) for r, row in enumerate(rows) for k, text in enumerate(row)]


XS3 = [LEFT, 200, 320, RIGHT]


@pytest.mark.parametrize("row", [4, 8, 12, 16, 18, 20, 24, 26])
def test_table_three_cut_between_any_rows_is_whole_again(row: int) -> None:
    cells = applications(figures(row))
    upper, lower = cut(cells, row)
    top = BOTTOM + 20 * row
    document = two_pages(
        lambda c: table(c, upper, XS10, edges(row, top, 20), size=7),
        lambda c: table(c, lower, XS10, edges(28 - row, 790, 22), size=7),
    )
    (found,) = document.tables
    assert (found.rows, found.cols) == (28, 10)
    assert [(c.row, c.col, c.rowspan, c.colspan, c.text) for c in found.cells] == sorted(cells)
    table_block = next(b for b in document.blocks if b.kind == "table")
    assert [box.page for box in table_block.boxes] == [1, 2]
    assert [document.text[b.start:b.end] for b in document.blocks if b.kind == "furniture"] == ["- 1 -", "- 2 -"]


def test_a_merged_label_cut_in_the_middle_of_its_words() -> None:
    upper = [(0, 0, 2, 1, ""), (0, 1, 1, 1, "1.甲项"), (0, 2, 1, 1, "12"), (1, 1, 1, 1, "2.乙项"), (1, 2, 1, 1, "3")]
    lower = [(0, 0, 1, 1, ""), (0, 1, 1, 1, "3.丙项"), (0, 2, 1, 1, "4"), (1, 0, 1, 2, "（五）合计"), (1, 2, 1, 1, "19")]

    def draw_upper(canvas: Canvas) -> None:
        table(canvas, upper, [LEFT, 112, 300, RIGHT], [BOTTOM + 50, BOTTOM + 25, BOTTOM])
        canvas.setFont(font(), 9)
        canvas.drawString(LEFT + 3, BOTTOM + 4, "（四）无")

    def draw_lower(canvas: Canvas) -> None:
        table(canvas, lower, [LEFT, 112, 300, RIGHT], [780, 755, 730])
        canvas.drawString(LEFT + 3, 769, "法提供")

    (found,) = two_pages(draw_upper, draw_lower).tables
    label = found.at(0, 0)
    assert label is not None and (label.text, label.rowspan) == ("（四）无法提供", 3)
    assert texts(found)[3] == ["（五）合计", "19"]


def test_a_row_cut_through_is_one_row() -> None:
    head = [["指标", "数量", "备注"]]

    def draw_upper(canvas: Canvas) -> None:
        table(canvas, plain([*head, ["", "", ""]]), XS3, [BOTTOM + 60, BOTTOM + 30, BOTTOM], size=9)
        canvas.setFont(font(), 9)
        canvas.drawString(LEFT + 3, BOTTOM + 4, "申请人无正当理由逾期不补正，")
        canvas.drawString(203, BOTTOM + 4, "77")

    def draw_lower(canvas: Canvas) -> None:
        table(canvas, plain([["", "", ""], ["合计", "80", "无"]]), XS3, [780, 750, 720])
        canvas.drawString(LEFT + 3, 769, "行政机关不再处理其申请")

    (found,) = two_pages(draw_upper, draw_lower).tables
    assert texts(found) == [["指标", "数量", "备注"], ["申请人无正当理由逾期不补正，行政机关不再处理其申请", "77", ""],
                            ["合计", "80", "无"]]


def test_rows_with_figures_stay_apart() -> None:
    upper, lower = [["信息内容", "件数", "备注"], ["行政处罚", "4119", ""]], [["行政强制", "195", ""], ["行政许可", "0", ""]]
    (found,) = two_pages(
        lambda c: table(c, plain(upper), XS3, [BOTTOM + 60, BOTTOM + 30, BOTTOM]),
        lambda c: table(c, plain(lower), XS3, [780, 750, 720]),
    ).tables
    assert texts(found) == upper + lower


def test_a_table_left_open_at_the_page_edge_is_closed() -> None:
    ys = [BOTTOM + 60, BOTTOM + 30, BOTTOM]
    open_edges = [(XS3[k], BOTTOM, XS3[k + 1], BOTTOM) for k in range(3)]
    (found,) = two_pages(
        lambda c: table(c, plain([["规章", "1", "2"], ["规范性文件", "3", "4"]]), XS3, ys, skip=open_edges),
        lambda c: table(c, plain([["行政许可", "5", "6"], ["行政处罚", "7", "8"]]), XS3, [780, 750, 720]),
    ).tables
    assert [row[1:] for row in texts(found)] == [["1", "2"], ["3", "4"], ["5", "6"], ["7", "8"]]


def test_a_header_repeated_on_the_next_page_is_dropped_from_the_table_but_not_from_the_text() -> None:
    head = ["指标名称", "单位", "数量"]
    document = two_pages(
        lambda c: table(c, plain([head, ["公开数", "条", "3460"]]), XS3, [BOTTOM + 60, BOTTOM + 30, BOTTOM]),
        lambda c: table(c, plain([head, ["申请数", "件", "12"], ["答复数", "件", "12"]]), XS3, [780, 750, 720, 690]),
    )
    (found,) = document.tables
    assert texts(found) == [head, ["公开数", "条", "3460"], ["申请数", "件", "12"], ["答复数", "件", "12"]]
    assert document.text.count("指标名称") == 2


def test_two_rows_that_say_the_same_are_no_header() -> None:
    rows = [["甲", "0", "0"], ["乙", "0", "0"]]
    (found,) = two_pages(
        lambda c: table(c, plain(rows), XS3, [BOTTOM + 60, BOTTOM + 30, BOTTOM]),
        lambda c: table(c, plain([["甲", "0", "0"], ["丙", "1", "1"]]), XS3, [780, 750, 720]),
    ).tables
    assert texts(found) == [*rows, ["甲", "0", "0"], ["丙", "1", "1"]]


def test_a_table_set_in_two_pieces_is_put_together() -> None:
    def draw(canvas: Canvas) -> None:
        table(canvas, [(0, 0, 1, 3, "第二十条第（一）项"), (1, 0, 1, 1, "规章"), (1, 1, 1, 1, "1"), (1, 2, 1, 1, "0")],
              XS3, [700, 670, 640])
        table(canvas, [(0, 0, 1, 3, "第二十条第（五）项"), (1, 0, 1, 1, "行政许可"), (1, 1, 1, 2, "550")],
              XS3, [632, 602, 572])

    (found,) = read_pdf(pdf(draw)).tables
    assert texts(found) == [["第二十条第（一）项"], ["规章", "1", "0"], ["第二十条第（五）项"], ["行政许可", "550"]]


def test_tables_with_words_between_stay_apart() -> None:
    def draw(canvas: Canvas) -> None:
        table(canvas, plain([["甲", "1", "2"], ["乙", "3", "4"]]), XS3, [700, 670, 640])
        prose(canvas, "四、政府信息公开行政复议、行政诉讼情况", 610)
        table(canvas, plain([["丙", "1", "2"], ["丁", "3", "4"]]), XS3, [590, 560, 530])

    document = read_pdf(pdf(draw))
    assert [texts(t) for t in document.tables] == [[["甲", "1", "2"], ["乙", "3", "4"]], [["丙", "1", "2"], ["丁", "3", "4"]]]
    assert [b.kind for b in document.blocks] == ["table", "heading", "table"]


def test_only_the_last_band_of_a_table_on_the_next_page() -> None:
    document = two_pages(
        lambda c: table(c, plain([["信息内容", "件数", "备注"], ["行政许可", "5", "6"]]), XS3, [BOTTOM + 60, BOTTOM + 30, BOTTOM]),
        lambda c: table(c, [(0, 0, 1, 1, "第二十条第（八）项")], [LEFT, RIGHT], [780, 750]),
    )
    (found,) = document.tables
    assert (found.rows, found.cols) == (3, 3)
    last = found.at(2, 2)
    assert last is not None and (last.text, last.colspan) == ("第二十条第（八）项", 3)
