"""The same report in every format is the same text with the same grid."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import making_files as made
import pytest

from desktop.forms import understand
from desktop.reading import ReadError, explode_bytes, read, read_bytes, sniff
from desktop.report import Document


def grid(document: Document) -> list[tuple[int, int, int, int, str]]:
    assert len(document.tables) == 1
    return [(c.row, c.col, c.rowspan, c.colspan, c.text) for c in document.tables[0].cells]


def assert_sound(document: Document) -> None:
    """Every span says what it should, blocks are in order and apart."""
    for table in document.tables:
        for cell in table.cells:
            assert document.text[cell.start:cell.end] == cell.text
            assert table.start <= cell.start <= cell.end <= table.end
    for before, after in zip(document.blocks, document.blocks[1:], strict=False):
        assert before.end < after.start
    for block in document.blocks:
        assert document.text[block.start:block.end].strip()


@pytest.mark.parametrize("kind", made.REPORTS)
def test_same_report(kind: str) -> None:
    data = made.REPORTS[kind]()
    assert sniff(data) == kind
    document = read_bytes(data)
    assert document.format == kind
    assert_sound(document)
    cells = grid(document)
    if kind == "ofd":  # pages have no line breaks inside cells but those of the layout
        cells = [(*c[:4], c[4].replace("\n", "")) for c in cells]
        assert cells == [(*c[:4], c[4].replace("\n", "")) for c in made.TABLE]
    else:
        assert cells == list(made.TABLE)
    lines = [document.text[b.start:b.end] for b in document.blocks if b.kind in ("paragraph", "heading")]
    assert lines == [made.TITLE, *made.BEFORE, *made.AFTER]


SAMPLES = sorted((Path(__file__).parents[2] / "resources" / "samples").glob("*.docx"))


@pytest.mark.parametrize("kind", ["html", "mht", "rtf", "odt"])
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name[:2])
def test_same_facts_and_prose(path: Path, kind: str) -> None:
    """A whole report on the official form, written again in another format: the same facts, the same prose."""
    first = read(path)
    parts: list[str | made.Cells] = [
        first.text[block.start:block.end] if block.table is None
        else tuple((c.row, c.col, c.rowspan, c.colspan, c.text) for c in first.tables[block.table].cells)
        for block in first.blocks if block.kind != "furniture"
    ]
    again = read_bytes(made.REPORTS[kind](parts))
    assert_sound(again)
    prose = [[d.text[b.start:b.end] for b in d.blocks if b.kind in ("paragraph", "heading")] for d in (first, again)]
    assert prose[0] == prose[1]
    one, two = understand(first), understand(again)
    assert one.facts
    assert [(f.key, f.value, f.raw) for f in one.facts] == [(f.key, f.value, f.raw) for f in two.facts]
    assert (one.org, one.year, one.form, len(one.sections)) == (two.org, two.year, two.form, len(two.sections))


@pytest.mark.parametrize("make", [made.report_xlsx, made.report_xls])
def test_workbook(make: Callable[[], bytes]) -> None:
    document = read_bytes(make())
    assert_sound(document)
    assert grid(document) == list(made.TABLE)
    assert document.text.startswith(made.TITLE + "\n")
    assert document.blocks[0].kind == "paragraph"


@pytest.mark.parametrize("charset", ["utf-8", "gb2312", "gb18030"])
def test_page_in_its_encoding(charset: str) -> None:
    assert made.TITLE in read_bytes(made.report_html(charset=charset)).text


def test_page_that_lies_about_its_encoding() -> None:
    assert made.TITLE in read_bytes(made.html_markup("utf-8").encode("gb18030")).text


def test_name_does_not_decide() -> None:
    assert read_bytes(made.report_html(), "年报.docx").format == "html"
    assert read_bytes(made.report_rtf(), "年报.doc").format == "rtf"


def test_zip_is_taken_apart() -> None:
    inner = made.zipped({"乙镇/年报.txt": "乙镇年报"})
    data = made.zipped({"甲镇/年报.docx": made.report_docx(), "更多.zip": inner, "__MACOSX/x": "x", "甲镇/": ""})
    names = [name for name, _ in explode_bytes(data)]
    assert names == ["甲镇/年报.docx", "更多/乙镇/年报.txt"]
    with pytest.raises(ReadError, match="2 个文件"):
        read_bytes(data)
    single = made.zipped({"年报.docx": made.report_docx()})
    assert read_bytes(single).format == "docx"


def test_zip_names_in_gbk() -> None:
    name = "青禾镇年报.txt"
    raw = name.encode("gbk")
    placeholder = "x" * len(raw)
    data = made.zipped({placeholder: "青禾镇2023年年报"}).replace(placeholder.encode(), raw)
    assert explode_bytes(data)[0][0] == name


def test_mail_with_attachment() -> None:
    data = made.eml(("云台县年报.docx", made.report_docx()))
    assert sniff(data) == "eml"
    assert [name for name, _ in explode_bytes(data)] == ["云台县年报.docx"]
    document = read_bytes(data)
    assert document.text.strip() == "附件为我县年度报告，请查收。"
    assert document.title == "年报"


def test_mail_without_text_says_where_the_report_is() -> None:
    with pytest.raises(ReadError, match="1 个附件"):
        read_bytes(made.eml(("a.docx", made.report_docx()), text=""))
