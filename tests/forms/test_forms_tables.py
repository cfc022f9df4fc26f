"""The same tables in every shape that files bring give the same figures, each at its place."""

from __future__ import annotations

import re
from decimal import Decimal

import opencc
import pytest

from desktop.checks.example_reports import DISCLOSURE, FIGURES, REVIEW, ROWS, applications, report_2021
from desktop.forms import understand
from desktop.reading import read_bytes, read_text
from desktop.report import Report

COLUMNS = ("natural", "commercial", "research", "charity", "legal", "other", "total")


def understood(text: str) -> Report:
    return checked(understand(read_text(text)))


def checked(report: Report) -> Report:
    """Design rule 1: every figure and every cell is a span of the text."""
    for fact in report.facts:
        assert report.document.text[fact.start:fact.end] == fact.raw
        table = report.table(fact.table)
        assert table is not None
        assert fact.row < table.rows and fact.col < table.cols + 1
    for table in report.tables:
        for cell in table.cells:
            assert report.document.text[cell.start:cell.end] == cell.text
        for row, col, _ in table.labels:
            assert table.at(row, col) is not None
    return report


def figures(report: Report) -> dict[str, Decimal | None]:
    return {f.key: f.value for f in report.facts}


EXPECTED: dict[str, Decimal | None] = {
    **{f"applications.{key}.{column}": Decimal(value) for key, _ in ROWS
       for column, value in zip(COLUMNS, FIGURES.get(key, (0,) * 7), strict=True)},
    "rules.issued": Decimal(0), "rules.repealed": Decimal(0), "rules.valid": Decimal(0),
    "normative.issued": Decimal(6), "normative.repealed": Decimal(2), "normative.valid": Decimal(48),
    "license.decisions": Decimal(310), "penalty.decisions": Decimal(96), "coercion.decisions": Decimal(12),
    "fees.amount": Decimal("35.6"),
    **{f"{group}.{column}": Decimal(1 if column in ("upheld", "total") and group != "suit_direct" else 0)
       for group in ("review", "suit_direct", "suit_after_review")
       for column in ("upheld", "corrected", "other", "pending", "total")},
}


def reshaped(cell: str, row: str) -> str:
    """The example with its tables written in another way: ``cell`` parts cells, ``row`` parts rows."""
    def shape(table: str) -> str:
        return row.join(cell.join(c.strip() for c in line.split("|")) for line in table.split("\n"))

    grids = {"disclosure": shape(DISCLOSURE), "applications": shape(applications()), "review": shape(REVIEW)}
    return report_2021(tables=grids)


def test_as_a_table() -> None:
    report = understood(report_2021())
    assert figures(report) == EXPECTED
    assert [t.id for t in report.tables] == ["disclosure", "applications", "review"]
    assert not any(t.rebuilt for t in report.tables) and report.form == "2021"
    fee = report.fact("fees.amount")
    assert fee is not None and fee.unit == "万元"


@pytest.mark.parametrize(
    ("cell", "row"), [("\n", "\n"), (" |\n", "||\n"), (" ", "\n"), (" ", " ")], ids=["cell-a-line", "bar-a-line", "blanks", "one-paragraph"],
)
def test_without_a_grid(cell: str, row: str) -> None:
    report = understood(reshaped(cell, row))
    assert figures(report) == EXPECTED
    assert all(t.rebuilt for t in report.tables) and not any(f.readings for f in report.facts)


@pytest.mark.parametrize("row", ["\n", ""], ids=["row-a-line", "one-paragraph"])
def test_digits_run_together(row: str) -> None:
    report = understood(reshaped("", row))
    for key, value in EXPECTED.items():
        fact = report.fact(key)
        assert fact is not None, key
        assert value == fact.value or value in fact.readings, (key, fact)
    assert {k: v for k, v in figures(report).items() if k.startswith("applications")} == {
        k: v for k, v in EXPECTED.items() if k.startswith("applications")
    }


def test_ambiguous_digits_carry_their_readings() -> None:
    text = report_2021(tables={"disclosure": "\n".join("".join(x.split(" | ")) for x in DISCLOSURE.split("\n")).replace("件6248", "件12131")})
    text = text.replace("行政规范性文件6248", "行政规范性文件12131")
    fact = understood(text).fact("normative.issued")
    assert fact is not None and fact.readings


def test_traditional_script() -> None:
    report = understood(opencc.OpenCC("s2t").convert(report_2021()))
    assert figures(report) == EXPECTED and report.script == "hant" and report.org == "云台县人民政府"


