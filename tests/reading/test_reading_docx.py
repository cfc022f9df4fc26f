"""Word documents as the reader of Word sees them."""

from __future__ import annotations

import making_files as made
import pytest
from making_files import docx, p, tbl, tc

from desktop.reading import ReadError, read_bytes
from desktop.reading.docx import HIDDEN, TRACKED
from desktop.reading.docx_numbering import chinese, numeral


def lines(data: bytes) -> list[str]:
    document = read_bytes(data)
    return [document.text[b.start:b.end] for b in document.blocks]


def numbered(level: int, number: int = 1) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def level(at: int, style: str, pattern: str, extra: str = "") -> str:
    return (f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{style}"/><w:lvlText w:val="{pattern}"/>'
            f"{extra}</w:lvl>")


LISTS = (
    '<w:abstractNum w:abstractNumId="5">' + level(0, "chineseCountingThousand", "%1、")
    + level(1, "chineseCounting", "（%2）") + level(2, "decimal", "%3.") + level(3, "decimal", "%1.%4", "<w:isLgl/>")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="6">' + level(0, "bullet", "\uf06c")
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="6"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="5"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)


def test_automatic_numbers() -> None:
    body = "".join([
        p("总体情况", numbered(0)), p("主要做法", numbered(1)), p("加强领导", numbered(2)), p("加强培训", numbered(2)),
        p("基本情况", numbered(1)), p("主动公开", numbered(2)), p("问题", numbered(0)), p("法定编号", numbered(3)),
        p("要点", numbered(0, 2)), p("重新开始", numbered(0, 3)), p("无编号", numbered(0, 0)),
    ])
    assert lines(docx(body, numbering=LISTS)) == [
        "一、总体情况", "（一）主要做法", "1. 加强领导", "2. 加强培训", "（二）基本情况", "1. 主动公开", "二、问题",
        "2.1 法定编号", "● 要点", "一、重新开始", "无编号",
    ]


def test_number_from_style() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
        '</w:pPr></w:style><w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/></w:style>'
    )
    document = read_bytes(docx(p("总体情况", '<w:pStyle w:val="b"/>') + p("正文"), styles=styles, numbering=LISTS))
    assert document.text == "一、总体情况\n正文"
    assert [b.kind for b in document.blocks] == ["heading", "paragraph"]


@pytest.mark.parametrize(("n", "style", "text"), [
    (10, "chineseCounting", "十"), (11, "chineseCounting", "十一"), (20, "chineseCountingThousand", "二十"),
    (105, "chineseCounting", "一百零五"), (1010, "chineseCounting", "一千零一十"), (23, "ideographDigital", "二三"),
    (3, "decimalEnclosedCircle", "③"), (12, "chineseLegalSimplified", "壹拾贰"), (4, "upperRoman", "IV"),
    (28, "lowerLetter", "bb"), (7, "decimalZero", "07"), (5, "unheard", "5"), (2, "decimalFullWidth", "２"),
])
def test_numerals(n: int, style: str, text: str) -> None:
    assert numeral(n, style) == text


def test_chinese_numerals_read_back() -> None:
    from desktop.normal import to_number

    for n in (*range(1, 130), 200, 999, 1001, 9999, 20305):
        assert to_number(chinese(n)) == n


def test_grid_before_and_merges_across() -> None:
    shifted = '<w:trPr><w:gridBefore w:val="1"/></w:trPr>'
    rows = [
        tc(p("甲")) + tc(p("乙")) + tc(p("丙")),
        shifted + tc(p("丁"), '<w:hMerge w:val="restart"/>') + tc(p(), "<w:hMerge/>"),
    ]
    table = read_bytes(docx(tbl(rows) + p("完"))).tables[0]
    assert (table.rows, table.cols) == (2, 3)
    assert [(c.row, c.col, c.colspan, c.text) for c in table.cells] == [
        (0, 0, 1, "甲"), (0, 1, 1, "乙"), (0, 2, 1, "丙"), (1, 1, 2, "丁"),
    ]


def test_nested_table_lies_inside_its_cell() -> None:
    inner = tbl([tc(p("1")) + tc(p("2")), tc(p("3")) + tc(p("4"))])
    rows = [tc(p("甲")) + tc(p("乙")), tc(p("丙")) + tc(inner + p()), tc(p("丁")) + tc(p("戊"))]
    document = read_bytes(docx(tbl(rows)))
    outer, nested = document.tables
    holder = outer.at(1, 1)
    assert holder is not None and holder.text == "1\t2\n3\t4"
    assert holder.start <= nested.start and nested.end <= holder.end
    assert [document.text[c.start:c.end] for c in nested.cells] == ["1", "2", "3", "4"]
    assert len(document.blocks) == 1


