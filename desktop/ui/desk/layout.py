"""Column widths and row heights for a table with merged cells, in the room that there is. Pure apart from metrics."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF

from desktop.report import Cell
from desktop.ui.language import zh

PAD = 9.0
LEAST = 27.0
FLAGS = int(Qt.TextFlag.TextWrapAnywhere) | int(Qt.AlignmentFlag.AlignLeft)


@dataclass(frozen=True, slots=True)
class GridLayout:
    """Widths of columns, heights of rows, and the rectangle of every cell by its (row, col)."""

    widths: list[float]
    heights: list[float]
    rects: dict[tuple[int, int], QRectF]


def lay_out(
    rows: int, cols: int, cells: tuple[Cell, ...], text: Callable[[Cell], str], metrics: QFontMetricsF, room: float,
    least: float = LEAST,
) -> GridLayout:
    """Lays a table out: figures are never broken, labels wrap and share what room is left. ``least``: of a column."""
    widths = _widths(cols, cells, text, metrics, room, least)
    heights = _heights(rows, cells, widths, text, metrics)
    lefts = [sum(widths[:i]) for i in range(cols + 1)]
    tops = [sum(heights[:i]) for i in range(rows + 1)]
    rects = {}
    for cell in cells:
        right = min(cell.col + cell.colspan, cols)
        bottom = min(cell.row + cell.rowspan, rows)
        rects[(cell.row, cell.col)] = QRectF(
            lefts[cell.col], tops[cell.row], lefts[right] - lefts[cell.col], tops[bottom] - tops[cell.row]
        )
    return GridLayout(widths, heights, rects)


def _widths(
    cols: int, cells: tuple[Cell, ...], text: Callable[[Cell], str], metrics: QFontMetricsF, room: float,
    least: float,
) -> list[float]:
    need = [least] * cols
    want = [least] * cols
    figures: set[int] = set()
    character = metrics.horizontalAdvance(zh("字"))
    for cell in cells:
        if cell.colspan != 1 or cell.col >= cols:
            continue
        tidy = text(cell).strip()
        lines = [line.strip() for line in tidy.split("\n")]
        natural = max((metrics.horizontalAdvance(line) for line in lines), default=0.0) + PAD
        if _unbroken(tidy):
            need[cell.col] = max(need[cell.col], natural)
            figures.add(cell.col)
        elif len(tidy) > 6:
            need[cell.col] = max(need[cell.col], 3 * character + PAD)
        want[cell.col] = max(want[cell.col], natural)
    want = [max(w, n) for w, n in zip(want, need, strict=True)]
    if sum(want) <= room:
        spare = (room - sum(want)) / max(cols, 1)
        return [w + min(spare, 60) for w in want]
    spare = room - sum(need)
    if spare <= 0:
        # It has to be scrolled anyway, so labels may as well be read with ease.
        read = 7 * character + PAD
        return [n if col in figures else max(n, min(want[col], read)) for col, n in enumerate(need)]
    wishes = [w - n for w, n in zip(want, need, strict=True)]
    # Long labels win little by more room, so the wish counts by its root.
    weights = [wish ** 0.5 for wish in wishes]
    whole = sum(weights) or 1.0
    return [n + min(wish, spare * weight / whole) for n, wish, weight in zip(need, wishes, weights, strict=True)]


def _heights(
    rows: int, cells: tuple[Cell, ...], widths: list[float], text: Callable[[Cell], str], metrics: QFontMetricsF
) -> list[float]:
    heights = [metrics.height() + 8.0] * rows
    tall = []
    for cell in cells:
        if cell.row >= rows:
            continue
        width = sum(widths[cell.col:cell.col + cell.colspan]) - 8
        box = metrics.boundingRect(QRectF(0, 0, max(width, 8.0), 10000), FLAGS, text(cell).strip())
        height = box.height() + 8
        if cell.rowspan == 1:
            heights[cell.row] = max(heights[cell.row], height)
        else:
            tall.append((cell, height))
    for cell, height in tall:
        last = min(cell.row + cell.rowspan, rows)
        lacks = height - sum(heights[cell.row:last])
        if lacks > 0:
            for row in range(cell.row, last):
                heights[row] += lacks / (last - cell.row)
    return heights


def _unbroken(tidy: str) -> bool:
    return bool(tidy) and len(tidy) <= 12 and all(c.isdigit() or c in ".,-/%" for c in tidy)
