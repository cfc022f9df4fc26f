"""Tables without ruling lines: figures that stand one under the other, with their labels beside and heads above.

A page is looked at only when its lines hold figures set apart. A table is at least three rows whose figures share a
column, or one row of many figures; lines of prose end it. Labels in several lines are put together and belong to the
row at their middle.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from desktop.reading.pdf_lines import CELL_GAP, Line, Piece, lines_of, pieces_of, run_on
from desktop.reading.pdf_page import Char
from desktop.reading.pdf_tables import HEAD, PageTable, Part
from desktop.report import Box

ROWS = 3  # rows of figures under each other make a table
MANY = 5  # figures in one row make one too
NARROW = 0.3  # of the size: a gap between the heads of two columns
FAR = 8.0  # of the size: a wider distance between two lines ends a table

_FIGURE = re.compile(r"[-+]?\d[\d,，.]*[%％]?|[-—–/\\]")
_FIGURES = re.compile(r"(?:^|\s)[-+]?\d[\d,.]*[%％]?(?=\s|$)")
_ITEM = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|其中")
# Heads of a report's parts, which stand between two tables: 三、收到和处理政府信息公开申请情况
_PART = re.compile(r"[一二三四五六七八九十]{1,3}、.*(?:情况|事项|问题|改进|措施|打算)[^，。]{0,12}")
_TITLE = re.compile(r"[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,3}[章节部]|（[一二三四五六七八九十]{1,3}）")


@dataclass(slots=True)
class _Label:
    """Words that stand in one cell, perhaps in several lines."""

    pieces: list[Piece]

    @property
    def x0(self) -> float:
        return min(p.line.x0 for p in self.pieces)

    @property
    def x1(self) -> float:
        return max(p.line.x1 for p in self.pieces)

    @property
    def middle(self) -> float:
        return (self.pieces[0].line.base + self.pieces[-1].line.base) / 2

    @property
    def text(self) -> str:
        return run_on(lines_of([c for p in self.pieces for c in p.chars], CELL_GAP))


@dataclass(slots=True)
class _Row:
    """A row of the table: its height on the page, its figures by column, its labels from left to right."""

    base: float
    figures: dict[int, Piece] = field(default_factory=dict)
    labels: list[_Label] = field(default_factory=list)


def unruled(chars: Sequence[Char], page: int, lines: Sequence[Line]) -> tuple[list[PageTable], list[Char]]:
    """The tables among the characters of a page that stand outside of ruled ones, and the characters left over.

    ``lines`` are the same characters as lines of text; most pages are told from them to hold no such table.
    """
    counts = [len(_FIGURES.findall(line.text)) for line in lines]
    if sum(1 for n in counts if n) < ROWS and max(counts, default=0) < MANY:
        return [], list(chars)
    rows = pieces_of(chars)
    tables: list[PageTable] = []
    used: set[int] = set()
    for first, last in _bands(rows):
        table = _table(rows[first:last + 1], page)
        if table is not None:
            tables.append(table)
            used.update(id(char) for row in rows[first:last + 1] for piece in row for char in piece.chars)
    if not tables:
        return [], list(chars)
    return tables, [char for char in chars if id(char) not in used]


def _is_figure(piece: Piece) -> bool:
    return bool(_FIGURE.fullmatch(piece.line.text))


def _figures(row: Sequence[Piece]) -> list[Piece]:
    """The figures of a row that stand apart from words to their left; a lone page number is none."""
    found = [p for p in row if _is_figure(p)]
    return found if len(found) >= 2 or len(row) > len(found) else []


def _bands(rows: list[list[Piece]]) -> list[tuple[int, int]]:
    """First and last row of each stretch of lines that may be a table."""
    out: list[tuple[int, int]] = []
    at = 0
    while at < len(rows):
        if not _figures(rows[at]):
            at += 1
            continue
        last = end = at
        for n in range(at + 1, len(rows)):
            if rows[n][0].line.base - rows[n - 1][0].line.base > FAR * rows[n][0].line.size or _is_prose(rows[n], rows):
                break
            end = n
            if _figures(rows[n]):
                last = n
        while last < end and _continues_label(rows[last + 1], rows[last], rows[at:last + 1]):
            last += 1
        seeds = [row for row in rows[at:last + 1] if _figures(row)]
        if _aligned(seeds):
            first = at
            floor = out[-1][1] if out else -1
            while first - 1 > floor and _is_head(rows[first - 1], rows[first], rows[at:last + 1]):
                first -= 1
            edge = min(p.line.x0 for row in seeds for p in _figures(row))
            while first < at and len(rows[first]) == 1 and rows[first][0].line.x1 < edge:
                first += 1  # words before the table, not over its figures
            out.append((first, last))
        at = last + 1
    return out


def _is_prose(row: list[Piece], rows: list[list[Piece]]) -> bool:
    """A line that fills the width, a heading, or the end of a sentence."""
    line = row[0].line
    if len(row) > 1:
        return False
    left, right = min(r[0].line.x0 for r in rows), max(r[-1].line.x1 for r in rows)
    return (
        line.x1 - line.x0 > 0.8 * (right - left) or line.text[-1] in "。；：;:"
        or bool(_PART.fullmatch(line.text))
        or (bool(_TITLE.match(line.text)) and len(line.text) > 4 and line.size > 1.15 * _words(rows))
    )


def _words(rows: list[list[Piece]]) -> float:
    """The usual size of the words beside figures."""
    return median([p.line.size for row in rows if len(row) > 1 for p in row if not _is_figure(p)] or [_size(rows)])


def _size(rows: list[list[Piece]]) -> float:
    """The usual size of the figures."""
    return median(p.line.size for row in rows for p in _figures(row))


def _continues_label(row: list[Piece], before: list[Piece], band: list[list[Piece]]) -> bool:
    """Whether a line under the last figures only ends the label beside them."""
    edge = min(p.line.x0 for r in band for p in _figures(r))
    line = row[0].line
    return (
        len(row) == 1 and line.x1 < edge and line.base - before[0].line.base < 1.45 * line.size
        and line.size <= 1.15 * _words(band) and not _TITLE.match(line.text)
    )


def _is_head(row: list[Piece], below: list[Piece], band: list[list[Piece]]) -> bool:
    """Whether a line above the figures belongs to the table's head."""
    line = row[0].line
    size = _words(band)
    if below[0].line.base - line.base > FAR * size or max(p.line.size for p in row) > 1.3 * size:
        return False
    if any(p.line.text[-1] in "。；：;:" or _PART.fullmatch(p.line.text) for p in row):
        return False
    left, right = min(r[0].line.x0 for r in band), max(r[-1].line.x1 for r in band)
    if len(row) == 1 and (line.x1 - line.x0 > 0.8 * (right - left) or line.x0 < left - 2 * size):
        return False
    if len(row) > 1 and any(len(p.line.text) > 24 for p in row):
        return False
    return left - 3 * size <= row[0].line.x0 and row[-1].line.x1 <= right + 4 * size