def test_labels_with_blanks_other_numbering_and_brackets() -> None:
    text = report_2021()
    text = re.sub(r"(?<=\n)(\d)\.", r"\1．", text).replace("（", "(").replace("）", ")").replace("予以公开 |", "予 以 公 开 |")
    assert figures(understood(text)) == EXPECTED


def test_a_table_cut_in_two_with_its_header_repeated() -> None:
    lines = applications().split("\n")
    cut = "\n".join([*lines[:12], "", lines[0], *lines[12:]])
    report = understood(report_2021(tables={"applications": cut}))
    assert figures(report) == EXPECTED
    table = report.table("applications")
    assert table is not None and not table.rebuilt


def test_a_row_with_a_surplus_blank_cell() -> None:
    text = report_2021().replace("（一）予以公开 | 5 | 1", "（一）予以公开 |  | 5 | 1")
    assert figures(understood(text)) == EXPECTED


@pytest.mark.parametrize("lead", ["", " | "], ids=["rows-begin-with-their-label", "rows-begin-with-a-blank"])
def test_group_titles_in_cells_of_their_own(lead: str) -> None:
    table = re.sub(r"(?m)^(三、本年度办理结果|（[三四五六]）\S+) ", r"\1 | ", applications())
    table = re.sub(r"(?m)^(?=\d\.)", lead, table)
    page = "".join("<tr>" + "".join(f"<td>{cell.strip()}</td>" for cell in line.split("|")) + "</tr>" for line in table.split("\n"))
    html = "".join(f"<p>{line}</p>" for line in report_2021(tables={"applications": "@"}).split("\n")).replace("<p>@</p>", f"<table>{page}</table>")
    for report in (understood(report_2021(tables={"applications": table})), checked(understand(read_bytes(html.encode(), "a.html")))):
        found = report.table("applications")
        assert found is not None and (found.form, found.rebuilt, len(found.labels)) == ("2021", False, 25)
        assert {k: v for k, v in figures(report).items() if k in EXPECTED} == EXPECTED


def test_the_last_table_with_a_line_for_each_group() -> None:
    lines = [" | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计", "行政复议 | 1 | 0 | 0 | 0 | 1", "行政诉讼（未经复议直接起诉） | 0 | 0 | 0 | 0 | 0",
             "行政诉讼（复议后起诉） | 1 | 0 | 0 | 0 | 1"]
    plain = [line.replace("行政诉讼（", "").replace("） |", " |") for line in lines]
    for table in (lines, plain, ["行政诉讼 | " + line if "起诉" in line else line for line in plain]):
        text = report_2021(tables={"review": "\n".join(table)}).replace("全年收到申请", "行政复议结果纠正1件、尚未审结2件，全年收到申请")
        report = understood(text)
        found = report.table("review")
        assert found is not None and not found.rebuilt and found.start > text.index("四、政府信息公开行政复议")
        assert {k: v for k, v in figures(report).items() if k in EXPECTED} == EXPECTED


def test_the_one_row_of_the_older_form() -> None:
    lines = [x for x in applications().split("\n") if not x.startswith(("2.申请人逾期", "3.其他"))]
    text = "\n".join("（六）其他处理 | 2 | 0 | 0 | 0 | 0 | 0 | 2" if "逾期不补正" in x else x for x in lines)
    report = understood(report_2021(tables={"applications": text}))
    assert report.value("applications.other.natural") == 2 and report.fact("applications.other_other.total") is None
    table = report.table("applications")
    assert table is not None and table.form == report.form == "2021"


@pytest.mark.parametrize("label", ["2.其他法律行政止公开", "2.其他法律、行政法规禁止公开", "其他法律行政法规禁止公开"])
def test_damaged_labels(label: str) -> None:
    text = report_2021(rows={"denied_law": (3, 0, 0, 0, 0, 0, 3)}).replace("2.其他法律行政法规禁止公开", label)
    assert understood(text).value("applications.denied_law.natural") == 3


def test_a_label_changed_beyond_recognition_is_placed_by_its_neighbours() -> None:
    text = report_2021(rows={"denied_safety": (4, 0, 0, 0, 0, 0, 4)}).replace("3.危及“三安全一稳定”", "3.某某某某")
    assert understood(text).value("applications.denied_safety.total") == 4


def test_blank_cells_are_facts_without_a_value() -> None:
    report = understood(report_2021().replace("2.重复申请 | 1 | 0", "2.重复申请 | 1 | "))
    fact = report.fact("applications.refused_repeat.commercial")
    assert fact is not None and fact.value is None and fact.raw == ""


def cell(tag: str, text: str, rows: int = 1, cols: int = 1) -> str:
    return f'<{tag} rowspan="{rows}" colspan="{cols}">{text}</{tag}>'


