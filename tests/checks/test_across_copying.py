"""Prose reduced for comparison, its samples and common passages: what going character by character gives."""

from __future__ import annotations

import re
import zlib

from hypothesis import example, given, settings
from hypothesis import strategies as st

from desktop.checks.across.copied_other_body import SAMPLE_EVERY, SAMPLE_GRAM, samples
from desktop.checks.across.copying import _COMMON, GRAM, _seeds, prose
from desktop.checks.passages import passages
from desktop.forms import understand
from desktop.reading import read_text
from desktop.report import Report

_FIGURE = re.compile(r"[\d０-９]+(?:[.,，]\d+)*")
_PIECES = (
    "全年公开信息", "12", "3.5", "，", "。", "；", "《条例2019", "》", "1,234", "．", " ", "本报告", "联系电话", "如有疑问", "电话：", "0512", "第8号",
    "〔2023〕", "贯彻落实党的二十大精神", "A", "²", "（一）", "\n", "\n", "数据统计时间", "、", "１２", "_",
)


def plainly(report: Report) -> tuple[str, list[int], list[int]]:
    """The same, a character at a time."""
    chars: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for passage in passages(report):
        if passage.kind != "paragraph":
            continue
        line, places = passage.clean.text, passage.clean
        skip = [m.span() for m in _COMMON.finditer(line)]
        figures = {m.start(): m.end() for m in _FIGURE.finditer(line)}
        at = 0
        for low, high in [*skip, (len(line), len(line))]:
            while at < low:
                end = figures.get(at, at + 1)
                if at in figures or line[at].isalnum():
                    chars.append("#" if at in figures else line[at])
                    starts.append(places.starts[at])
                    ends.append(places.ends[end - 1])
                at = end
            if at < high:
                at = high
                if chars and chars[-1] != "\n":
                    chars.append("\n")
                    starts.append(places.starts[at - 1])
                    ends.append(places.ends[at - 1])
        if chars and chars[-1] != "\n" and line:
            chars.append("\n")
            starts.append(places.starts[-1])
            ends.append(places.ends[-1])
    return "".join(chars), starts, ends


@settings(max_examples=300, deadline=None)
@example("贯彻落实党的二十大精神全年公开信息贯彻落实党的二十大精神贯彻落实党的二十大精神")
@given(st.lists(st.sampled_from(_PIECES), min_size=1, max_size=40).map("".join))
def test_prose_is_what_each_character_gives(text: str) -> None:
    report = understand(read_text(f"前言如下。\n{text}"))
    found = prose(report)
    assert (found.text, list(found.starts), list(found.ends)) == plainly(report)
    assert len(found.text) == len(found.starts) == len(found.ends)


@settings(deadline=None)
@given(st.text("甲乙丙丁#a\n", max_size=120))
def test_samples_and_seeds_are_those_of_every_place(text: str) -> None:
    grams = [(at, text[at:at + SAMPLE_GRAM]) for at in range(len(text) - SAMPLE_GRAM + 1)]
    hashes = [zlib.crc32(gram.encode()) for _, gram in grams if "\n" not in gram]
    assert samples(text) == {value for value in hashes if value % SAMPLE_EVERY == 0}
    first: dict[str, int] = {}
    for at in range(len(text) - GRAM + 1):
        if "\n" not in text[at:at + GRAM]:
            first.setdefault(text[at:at + GRAM], at)
    assert _seeds(text) == first