def _aligned(rows: list[list[Piece]]) -> bool:
    """Whether figures stand under each other in three rows at least, or many in one row."""
    if any(len(_figures(row)) >= MANY for row in rows):
        return True
    if len(rows) < ROWS:
        return False
    return any(len(members) >= ROWS for members in _columns(rows))


def _columns(rows: list[list[Piece]]) -> list[list[Piece]]:
    """The figures by columns, from left to right: those that stand over each other, never two of one row."""
    figures = sorted((p for row in rows for p in _figures(row)), key=lambda p: (p.line.x0 + p.line.x1))
    row_of = {id(p): n for n, row in enumerate(rows) for p in row}
    out: list[list[Piece]] = []
    for piece in figures:
        if out:
            group = out[-1]
            low, high = min(p.line.x0 for p in group), max(p.line.x1 for p in group)
            middle = (piece.line.x0 + piece.line.x1) / 2
            near = piece.line.x0 < high and (low - 1 <= middle <= high + 1 or piece.line.x0 <= (low + high) / 2 <= piece.line.x1)
            if near and all(row_of[id(p)] != row_of[id(piece)] for p in group):
                group.append(piece)
                continue
        out.append([piece])
    return out


def _table(rows: list[list[Piece]], page: int) -> PageTable | None:
    seeds = [row for row in rows if _figures(row)]
    columns = _columns(seeds)
    column_of = {id(p): n for n, group in enumerate(columns) for p in group}
    lows = [min(p.line.x0 for p in group) for group in columns]
    highs = [max(p.line.x1 for p in group) for group in columns]
    size = _size(rows)
    anchors = [_Row(_figures(row)[0].line.base, {column_of[id(p)]: p for p in _figures(row)}) for row in seeds]
    bases = [row.base for row in anchors]
    middles = [(a + b) / 2 for a, b in zip(highs, lows[1:], strict=False)]
    labels = _labels([[q for p in row if id(p) not in column_of for q in _split(p, middles)] for row in rows], bases)
    beside = [label for label in labels if label.x1 <= lows[0]]
    for label in labels:
        if label.x1 > lows[0]:  # words over the figures: a row of their own, or one of the row's cells
            _row_at(anchors, label.middle, 0.5 * size).labels.append(label)
    for label in beside:
        _row_at(anchors, label.middle, _reach(anchors, size)).labels.append(label)
    anchors.sort(key=lambda row: row.base)
    return _built(anchors, lows, highs, page)


def _split(piece: Piece, middles: list[float]) -> list[Piece]:
    """Words over several columns, cut where a gap falls between two of them."""
    runs: list[list[Char]] = [[piece.chars[0]]]
    for last, char in pairwise(piece.chars):
        apart = bisect_right(middles, (last.x0 + last.x1) / 2) != bisect_right(middles, (char.x0 + char.x1) / 2)
        if apart and char.x0 - last.x1 > NARROW * min(last.size, char.size):
            runs.append([])
        runs[-1].append(char)
    return [Piece(line, run) for run in runs for line in lines_of(run, CELL_GAP)] if len(runs) > 1 else [piece]


