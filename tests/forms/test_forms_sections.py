"""Level-one parts: official titles, variants, slips, and what only looks like a heading."""

from __future__ import annotations

import pytest

from desktop.forms import understand
from desktop.forms.sections import role_of
from desktop.reading import read_text
from desktop.report import Section

TITLES = ["总体情况", "主动公开政府信息情况", "收到和处理政府信息公开申请情况", "政府信息公开行政复议、行政诉讼情况",
          "存在的主要问题及改进情况", "其他需要报告的事项"]
ROLES = ["overview", "disclosure", "applications", "review", "problems", "other"]


def sections(text: str) -> list[Section]:
    report = understand(read_text(text))
    for section in report.sections:
        assert report.document.text[section.start:].startswith(section.title)
    return list(report.sections)


def test_the_six_parts() -> None:
    text = "\n".join(f"{n}、{t}\n正文内容。" for n, t in zip("一二三四五六", TITLES, strict=True))
    found = sections(text)
    assert [s.role for s in found] == ROLES
    assert [s.number for s in found] == [1, 2, 3, 4, 5, 6]
    assert [s.title for s in found] == [f"{n}、{t}" for n, t in zip("一二三四五六", TITLES, strict=True)]
    assert found[0].end == found[1].start and found[-1].end == len(text)


def test_headings_swallowed_by_their_paragraph() -> None:
    text = "报告。\n一、概述2018年以来，我县认真贯彻落实条例，取得了一定成效，现将有关情况报告如下，请社会各界予以监督和批评指正。\n二、主动公开政府信息情况\n略。\n三、依申请公开情况\n略。"
    assert [(s.title, s.role) for s in sections(text)] == [
        ("一、概述", "overview"), ("二、主动公开政府信息情况", "disclosure"), ("三、依申请公开情况", "applications")]


def test_rows_of_table_three_are_no_headings() -> None:
    text = "一、总体情况\n略\n二、主动公开政府信息情况\n略\n三、收到和处理政府信息公开申请情况\n"
    text += "一、本年新收政府信息公开申请数量\n3\n二、上年结转政府信息公开申请数量\n0\n四、结转下年度继续办理\n0\n四、政府信息公开行政复议、行政诉讼情况\n略"
    assert [s.role for s in sections(text)] == ROLES[:4]


def test_lists_inside_a_part_are_no_parts() -> None:
    text = "一、总体情况\n略\n二、主动公开政府信息情况\n略\n三、收到和处理政府信息公开申请情况\n略\n五、存在的主要问题及改进情况\n一、进一步加强学习\n二、进一步完善制度\n六、其他需要报告的事项\n无"
    assert [s.number for s in sections(text)] == [1, 2, 3, 5, 6]


def test_a_part_of_its_own_is_kept_without_a_role() -> None:
    text = "一、总体情况\n略\n二、主动公开政府信息情况\n略\n三、收到和处理政府信息公开申请情况\n略\n四、2024年工作思路\n略"
    assert [(s.number, s.role) for s in sections(text)][-1] == (4, None)


@pytest.mark.parametrize(
    ("title", "role"),
    [("四、政府信息公开行政法复议、行政诉讼情况", "review"), ("五、政府信息公開工作存在的主要問題及改進情況", "problems"),
     ("六、其它需要报告的情况", "other"), ("三、收到和处理政府信息公开申请情況", "applications"), ("七、2024年工作思路", None)],
)
def test_roles(title: str, role: str | None) -> None:
    assert role_of(title) == role


TITLES = ("总体情况", "主动公开政府信息情况", "收到和处理政府信息公开申请情况", "政府信息公开行政复议、行政诉讼情况", "存在的主要问题及改进情况", "其他需要报告的事项")
ROLES = ["overview", "disclosure", "applications", "review", "problems", "other"]
NUMERALS = "一二三四五六"


def written(manner: str, between: str = "\n") -> str:
    lines = [manner.format(n=NUMERALS[i], d=i + 1, t=t) + between + "我局工作情况如下。" for i, t in enumerate(TITLES)]
    return "\n".join(["云台县水务局2024年政府信息公开工作年度报告", *lines])


@pytest.mark.parametrize(
    "manner", ["{n}、{t}", "{n}.{t}", "{n} {t}", "（{n}）{t}", "{d}、{t}", "{d}.{t}", "（{d}）{t}", "第{n}部分 {t}", "第{n}部分：{t}", "{t}",
               "{t}：", "【{n}、{t}】", "## {n}、{t}", "**{n}、{t}**", "{n}、\n{t}"],
)
def test_parts_in_every_manner_of_numbering(manner: str) -> None:
    found = understand(read_text(written(manner))).sections
    assert [s.role for s in found] == ROLES and [s.number for s in found] == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize("between", ["", " "])
def test_parts_inside_of_paragraphs(between: str) -> None:
    text = written("{n}、{t}", between)
    assert [s.role for s in understand(read_text(text)).sections] == ROLES
    assert [s.role for s in understand(read_text(text.replace("\n", " "))).sections] == ROLES


def test_a_part_beyond_the_official_six() -> None:
    found = understand(read_text(written("{n}、{t}") + "\n七、2025年工作思路\n继续努力。")).sections
    assert [s.role for s in found] == [*ROLES, None] and found[-1].title == "七、2025年工作思路"


def test_a_heading_that_lost_its_number() -> None:
    found = understand(read_text(written("{n}、{t}").replace("二、主动", "主动"))).sections
    assert [s.role for s in found] == ROLES and found[1].title == "主动公开政府信息情况"


def test_the_table_of_contents_is_no_part() -> None:
    contents = "\n".join(f"{NUMERALS[i]}、{t}……{i + 1}" for i, t in enumerate(TITLES))
    title, body = written("{n}、{t}").split("\n", 1)
    found = understand(read_text(f"{title}\n目录\n{contents}\n{body}")).sections
    assert [s.role for s in found] == ROLES and found[0].start > len(contents)
