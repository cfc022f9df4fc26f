"""Offsets of a document's text against positions in a QTextDocument.

The one counts Unicode characters, the other UTF-16 units; and a table takes positions of its own. So the way from one
to the other is kept as pieces: each piece is a run of the text that stands unbroken in the QTextDocument.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass


def units(text: str) -> int:
    """Length in UTF-16 units, as Qt counts: a character beyond the basic plane takes two."""
    return len(text) + sum(1 for char in text if char > "\uffff")


@dataclass(frozen=True, slots=True)
class Piece:
    """``text[start:end]`` stands in the QTextDocument from ``position`` on, character by character."""

    start: int
    end: int
    position: int


class TextMap:
    """The way between offsets of a text and positions of the QTextDocument that shows it, both ways."""

    def __init__(self, text: str, pieces: Iterable[Piece]) -> None:
        self._text = text
        self._pieces = sorted(pieces, key=lambda p: (p.start, p.end))
        self._starts = [p.start for p in self._pieces]
        self._by_position = sorted(self._pieces, key=lambda p: p.position)
        self._positions = [p.position for p in self._by_position]

    def position(self, offset: int) -> int:
        """The cursor position of an offset; an offset that is not shown gives the nearest place before it."""
        index = bisect_right(self._starts, offset) - 1
        if index < 0:
            return self._pieces[0].position if self._pieces else 0
        piece = self._pieces[index]
        return piece.position + units(self._text[piece.start:min(offset, piece.end)])

    def offset(self, position: int) -> int:
        """The offset at a cursor position; a position between pieces gives the end of the one before."""
        index = bisect_right(self._positions, position) - 1
        if index < 0:
            return self._pieces[0].start if self._pieces else 0
        piece = self._by_position[index]
        left = position - piece.position
        at = piece.start
        while left > 0 and at < piece.end:
            left -= 2 if self._text[at] > "\uffff" else 1
            at += 1
        return at

    def ranges(self, start: int, end: int) -> list[tuple[int, int]]:
        """The stretches of positions that show ``text[start:end]``: one a piece, so that no table border is crossed.

        An empty span (a blank cell) gives one empty stretch.
        """
        if start >= end:
            at = self.position(start)
            return [(at, at)]
        out = []
        index = max(bisect_right(self._starts, start) - 1, 0)
        for piece in self._pieces[index:]:
            if piece.start >= end:
                break
            low, high = max(start, piece.start), min(end, piece.end)
            if low < high:
                out.append((self.position(low), piece.position + units(self._text[piece.start:high])))
        return out or [(self.position(start), self.position(start))]