def test_frame_around_text_is_no_table() -> None:
    document = read_bytes(docx(tbl([tc(p("一、总体情况") + p("正文。"))])))
    assert not document.tables
    assert document.text == "一、总体情况\n正文。"


def test_text_box_once_and_after_its_paragraph() -> None:
    box = f"<w:txbxContent>{p('框内文字')}</w:txbxContent>"
    drawing = (
        "<w:r><mc:AlternateContent><mc:Choice><w:drawing>" + box + "</w:drawing></mc:Choice><mc:Fallback><w:pict>"
        + box + "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert lines(docx(f"<w:p>{drawing}<w:r><w:t>正文</w:t></w:r></w:p>" + p("下段"))) == ["正文", "框内文字", "下段"]


def test_tracked_changes_as_shown() -> None:
    body = (
        '<w:p><w:r><w:t>共受理</w:t></w:r><w:del><w:r><w:delText>10</w:delText></w:r></w:del>'
        '<w:ins><w:r><w:t>12</w:t></w:r></w:ins><w:r><w:t>件</w:t></w:r></w:p>'
        '<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>前半</w:t></w:r></w:p>' + p("后半")
    )
    document = read_bytes(docx(body))
    assert document.text == "共受理12件\n前半后半"
    assert document.notices == (TRACKED,)


def test_hidden_text_is_left_out_with_a_notice() -> None:
    document = read_bytes(docx(p("可见") + p("隐藏", run="<w:vanish/>") + p("仍可见", run='<w:vanish w:val="0"/>')))
    assert document.text == "可见\n仍可见"
    assert document.notices == (HIDDEN,)


def test_small_things_inside_a_run() -> None:
    run = (
        "<w:p><w:r><w:t>一</w:t><w:tab/><w:t>二</w:t><w:noBreakHyphen/><w:t>三</w:t><w:softHyphen/>"
        '<w:sym w:font="Wingdings" w:char="F0FE"/><w:br/><w:t>四</w:t></w:r></w:p>'
    )
    assert lines(docx(run)) == ["一 二-三☑", "四"]


def test_field_shows_its_result_only() -> None:
    run = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText><w:t>码</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>7</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
        "<w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink><m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath></w:p>"
    )
    assert lines(docx(run)) == ["7链接x=1"]


def test_footnote_does_not_touch_the_number() -> None:
    body = '<w:p><w:r><w:t>共50</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>件</w:t></w:r></w:p>' + p("完")
    notes = f'<w:footnote w:id="2">{p("含结转")}</w:footnote>'
    assert lines(docx(body, footnotes=notes)) == ["共50¹件", "完", "¹ 含结转"]


def test_headers_are_furniture() -> None:
    data = docx(p("正文"), header=p("云台县人民政府"))
    document = read_bytes(data)
    assert [(b.kind, document.text[b.start:b.end]) for b in document.blocks] == [
        ("paragraph", "正文"), ("furniture", "云台县人民政府"),
    ]


def test_content_controls_and_inserted_rows() -> None:
    row = f"<w:tr>{tc(p('甲'))}{tc(p('1'))}</w:tr>"
    gone = f"<w:tr><w:trPr><w:del/></w:trPr>{tc(p('删'))}{tc(p('9'))}</w:tr>"
    body = f"<w:sdt><w:sdtContent>{p('控件')}<w:tbl>{row}<w:sdt><w:sdtContent>{row}</w:sdtContent></w:sdt>{gone}</w:tbl></w:sdtContent></w:sdt>"
    document = read_bytes(docx(body))
    assert document.text == "控件\n甲\t1\n甲\t1"


def test_document_without_text() -> None:
    with pytest.raises(ReadError, match="没有文字"):
        read_bytes(docx(p()))


def test_blank_form_keeps_its_cells() -> None:
    rows = [tc(p("规章")) + tc(p()) + tc(p()), tc(p("规范性文件")) + tc(p()) + tc(p())]
    table = read_bytes(docx(p("二、") + tbl(rows))).tables[0]
    assert (table.rows, table.cols, len(table.cells)) == (2, 3, 6)


def test_report_of_the_makers() -> None:
    assert read_bytes(made.report_docx()).text.startswith(made.TITLE)
