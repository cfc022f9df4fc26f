"""The prose of a document as comparable lines with the way back to its text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from desktop.normal import Normal, tight
from desktop.report import Document

_FEED = re.compile(r"[\r\n\v\f]+")


@dataclass(frozen=True)
class Line:
    """One paragraph or heading: ``text`` is tight and without line feeds; ``start``/``end`` are document offsets."""

    start: int
    end: int
    kind: str
    normal: Normal

    @property
    def text(self) -> str:
        """The comparable text."""
        return self.normal.text

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The document span of ``text[start:end]``."""
        a, b = self.normal.span(start, end)
        return self.start + a, self.start + b


@dataclass(frozen=True)
class Prose:
    """All lines of a document outside of its tables, in order; ``text`` is them run together."""

    document: Document
    lines: tuple[Line, ...]

    @cached_property
    def body(self) -> tuple[Line, ...]:
        """The lines without page furniture."""
        return tuple(line for line in self.lines if line.kind != "furniture")

    @cached_property
    def text(self) -> str:
        """The body's comparable text, a line feed between lines."""
        return "\n".join(line.text for line in self.body)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The document span of ``text[start:end]``."""
        at = 0
        first: int | None = None
        last = 0
        for line in self.body:
            size = len(line.text)
            if at + size > start and at < end:
                a, b = line.span(max(start - at, 0), min(end - at, size))
                first = a if first is None else first
                last = b
            at += size + 1
        if first is None:
            raise IndexError(f"span {start}:{end} outside of the prose")
        return first, last


def flat(text: str) -> Normal:
    """Tight text without line feeds."""
    return tight(text).replace(_FEED, "")


def prose_of(document: Document) -> Prose:
    """The lines of a document; without blocks every text line is one."""
    return Prose(document, tuple(_lines(document)))


def _lines(document: Document) -> Iterable[Line]:
    text = document.text
    if document.blocks:
        spans: list[tuple[int, int, str]] = [
            (b.start, b.end, b.kind) for b in document.blocks if b.kind != "table" and b.end > b.start
        ]
    else:
        spans = [(m.start(), m.end(), "paragraph") for m in re.finditer(r"[^\n]+", text)]
    for start, end, kind in spans:
        normal = flat(text[start:end])
        if normal.text:
            yield Line(start, end, kind, normal)
