"""The prose of a report for the checks on wording: paragraph by paragraph, normalised, with the way back.

Tables and page furniture are left out, as are paragraphs that an official table was rebuilt from. Line feeds inside a
paragraph (wrapped lines of a page) are dropped, so that a rule never stumbles over a line's end.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from desktop.checks.base import place
from desktop.normal import Normal, clean, tight
from desktop.report import Block, BlockKind, Evidence, Report

_FEED = re.compile(r"\s*\n\s*")
_TITLE = re.compile(r"《[^《》]*(?:《[^《》]*》[^《》]*)*》")
_CELL = re.compile(r"^\s*\|.*\||^\s*\|\s*$|\|\s*$")


@dataclass(frozen=True, slots=True)
class Passage:
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
        narrow = cut(close, start, end).replace(_FEED, "")
        if narrow.text:
            out.append(Passage(block.kind, start, end, narrow, cut(loose, start, end)))
    return tuple(out)


def prose_blocks(report: Report) -> list[Block]:
    """The paragraphs and headings: no tables, no text that a table was rebuilt from, no page furniture."""
    text = report.document.text
    blocks = report.document.blocks or tuple(
        Block("paragraph", m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)
    )
    tables = [(t.start, t.end) for t in report.tables]
    return [
        b for b in blocks
        if b.kind in ("paragraph", "heading") and not any(a < b.end and b.start < z for a, z in tables)
        and not _CELL.search(text[b.start:b.end])
    ]


def at(report: Report, normal: Normal, start: int, end: int) -> Evidence:
    """Evidence at a span of normal text."""
    return place(report, *normal.span(start, end))


def titles(text: str) -> list[tuple[int, int]]:
    """The spans of 《》 titles, nested ones with their outer title."""
    return [m.span() for m in _TITLE.finditer(text)]


def inside(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether a span lies wholly in one of the spans."""
    return any(a <= start and end <= z for a, z in spans)


def without_titles(text: str) -> str:
    """The text with the characters of 《》 titles blanked out by ▢, same length."""
    return _TITLE.sub(lambda m: "▢" * len(m.group()), text)
