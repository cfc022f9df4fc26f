"""Prose in columns is read one column after the other; everything else as before."""

from __future__ import annotations

import pytest
from making_pdf import TOP, font, pdf, prose
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from desktop.reading.pdf import read_pdf
from desktop.report import Document

TITLE = "云台县2023年政府信息公开工作年度报告"
TEXTS = (
    "2023年，云台县认真落实《中华人民共和国政府信息公开条例》，坚持以公开为常态、不公开为例外，全年主动公开政府信息1205条，"
    "其中政策文件36件，解读材料40篇，回应群众关切128件次，公开质量持续提高。",
    "全年共受理政府信息公开申请12件，其中自然人申请10件，法人申请2件，全部在法定期限内答复，没有因此引起的行政复议和行政诉讼案件，"
    "依申请公开答复规范化水平进一步提升。",
    "各镇（街道）政务公开专区建设有序推进，基层政务公开标准目录更新3次，政府网站与政务新媒体管理更加规范，监督保障持续加强。",
)


def set_in_columns(canvas: Canvas, texts: tuple[str, ...], edges: list[tuple[float, float]], top: float, rows: int,
                   lower: float = 0, size: float = 12, pitch: float = 20) -> None:
    """Set paragraphs into columns of so many rows, each running on into the next; ``lower`` shifts every other column."""
    at, row = 0, 0
    canvas.setFont(font(), size)
    for text in texts:
        x = edges[at][0] + 2 * size
        for char in text:
            wide = pdfmetrics.stringWidth(char, font(), size)
            if x + wide > edges[at][1] + 0.01 and char not in "，。、":
                row += 1
                if row == rows:
                    at, row = at + 1, 0
                x = edges[at][0]
            canvas.drawString(x, top - pitch * row - (lower if at % 2 else 0), char)
            x += wide
        row += 1
        if row == rows:
            at, row = at + 1, 0


def paragraphs(document: Document) -> list[str]:
    return [document.text[b.start:b.end] for b in document.blocks if b.kind != "furniture"]


@pytest.mark.parametrize("lower", [0, 3, 9])
def test_two_columns(lower: float) -> None:
    def draw(canvas: Canvas) -> None:
        y = prose(canvas, TITLE, TOP)
        set_in_columns(canvas, TEXTS, [(72, 284), (312, 524)], y, 8, lower)
        y = prose(canvas, "二、主动公开政府信息情况", y - 8 * 20 - 40)
        prose(canvas, "本年度无规章和行政规范性文件，行政许可、行政处罚和行政强制的数量与上年持平，没有行政事业性收费。", y)

    found = paragraphs(read_pdf(pdf(draw)))
    assert found[0] == TITLE
    assert "".join(found[1:-2]) == "".join(TEXTS)
    assert TEXTS[0] in found and TEXTS[2] in found
    assert found[-2] == "二、主动公开政府信息情况"


def test_three_columns() -> None:
    def draw(canvas: Canvas) -> None:
        set_in_columns(canvas, TEXTS, [(72, 205), (232, 365), (392, 525)], TOP, 9)

    assert "".join(paragraphs(read_pdf(pdf(draw)))) == "".join(TEXTS)


def test_a_page_with_one_column_and_a_signature_is_read_as_before() -> None:
    def draw(canvas: Canvas) -> None:
        y = TOP
        for text in TEXTS:
            y = prose(canvas, text, y)
        for line in ("云台县人民政府", "2024年1月25日"):
            canvas.drawRightString(500, y, line)
            y -= 28

    assert paragraphs(read_pdf(pdf(draw))) == [*TEXTS, "云台县人民政府", "2024年1月25日"]


def test_a_list_of_names_beside_each_other_is_no_prose() -> None:
    def draw(canvas: Canvas) -> None:
        for row, (left, right) in enumerate([("单位", "联系人"), ("云台县水利局", "甲"), ("青禾镇", "乙"), ("云台县教育局", "丙")] * 2):
            canvas.drawString(72, TOP - 28 * row, left)
            canvas.drawString(320, TOP - 28 * row, right)

    found = paragraphs(read_pdf(pdf(draw)))
    assert "".join(found).startswith("单位 联系人云台县水利局 甲青禾镇 乙")


def test_letters_far_outside_of_the_page_do_no_harm() -> None:
    from desktop.reading.pdf_lines import lines_of, pieces_of
    from desktop.reading.pdf_page import Char

    chars = [Char("甲", 0, -2e9, 10, -2e9 + 10, -2e9, 10.0), Char("乙", 0, 0, 10, 10, 10, 10.0)]
    assert [line.text for line in lines_of(chars)] == ["甲", "乙"]
    assert [[piece.line.text for piece in row] for row in pieces_of(chars)] == [["甲"], ["乙"]]
