"""The running text of a document as the search for labels sees it: without marks, with the way back."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace

from desktop.normal import Normal, clean
from desktop.report import Document

_PAGE_NUMBER = re.compile(r"^[ \t]*[-—－–][ \t]*\d{1,3}[ \t]*[-—－–][ \t]*$", re.MULTILINE)
_NOTHING = re.compile(r"(?<![A-Za-z])(?:null|NULL|None|&nbsp;)(?![A-Za-z])")
_BARS = str.maketrans("｜│┃¦║", "|||||")
# What may stand between two characters of a label: blanks, marks, the bars and stars of copied tables.
_KEPT = re.compile(r"[^\s|，。、；：:;,.．（）()《》〈〉“”\"‘’'·〔〕\[\]【】/／\-—_…*?？!！]+")


@dataclass(frozen=True)
class Flowing:
    """``text`` is clean text in which furniture is blanked out; ``compact`` is it without marks, ``back`` its offsets."""

    document: Document
    normal: Normal
    compact: str
    back: tuple[int, ...]

    @property
    def text(self) -> str:
        """The text that the figures are read from."""
        return self.normal.text

    def find(self, label: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
        """Where a bare label stands in ``text[start:end]``, whatever marks and line breaks stand inside it."""
        if not label:
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
    text = normal.text.translate(_BARS)
    for block in document.blocks:
        if block.kind == "furniture":
            a, b = normal.find(block.start), normal.find(block.end)
            text = text[:a] + " " * (b - a) + text[b:]
    for pattern in (_PAGE_NUMBER, _NOTHING):
        text = pattern.sub(lambda m: " " * len(m.group()), text)
    back: list[int] = []
    kept: list[str] = []
    for match in _KEPT.finditer(text):
        kept.append(match.group())
        back += range(match.start(), match.end())
    return Flowing(document, replace(normal, text=text), "".join(kept).replace("其它", "其他"), tuple(back))
