"""PDF reading: text, paragraphs, furniture, tables on one page, and files that cannot be read."""

from __future__ import annotations

import io
import random

import pdfplumber
import pytest
from making_pdf import BOTTOM, LEFT, PITCH, RIGHT, SIZE, TOP, applications, font, pdf, prose, table, write
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from desktop.reading.errors import ReadError
from desktop.reading.pdf import read_pdf
from desktop.report import Document

LONG = (
    "2023年，云台县坚持以公开为常态、不公开为例外，全年通过县政府网站主动公开政府信息1286条，其中政策文件97件，"
    "发布解读材料31篇，召开新闻发布会12场，回应群众关切146次，办理政府信息公开申请25件，均在法定期限内答复。"
)


def sound(document: Document) -> None:
    """Every span holds what it says, blocks stand in order and do not overlap."""
    last = 0
    for block in document.blocks:
        assert last <= block.start < block.end <= len(document.text)
        last = block.end
    for found in document.tables:
        for cell in found.cells:
            assert document.text[cell.start:cell.end] == cell.text
            assert cell.box is not None and cell.box.page >= 1


def lines(document: Document, kind: str) -> list[str]:
    return [document.text[b.start:b.end] for b in document.blocks if b.kind == kind]


def figures(seed: int = 1) -> list[list[int]]:
    dice = random.Random(seed)
    return [[dice.choice([0, 0, 3, 12, 105, 3119]) for _ in range(7)] for _ in range(25)]


def edges(rows: int, top: float = 780, step: float = 24) -> list[float]:
    return [top - step * n for n in range(rows + 1)]


XS10 = [72.0, 96, 140, 260, 296, 332, 368, 404, 440, 476, 523]


def test_lines_are_joined_to_paragraphs_without_stray_blanks() -> None:
    def draw(canvas: Canvas) -> None:
        y = prose(canvas, "一、总体情况", TOP)
        y = prose(canvas, LONG, y)
        prose(canvas, LONG, y)

    document = read_pdf(pdf(draw))
    sound(document)
    assert lines(document, "heading") == ["一、总体情况"]
    assert lines(document, "paragraph") == [LONG, LONG]
    assert all(len(b.boxes) > 2 for b in document.blocks if b.kind == "paragraph")


def test_a_paragraph_runs_on_over_the_page_break_and_page_numbers_stay_out() -> None:
    def draw(canvas: Canvas) -> None:
        half = LONG[: 2 * 26 - 2 - 6]
        for page in (1, 2):
            canvas.setFont(font(), 9)
            canvas.drawString(LEFT, 810, "云台县人民政府 2023 年政府信息公开工作年度报告")
            canvas.drawString(290, 30, f"— {page} —")
            if page == 1:
                y = prose(canvas, LONG, TOP)
                prose(canvas, "".join(LONG[:27]), BOTTOM + PITCH - 0.0)
                canvas.showPage()
            else:
                prose(canvas, "第二页的正文在这里接着写完。", TOP, indent=False)
                prose(canvas, half, TOP - PITCH)
        assert y > BOTTOM

    document = read_pdf(pdf(draw))
    sound(document)
    assert document.pages == 2 and document.page_sizes[0] == pytest.approx((595.28, 841.89), abs=0.01)
    assert [t for t in lines(document, "furniture") if "—" in t] == ["— 1 —", "— 2 —"]
    assert len([t for t in lines(document, "furniture") if t.startswith("云台县")]) == 2
    prose_lines = lines(document, "paragraph")
    joined = next(t for t in prose_lines if t.endswith("第二页的正文在这里接着写完。"))
    assert joined.startswith("2023年，云台县") and "—" not in joined
    boxes = next(b.boxes for b in document.blocks if document.text[b.start:b.end] == joined)
    assert {box.page for box in boxes} == {1, 2}


@pytest.mark.parametrize("style", ["strokes", "bars", "boxes"])
def test_merged_cells_of_table_three(style: str) -> None:
    cells = applications(figures())
    document = read_pdf(pdf(lambda c: table(c, cells, XS10, edges(28), size=7, style=style)))
    sound(document)
    (found,) = document.tables
    assert (found.rows, found.cols) == (28, 10)
    assert [(c.row, c.col, c.rowspan, c.colspan, c.text) for c in found.cells] == sorted(cells)