def official_html() -> str:
    """Table three as the form prints it, with its merged cells."""
    out = ["<tr>", cell("td", "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", 3, 3), cell("td", "申请人情况", 1, 7), "</tr>",
           "<tr>", cell("td", "自然人", 2), cell("td", "法人或其他组织", 1, 5), cell("td", "总计", 2), "</tr>",
           "<tr>", *(cell("td", t) for t in ("商业<br>企业", "科研<br>机构", "社会公益组织", "法律服务机构", "其他")), "</tr>"]
    groups = {"granted": ("三、本年度办理结果", 22), "denied_secret": ("（三）不予公开", 8),
              "unavailable_not_held": ("（四）无法提供", 3), "refused_petition": ("（五）不予处理", 5),
              "other_no_correction": ("（六）其他处理", 3)}
    in_group = False
    for key, label in ROWS:
        out.append("<tr>")
        text = label.split(" ")[-1]
        if key in ("new", "carried_in", "carried_out"):
            out.append(cell("td", text, 1, 3))
        else:
            if key in groups:
                out.append(cell("td", *groups[key]))
            in_group = key.startswith(("denied", "unavailable", "refused", "other"))
            out.append(cell("td", text, 1, 1 if in_group else 2))
        out += [cell("td", str(v)) for v in FIGURES.get(key, (0,) * 7)] + ["</tr>"]
    return "<table>" + "".join(out) + "</table>"


def test_merged_cells_of_the_official_layout() -> None:
    page = ("<html><head><meta charset='utf-8'></head><body><h1>云台县人民政府2023年政府信息公开工作年度报告</h1>"
            f"<p>三、收到和处理政府信息公开申请情况</p>{official_html()}<p>四、政府信息公开行政复议、行政诉讼情况</p></body></html>")
    report = checked(understand(read_bytes(page.encode())))
    assert figures(report) == {k: v for k, v in EXPECTED.items() if k.startswith("applications")}


NATIONAL = [
    ("（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）", "条", 320), ("其中：主动公开规范性文件数", "条", 12), ("制发规范性文件总数", "件", 14),
    ("1．政府公报公开政府信息数", "条", 20), ("2．政府网站公开政府信息数", "条", 310), ("3．政务微博公开政府信息数", "条", 15),
    ("4．政务微信公开政府信息数", "条", 40), ("5．其他方式公开政府信息数", "条", 6),
    ("（一）回应公众关注热点或重大舆情数（不同方式回应同一热点或舆情计1次）", "次", 8), ("1．参加或举办新闻发布会总次数", "次", 3),
    ("其中：主要负责同志参加新闻发布会次数", "次", 1), ("2．政府网站在线访谈次数", "次", 4),
    ("其中：主要负责同志参加政府网站在线访谈次数", "次", 2), ("3．政策解读稿件发布数", "篇", 21), ("4．微博微信回应事件数", "次", 5),
    ("5．其他方式回应事件数", "次", 0), ("（一）收到申请数", "件", 18), ("1．当面申请数", "件", 4), ("2．传真申请数", "件", 0),
    ("3．网络申请数", "件", 12), ("4．信函申请数", "件", 2), ("（二）申请办结数", "件", 18), ("1．按时办结数", "件", 17), ("2．延期办结数", "件", 1),
    ("（三）申请答复数", "件", 18), ("1．属于已主动公开范围数", "件", 3), ("2．同意公开答复数", "件", 7), ("3．同意部分公开答复数", "件", 1),
    ("4．不同意公开答复数", "件", 3), ("其中：1．涉及国家秘密", "件", 1), ("2．涉及商业秘密", "件", 0), ("3．涉及个人隐私", "件", 2),
    ("4．危及国家安全、公共安全、经济安全和社会稳定", "件", 0), ("5．不是《条例》所指政府信息", "件", 0), ("6．法律法规规定的其他情形", "件", 0),
    ("5．不属于本行政机关公开数", "件", 2), ("6．申请信息不存在数", "件", 1), ("7．告知作出更改补充数", "件", 0), ("8．告知通过其他途径办理数", "件", 1),
    ("四、行政复议数量", "件", 2), ("（一）维持具体行政行为数", "件", 1), ("（二）被依法纠错数", "件", 0), ("（三）其他情形数", "件", 1),
    ("五、行政诉讼数量", "件", 1), ("（一）维持具体行政行为或者驳回原告诉讼请求数", "件", 1), ("（二）被依法纠错数", "件", 0), ("（三）其他情形数", "件", 0),
    ("六、举报投诉数量", "件", 0), ("七、依申请公开信息收取的费用", "万元", 0), ("（一）政府信息公开工作专门机构数", "个", 1),
    ("（二）设置政府信息公开查阅点数", "个", 3), ("（三）从事政府信息公开工作人员数", "人", 6),
    ("1．专职人员数（不包括政府公报及政府网站工作人员数）", "人", 2), ("2．兼职人员数", "人", 4),
    ("（四）政府信息公开专项经费（不包括用于政府公报编辑管理及政府网站建设维护等方面的经费）", "万元", "12.5"),
    ("（一）召开政府信息公开工作会议或专题会议数", "次", 2), ("（二）举办各类培训班数", "次", 1), ("（三）接受培训人员数", "人次", 60),
]


