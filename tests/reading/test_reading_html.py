"""Web pages as the reader of the page sees them."""

from __future__ import annotations

import pytest

from desktop.reading import ReadError, read_bytes
from desktop.report import Document


def page(body: str, head: str = "") -> Document:
    return read_bytes(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode())


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(b.kind, document.text[b.start:b.end]) for b in document.blocks]


def test_white_space_as_browsers_show_it() -> None:
    document = page("<p>共受理\n   申请12件，\n其中  2&nbsp;件<br>另有1件</p><div>甲<div>乙</div>丙</div>")
    assert document.text.split("\n") == ["共受理申请12件，其中 2\xa0件", "另有1件", "甲", "乙", "丙"]


def test_hidden_and_silent_elements() -> None:
    document = page(
        "<script>var a='脚本'</script><style>p{}</style><p>正文<span style='display: none'>暗</span></p>"
        "<p hidden>藏</p><!--[if !supportLists]--><span>1.</span><!--[endif]-->条目<select><option>选</option></select>"
    )
    assert document.text == "正文\n1.条目"


def test_headings_and_lists() -> None:
    document = page("<h1>年度报告</h1><ol><li>加强领导</li><li>加强培训</li></ol><ul><li>要点</li></ul><pre>甲\n乙</pre>")
    assert kinds(document) == [
        ("heading", "年度报告"), ("paragraph", "1. 加强领导"), ("paragraph", "2. 加强培训"), ("paragraph", "要点"),
        ("paragraph", "甲"), ("paragraph", "乙"),
    ]


def test_rowspan_ends_with_its_group() -> None:
    document = page(
        "<table><thead><tr><td rowspan=5>甲<td>乙</tr></thead><tbody><tr><td rowspan=0>丙<td>丁</tr><tr><td>&nbsp;</tr></table>"
    )
    assert [(c.row, c.col, c.rowspan, c.text) for c in document.tables[0].cells] == [
        (0, 0, 1, "甲"), (0, 1, 1, "乙"), (1, 0, 2, "丙"), (1, 1, 1, "丁"), (2, 1, 1, ""),
    ]


def test_layout_table_is_taken_apart() -> None:
    data = "".join(f"<tr><td>{n}</td><td>{n}</td></tr>" for n in range(4))
    document = page(f"<table><tr><td>首页</td><td><p>一、总体情况</p><table>{data}</table><p>二、</p></td></tr></table>")
    assert [b.kind for b in document.blocks] == ["paragraph", "paragraph", "table", "paragraph"]
    assert (document.tables[0].rows, document.tables[0].cols) == (4, 2)


def test_text_behind_an_early_end() -> None:
    assert page("<p>前</p></body></html><p>后</p>").text == "前\n后"


def test_furniture_is_marked_and_kept() -> None:
    prose = "2023年，云台县共受理政府信息公开申请12件，均已按时办结。" * 20
    document = page(
        '<div class="nav"><a href="#">首页</a> <a href="#">政务公开</a></div><p>您当前的位置：首页 &gt; 政务公开</p>'
        "<h1>云台县2023年政府信息公开工作年度报告</h1><p>发布日期：2024-01-28 来源：云台县政府办公室</p>"
        f'<div id="zoom"><p>{prose}</p><p>联系电话：无。</p></div>'
        "<p>上一篇：无</p><footer><p>版权所有：云台县人民政府</p></footer>",
    )
    found = kinds(document)
    assert [k for k, _ in found] == [
        "furniture", "furniture", "heading", "furniture", "paragraph", "paragraph", "furniture", "furniture",
    ]
    assert "版权所有" in document.text
    assert document.posted == "2024-01-28"


def test_prose_that_mentions_a_source_stays_prose() -> None:
    long = "来源于群众的申请共12件，" * 20
    assert kinds(page(f"<p>{long}</p><p>来源：云台县</p>"))[0][0] == "paragraph"


def test_signature_of_the_report_is_no_furniture() -> None:
    document = page("<p>年度报告</p><p>发布时间：2024-01-28 来源：云台县</p><p>一、总体情况</p><p>无。</p><p>云台县财政局</p>"
                    "<p>日期：2024年1月15日</p><p>2024年1月15日</p><p>责任编辑：某某</p>")
    assert [k for k, _ in kinds(document)] == ["paragraph", "furniture", *["paragraph"] * 5, "furniture"]


def test_menu_in_a_layout_table() -> None:
    document = page("<table><tr><td>您现在的位置：首页 &gt; 年报</td></tr><tr><td><p>一、总体情况</p></td></tr></table>")
    assert kinds(document) == [("furniture", "您现在的位置：首页 > 年报"), ("paragraph", "一、总体情况")]


def test_dates_and_names_from_meta() -> None:
    document = page("<p>正文</p>", '<meta name="PubDate" content="2024-01-31 10:20"><meta name="SiteName" content="云台县">'
                                   "<title>标题</title>")
    assert document.posted == "2024-01-31"
    assert document.title == "标题"
    assert ("sitename", "云台县") in document.meta


def test_superscript_digits_do_not_run_into_numbers() -> None:
    assert page("<p>共50<sup>1</sup>件，10m<sup>2</sup></p>").text == "共50¹件，10m²"


def test_page_without_text() -> None:
    with pytest.raises(ReadError, match="没有正文"):
        page("<script>document.write('正文')</script>")


def test_deep_nesting_is_read() -> None:
    assert page("<div>" * 3000 + "深处" + "</div>" * 3000).text == "深处"


def test_big_table() -> None:
    rows = "".join(f"<tr><td>{n}<td>甲<td>{n}</tr>" for n in range(10_000))
    table = page(f"<table>{rows}</table>").tables[0]
    assert (table.rows, table.cols, len(table.cells)) == (10_000, 3, 30_000)