def test_cells_are_the_same_as_those_of_pdfplumber() -> None:
    data = pdf(lambda c: table(c, applications(figures(7)), XS10, edges(28), size=7))
    (found,) = read_pdf(data).tables
    with pdfplumber.open(io.BytesIO(data)) as other:
        (rows,) = other.pages[0].extract_tables()
    assert len(rows) == found.rows
    for r, row in enumerate(rows):
        for k, text in enumerate(row):
            if text is not None:
                cell = found.at(r, k)
                assert cell is not None and "".join(cell.text.split()) == "".join(text.split())


def test_a_frame_around_a_paragraph_is_no_table() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(0.9)
        canvas.rect(LEFT - 4, 300, RIGHT - LEFT + 8, 240, stroke=1, fill=1)
        canvas.setFillGray(0)
        prose(canvas, LONG, 510)

    document = read_pdf(pdf(draw))
    assert document.tables == () and lines(document, "paragraph") == [LONG]


def test_labels_set_letter_by_letter_and_turned_labels_read_downwards() -> None:
    def draw(canvas: Canvas) -> None:
        cells = [(0, 0, 3, 1, ""), (0, 1, 1, 1, "甲"), (1, 1, 1, 1, "乙"), (2, 1, 1, 1, "丙"), (0, 2, 3, 1, "")]
        table(canvas, cells, [72, 96, 200, 240], [700, 660, 620, 580], size=9)
        for n, char in enumerate("办理结果"):
            canvas.drawString(79, 670 - 11 * n, char)
        canvas.saveState()
        canvas.translate(218, 600)
        canvas.rotate(90)
        canvas.drawString(0, 0, "自下而上")
        canvas.restoreState()

    (found,) = read_pdf(pdf(draw)).tables
    assert [c.text for c in found.cells] == ["办理结果", "甲", "自下而上", "乙", "丙"]


def test_a_number_wider_than_its_cell_stays_whole() -> None:
    def draw(canvas: Canvas) -> None:
        table(canvas, [(0, 0, 1, 1, "行政处罚"), (0, 1, 1, 1, ""), (0, 2, 1, 1, ""), (1, 0, 1, 1, "行政强制"), (1, 1, 1, 1, "5"),
                       (1, 2, 1, 1, "6")], [72, 130, 158, 200], [700, 670, 640])
        canvas.setFont(font(), 9)
        canvas.drawString(127, 682, "3985758")
        canvas.drawString(175, 682, "8")

    (found,) = read_pdf(pdf(draw)).tables
    assert [c.text for c in found.cells] == ["行政处罚", "3985758", "8", "行政强制", "5", "6"]


def test_a_turned_page_reads_like_an_upright_one() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageSize((842, 595))  # reportlab turns the sheet: in the file it is 595 wide
        canvas.setPageRotation(90)
        canvas.translate(595, 0)
        canvas.rotate(90)
        table(canvas, [(0, 0, 1, 1, "规章"), (0, 1, 1, 1, "12"), (1, 0, 1, 2, "合计")], [72, 172, 272], [500, 470, 440])
        write(canvas, "横排的表", 72, 272, 540, 510, 12)

    document = read_pdf(pdf(draw))
    assert document.page_sizes[0][0] > document.page_sizes[0][1]
    assert [c.text for c in document.tables[0].cells] == ["规章", "12", "合计"]
    assert document.text.startswith("横排的表")


@pytest.mark.parametrize("angle", [90, -90])
def test_a_wide_table_set_sideways_on_an_upright_page(angle: int) -> None:
    def draw(canvas: Canvas) -> None:
        prose(canvas, LONG, TOP)
        canvas.showPage()
        canvas.translate(*((595, 0) if angle == 90 else (0, 842)))
        canvas.rotate(angle)
        write(canvas, "横排的表", 72, 772, 540, 510, 12)
        table(canvas, [(0, 0, 1, 1, "规章"), (0, 1, 1, 1, "12"), (1, 0, 1, 2, "合计")], [72, 472, 772], [500, 470, 440])

    document = read_pdf(pdf(draw))
    sound(document)
    assert [c.text for c in document.tables[0].cells] == ["规章", "12", "合计"]
    assert lines(document, "paragraph")[-1] == "横排的表"
    assert document.page_sizes[1] == pytest.approx((595.28, 841.89), abs=0.01)
    box = document.tables[0].cells[1].box
    assert box is not None and box.page == 2
    wanted = (95, 70, 125, 370) if angle == 90 else (470, 472, 500, 772)
    assert (box.x0, box.y0, box.x1, box.y1) == pytest.approx(wanted, abs=2)