def national(parts: str = " | ") -> str:
    rows = ["统 计 指 标 | 单位 | 统计数", *(f"{a} | {u} | {n}" for a, u, n in NATIONAL)]
    return "云台县人民政府2014年政府信息公开工作年度报告\n政府信息公开情况统计表\n" + "\n".join(r.replace(" | ", parts) for r in rows)


@pytest.mark.parametrize("parts", [" | ", "\n", " ", ""], ids=["bars", "cell-a-line", "blanks", "together"])
def test_the_national_table_of_2014(parts: str) -> None:
    report = understood(national(parts))
    assert report.form == "2014"
    assert [f.value for f in report.facts] == [Decimal(str(n)) for _, _, n in NATIONAL]
    assert report.value("stats.review_corrected") == 0 and report.value("stats.staff") == 6
    money = report.fact("stats.funds")
    assert money is not None and money.unit == "万元" and money.value == Decimal("12.5")


LOCAL = [
    ("主动公开文件数", "条", 2069, 12106), ("其中：1.政府网站公开数", "条", 2069, 12106), ("2.政府公报公开数", "条", 0, 0),
    ("受理依申请公开信息总数", "条", 3, 8), ("其中：1.当面申请数", "条", 0, 1), ("2.网上申请数", "条", 2, 5),
    ("3.信函、传真申请数", "条", 1, 2), ("对申请的答复总数", "条", 3, 8), ("其中：1.同意公开答复数", "条", 3, 6),
    ("2.同意部分公开答复数", "条", 0, 1), ("3.不予公开答复数", "条", 0, 1), ("4.其他类型答复数", "条", 0, 0),
    ("接受行政诉讼、举报数", "件", 0, 0), ("行政复议数", "件", 0, 1), ("行政诉讼数", "件", 0, 0),
]


def local(parts: str, year: int = 2018) -> str:
    rows = [f"指标名称 | 计量单位 | {year}年度 | 历年累计", *(f"{a} | {u} | {n} | {m}" for a, u, n, m in LOCAL)]
    lines = "\n".join(r.replace(" | ", parts) for r in rows)
    return f"云台县{year}年政府信息公开工作年度报告\n全县主动公开政府信息2069条。\n政府信息公开情况统计表\n{lines}"


@pytest.mark.parametrize("parts", [" | ", "\n", " "], ids=["bars", "cell-a-line", "blanks"])
def test_the_local_table(parts: str) -> None:
    report = understood(local(parts))
    assert report.form == "2014-local"
    assert [f.value for f in report.facts] == [Decimal(v) for _, _, *both in LOCAL for v in both]
    assert report.value("stats.disclosed.cumulative") == 12106


def test_the_local_table_run_together_prefers_what_the_prose_says() -> None:
    report = understood(local(""))
    assert (report.value("stats.disclosed.year"), report.value("stats.disclosed.cumulative")) == (2069, 12106)
    fact = report.fact("stats.disclosed.year")
    assert fact is not None and fact.readings
    assert report.value("stats.received.year") == 3


def test_before_2014_a_local_table_is_part_of_the_free_form() -> None:
    report = understood(local(" | ", 2013))
    assert report.form == report.due_form == "2008" and report.value("stats.disclosed.year") == 2069


def test_a_table_with_only_its_head_left_is_there_without_figures() -> None:
    bars = "\n".join("| | | | | | | |" for _ in range(20))
    text = report_2021(tables={"applications": "(本列数据的勾稽关系为:第一项加第二项之和,等于第三项加第四项之和) | |\n" + bars})
    report = understood(text)
    assert report.table("applications") is not None
    assert not any(f.key.startswith("applications") for f in report.facts if f.value is not None)


def test_words_of_the_forms_in_prose_are_no_table() -> None:
    report = understood("云台县2023年政府信息公开工作年度报告\n一、总体情况\n全年予以公开3件，部分公开1件，行政许可310件，行政处罚96件，重复申请1件。")
    assert report.tables == () and report.facts == ()
