"""Characters -> lines of text, by their places on the page.

A line is what stands on one base line; a blank is written only where the file holds one between words, or where the
gap is too wide to be typography: the quarter blank that a typesetter puts between hanzi and digits is none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from msgspec import Struct

from desktop.reading.pdf_page import Char

WORD_GAP = 0.18  # of the size: a blank between two Latin words
WIDE_GAP = 0.85  # of the size: a blank between anything else
CELL_GAP = 1.8  # of the size: labels in narrow cells are set wide, which is no blank
_WORD = re.compile(r"[A-Za-z]{2}|[A-Za-z]\d|\d[A-Za-z]")
_BLANK = " \u00a0\u2002\u2003\u2009\u3000"


class Line(Struct):
    """A line of text with its box (points), base line and typical character size."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    base: float
    size: float
    head: float = 0.0  # width of the part at its start that may not be broken off
    indented: bool = False  # starts with blanks of its own
    order: int = 0  # place of its first character in the file
    at: float = 0.0  # place in reading order from the top of the page: the base line, but for lines in columns
    margins: tuple[float, float] | None = None  # left and right edge of its column, when the page has several


def lines_of(chars: Sequence[Char], gap: float = WIDE_GAP) -> list[Line]:
    """Lines from top to bottom; ``gap`` is the gap (of the size) from which on a blank is written between hanzi."""
    if len(chars) == 1:
        line = _letter(0, chars[0])
        return [] if line is None else [line]
    out = [_line(row, gap) for row in _rows(chars)]
    return [line for line in out if line is not None]


def _rows(chars: Sequence[Char]) -> list[list[tuple[int, Char]]]:
    """The characters that stand on one base line, with their places in the file."""
    rows: list[list[tuple[int, Char]]] = []
    base = size = -1e9
    bases = [char.base for char in chars]
    for order in sorted(range(len(chars)), key=bases.__getitem__):
        char = chars[order]
        # Low marks and small digits share the line of their neighbours: a third of the size is allowed.
        if rows and char.base - base <= 0.34 * (char.size if char.size > size else size):
            rows[-1].append((order, char))
        else:
            rows.append([(order, char)])
            base, size = char.base, char.size
    return rows


@dataclass(slots=True)
class Piece:
    """A stretch of a line without a wide gap in it, and its characters."""

    line: Line
    chars: list[Char]


def pieces_of(chars: Sequence[Char], gap: float = WIDE_GAP) -> list[list[Piece]]:
    """The lines from top to bottom, each cut at gaps wider than ``gap`` (of the size), between figures than half of it."""
    out: list[list[Piece]] = []
    for row in _rows(chars):
        row.sort(key=lambda pair: pair[1].x0)
        inked = [pair for pair in row if pair[1].text not in _BLANK]
        runs: list[list[tuple[int, Char]]] = []
        for pair in inked:
            if runs:
                last, char = runs[-1][-1][1], pair[1]
                small = min(last.size, char.size)
                figures = last.text.isdigit() and char.text.isdigit()
                if char.x0 - last.x1 <= (0.5 if figures else 1.0) * gap * small:
                    runs[-1].append(pair)
                    continue
            runs.append([pair])
        found = [Piece(line, [char for _, char in run]) for run in runs if (line := _line(run, CELL_GAP)) is not None]
        if found:
            out.append(found)
    return out


def _line(row: list[tuple[int, Char]], gap: float) -> Line | None:
    if len(row) == 1:
        (order, char), = row
        return _letter(order, char)
    row.sort(key=_left)
    chars = _once([char for _, char in row])
    inked = [char for char in chars if char.text not in _BLANK]
    if not inked:
        return None
    size = _median([c.size for c in inked if c.text >= "\u2e80"] or [c.size for c in inked])
    base = _median([c.base for c in inked])
    text = _spell(chars, gap).strip(_BLANK)
    first = inked[0]
    return Line(
        text, first.x0, min([c.y0 for c in inked]), inked[-1].x1, max([c.y1 for c in inked]), base, size, _head(inked),
        chars[0].text == "\u3000" or chars[0].text in "\u2003", min([order for order, _ in row]), base,
    )


def _letter(order: int, char: Char) -> Line | None:
    """A line of one character: most figures in tables."""
    if char.text in _BLANK:
        return None
    return Line(
        char.text, char.x0, char.y0, char.x1, char.y1, char.base, char.size, char.x1 - char.x0, False, order, char.base
    )


def _left(pair: tuple[int, Char]) -> float:
    return pair[1].x0


def _median(values: list[float]) -> float:
    """``statistics.median`` of a list, at a third of the price; the list is sorted."""
    values.sort()
    half = len(values) // 2
    return values[half] if len(values) % 2 else (values[half - 1] + values[half]) / 2


def _once(chars: list[Char]) -> list[Char]:
    """Drop characters printed twice on the same place to look bold."""
    out = chars[:1]
    for char in chars[1:]:
        x, wide = char.x0, 0.3 * (char.x1 - char.x0)
        if (x - out[-1].x0 < wide or (len(out) > 1 and x - out[-2].x0 < wide)) and any(
            o.text == char.text and x - o.x0 < wide and abs(o.base - char.base) < 0.15 * char.size for o in out[-2:]
        ):
            continue
        out.append(char)
    return out


def _spell(chars: list[Char], gap: float) -> str:
    gaps = [b.x0 - a.x1 for a, b in pairwise(chars)]
    if max(gaps, default=0.0) <= 0.5:
        return "".join([char.text for char in chars])
    out = [chars[0].text]
    usual = 0.0
    if len(chars) > 8:  # a line set wide as a whole: its usual gap is no blank
        usual = max(0.0, sorted(gaps)[len(gaps) // 2])
    for last, char, space in zip(chars, chars[1:], gaps, strict=False):
        if space > 0.5:
            small = last.size if last.size < char.size else char.size
            a, b = last.text, char.text
            if not (a.isdigit() and b.isdigit() and space > small):  # figures are set apart, letters set wide
                space -= usual
            if space > WORD_GAP * small and a not in _BLANK and b not in _BLANK and (
                space > gap * small or (a.isascii() and b.isascii() and a.isalnum() and b.isalnum())
            ):
                out.append(" ")
        out.append(char.text)
    return "".join(out)


def _head(chars: list[Char]) -> float:
    """Width of the piece at the start of a line that a typesetter keeps together: a word, a number, a closing mark."""
    end = chars[0].x1
    for last, char in pairwise(chars):
        glued = (last.text.isascii() and char.text.isascii()) or char.text in "，。、；：！？）》”’〕】%％,.;:!?)"
        if not glued and last.text not in "（《“‘〔【(":
            break
        end = char.x1
    return end - chars[0].x0


def run_on(lines: Sequence[Line]) -> str:
    """The lines of a cell as one text: a blank only between two Latin words; standing letters read downwards."""
    if len(lines) == 1:
        return lines[0].text
    lines = _upright(list(lines))
    out = ""
    for line in lines:
        if out and _WORD.fullmatch(out[-1] + line.text[0]):
            out += " "
        out += line.text
    return out


def _upright(lines: list[Line]) -> list[Line]:
    """Letters one under the other that the file draws from the bottom up are turned text: read them that way."""
    if len(lines) >= 3 and all(len(line.text) == 1 for line in lines):
        steps = [b.order - a.order for a, b in pairwise(lines)]
        if all(step < 0 for step in steps):
            return lines[::-1]
    return lines
