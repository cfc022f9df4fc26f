"""Chinese lines: where they may break, how they are filled, and where each character stands.

Lengths are points. A square character takes ``pitch`` (the grid of an official letter is a little tighter than its
type); everything else takes its own width. A line that is not the last of its paragraph is filled to the measure: by
opening it evenly, or, to keep a closing mark from the next line's start, by closing up the blank halves of its marks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from desktop.output.fonts import WIDE, Drawn, Role, glyph, system_wanted

NO_START = frozenset("。，、；：？！）》〉」』】〕｝］”’…—·％‰℃％!),.:;?]}~～%°〗〞々ー／")
NO_END = frozenset("（《〈「『【〔｛［“‘([{〖〝￥$＄#")
_CLOSING = frozenset("。，、；：）》〉」』】〕”’")
_OPENING = frozenset("（《〈「『【〔“‘")
_WORD = frozenset("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
_INSIDE_NUMBER = frozenset(".,:-/%+_@&")
# A mark gives up at most this share of its square; less than half, so that marks still stand apart.
_GIVE = 0.42

Align = Literal["left", "center", "right", "justify"]


@dataclass(frozen=True, slots=True)
class Style:
    """How a run of text looks: ``pitch`` is the advance of a square character (None: the size itself)."""

    role: Role
    size: float
    pitch: float | None = None
    color: str = "#000000"
    back: str | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text in one style."""

    text: str
    style: Style


@dataclass(frozen=True, slots=True)
class Piece:
    """One character with its advance, and the blank it gives up before and after when its line is closed up."""

    source: str
    drawn: Drawn
    style: Style
    advance: float
    before: float = 0.0
    after: float = 0.0


@dataclass(frozen=True, slots=True)
class Run:
    """Characters drawn at once: ``x`` from the line's left edge, ``space`` added after each character."""

    x: float
    text: str
    font: str
    style: Style
    space: float
    width: float


@dataclass(frozen=True, slots=True)
class Line:
    """A set line. ``text`` is its source text, ``width`` what it fills, ``size`` that of its largest character."""

    runs: tuple[Run, ...]
    width: float
    size: float
    text: str


def pieces(spans: Iterable[Span], system: bool | None = None) -> list[Piece]:
    """The characters of spans; control characters become blanks, line feeds stay to force a break."""
    out = []
    system = system_wanted() if system is None else system
    for span in spans:
        style = span.style
        role = _one_face(span, system)
        for character in span.text:
            if character == "\n":
                out.append(Piece("\n", Drawn("", "", 0.0), style, 0.0))
                continue
            code = ord(character)
            if code == 0xFEFF or 0x200B <= code <= 0x200F or 0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF:
                continue
            if code < 32 or 0x7F <= code < 0xA0:
                character = " "
            drawn = glyph(role, character, system)
            square = len(drawn.text) == 1 and drawn.width > 0.99
            pitch = style.size if style.pitch is None else style.pitch
            out.append(Piece(character, drawn, style, pitch * drawn.width if square else style.size * drawn.width))
    return out


def _one_face(span: Span, system: bool) -> Role:
    """The role to draw a span with. A head in bold would fall apart between two faces where it has traditional
    characters, so it is then set in the face that has them all."""
    role = span.style.role
    if role in ("hei", "hei-bold", "title") and any(
        ord(c) > 0x3400 and glyph(role, c, system).font == WIDE for c in span.text
    ):
        return "song"
    return role


def measure(spans: Iterable[Span], system: bool | None = None) -> float:
    """The natural width of spans set on one line."""
    return sum(piece.advance for piece in pieces(spans, system))


def set_lines(
    spans: Iterable[Span], width: float, *, first: float = 0.0, hang: float = 0.0, align: Align = "justify",
    system: bool | None = None,
) -> list[Line]:
    """Spans broken into lines of ``width``. ``first`` indents the first line, ``hang`` the others. Never empty: text
    without characters gives one empty line of the first span's size. ``system`` is as in ``fonts.row``; None asks the
    settings."""
    spans = list(spans)
    row = pieces(spans, system)
    size = spans[0].style.size if spans else 0.0
    if not row:
        return [Line((), 0.0, size, "")]
    lines: list[Line] = []
    at = 0
    while at < len(row):
        indent = first if not lines else hang
        end, next_at = _break(row, at, width - indent)
        ends_paragraph = next_at >= len(row) or row[next_at - 1].source == "\n"
        lines.append(_fill(row[at:end], indent, width, align, last=ends_paragraph, size=size))
        at = next_at
    return lines


def may_break(before: str, after: str) -> bool:
    """Whether a line may end after one character and the next start with the other (禁则)."""
    if after in NO_START or before in NO_END:
        return False
    if before == after and before in "—…":
        return False
    # A point belongs to what follows it on the line: 2.其他, www.example.
    if before == "." and after != " ":
        return False
    if before in _WORD and (after in _WORD or after in _INSIDE_NUMBER):
        return False
    return not (before in _INSIDE_NUMBER and after in _WORD)


