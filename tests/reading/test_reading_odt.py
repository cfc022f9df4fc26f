"""OpenDocument text as office programs write it."""

from __future__ import annotations

import pytest
from making_files import odt, zipped

from desktop.reading import ReadError, read_bytes
from desktop.reading.docx import HIDDEN, TRACKED

LISTS = (
    '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="一, 二, 三, ..." '
    'style:num-suffix="、"/><text:list-level-style-number text:level="2" style:num-format="1" style:num-suffix="." '
    'text:start-value="1"/></text:list-style><style:style style:name="H" style:family="text">'
    '<style:text-properties text:display="none"/></style:style>'
)


def test_lists_show_their_numbers() -> None:
    item = "<text:list-item><text:p>{}</text:p>{}</text:list-item>".format
    inner = (
        '<text:list text:style-name="L1">' + item("甲", "<text:list>" + item("子", "") + item("丑", "") + "</text:list>")
        + item("乙", "<text:list>" + item("寅", "") + "</text:list>") + "</text:list><text:p>间</text:p>"
        '<text:list text:style-name="L1" text:continue-numbering="true">' + item("丙", "") + "</text:list>"
    )
    assert read_bytes(odt(inner, LISTS)).text.split("\n") == ["一、甲", "1. 子", "2. 丑", "二、乙", "1. 寅", "间", "三、丙"]


def test_inline_parts() -> None:
    inner = (
        '<text:tracked-changes><text:changed-region/></text:tracked-changes><text:h text:outline-level="1">一、总体情况</text:h>'
        '<text:p>甲<text:s text:c="2"/>乙<text:tab/>丙<text:span>丁</text:span><text:line-break/>戊<text:soft-page-break/>'
        '<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>注文</text:p></text:note-body></text:note>'
        '<text:span text:style-name="H">暗</text:span><office:annotation><text:p>批注</text:p></office:annotation>己</text:p>'
        "<text:p><draw:frame><draw:text-box><text:p>框内</text:p></draw:text-box></draw:frame>框外</text:p>"
    )
    document = read_bytes(odt(inner, LISTS))
    assert document.text.split("\n") == ["一、总体情况", "甲  乙 丙丁", "戊¹己", "框外", "框内", "¹ 注文"]
    assert document.blocks[0].kind == "heading"
    assert set(document.notices) == {TRACKED, HIDDEN}


def test_repeated_rows_and_cells() -> None:
    inner = (
        '<table:table><table:table-column/><table:table-header-rows><table:table-row><table:table-cell><text:p>甲</text:p>'
        '</table:table-cell><table:table-cell><text:p>乙</text:p></table:table-cell></table:table-row></table:table-header-rows>'
        '<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="2"><text:p>0</text:p>'
        "</table:table-cell></table:table-row></table:table>"
    )
    assert [(c.row, c.col, c.text) for c in read_bytes(odt(inner)).tables[0].cells] == [
        (0, 0, "甲"), (0, 1, "乙"), (1, 0, "0"), (1, 1, "0"), (2, 0, "0"), (2, 1, "0"),
    ]


def test_encrypted() -> None:
    manifest = '<m:manifest xmlns:m="urn:x"><m:encryption-data/></m:manifest>'
    data = zipped({
        "mimetype": "application/vnd.oasis.opendocument.text", "content.xml": b"\x01\x02", "META-INF/manifest.xml": manifest,
    })
    with pytest.raises(ReadError, match="密码"):
        read_bytes(data)
