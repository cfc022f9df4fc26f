"""The running text of a document as the search for labels sees it: without marks, with the way back."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property

from desktop.normal import Normal, clean
from desktop.report import Document

_PAGE_NUMBER = re.compile(r"^[ \t]*[-—－–][ \t]*\d{1,3}[ \t]*[-—－–][ \t]*$", re.MULTILINE)
_NOTHING_WORDS = ("null", "NULL", "None", "&nbsp;")
_NOTHING = re.compile(rf"(?<![A-Za-z])(?:{'|'.join(_NOTHING_WORDS)})(?![A-Za-z])")
_BARS = "｜│┃¦║"
# What may stand between two characters of a label: blanks, marks, the bars and stars of copied tables.
_KEPT = re.compile(r"[^\s|，。、；：:;,.．（）()《》〈〉“”\"‘’'·〔〕\[\]【】/／\-—_…*?？!！]+")


@dataclass(frozen=True)
class Flowing:
    """``text`` is clean text in which furniture is blanked out."""

    document: Document
    normal: Normal

    @property
    def text(self) -> str:
        """The text that the figures are read from."""
        return self.normal.text

    @cached_property
    def compact(self) -> str:
        """The text without marks."""
        return "".join(_KEPT.findall(self.text)).replace("其它", "其他")

    @cached_property
    def back(self) -> tuple[int, ...]:
        """Where in ``text`` each character of ``compact`` stands."""
        out: list[int] = []
        for match in _KEPT.finditer(self.text):
            out += range(*match.span())
        return tuple(out)

    def find(self, label: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
        """Where a bare label stands in ``text[start:end]``, whatever marks and line breaks stand inside it."""
        if not label or label not in self.compact:
            return []
        low = bisect_left(self.back, start)
        high = len(self.back) if end is None else bisect_left(self.back, end)
        out, size = [], len(label)
        at = self.compact.find(label, low, high)
        while at >= 0:
            out.append((self.back[at], self.back[at + size - 1] + 1))
            at = self.compact.find(label, at + size, high)
        return out


def flowing_of(document: Document) -> Flowing:
    """The running text of a document: page numbers and running heads are no figures, bars of all kinds are ``|``."""
    normal = clean(document.text)
    text = normal.text
    for bar in _BARS:
        text = text.replace(bar, "|")
    for block in document.blocks:
        if block.kind == "furniture":
            a, b = normal.find(block.start), normal.find(block.end)
            text = text[:a] + " " * (b - a) + text[b:]
    text = _PAGE_NUMBER.sub(_blanks, text)
    if any(word in text for word in _NOTHING_WORDS):
        text = _NOTHING.sub(_blanks, text)
    return Flowing(document, normal._replace(text=text))


def _blanks(match: re.Match[str]) -> str:
    return " " * len(match.group())
