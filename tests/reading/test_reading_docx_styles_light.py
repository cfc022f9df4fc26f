"""Styles that a document does not use are taken out before they are parsed; what is left says the same of paragraphs."""

from __future__ import annotations

import pytest
from lxml import etree

from desktop.reading.docx_styles import needed_styles, styles_from

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TITLE = ('<w:style w:type="paragraph" w:styleId="T"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr>'
         "</w:style>")
LOOK = ('<w:style w:styleId="G" w:type="table"><w:name w:val="Grid"/><w:tblStylePr w:type="firstRow"/></w:style>\n')
SHORT = '<w:style w:type="table" w:styleId="E"/>'
BODY = '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/></w:style>'


def styles(*parts: str) -> bytes:
    return f'<?xml version="1.0"?><w:styles xmlns:w="{NAMESPACE}"><w:docDefaults/>{"".join(parts)}</w:styles>'.encode()


BASED = '<w:style w:type="paragraph" w:styleId="B"><w:name w:val="own"/><w:basedOn w:val="T"/></w:style>'


@pytest.mark.parametrize("used", [{"T"}, {"B"}, {"B", "G"}, set()])
def test_styles_in_use_and_their_bases_stay(used: set[str]) -> None:
    data = styles(BODY, LOOK, TITLE, LOOK, SHORT, TITLE.replace('"T"', '"U"'), BASED)
    light = needed_styles(data, used)
    found, whole = styles_from(etree.fromstring(light)), styles_from(etree.fromstring(data))
    assert found.default == whole.default == "N"
    for name in (*used, "N"):
        assert found.of(name) == whole.of(name)
    assert ("B" in found.speaking, b"Grid" in light) == ("B" in used, "G" in used)


def test_a_part_laid_out_unusually_stays_as_it_came() -> None:
    odd = BASED.replace('<w:basedOn w:val="T"/>', "<w:basedOn w:val='T'/>")
    for data in (styles(LOOK, TITLE, "<!-- </w:style> -->"), styles(BODY, "<![CDATA[</w:style>]]>", LOOK), b"", b"no xml",
                 styles(TITLE, odd)):
        assert needed_styles(data, {"B"}) == data
