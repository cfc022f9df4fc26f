"""Rich text as Word and WPS write it."""

from __future__ import annotations

import pytest

from desktop.reading import read_bytes
from desktop.reading.docx import HIDDEN, TRACKED
from desktop.report import Document

HEAD = rb"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fnil\fcharset134 \'cb\'ce\'cc\'e5;}{\f1\fcharset0 Times;}{\f2\fcharset2 W;}}"


def rtf(body: str) -> Document:
    coded = "".join(c if c.isascii() else "".join(f"\\'{b:02x}" for b in c.encode("gb18030")) for c in body)
    return read_bytes(HEAD + coded.encode("ascii") + b"}")


def lines(document: Document) -> list[str]:
    return [document.text[b.start:b.end] for b in document.blocks]


def test_numbers_that_word_prints() -> None:
    assert lines(rtf(r"{\listtext\pard\plain\f0 一、\tab}总体情况\par{\pntext 1.\tab}{\*\pn\pnlvlbody}做法\par")) == [
        "一、 总体情况", "1. 做法",
    ]


def test_characters() -> None:
    text = r"\f1 A\u20844?\u-9999 ?\~B\_C\emdash\ldblquote 甲\rdblquote\f0\{\}\line 乙{\upr{xx}{\*\ud{\u20057?}}}\f2 \'fe\f0\par"
    document = rtf(text)
    assert document.text == "A公\ud8f1\xa0B-C—“甲”{}\n乙乙•".replace("\ud8f1", "\ufffd")


def test_two_bytes_skipped_after_unicode() -> None:
    assert rtf(r"\uc2\u20844\'b9\'ab\u24320\'bf\'aa\uc1 x\par").text == "公开x"


def test_hidden_and_tracked() -> None:
    document = rtf(r"共{\deleted 10}{\revised 12}件{\v 暗}{\*\bkmkstart 书签}\par")
    assert document.text == "共12件"
    assert set(document.notices) == {HIDDEN, TRACKED}


def test_fields_notes_boxes_and_heads() -> None:
    document = rtf(
        r"{\header\pard 云台县\par}{\field{\*\fldinst PAGE}{\fldrslt 7}}\par 共50{\super\chftn}{\footnote\pard 含结转\par}件\par"
        r"{\shp{\*\shpinst{\sp{\sn x}{\sv 1}}{\shptxt\pard 框内\par}}{\shprslt\pard 框内\par}}\pard 完\par"
    )
    assert [(b.kind, document.text[b.start:b.end]) for b in document.blocks] == [
        ("paragraph", "7"), ("paragraph", "共50¹件"), ("paragraph", "完"), ("paragraph", "框内"),
        ("paragraph", "¹ 含结转"), ("furniture", "云台县"),
    ]


def test_nested_table() -> None:
    inner = (
        r"\pard\intbl\itap2 1\nestcell{\nonesttables\par}\pard\intbl\itap2 2\nestcell{\nonesttables\par}"
        r"{\*\nesttableprops\trowd\cellx500\cellx1000\nestrow}{\nonesttables\par}"
    )
    document = rtf(
        r"\trowd\cellx1000\cellx2000\pard\intbl 甲\cell 乙\cell\row\trowd\cellx1000\cellx2000\pard\intbl 丙\cell"
        + inner + r"\pard\intbl\cell\row\pard 完\par"
    )
    outer, nested = document.tables
    assert [(c.row, c.col, c.text) for c in outer.cells] == [(0, 0, "甲"), (0, 1, "乙"), (1, 0, "丙"), (1, 1, "1\t2")]
    assert [c.text for c in nested.cells] == ["1", "2"]
    assert lines(document)[-1] == "完"


@pytest.mark.parametrize("rows", [
    r"\trowd\clmgf\cellx1000\clmrg\cellx2000\cellx3000\pard\intbl 甲\cell\cell 乙\cell\row"
    r"\trowd\cellx1000\cellx2000\cellx3000\pard\intbl 1\cell 2\cell 3\cell\row",
    r"\trowd\cellx2000\cellx3000\pard\intbl 甲\cell 乙\cell\row\trowd\cellx1005\cellx1995\cellx3010\pard\intbl 1\cell 2\cell 3\cell\row",
])
def test_merged_across(rows: str) -> None:
    assert [(c.row, c.col, c.colspan, c.text) for c in rtf(rows + r"\pard 完\par").tables[0].cells] == [
        (0, 0, 2, "甲"), (0, 2, 1, "乙"), (1, 0, 1, "1"), (1, 1, 1, "2"), (1, 2, 1, "3"),
    ]


def test_headings_by_style_and_outline() -> None:
    document = rtf(r"{\stylesheet{\s1 heading 1;}{\s2 Normal;}}\pard\s1 一、总体情况\par\pard\outlinelevel0 二、情况\par\pard 正文\par")
    assert [b.kind for b in document.blocks] == ["heading", "heading", "paragraph"]
