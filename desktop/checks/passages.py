"""The prose of a report for the checks on wording: paragraph by paragraph, normalised, with the way back.

Tables and page furniture are left out, as are paragraphs that an official table was rebuilt from. Line feeds inside a
paragraph (wrapped lines of a page) are dropped, so that a rule never stumbles over a line's end.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from itertools import accumulate
from typing import NamedTuple

from desktop.checks.base import place
from desktop.normal import Normal, clean, tight
from desktop.report import Block, BlockKind, Evidence, Report

_FEED = re.compile(r"\s*\n\s*")
_TITLE = re.compile(r"《[^《》]*(?:《[^《》]*》[^《》]*)*》")
_CELL = re.compile(r"^\s*\|.*\||^\s*\|\s*$|\|\s*$")


class Spans:
    """Spans that a stretch of text can be asked to touch, without looking at each of them."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._ends = list(accumulate((end for _, end in ordered), max))

    def touch(self, start: int, end: int) -> bool:
        """Whether any of them begins before the stretch ends and ends behind its beginning."""
        before = bisect_left(self._starts, end)
        return before > 0 and self._ends[before - 1] > start


class Passage(NamedTuple):
    """One paragraph or heading. ``tight`` has blanks dropped and half-width marks widened; ``clean`` keeps both.

    ``start`` and ``end`` are the span of the source; every span given by ``tight`` and ``clean`` is of the whole text.
    """

    kind: BlockKind
    start: int
    end: int
    tight: Normal
    clean: Normal

    @property
    def text(self) -> str:
        """The tight text."""
        return self.tight.text


def cut(normal: Normal, start: int, end: int) -> Normal:
    """The part of a normal text made from the source span, still counting offsets of the whole source."""
    low, high = normal.find(start), normal.find(end)
    return Normal(normal.text[low:high], normal.starts[low:high], normal.ends[low:high], normal.source_length)


def passages(report: Report) -> tuple[Passage, ...]:
    """The prose of a report in reading order. Use through ``context.cached(passages, report)``."""
    text = report.document.text
    loose, close = clean(text), tight(text)
    out = []
    for block in prose_blocks(report):
        start, end = block.start, block.end
        narrow = cut(close, start, end)
        if "\n" in narrow.text:
            narrow = narrow.replace(_FEED, "")
        if narrow.text:
            out.append(Passage(block.kind, start, end, narrow, cut(loose, start, end)))
    return tuple(out)


def prose_blocks(report: Report) -> list[Block]:
    """The paragraphs and headings: no tables, no text that a table was rebuilt from, no page furniture."""
    text = report.document.text
    blocks = report.document.blocks or tuple(
        Block("paragraph", m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)
    )
    tables = Spans((t.start, t.end) for t in report.tables)
    return [b for b in blocks if b.kind in ("paragraph", "heading") and not tables.touch(b.start, b.end) and not _is_row(text[b.start:b.end])]


def _is_row(text: str) -> bool:
    return "|" in text and _CELL.search(text) is not None


def at(report: Report, normal: Normal, start: int, end: int) -> Evidence:
    """Evidence at a span of normal text; an end behind the text, asked for to show some of what follows, is its end."""
    return place(report, *normal.span(start, min(end, len(normal.text))))


def titles(text: str) -> list[tuple[int, int]]:
    """The spans of 《》 titles, nested ones with their outer title."""
    return [m.span() for m in _TITLE.finditer(text)]


def inside(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether a span lies wholly in one of the spans."""
    return any(a <= start and end <= z for a, z in spans)


def without_titles(text: str) -> str:
    """The text with the characters of 《》 titles blanked out by ▢, same length."""
    return _TITLE.sub(lambda m: "▢" * len(m.group()), text)
