"""Chinese line breaking: what may not start or end a line never does, nothing is lost, nothing sticks out."""

from __future__ import annotations

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.output.title import title_lines
from desktop.output.typeset import NO_END, NO_START, Span, Style, set_lines

BODY = Style("fangsong", 16, 15.79)
WIDTH = 28 * 15.79
ALPHABET = "政府信息公开工作年度报告示例市县乡镇数量12345，。、；：？！（）《》“”‘’〔〕—…%.abc "


def set_text(text: str, width: float = WIDTH, **more: float) -> list[str]:
    return [line.text for line in set_lines([Span(text, BODY)], width, system=False, **more)]


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=ALPHABET, min_size=1, max_size=160))
def test_nothing_is_lost_and_nothing_sticks_out(text: str) -> None:
    lines = set_lines([Span(text, BODY)], WIDTH, first=31.58, system=False)
    assert "".join("".join(line.text.split()) for line in lines) == "".join(text.split())
    for line in lines:
        assert line.width <= WIDTH + 0.05
        drawn = "".join(run.text for run in line.runs)
        assert drawn == line.text


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="政府信息公开工作，。、；：（）《》“”12%", min_size=30, max_size=160))
def test_forbidden_starts_and_ends(text: str) -> None:
    lines = [line.strip() for line in set_text(text)]
    for before, after in itertools.pairwise(lines):
        # A row of marks longer than the line has nowhere else to go.
        if all(c in NO_START | NO_END for c in before) or all(c in NO_START | NO_END for c in after):
            continue
        run = before[-6:] + after[:6]
        if sum(c in NO_START | NO_END for c in run) > 4:
            continue
        assert after[0] not in NO_START, (before, after)
        assert before[-1] not in NO_END, (before, after)


def test_28_square_characters_fill_a_line() -> None:
    assert [len(line) for line in set_text("政" * 57)] == [28, 28, 1]


def test_a_mark_is_drawn_in_rather_than_starting_a_line() -> None:
    lines = set_text("政府信息公开工作年度报告，政府信息公开工作年度报告政府。完")
    assert lines[0].endswith("。")
    assert lines[1] == "完"
    without_room = set_text("政" * 28 + "，" + "府")
    assert without_room == ["政" * 27, "政，府"]


def test_numbers_and_words_are_not_torn() -> None:
    lines = set_text("政" * 26 + "12,345.67%")
    assert lines == ["政" * 26, "12,345.67%"]
    lines = set_text("政" * 27 + "——府")
    assert lines == ["政" * 26, "政——府"]


def test_opening_marks_do_not_end_a_line() -> None:
    assert set_text("政" * 27 + "（府）") == ["政" * 27, "（府）"]


def test_a_word_longer_than_the_line_is_cut() -> None:
    assert len(set_text("a" * 200, 100)) > 5


def test_empty_text_is_one_empty_line() -> None:
    assert set_text("") == [""]


def test_filled_lines_reach_the_measure() -> None:
    lines = set_lines([Span("政府2024年信息公开工作年度报告，全文共12345字，请予公布，并且说明有关情况和原因，不得有误。", BODY)], WIDTH,
                      system=False)
    assert abs(lines[0].width - WIDTH) < 0.02


def test_titles_part_between_words() -> None:
    lines = title_lines("关于示例市人民政府2024年政府信息公开工作年度报告审核意见的函", 19.5)
    assert "".join(lines) == "关于示例市人民政府2024年政府信息公开工作年度报告审核意见的函"
    assert len(lines) == 2
    assert lines[1].startswith("政府信息公开")
    assert title_lines("问题清单", 19.5) == ["问题清单"]


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="示例市云台县青禾镇人民政府办公室财政局", min_size=1, max_size=40))
def test_titles_lose_nothing_and_fit(name: str) -> None:
    title = f"关于{name}2024年政府信息公开工作年度报告审核意见的函"
    lines = title_lines(title, 19.5)
    assert "".join(lines) == title
    for line in lines:
        assert sum(1.0 if ord(c) > 0x2000 else 0.5 for c in line) <= 20.5
        assert not line.startswith("的")
