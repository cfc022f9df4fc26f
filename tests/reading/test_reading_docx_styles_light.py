"""Looks of tables are taken out of the styles before they are parsed; what is left says the same of paragraphs."""

from __future__ import annotations

from lxml import etree

from desktop.reading.docx_styles import styles_from, without_table_styles

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TITLE = ('<w:style w:type="paragraph" w:styleId="T"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr>'
         "</w:style>")
LOOK = ('<w:style w:styleId="G" w:type="table"><w:name w:val="Grid"/><w:tblStylePr w:type="firstRow"/></w:style>\n')
SHORT = '<w:style w:type="table" w:styleId="E"/>'
BODY = '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/></w:style>'


def styles(*parts: str) -> bytes:
    return f'<?xml version="1.0"?><w:styles xmlns:w="{NAMESPACE}"><w:docDefaults/>{"".join(parts)}</w:styles>'.encode()


def test_styles_of_tables_go_and_all_others_stay() -> None:
    data = styles(BODY, LOOK, TITLE, LOOK, SHORT, TITLE.replace('"T"', '"U"'))
    light = without_table_styles(data)
    assert b"Grid" not in light
    found = styles_from(etree.fromstring(light))
    whole = styles_from(etree.fromstring(data))
    assert found.speaking == whole.speaking == {"T", "U"}
    assert found.default == whole.default == "N"
    assert {key: style for key, style in whole.by_id.items() if key != "G"} == found.by_id


def test_a_part_laid_out_unusually_stays_as_it_came() -> None:
    for data in (styles(LOOK, TITLE, "<!-- </w:style> -->"), styles(BODY, "<![CDATA[</w:style>]]>", LOOK), b"", b"no xml"):
        assert without_table_styles(data) == data
