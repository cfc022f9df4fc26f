"""The page view of a PDF: boxes over the evidence, clicks back to the text, pages drawn in the background."""

from __future__ import annotations

import io

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from desktop.reading import ReadError
from desktop.reading.pages import draw_page
from desktop.reading.pdf import read_pdf
from desktop.report import Evidence, Finding
from desktop.ui.app import make_application
from desktop.ui.desk.boxes import boxes_of, offset_at
from desktop.ui.desk.items import Item
from desktop.ui.desk.pages import PageView
from desktop.ui.gate import Gate
from desktop.ui.theme.fonts import FOLDER

LINES = ("示例市人民政府2024年政府信息公开工作年度报告", "全年通过门户网站公开信息共105条，规范发布程序。", "全市共受理政府信息公开申请419件，均按期答复。")


@pytest.fixture(scope="module")
def data() -> bytes:
    pdfmetrics.registerFont(TTFont("test-song", str(FOLDER / "ShenduSong-Regular.ttf")))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842))
    for page in range(3):
        canvas.setFont("test-song", 14)
        for i, line in enumerate(LINES):
            canvas.drawString(80, 700 - 60 * i, line if page == 0 else f"第{page + 1}页第{i + 1}行，无事项。")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def place(text: str, words: str) -> Evidence:
    start = text.index(words)
    return Evidence(start, start + len(words), words)


def test_a_passage_has_a_box_where_it_is_printed(data: bytes) -> None:
    document = read_pdf(data)
    at = place(document.text, "105条")
    [box] = boxes_of(document, at.start, at.end)
    assert box.page == 1
    # "全年通过门户网站公开信息共" are 13 full-width characters of 14 points, from x = 80 on.
    assert abs(box.x0 - (80 + 13 * 14)) < 12
    assert 842 - 640 - 20 < box.y0 < 842 - 640 + 5
    middle = offset_at(document, 1, (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2)
    assert middle is not None and at.start <= middle < at.end


def test_pages_are_drawn_and_a_bad_page_says_so(data: bytes) -> None:
    image = draw_page(data, 1, 1.0)
    assert (image.width, image.height) == (595, 842)
    assert len(image.pixels) >= image.height * image.stride
    with pytest.raises(ReadError):
        draw_page(data, 9, 1.0)
    with pytest.raises(ReadError):
        draw_page(b"not a pdf", 1, 1.0)


def test_the_view_scrolls_to_the_box_and_a_click_on_it_gives_the_place(qapp, qtbot, data: bytes) -> None:
    make_application([])
    gate = Gate()
    document = read_pdf(data)
    evidence = place(document.text, "申请419件")
    finding = Finding("x", "table", "error", 1.0, "不符", "", "", (evidence,), fingerprint="f1")
    view = PageView(gate)
    qtbot.addWidget(view)
    view.resize(500, 400)
    view.show()
    view.set_document(document, data)
    view.set_items((Item(1, finding, None, "一"),))
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    view.select("f1")
    rect = view.box_rect(boxes_of(document, evidence.start, evidence.end)[0])
    assert view.viewport().rect().contains(rect.center().toPoint())
    with qtbot.waitSignal(view.clicked) as caught:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=rect.center().toPoint())
    assert caught.args == [evidence.start]
    qtbot.waitUntil(lambda: bool(view._images), timeout=20_000)
    assert view._images[next(iter(view._images))].width() > 400
    page = view.page_rect(1)
    blank = QPointF(page.left() + 5, max(page.top(), 0) + 5)
    view.set_zoom(2.0)
    assert view.horizontalScrollBar().maximum() > 0 and blank.x() > 0
    gate.close()
