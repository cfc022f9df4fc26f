"""An excerpt of a table drawn: merged cells as the report prints them, failing cells filled and framed twice over."""

from __future__ import annotations

from desktop.output.canvas import Paper
from desktop.output.excerpt import Excerpt, ExcerptCell
from desktop.output.flow import Draw, baseline
from desktop.output.typeset import Line, Span, Style, set_lines

TEXT = Style("song", 8.5)
LABEL = Style("song", 8.5, color="#333333")
FAIL = Style("hei-bold", 8.5, color="#9c1f1f")
LEADING = 11.5
PAD = 2.5


def excerpt_row(excerpt: Excerpt, left: float, width: float) -> tuple[float, Draw]:
    """(height in points, how to draw it) of an excerpt within a width."""
    widths = columns(excerpt, width)
    set_cells = [(cell, _lines(cell, widths)) for cell in excerpt.cells]
    heights = _heights(excerpt, set_cells)
    tops = [sum(heights[:row]) + _gap_above(excerpt, row) for row in range(excerpt.rows + 1)]
    xs = [left + sum(widths[:col]) for col in range(excerpt.cols + 1)]

    def draw(paper: Paper, top: float) -> None:
        for cell, lines in set_cells:
            x, y = xs[cell.col], top + tops[cell.row]
            right = xs[min(cell.col + cell.colspan, excerpt.cols)]
            last = min(cell.row + cell.rowspan, excerpt.rows) - 1
            bottom = top + tops[last] + heights[last]
            fill = "#fbdcd8" if cell.marked else "#f4f5f7" if cell.label else "#ffffff"
            paper.rect(x, y, right - x, bottom - y, stroke="#8a8a8a", fill=fill, thickness=0.4)
            upper = y + (bottom - y - len(lines) * LEADING) / 2
            for number, line in enumerate(lines):
                shift = (right - x - line.width) / 2
                paper.line(line, x + max(shift, PAD), baseline(upper + number * LEADING, LEADING, line.size))
        for cell, _ in set_cells:
            if cell.marked:
                last = min(cell.row + cell.rowspan, excerpt.rows) - 1
                y = top + tops[cell.row]
                right = xs[min(cell.col + cell.colspan, excerpt.cols)]
                paper.rect(xs[cell.col], y, right - xs[cell.col], top + tops[last] + heights[last] - y,
                           stroke="#c62f2f", thickness=1.4)
        for row in excerpt.gaps:
            # Rows left out: a broken line between two rows, as on a torn drawing, but not through merged cells.
            y = top + tops[row] + heights[row] + 2
            merged = {col for cell in excerpt.cells if cell.row <= row < cell.row + cell.rowspan - 1
                      for col in range(cell.col, cell.col + cell.colspan)}
            for col in range(excerpt.cols):
                if col not in merged:
                    paper.rule(xs[col], y, xs[col + 1], y, color="#8a8a8a", thickness=0.6, dash=(2, 2))

    return tops[excerpt.rows], draw


def _gap_above(excerpt: Excerpt, row: int) -> float:
    return 4.0 * sum(1 for gap in excerpt.gaps if gap < row)


def columns(excerpt: Excerpt, width: float) -> list[float]:
    """Widths that share the measure by what the columns hold, label columns at most a third each."""
    need = [22.0] * excerpt.cols
    for cell in excerpt.cells:
        if cell.colspan == 1 and cell.col < excerpt.cols:
            most = 92.0 if cell.col < excerpt.labels else 60.0
            natural = 8.5 * sum(1.0 if ord(c) > 255 else 0.56 for c in cell.text) + 2 * PAD + 2
            need[cell.col] = max(need[cell.col], min(natural, most))
    # Row labels that span several label columns (新收, 结转, 部分公开) need their room too.
    for cell in excerpt.cells:
        if cell.colspan > 1 and cell.label and cell.col + cell.colspan <= excerpt.labels:
            across = range(cell.col, cell.col + cell.colspan)
            short = min(8.5 * len(cell.text), 130.0) + 2 * PAD + 2 - sum(need[col] for col in across)
            for col in across:
                need[col] += max(short, 0.0) / cell.colspan
    total = sum(need)
    if total > width:
        # Labels give way first, down to two fifths of the measure: they wrap well, figures and short heads do not.
        figures = sum(need[excerpt.labels:])
        room = max(width - figures, 0.4 * width)
        wanted = sum(need[:excerpt.labels])
        if wanted > room:
            need[:excerpt.labels] = [part * room / wanted for part in need[:excerpt.labels]]
        total = sum(need)
        return [part * width / total for part in need]
    # A short excerpt stays compact: stretched cells are harder to compare.
    stretch = min(1.35, width / total)
    return [part * stretch for part in need]


def _lines(cell: ExcerptCell, widths: list[float]) -> list[Line]:
    width = sum(widths[cell.col:cell.col + cell.colspan]) - 2 * PAD
    style = FAIL if cell.marked else LABEL if cell.label else TEXT
    text = cell.text if len(cell.text) <= 90 else cell.text[:88] + "……"
    if not text:
        return []
    if cell.label and len(text) <= 8 and 8.5 * len(text) > width > 8.5 * (len(text) + 1) // 2:
        # 结果 above 维持, rather than a lone last character.
        text = text[:(len(text) + 1) // 2] + "\n" + text[(len(text) + 1) // 2:]
    return set_lines([Span(text, style)], max(width, 9.0), align="left")


def _heights(excerpt: Excerpt, cells: list[tuple[ExcerptCell, list[Line]]]) -> list[float]:
    heights = [LEADING + 5.0] * excerpt.rows
    for cell, lines in sorted(cells, key=lambda entry: entry[0].rowspan):
        last = min(cell.row + cell.rowspan, excerpt.rows)
        have = sum(heights[cell.row:last])
        want = len(lines) * LEADING + 5.0
        if want > have:
            heights[last - 1] += want - have
    return heights
