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
