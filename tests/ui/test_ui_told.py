"""Sentences from below the window, in English."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from desktop.output.charts import Bar, Chart, Mark, Series
from desktop.ui import language
from desktop.ui.told import told, told_chart

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def english():
    language.start("en")
    yield
    language.start("zh")


@pytest.mark.parametrize(("said", "wanted"), [
    ("撤销：采纳问题", "Undone: Finding accepted"),
    ("标为待补正 3 份", "Marked as Waiting: 3"),
    ("新导入 3 份，不能读取 1 份。", "3 imported, 1 unreadable."),
    ("第2稿较第1稿：3个问题已改正，2个仍在，新增1个", "Version 2 against 1: 3 settled, 2 remain, 1 new"),
    ("文字3处不同，表中2个数据不同", "3 differences in text, 2 in figures"),
    ("磁盘空间不足，资料未能保存。请清理磁盘后再试：/a/b", "The disk is full, nothing was saved. Please make room and try again: /a/b"),
    ("云台县人民政府", "云台县人民政府"),
    ("已逾期 12 天", "12 days overdue"),
    ("", ""),
])
def test_a_sentence_is_told_in_english(english, said: str, wanted: str) -> None:
    assert told(said) == wanted


def test_in_a_chinese_window_it_stays(request) -> None:
    assert told("撤销：采纳问题") == "撤销：采纳问题"


def test_every_chinese_sentence_of_the_list_is_one_that_the_program_makes() -> None:
    import re

    code = "\n".join(path.read_text(encoding="utf-8") for part in ("desktop", "db") for path in (ROOT / part).rglob("*.py"))
    listed = tomllib.loads((language.FOLDER / "en" / "told.toml").read_text(encoding="utf-8"))
    for text in listed:
        for piece in re.split(r"\{\w+\}|[（）。：，；、 ]", text):
            assert piece.strip() in code, (text, piece)


def test_a_chart_is_shown_in_english_and_stays_chinese_for_the_workbook(english) -> None:
    chart = Chart("progress", "审阅进度", "份", "rows", (Series("报告", "accent"),), (Bar("新收到", (2.0,), None, None, "累计 2"),),
                  line=("累计", (2.0,)), marks=(Mark(0.5, "期限 3月31日"),))
    shown = told_chart(chart)
    assert (shown.title, shown.unit, shown.series[0].name) == ("Review", "reports", "reports")
    assert (shown.bars[0].label, shown.bars[0].note, shown.marks[0].label) == ("New", "2 in all", "deadline: 31 March")
    assert chart.title == "审阅进度" and chart.bars[0].label == "新收到"