def _reach(rows: list[_Row], size: float) -> float:
    """How far a label may stand from the middle of its row."""
    steps = [b - a for a, b in pairwise(sorted(row.base for row in rows))]
    return max(0.6 * median(steps) if steps else 0.0, 1.3 * size)


def _row_at(rows: list[_Row], middle: float, reach: float) -> _Row:
    """The row at a height; a new one when none is near."""
    nearest = min(rows, key=lambda row: abs(row.base - middle), default=None)
    if nearest is not None and abs(nearest.base - middle) <= reach:
        return nearest
    rows.append(_Row(middle))
    return rows[-1]


def _labels(rows: list[list[Piece]], bases: list[float]) -> list[_Label]:
    """Words put together over the lines of their cell. Two that each stand beside figures are two cells."""
    out: list[_Label] = []
    for row in rows:
        for piece in row:
            line = piece.line
            anchored = any(abs(base - line.base) < 0.3 * line.size for base in bases)
            for label in reversed(out):
                last = label.pieces[-1].line
                if line.base - last.base > 1.45 * max(line.size, last.size):
                    continue
                same = abs(line.x0 - last.x0) < 0.6 * line.size or abs(line.x0 + line.x1 - last.x0 - last.x1) < 1.2 * line.size
                both = anchored and any(abs(base - p.line.base) < 0.3 * line.size for p in label.pieces for base in bases)
                if same and not both and line.base - last.base > 0 and not _ITEM.match(line.text):
                    label.pieces.append(piece)
                    break
            else:
                out.append(_Label([piece]))
    return out


def _built(rows: list[_Row], lows: list[float], highs: list[float], page: int) -> PageTable | None:
    """The rows as a grid: columns for labels first, then one for each column of figures."""
    most = max((sum(1 for label in row.labels if label.x1 <= lows[0]) for row in rows), default=0)
    wide = max(most, 1)
    middles = [(a + b) / 2 for a, b in zip(highs, lows[1:], strict=False)]
    left = min([lows[0], *(label.x0 for row in rows for label in row.labels)])
    right = max([highs[-1], *(label.x1 for row in rows for label in row.labels)])
    parts: list[Part] = []
    for at, row in enumerate(rows):
        beside = sorted((label for label in row.labels if label.x1 <= lows[0]), key=lambda label: label.x0)
        beside = _stacked(beside)
        over = sorted((label for label in row.labels if label.x1 > lows[0]), key=lambda label: label.x0)
        for n, label in enumerate(beside):
            last = n == len(beside) - 1
            span = wide - n if last else 1
            parts.append(_part(at, n, span, label.text, label.pieces, page))
        free = wide
        for label in over:
            start = wide + bisect_right(middles, label.x0) if label.x0 >= lows[0] - 2 else 0 if not beside else wide
            end = wide + bisect_right(middles, label.x1)
            start = max(start, free if free > wide or beside else start)
            parts.append(_part(at, start, max(end - start + 1, 1), label.text, label.pieces, page))
            free = max(end + 1, start + 1)
        alone = len(row.figures) == 1 and not over  # one figure in the middle of what is one wide cell
        for n, piece in sorted(row.figures.items()):
            parts.append(_part(at, wide if alone else wide + n, len(lows) if alone else 1, piece.line.text, [piece], page))
    if len(parts) < 2 or (not middles and wide < 1):
        return None
    whole = _whole(parts, page)
    xs = [left + (lows[0] - left) * n / wide for n in range(wide)] + [lows[0] - 1, *middles, right]
    return PageTable(
        xs, len(rows), parts, [whole], [p for p in parts if p.row < HEAD],
        [p for p in parts if p.row == len(rows) - 1], loose=True,
    )


def _stacked(labels: list[_Label]) -> list[_Label]:
    """Labels of one row of which one stands under the other are one."""
    out: list[_Label] = []
    for label in labels:
        if out and label.x0 < out[-1].x1:
            out[-1] = _Label(sorted((*out[-1].pieces, *label.pieces), key=lambda p: p.line.base))
        else:
            out.append(label)
    return out


def _part(row: int, col: int, span: int, text: str, pieces: Sequence[Piece], page: int) -> Part:
    lines = [p.line for p in pieces]
    edges = (min(x.x0 for x in lines), min(x.y0 for x in lines), max(x.x1 for x in lines), max(x.y1 for x in lines))
    return Part(row, col, 1, span, text, Box(page, *(round(edge, 2) for edge in edges)))


def _whole(parts: Sequence[Part], page: int) -> Box:
    boxes = [p.box for p in parts]
    return Box(page, min(b.x0 for b in boxes), min(b.y0 for b in boxes), max(b.x1 for b in boxes), max(b.y1 for b in boxes))
