"""Patterns written so that they are quick match what the plain ones do; tests before patterns take nothing away."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from desktop.forms import dates, flowing, heads, issuer, sections
from desktop.forms.flowing import flowing_of
from desktop.report import Document

INSIDE = re.compile(r"(?<!^)(?<![第（(一二三四五六七八九十])([一二三四五六七八九十])、")


@given(st.text("一二十、第（(公开\n", max_size=30))
def test_headings_inside_of_a_line(text: str) -> None:
    found = [(m.span(), m.span(1)) for m in sections._INSIDE.finditer(text)]
    assert found == [(m.span(), m.span(1)) for m in INSIDE.finditer(text)]


@given(st.lists(st.sampled_from(["发布", "公开", "日期", "时间", "发文", "：", "2024-1-5", "2024年3月1日", " "]), max_size=8).map("".join))
def test_posting_dates_stand_behind_one_of_two_words(text: str) -> None:
    assert not dates._POSTED.search(text) or "日期" in text or "时间" in text


@given(st.lists(st.sampled_from(["平原", "经济", "技术", "产业", "开发区", "高新", "区", "工业园", "综合", "实验区", "保税"]), max_size=8).map("".join))
def test_names_of_zones_end_in_one_of_a_few_words(text: str) -> None:
    assert not issuer._ZONE_NAME.search(text) or any(word in text for word in issuer._ZONE_WORDS)


@given(st.lists(st.sampled_from(["关于", "青禾镇", "2024年", "政府", "信息", "政务", "公开", "工作", "年度", "报告", "总结"]), max_size=8).map("".join))
def test_titles_have_the_word(text: str) -> None:
    assert not heads._TITLE.match(text) or "公开" in text


@given(st.text("公开其它他|│ ，、。1-2－\nnulN&bsp;", max_size=60))
def test_running_text_keeps_its_way_back(text: str) -> None:
    made = flowing_of(Document(text, "txt"))
    kept = "".join(m.group() for m in flowing._KEPT.finditer(made.text))
    assert made.compact == kept.replace("其它", "其他")
    assert "".join(made.text[at] for at in made.back) == kept
    for label in ("其他", "公开"):
        places = [m.start() for m in re.finditer(label, made.compact)]
        assert made.find(label) == [(made.back[at], made.back[at + 1] + 1) for at in places]
