"""Word documents as Word, WPS and converters really write them."""

from __future__ import annotations

import io
import zipfile

import making_files as made
import pytest
from making_files import W, docx, p, tbl, tc, zipped

from desktop.reading import read_bytes
from desktop.reading.docx import TRACKED, UNREAD_PART
from desktop.reading.docx_light import without_looks
from desktop.reading.package import parse_xml

R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LOOKS = (
    '<w:rPr><w:rFonts w:ascii="宋体" w:hint="eastAsia"/><w:b/><w:kern w:val="0"/><w:sz w:val="32"/><w:lang w:val="en-US"/></w:rPr>'
)


def lines(data: bytes) -> list[str]:
    document = read_bytes(data)
    return [document.text[b.start:b.end] for b in document.blocks]


def parts_of(data: bytes) -> dict[str, str | bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_file(body: str, kind: str, target: str, content: bytes) -> bytes:
    """A document with another file inside, under relation ``f1``."""
    parts = parts_of(docx(body))
    relations = parts["word/_rels/document.xml.rels"]
    assert isinstance(relations, bytes)
    parts["word/_rels/document.xml.rels"] = relations.replace(
        b"</Relationships>", f'<Relationship Id="f1" Type="http://x/{kind}" Target="{target}"/></Relationships>'.encode()
    )
    parts[f"word/{target}"] = content
    return zipped(parts)


def test_strict_names() -> None:
    plain = made.report_docx()
    parts = parts_of(plain)
    document = parts["word/document.xml"]
    assert isinstance(document, bytes)
    parts["word/document.xml"] = document.replace(W.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main")
    assert read_bytes(zipped(parts)).text == read_bytes(plain).text


def test_another_prefix() -> None:
    plain = made.report_docx()
    parts = parts_of(plain)
    document = parts["word/document.xml"]
    assert isinstance(document, bytes)
    parts["word/document.xml"] = document.replace(b"<w:", b"<x:").replace(b"</w:", b"</x:").replace(b" w:", b" x:").replace(b":w=", b":x=")
    assert read_bytes(zipped(parts)).text == read_bytes(plain).text


@pytest.mark.parametrize("content", [
    b'<html><meta charset="utf-8"><p>' + "附页文字".encode() + b"</p><table><tr><td>1<td>2<tr><td>3<td>4</table></html>",
    docx(p("附页文字") + tbl([tc(p("1")) + tc(p("2")), tc(p("3")) + tc(p("4"))])),
])
def test_a_page_laid_into_the_document(content: bytes) -> None:
    data = with_file(p("正文") + f'<w:altChunk xmlns:r="{R}" r:id="f1"/>' + p("后文"), "aFChunk", "chunk.x", content)
    document = read_bytes(data)
    assert document.text == "正文\n附页文字\n1\t2\n3\t4\n后文"
    assert len(document.tables) == 1 and not document.notices


def test_a_workbook_laid_into_the_document() -> None:
    drawn = (f'<w:p><w:r><w:object><v:shape/><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:r="{R}" '
             'Type="Embed" ProgID="Excel.Sheet.12" r:id="f1"/></w:object></w:r></w:p>')
    document = read_bytes(with_file(p("见表") + drawn, "package", "embeddings/a.xlsx", made.report_xlsx()))
    assert document.text.startswith("见表") and document.tables
    broken = read_bytes(with_file(p("见表") + drawn, "package", "embeddings/a.xlsx", b"PK\x03\x04broken"))
    assert broken.text == "见表" and broken.notices == (UNREAD_PART,)


def test_a_document_laid_into_itself_ends() -> None:
    inner = with_file(p("内") + f'<w:altChunk xmlns:r="{R}" r:id="f1"/>', "aFChunk", "chunk.docx", made.report_docx())
    data = with_file(p("外") + f'<w:altChunk xmlns:r="{R}" r:id="f1"/>', "aFChunk", "chunk.docx", inner)
    assert read_bytes(data).text == "外\n内"


def test_a_box_in_both_spellings_is_read_once() -> None:
    box = f"<w:txbxContent>{p('框内')}</w:txbxContent>"
    wps = (
        '<mc:AlternateContent><mc:Choice Requires="wpg"><w:drawing><wpg:wgp xmlns:wpg="http://x/wpg" xmlns:wps="http://x/wps"><wps:wsp>'
        f"<wps:txbx>{box}</wps:txbx></wps:wsp></wpg:wgp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:group><v:shape><v:textbox>{box}"
        "</v:textbox></v:shape></v:group></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    assert lines(docx(f"<w:p><w:r>{wps}</w:r><w:r><w:t>正文</w:t></w:r></w:p>")) == ["正文", "框内"]
    assert lines(docx(f"<w:p>{wps.replace('<w:drawing>', '<w:r><w:drawing>').replace('</w:drawing>', '</w:drawing></w:r>')}</w:p>"
                      + p("正文"))) == ["框内", "正文"]


def test_letters_drawn_as_art() -> None:
    art = '<w:p><w:r><w:pict><v:shape><v:textpath string="云台县人民政府"/></v:shape></w:pict></w:r></w:p>'
    assert lines(docx(art + p("正文"))) == ["云台县人民政府", "正文"]


def test_rows_merged_without_a_beginning_and_shifted_rows() -> None:
    goes_on = "<w:vMerge/>"
    after = '<w:trPr><w:gridAfter w:val="1"/><w:wAfter w:w="100"/></w:trPr>'
    rows = [
        tc(p("甲"), goes_on) + tc(p("1")) + tc(p("2")), tc(p(), goes_on) + tc(p("3")) + tc(p("4")),
        after + tc(p("乙"), goes_on) + tc(p("5")), tc(p("合计"), '<w:gridSpan w:val="2"/>') + tc(p("6")),
    ]
    table = read_bytes(docx(tbl(rows) + p("完"))).tables[0]
    assert [(c.row, c.col, c.rowspan, c.colspan, c.text) for c in table.cells] == [
        (0, 0, 3, 1, "甲"), (0, 1, 1, 1, "1"), (0, 2, 1, 1, "2"), (1, 1, 1, 1, "3"), (1, 2, 1, 1, "4"), (2, 1, 1, 1, "5"),
        (3, 0, 1, 2, "合计"), (3, 2, 1, 1, "6"),
    ]


def test_controls_and_tags_around_everything() -> None:
    cell = f"<w:sdt><w:sdtPr/><w:sdtContent>{tc(p('甲'))}</w:sdtContent></w:sdt>"
    tagged = ('<w:p><w:smartTag w:uri="x" w:element="date"><w:smartTagPr/><w:r><w:t>2023</w:t></w:r><w:r><w:t>年</w:t></w:r>'
              '</w:smartTag><w:customXml><w:r><w:t>度</w:t></w:r></w:customXml><w:sdt><w:sdtContent><w:r><w:t>报告</w:t></w:r>'
              "</w:sdtContent></w:sdt></w:p>")
    body = tagged + f"<w:tbl><w:customXml><w:tr>{cell}{tc(p('1'))}</w:tr></w:customXml><w:tr>{tc(p('乙'))}{cell}</w:tr></w:tbl>"
    assert read_bytes(docx(body)).text == "2023年度报告\n甲\t1\n乙\t甲"


def test_a_table_of_contents_is_no_part_of_the_report() -> None:
    field = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    toc = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>'
        + p("目录") + "<w:p>" + field.format("begin") + r'<w:r><w:instrText>TOC \o "1-3"</w:instrText></w:r>' + field.format("separate")
        + "<w:hyperlink><w:r><w:t>一、总体情况</w:t></w:r><w:r><w:tab/></w:r>" + field.format("begin")
        + "<w:r><w:instrText>PAGEREF _Toc1</w:instrText></w:r>" + field.format("separate") + "<w:r><w:t>1</w:t></w:r>"
        + field.format("end") + "</w:hyperlink></w:p><w:p>" + field.format("end") + "</w:p></w:sdtContent></w:sdt>"
    )
    document = read_bytes(docx(toc + p("一、总体情况")))
    assert [(b.kind, document.text[b.start:b.end]) for b in document.blocks] == [
        ("furniture", "目录"), ("furniture", "一、总体情况 1"), ("paragraph", "一、总体情况"),
    ]


def test_a_field_without_an_end_hides_nothing() -> None:
    body = '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE</w:instrText></w:r></w:p>' + p("正文")
    assert lines(docx(body)) == ["正文"]


def test_moved_text_and_deleted_cells() -> None:
    body = (
        "<w:p><w:moveFrom><w:r><w:t>旧处</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>新处</w:t></w:r></w:moveTo></w:p>"
        + tbl([tc(p("甲")) + tc(p("删"), "<w:cellDel/>") + tc(p("1")), tc(p("乙")) + tc(p("2"))])
    )
    document = read_bytes(docx(body))
    assert document.text == "新处\n甲\t1\n乙\t2" and document.notices == (TRACKED,)


def test_looks_go_and_everything_else_stays() -> None:
    change = f'<w:rPr><w:b/><w:rPrChange w:id="1" w:author="x">{LOOKS}</w:rPrChange></w:rPr>'
    body = (
        f'<w:p><w:pPr><w:pStyle w:val="a"/><w:pBdr><w:top w:val="single"/></w:pBdr><w:jc w:val="center"/>{LOOKS}<w:pPrChange><w:pPr>'
        f'<w:ind w:left="1"/></w:pPr></w:pPrChange></w:pPr><w:r>{LOOKS}<w:t>共</w:t></w:r><w:r>{LOOKS}<w:t xml:space="preserve"> 12</w:t>'
        f"</w:r><w:r>{change}<w:t>件</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>暗</w:t></w:r><w:r><w:t>。</w:t></w:r></w:p>"
        + tbl(['<w:tblPrEx><w:tblBorders><w:top w:val="single"/></w:tblBorders></w:tblPrEx>'
               + tc(p("甲"), '<w:tcW w:w="1"/><w:gridSpan w:val="2"/><w:tcBorders><w:top w:val="single"/></w:tcBorders>') + tc(p("1")),
               tc(p("乙")) + tc(p("丙")) + tc(p("2"))])
    )
    data = docx(body)
    document = parts_of(data)["word/document.xml"]
    assert isinstance(document, bytes)
    light = without_looks(document)
    assert b"tcBorders" not in light and b"rFonts" not in light and b"gridSpan" in light and b"vanish" in light
    assert "".join(parse_xml(light).itertext()) == "".join(parse_xml(document).itertext())
    assert lines(data)[0] == "共 12件。"
    assert [(c.row, c.col, c.colspan) for c in read_bytes(data).tables[0].cells][:2] == [(0, 0, 2), (0, 2, 1)]


def test_what_looks_like_a_tag_in_text_stays() -> None:
    assert lines(docx("<w:p><w:r><w:t><![CDATA[<w:rPr><w:b/></w:rPr>甲]]></w:t></w:r></w:p>")) == ["<w:rPr><w:b/></w:rPr>甲"]