def test_a_watermark_across_the_page_stays_out_of_prose_and_cells() -> None:
    def draw(canvas: Canvas) -> None:
        y = prose(canvas, LONG, TOP)
        table(canvas, [(0, 0, 1, 1, "规章"), (0, 1, 1, 1, "12"), (1, 0, 1, 2, "合计")], [72, 272, 522], [y, y - 40, y - 80])
        canvas.saveState()
        canvas.translate(100, 500)
        canvas.rotate(40)
        canvas.setFont(font(), 60)
        canvas.drawString(0, 0, "内部资料")
        canvas.restoreState()

    document = read_pdf(pdf(draw))
    sound(document)
    assert lines(document, "paragraph") == [LONG]
    assert [c.text for c in document.tables[0].cells] == ["规章", "12", "合计"]
    assert lines(document, "furniture") == ["内部资料"]


def test_letters_printed_twice_for_boldness_are_read_once() -> None:
    def draw(canvas: Canvas) -> None:
        for shift in (0, 0.4):
            canvas.drawString(LEFT + shift, 700, "二、主动公开政府信息情况")

    assert read_pdf(pdf(draw)).text == "二、主动公开政府信息情况"


def test_words_of_latin_letters_keep_their_blanks() -> None:
    document = read_pdf(pdf(lambda c: c.drawString(LEFT, 700, "提供 WORD 和 PDF 版本 open data 平台")))
    assert document.text == "提供 WORD 和 PDF 版本 open data 平台"


def _picture(canvas: Canvas) -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    canvas.drawImage(ImageReader(Image.new("RGB", (60, 80), "grey")), 0, 0, 595, 842)


def test_a_line_set_wide_as_a_whole_has_no_blanks() -> None:
    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(LEFT, 700)
        text.setFont(font(), SIZE)
        text.setCharSpace(5)
        text.textOut("学府路120号，邮编：654101，电话：")
        canvas.drawText(text)

    assert read_pdf(pdf(draw)).text == "学府路120号，邮编：654101，电话："


def test_a_scan_says_so() -> None:
    with pytest.raises(ReadError, match="扫描件"):
        read_pdf(pdf(_picture))


def test_a_page_that_is_a_picture_is_told_of() -> None:
    def draw(canvas: Canvas) -> None:
        prose(canvas, LONG, TOP)
        canvas.showPage()
        _picture(canvas)

    document = read_pdf(pdf(draw))
    assert any("第 2 页" in notice for notice in document.notices)


def test_an_empty_page_and_a_locked_file_and_a_broken_one() -> None:
    with pytest.raises(ReadError, match="没有任何文字"):
        read_pdf(pdf(lambda c: c.rect(10, 10, 10, 10)))
    with pytest.raises(ReadError, match="密码"):
        read_pdf(pdf(lambda c: c.drawString(72, 700, "年度报告"), encrypt=StandardEncryption("geheim", canPrint=1)))
    whole = pdf(lambda c: c.drawString(72, 700, "年度报告"))
    for data in (b"", b"%PDF-1.4\n", whole[: len(whole) // 3], b"\x00" * 500):
        with pytest.raises(ReadError):
            read_pdf(data)


def test_a_file_that_may_be_opened_but_not_copied_is_read() -> None:
    lock = StandardEncryption("", ownerPassword="geheim", canCopy=0)
    assert read_pdf(pdf(lambda c: c.drawString(72, 700, "年度报告"), encrypt=lock)).text == "年度报告"


def test_fonts_without_codes_are_told_of() -> None:
    data = pdf(lambda c: prose(c, LONG * 3, TOP))
    spoiled = data.replace(b"/ToUnicode", b"/NoUnicode")
    assert spoiled != data
    with pytest.raises(ReadError, match="乱码"):
        read_pdf(spoiled)


def test_memory_stays_flat() -> None:
    import resource

    data = pdf(lambda c: [(prose(c, LONG, TOP), c.showPage()) for _ in range(30)])
    for _ in range(3):
        read_pdf(data)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for _ in range(20):
        read_pdf(data)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 20_000, f"{grown} KB"


def test_body_size_is_measured_not_assumed() -> None:
    document = read_pdf(pdf(lambda c: prose(c, LONG, TOP, size=10.5)))
    assert lines(document, "paragraph") == [LONG]
    assert SIZE != 10.5
