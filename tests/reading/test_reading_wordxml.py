"""Word documents as one XML file: flat packages, and the XML of Word 2003 that template systems hand out as .doc."""

from __future__ import annotations

import io
import zipfile

import making_files as made
import pytest

from desktop.reading import ReadError, read_bytes, sniff
from desktop.reading.docx_xml import TRACKED

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<?mso-application progid="Word.Document"?>\n'


def flat() -> bytes:
    """The report of the makers as a flat package."""
    parts = ""
    with zipfile.ZipFile(io.BytesIO(made.report_docx())) as archive:
        for name in archive.namelist():
            content = archive.read(name).decode().removeprefix('<?xml version="1.0" encoding="UTF-8"?>')
            parts += f'<pkg:part pkg:name="/{name}" pkg:contentType="application/xml"><pkg:xmlData>{content}</pkg:xmlData></pkg:part>'
    parts += '<pkg:part pkg:name="/word/media/a.png" pkg:compression="store"><pkg:binaryData>iVBO</pkg:binaryData></pkg:part>'
    return f'{HEAD}<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">{parts}</pkg:package>'.encode()


def old(body: str) -> bytes:
    """A document of Word 2003."""
    return (
        f'{HEAD}<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" xmlns:v="urn:schemas-microsoft-com:vml" '
        'xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint" xmlns:aml="http://schemas.microsoft.com/aml/2001/core" '
        'w:macrosPresent="no" xml:space="preserve"><w:fonts/><w:styles><w:style w:type="paragraph" w:styleId="1"><w:name '
        'w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style></w:styles><w:body><wx:sect>'
        f"{body}<w:sectPr><w:ftr w:type=\"odd\"><w:p><w:r><w:t>脚</w:t></w:r></w:p></w:ftr></w:sectPr></wx:sect></w:body></w:wordDocument>"
    ).encode()


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr><w:rFonts w:hint=\"fareast\"/></w:rPr><w:t>{text}</w:t></w:r></w:p>"


def test_a_flat_package() -> None:
    assert sniff(flat(), "年报.doc") == "wordxml"
    assert read_bytes(flat(), "年报.doc").text == read_bytes(made.report_docx()).text


def test_headings_numbers_and_merged_cells_of_2003() -> None:
    def tc(text: str, properties: str = "") -> str:
        return f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/>{properties}</w:tcPr>{p(text)}</w:tc>'

    body = (
        "<wx:sub-section>" + p("总体情况", '<w:pStyle w:val="1"/><w:listPr><w:ilvl w:val="0"/><w:ilfo w:val="1"/><wx:t wx:val="一、"/></w:listPr>')
        + p("正文") + "<w:tbl><w:tblPr/><w:tr>" + tc("结果", '<w:vmerge w:val="restart"/>') + tc("公开") + tc("1") + "</w:tr><w:tr>"
        + tc("", "<w:vmerge/>") + tc("不予公开") + tc("2") + "</w:tr><w:tr>" + tc("合计", '<w:gridSpan w:val="2"/>') + tc("3")
        + "</w:tr></w:tbl></wx:sub-section>" + p("完")
    )
    document = read_bytes(old(body), "年报.doc")
    assert document.text == "一、总体情况\n正文\n结果\t公开\t1\n不予公开\t2\n合计\t3\n完"
    assert document.blocks[0].kind == "heading"
    assert [(c.row, c.col, c.rowspan, c.colspan, c.text) for c in document.tables[0].cells] == [
        (0, 0, 2, 1, "结果"), (0, 1, 1, 1, "公开"), (0, 2, 1, 1, "1"), (1, 1, 1, 1, "不予公开"), (1, 2, 1, 1, "2"), (2, 0, 1, 2, "合计"),
        (2, 2, 1, 1, "3"),
    ]


def test_changes_bookmarks_and_notes_of_2003() -> None:
    body = (
        '<w:p><aml:annotation aml:id="0" w:type="Word.Bookmark.Start" w:name="a"/><w:r><w:t>共</w:t></w:r><aml:annotation aml:id="1" '
        'w:type="Word.Deletion"><aml:content><w:r><w:delText>10</w:delText></w:r></aml:content></aml:annotation><aml:annotation aml:id="2" '
        'w:type="Word.Insertion"><aml:content><w:r><w:t>12</w:t></w:r></aml:content></aml:annotation><w:r><w:footnote>'
        + p("注文") + "</w:footnote></w:r><w:r><w:t>件</w:t></w:r></w:p>"
    )
    document = read_bytes(old(body))
    assert document.text == "共12件\n注文" and document.notices == (TRACKED,)


@pytest.mark.parametrize("data", [old("")[:-40], flat()[:-400], old("").replace(b"w:body", b"w:bodies")])
def test_broken_ones_are_told(data: bytes) -> None:
    with pytest.raises(ReadError):
        read_bytes(data)
