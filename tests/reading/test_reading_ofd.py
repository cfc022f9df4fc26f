"""OFD files as converters of Chinese offices write them: several pages, templates, scaled objects, glyph tables."""

from __future__ import annotations

from xml.sax.saxutils import escape

import pytest
from making_files import zipped

from desktop.reading import ReadError, read_bytes

SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
PROSE = "2023年，云台县认真落实《中华人民共和国政府信息公开条例》，推进各项公开工作。"


def words(x: float, y: float, text: str, size: float = 4, extra: str = "", steps: str | None = None, inner: str = "") -> str:
    delta = f'DeltaX="{steps if steps is not None else f"g {len(text) - 1} {size}"}"' if len(text) > 1 else ""
    return (f'<ofd:TextObject ID="1" Boundary="{x} {y} 180 {size}" Font="1" Size="{size}"{extra}>{inner}'
            f'<ofd:TextCode X="0" Y="{size * 0.86}" {delta}>{escape(text)}</ofd:TextCode></ofd:TextObject>')


def ofd(pages: list[str], templates: dict[str, str] | None = None, document: str = "", page: str = "") -> bytes:
    """A file of these pages; ``templates`` by their IDs, ``page`` stands before each page's content."""
    templates = templates or {}
    shared = "".join(f'<ofd:TemplatePage ID="{n}" BaseLoc="Tpls/Tpl_{n}/Content.xml"/>' for n in templates)
    listed = "".join(f'<ofd:Page ID="{n + 10}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages)))
    parts: dict[str, str | bytes] = {
        "OFD.xml": f'<?xml version="1.0"?><ofd:OFD {SPACE} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>1</ofd:DocID>'
                   "<ofd:CreationDate>2024-01-25</ofd:CreationDate></ofd:DocInfo><ofd:DocRoot>/Doc_0/Document.xml</ofd:DocRoot>"
                   "</ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {SPACE}><ofd:CommonData><ofd:MaxUnitID>99</ofd:MaxUnitID><ofd:PageArea><ofd:PhysicalBox>0 0 "
                              f"210 297</ofd:PhysicalBox></ofd:PageArea>{shared}</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages>{document}"
                              "</ofd:Document>",
    }
    for n, content in enumerate(pages):
        parts[f"Doc_0/Pages/Page_{n}/Content.xml"] = f"<ofd:Page {SPACE}>{page}<ofd:Content><ofd:Layer>{content}</ofd:Layer></ofd:Content></ofd:Page>"
    for name, content in templates.items():
        parts[f"Doc_0/Tpls/Tpl_{name}/Content.xml"] = f"<ofd:Page {SPACE}><ofd:Content><ofd:Layer>{content}</ofd:Layer></ofd:Content></ofd:Page>"
    return zipped(parts)


def test_pages_in_order_with_their_template_as_furniture() -> None:
    template = words(80, 8, "云台县人民政府文件")
    pages = [words(33, 40, PROSE) + words(100, 285, f"- {n + 1} -", 4, steps="2 2 2 2") for n in range(3)]
    document = read_bytes(ofd(pages, {"2": template}, page='<ofd:Template TemplateID="2" ZOrder="Background"/>'))
    assert document.pages == 3 and document.meta == (("created", "2024-01-25"),)
    assert "".join(document.text[b.start:b.end] for b in document.blocks if b.kind != "furniture") == PROSE * 3
    assert sum(1 for b in document.blocks if b.kind == "furniture") == 6
    assert {b.boxes[0].page for b in document.blocks} == {1, 2, 3}


@pytest.mark.parametrize("steps", [
    " ".join(["4"] * 6), "g 6 4", "g 2 4 4 g 3 4", "4.0 g 5 4.000", "",
])
def test_steps_in_every_spelling(steps: str) -> None:
    assert read_bytes(ofd([words(30, 40, "云台县人民政府", steps=steps)])).text == "云台县人民政府"


def test_a_scaled_object_with_a_table_of_glyphs() -> None:
    glyphs = ('<ofd:CGTransform CodePosition="0" CodeCount="7" GlyphCount="7"><ofd:Glyphs>11 12 13 14 15 16 17</ofd:Glyphs>'
              "</ofd:CGTransform>")
    small = words(30, 40, "云台县人民政府", 1, ' CTM="4 0 0 4 0 0"', inner=glyphs)
    document = read_bytes(ofd([small]))
    assert document.text == "云台县人民政府"
    box = document.blocks[0].boxes[0]
    assert box.x1 - box.x0 == pytest.approx(7 * 4 * 72 / 25.4, rel=0.05)


def test_words_upright_one_under_the_other_in_a_cell() -> None:
    down = ('<ofd:TextObject Boundary="32 50 6 60" Size="4"><ofd:TextCode X="0" Y="3.5" DeltaX="g 3 0" DeltaY="g 3 5">办理结果</ofd:TextCode>'
            "</ofd:TextObject>")
    frame = "".join(
        f'<ofd:PathObject Boundary="{x0} {y0} {x1 - x0} {y1 - y0}" LineWidth="0.2"><ofd:AbbreviatedData>M 0 0 L {x1 - x0} {y1 - y0}'
        "</ofd:AbbreviatedData></ofd:PathObject>"
        for x0, y0, x1, y1 in [(30, 48, 120, 48), (30, 60, 120, 60), (30, 72, 120, 72), (30, 48, 30, 72), (60, 48, 60, 72), (120, 48, 120, 72)]
        if (y0, y1) != (60, 60)
    ) + '<ofd:PathObject Boundary="60 60 60 0" LineWidth="0.2"><ofd:AbbreviatedData>M 0 0 L 60 0</ofd:AbbreviatedData></ofd:PathObject>'
    page = words(30, 30, "下表为办理情况") + frame + down + words(64, 52, "公开") + words(64, 64, "不予公开")
    (table,) = read_bytes(ofd([page])).tables
    assert [(c.row, c.col, c.rowspan, c.text) for c in table.cells] == [(0, 0, 2, "办理结果"), (0, 1, 1, "公开"), (1, 1, 1, "不予公开")]


def test_a_stamp_over_the_signature_is_told_of_only_where_text_is_missing() -> None:
    picture = '<ofd:ImageObject Boundary="100 100 40 40" ResourceID="5"/>'
    assert not read_bytes(ofd([words(30, 40, PROSE) + picture])).notices
    assert read_bytes(ofd([words(30, 40, PROSE), picture])).notices == ("第 2 页是图像，没有文字，其中的内容未能读取。",)
    with pytest.raises(ReadError, match="扫描件"):
        read_bytes(ofd([picture]))


def test_a_page_that_is_missing_is_told() -> None:
    data = ofd([words(30, 40, PROSE)]).replace(b"Pages/Page_0", b"Pages/Page_9")
    with pytest.raises(ReadError):
        read_bytes(data)
