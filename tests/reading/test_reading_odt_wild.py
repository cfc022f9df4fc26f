"""OpenDocument text as LibreOffice and WPS write it: covered cells, page breaks inside, changes, contents."""

from __future__ import annotations

from making_files import odt

from desktop.reading import read_bytes
from desktop.reading.docx_xml import TRACKED


def cell(text: str, extra: str = "") -> str:
    return f'<table:table-cell office:value-type="string"{extra}><text:p text:style-name="P1">{text}</text:p></table:table-cell>'


COVERED = "<table:covered-table-cell/>"


def test_merged_cells_with_what_they_cover() -> None:
    inner = (
        '<table:table table:name="T"><table:table-columns><table:table-column table:number-columns-repeated="4"/></table:table-columns>'
        "<table:table-header-rows><table:table-row>" + cell("办理情况", ' table:number-columns-spanned="2" table:number-rows-spanned="2"')
        + COVERED + cell("申请人", ' table:number-columns-spanned="2"') + COVERED + "</table:table-row><table:table-row>"
        '<table:covered-table-cell table:number-columns-repeated="2"/>' + cell("自然人") + cell("法人") + "</table:table-row>"
        "</table:table-header-rows><text:soft-page-break/><table:table-row>" + cell("结果", ' table:number-rows-spanned="2"') + cell("公开")
        + cell("1") + cell("2") + "</table:table-row><text:soft-page-break/><table:table-row>" + COVERED + cell("不予公开")
        + cell("0", ' table:number-columns-repeated="2"') + "</table:table-row></table:table>"
    )
    (table,) = read_bytes(odt(inner)).tables
    assert (table.rows, table.cols) == (4, 4)
    assert [(c.row, c.col, c.rowspan, c.colspan, c.text) for c in table.cells] == [
        (0, 0, 2, 2, "办理情况"), (0, 2, 1, 2, "申请人"), (1, 2, 1, 1, "自然人"), (1, 3, 1, 1, "法人"), (2, 0, 2, 1, "结果"),
        (2, 1, 1, 1, "公开"), (2, 2, 1, 1, "1"), (2, 3, 1, 1, "2"), (3, 1, 1, 1, "不予公开"), (3, 2, 1, 1, "0"), (3, 3, 1, 1, "0"),
    ]


def test_a_table_inside_a_cell() -> None:
    sub = f'<table:table table:is-sub-table="true"><table:table-row>{cell("1")}{cell("2")}</table:table-row></table:table>'
    rows = "".join(f"<table:table-row>{cell('标签')}{cell('值')}</table:table-row>" for _ in range(3))
    inner = f"<table:table>{rows}<table:table-row>{cell('外')}<table:table-cell>{sub}</table:table-cell></table:table-row></table:table>"
    outer, nested = read_bytes(odt(inner)).tables
    assert outer.cells[-1].text == "1\t2" and [c.text for c in nested.cells] == ["1", "2"]


def test_tracked_changes() -> None:
    inner = (
        '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><office:change-info/><text:p>10</text:p></text:deletion>'
        '</text:changed-region><text:changed-region text:id="c2"><text:insertion/></text:changed-region></text:tracked-changes>'
        '<text:p>共受理<text:change text:change-id="c1"/><text:change-start text:change-id="c2"/>12<text:change-end text:change-id="c2"/>'
        "件</text:p>"
    )
    document = read_bytes(odt(inner))
    assert document.text == "共受理12件" and document.notices == (TRACKED,)


def test_white_space_of_the_markup_is_one_blank() -> None:
    assert read_bytes(odt("<text:p>共受理 \n\t  12件<text:span>，\n</text:span>办结</text:p>")).text == "共受理 12件， 办结"


def test_a_table_of_contents_is_no_part_of_the_report() -> None:
    inner = (
        "<text:table-of-content><text:table-of-content-source/><text:index-body><text:index-title><text:p>目录</text:p></text:index-title>"
        '<text:p><text:a>一、总体情况<text:tab/>1</text:a></text:p></text:index-body></text:table-of-content><text:p>正文</text:p>'
    )
    document = read_bytes(odt(inner))
    assert [(b.kind, document.text[b.start:b.end]) for b in document.blocks] == [
        ("furniture", "目录"), ("furniture", "一、总体情况 1"), ("paragraph", "正文"),
    ]


def test_fields_and_sections() -> None:
    inner = (
        '<text:section text:name="s"><text:p>第<text:page-number>3</text:page-number>页，<text:date>2024年1月5日</text:date>'
        '<text:bookmark-start text:name="b"/>正文<text:bookmark-end text:name="b"/></text:p></text:section>'
        "<text:p><text:ruby><text:ruby-base>云</text:ruby-base><text:ruby-text>yun</text:ruby-text></text:ruby>台</text:p>"
    )
    assert read_bytes(odt(inner)).text == "第3页，2024年1月5日正文\n云台"