def _break(row: Sequence[Piece], at: int, width: float) -> tuple[int, int]:
    """(end of the line, start of the next) for the line that starts at ``at``; blanks at the break belong to neither."""
    total = 0.0
    give = 0.0
    good = None
    tolerance = 0.01
    index = at
    while index < len(row):
        piece = row[index]
        if piece.source == "\n":
            return index, index + 1
        total += piece.advance
        give += _slack(piece)
        over = total - width
        last = index + 1 == len(row)
        breakable = last or row[index + 1].source in "\n " or may_break(piece.source, row[index + 1].source)
        if over > tolerance and piece.source != " ":
            # Only a mark that may not start a line is worth closing the line up for, and only by what marks can give.
            if breakable and piece.source in NO_START and over <= give + tolerance:
                good = index + 1
            if total - give > width + 2 * piece.style.size or (good is not None and not _closing_follows(row, index)):
                break
        elif breakable:
            good = index + 1
        index += 1
    else:
        if good == len(row):
            return good, good
    if good is None:
        good = max(at + 1, _fits(row, at, width))
    end, following = good, good
    while end > at + 1 and row[end - 1].source == " ":
        end -= 1
    while following < len(row) and row[following].source == " ":
        following += 1
    if following < len(row) and row[following].source == "\n":
        following += 1
    return end, following


def _closing_follows(row: Sequence[Piece], index: int) -> bool:
    return index + 1 < len(row) and row[index + 1].source in NO_START


def _fits(row: Sequence[Piece], at: int, width: float) -> int:
    """For a word longer than the line: the end of what fits."""
    total = 0.0
    for index in range(at, len(row)):
        total += row[index].advance
        if total > width + 0.01:
            return index
    return len(row)


def _slack(piece: Piece) -> float:
    if piece.drawn.width > 0.99 and (piece.source in _CLOSING or piece.source in _OPENING):
        return piece.style.size * _GIVE
    return 0.0


def _fill(row: Sequence[Piece], indent: float, width: float, align: Align, last: bool, size: float) -> Line:
    natural = sum(piece.advance for piece in row)
    room = width - indent
    placed = list(row)
    x = indent
    gap = 0.0
    if natural > room + 0.01:
        placed = _close_up(placed, natural - room)
    elif align == "justify" and not last and len(placed) > 1:
        gaps = sum(1 for a, b in pairwise(placed) if _opens(a, b))
        # A line with a long word pushed to the next is left ragged rather than torn apart; a short one tears sooner.
        most = 0.5 if gaps >= 15 else 0.15
        if gaps and (room - natural) / gaps < most * placed[0].style.size:
            gap = (room - natural) / gaps
    elif align == "center":
        x += (room - natural) / 2
    elif align == "right":
        x += room - natural
    return _runs(placed, x, gap, size)


def _opens(before: Piece, after: Piece) -> bool:
    """Whether a line being filled may open between two characters: not inside words and numbers."""
    return may_break(before.source, after.source) or not (before.source in _WORD or after.source in _WORD)


def _close_up(row: list[Piece], excess: float) -> list[Piece]:
    total = sum(_slack(piece) for piece in row)
    share = min(1.0, excess / total) if total else 0.0
    out = []
    for piece in row:
        blank = _slack(piece) * share
        if blank and piece.source in _OPENING:
            piece = replace(piece, before=blank)
        elif blank:
            piece = replace(piece, after=blank)
        out.append(piece)
    return out


def _runs(row: Sequence[Piece], x: float, gap: float, size: float) -> Line:
    """Groups characters of one font and one spacing into runs."""
    runs: list[Run] = []
    text: list[str] = []
    start = space = 0.0
    font, style = "", None
    pen = x

    def flush(end: float) -> None:
        if text and style is not None:
            runs.append(Run(start, "".join(text), font, style, space, end - start))
        text.clear()

    for index, piece in enumerate(row):
        opening = gap if index + 1 < len(row) and _opens(piece, row[index + 1]) else 0.0
        pen -= piece.before
        extra = piece.advance - piece.style.size * piece.drawn.width + opening - piece.after
        if piece.before or font != piece.drawn.font or style is not piece.style or abs(extra - space) > 1e-6:
            flush(pen)
            start, font, style, space = pen, piece.drawn.font, piece.style, extra
        if len(piece.drawn.text) > 1:
            extra = 0.0
        text.append(piece.drawn.text)
        pen += piece.style.size * piece.drawn.width + extra
    flush(pen)
    largest = max((piece.style.size for piece in row), default=size)
    return Line(tuple(runs), pen, largest, "".join(piece.source for piece in row))
