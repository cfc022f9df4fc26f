"""The quick ways of the PDF reader against the plain ones: they must agree on whatever a page may hold."""

from __future__ import annotations

import ctypes
from bisect import bisect_right
from itertools import pairwise
from statistics import median

import pypdfium2.raw as c
from hypothesis import given
from hypothesis import strategies as st
from making_pdf import TOP, pdf, prose
from reportlab.pdfgen.canvas import Canvas

from desktop.reading import pdf_calls
from desktop.reading.pdf_grid import (
    GAP,
    NEAR,
    RawGrid,
    _cells,
    _clusters,
    _covered,
    _groups,
    _merge,
)
from desktop.reading.pdf_lines import _BLANK, CELL_GAP, WIDE_GAP, WORD_GAP, _letter, _median, _once, _spell, lines_of
from desktop.reading.pdf_page import Char, Segment
from desktop.reading.pdf_tables import _crossed

# Quarters of a point, so that lines meet, touch and stand in one place.
places = st.integers(-40, 240).map(lambda n: n / 4)
spans = st.tuples(places, places).map(sorted)
edges = st.lists(places, min_size=2, max_size=8, unique=True).map(sorted)
segments = st.lists(st.builds(lambda at, span: Segment(True, at, *span), places, spans), max_size=25)
positions = st.sets(st.tuples(st.integers(0, 5), st.integers(0, 5)))
chars = st.lists(st.builds(
    lambda text, x, wide, base, size: Char(text, x, base - size, x + wide, base + 1, base, size),
    st.sampled_from("甲乙a1 \u3000，"), places, st.integers(0, 60).map(lambda n: n / 4), st.integers(0, 8).map(float),
    st.integers(1, 16).map(float),
), min_size=1, max_size=14)


@given(segments)
def test_pieces_of_one_line_are_joined(found: list[Segment]) -> None:
    out: list[Segment] = []
    for low_at, high_at in _clusters([s.at for s in found]):
        members = sorted((s for s in found if low_at <= s.at <= high_at), key=lambda s: s.low)
        at = sum(s.at for s in members) / len(members)
        low, high = members[0].low, members[0].high
        for s in members[1:]:
            if s.low <= high + GAP:
                high = max(high, s.high)
            else:
                out.append(Segment(s.flat, at, low, high))
                low, high = s.low, s.high
        out.append(Segment(True, at, low, high))
    assert _merge(found) == out


@given(st.lists(places))
def test_places_near_each_other_are_one_group(values: list[float]) -> None:
    out: list[tuple[float, float]] = []
    for value in sorted(values):
        if out and value - out[-1][1] <= NEAR and value - out[-1][0] <= 2 * NEAR:
            out[-1] = (out[-1][0], value)
        else:
            out.append((value, value))
    assert _clusters(values) == out


@given(segments, segments)
def test_lines_that_touch_each_other_are_one_group(flat: list[Segment], standing: list[Segment]) -> None:
    def touch(h: Segment, v: Segment) -> bool:
        return h.low - GAP <= v.at <= h.high + GAP and v.low - GAP <= h.at <= v.high + GAP

    left, out = list(range(len(flat))), []
    while left:
        hs, vs, waiting = set[int](), set[int](), [left[0]]
        while waiting:
            i = waiting.pop()
            hs.add(i)
            vs.update(j for j, v in enumerate(standing) if touch(flat[i], v))
            waiting += [k for k in range(len(flat)) if k not in hs and any(touch(flat[k], standing[j]) for j in vs)]
        out.append(([flat[i] for i in sorted(hs)], [standing[j] for j in sorted(vs)]))
        left = [i for i in left if i not in hs]
    assert _groups(flat, standing) == [pair for pair in out if pair[1] and len(pair[0]) + len(pair[1]) >= 3]


@given(segments, edges, edges)
def test_where_lines_are_drawn(lines: list[Segment], at: list[float], steps: list[float]) -> None:
    out = set()
    for line in lines:
        edge = min(range(len(at)), key=lambda e: abs(at[e] - line.at))
        if abs(at[edge] - line.at) <= 2 * NEAR:
            out |= {
                (edge, k) for k, (a, b) in enumerate(pairwise(steps))
                if min(b, line.high) - max(a, line.low) >= 0.6 * (b - a)
            }
    assert _covered(lines, at, steps) == out


@given(st.integers(1, 6), st.integers(1, 6), positions, positions)
def test_neighbours_without_a_line_between_them_are_one_cell(
    rows: int, cols: int, walls: set[tuple[int, int]], floors: set[tuple[int, int]]
) -> None:
    taken: set[tuple[int, int]] = set()
    out = []
    for row in range(rows):
        for col in range(cols):
            if (row, col) in taken:
                continue
            wide = high = 1
            while col + wide < cols and (col + wide, row) not in walls and (row, col + wide) not in taken:
                wide += 1
            span = range(col, col + wide)
            while row + high < rows and all(
                (row + high, k) not in floors and (row + high, k) not in taken for k in span
            ) and not any((k, row + high) in walls for k in span[1:]):
                high += 1
            taken.update((row + i, k) for i in range(high) for k in span)
            lines = (any((edge, k) in floors for k in span) for edge in (row, row + high))
            out.append((row, col, high, wide, *lines))
    cells = _cells(rows, cols, walls, floors)
    assert [(p.row, p.col, p.rowspan, p.colspan, p.top_line, p.bottom_line) for p in cells] == out


@given(edges, edges, places, places, positions)
def test_the_cell_at_a_point(xs: list[float], ys: list[float], x: float, y: float, none: set[tuple[int, int]]) -> None:
    grid = RawGrid(xs, ys)
    grid.cells = _cells(grid.rows, grid.cols, {(5 - a, b) for a, b in none}, none)
    grid.index()
    row = min(max(bisect_right(ys, y) - 1, 0), grid.rows - 1)
    col = min(max(bisect_right(xs, x) - 1, 0), grid.cols - 1)
    found = [
        n for n, cell in enumerate(grid.cells)
        if 0 <= row - cell.row < cell.rowspan and 0 <= col - cell.col < cell.colspan
    ]
    assert [grid.cell_at(x, y)] == found


@given(chars, edges)
def test_whether_an_edge_goes_through_a_character(row: list[Char], at: list[float]) -> None:
    for char in row:
        margin = 0.2 * (char.x1 - char.x0)
        assert _crossed(char, at) == any(char.x0 + margin < edge < char.x1 - margin for edge in at)


@given(st.lists(places, min_size=1))
def test_the_median(values: list[float]) -> None:
    assert _median(list(values)) == median(values)


@given(chars)
def test_letters_printed_twice(row: list[Char]) -> None:
    row.sort(key=lambda char: char.x0)
    out: list[Char] = []
    for char in row:
        wide = 0.3 * (char.x1 - char.x0)
        if not any(
            o.text == char.text and char.x0 - o.x0 < wide and abs(o.base - char.base) < 0.15 * char.size for o in out[-2:]
        ):
            out.append(char)
    assert [id(char) for char in _once(row)] == [id(char) for char in out]


@given(chars, st.sampled_from((WIDE_GAP, CELL_GAP)))
def test_blanks_between_words(row: list[Char], gap: float) -> None:
    row.sort(key=lambda char: char.x0)
    out, usual = row[0].text, 0.0
    if len(row) > 8:
        usual = max(0.0, sorted(b.x0 - a.x1 for a, b in pairwise(row))[(len(row) - 1) // 2])
    for last, char in pairwise(row):
        space, small = char.x0 - last.x1, min(last.size, char.size)
        a, b = last.text, char.text
        if space > 0.5:
            if not (a.isdigit() and b.isdigit() and space > small):
                space -= usual
            words = a.isascii() and b.isascii() and a.isalnum() and b.isalnum()
            if space > WORD_GAP * small and a not in _BLANK and b not in _BLANK and (space > gap * small or words):
                out += " "
        out += b
    assert _spell(row, gap) == out


@given(chars)
def test_a_line_of_one_letter_is_a_line_like_others(row: list[Char]) -> None:
    char = row[0]
    # The same letter printed twice takes the long way and is read once.
    twin = Char(char.text, char.x0, char.y0, char.x1, char.y1, char.base, char.size)
    if char.x1 > char.x0:
        found = _letter(0, char)
        assert lines_of([char]) == lines_of([char, twin]) == ([] if found is None else [found])


def test_pdfium_answers_the_same_without_declared_arguments() -> None:
    def draw(canvas: Canvas) -> None:
        prose(canvas, "云台县政府信息公开工作年度报告 2024。" * 3, TOP)
        canvas.setStrokeColorRGB(0.5, 0.25, 0.125)
        canvas.rect(80, 100, 200, 50)
        canvas.showPage()

    data = pdf(draw)
    c.FPDF_InitLibrary()
    document = c.FPDF_LoadMemDocument64(data, len(data), None)
    page = c.FPDF_LoadPage(document, 0)
    text = c.FPDFText_LoadPage(page)
    box, x, y = c.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    count = c.FPDFText_CountChars(text)
    assert count > 50
    for n in range(count):
        assert pdf_calls.char_code(text, n) == c.FPDFText_GetUnicode(text, n)
        assert pdf_calls.char_generated(text, n) == c.FPDFText_IsGenerated(text, n)
        assert pdf_calls.char_angle(text, n) == c.FPDFText_GetCharAngle(text, n)
        assert c.FPDFText_GetLooseCharBox(text, n, box) == 1 == c.FPDFText_GetCharOrigin(text, n, x, y)
        plain = box.left, box.top, box.right, box.bottom, x.value, y.value
        assert pdf_calls.char_box(text, n, ctypes.byref(box)) == 1
        assert pdf_calls.char_origin(text, n, ctypes.byref(x), ctypes.byref(y)) == 1
        assert (box.left, box.top, box.right, box.bottom, x.value, y.value) == plain
    kinds = []
    for n in range(c.FPDFPage_CountObjects(page)):
        item = pdf_calls.page_object(page, n)
        kinds.append(pdf_calls.object_type(item))
        assert kinds[-1] == c.FPDFPageObj_GetType(c.FPDFPage_GetObject(page, n))
        colour = [ctypes.c_uint() for _ in range(4)]
        plain = c.FPDFPageObj_GetStrokeColor(item, *colour), *(part.value for part in colour)
        assert (pdf_calls.stroke_colour(item, *map(ctypes.byref, colour)), *(part.value for part in colour)) == plain
        if kinds[-1] == c.FPDF_PAGEOBJ_PATH:
            assert pdf_calls.path_length(item) == c.FPDFPath_CountSegments(item) >= 4
            part = pdf_calls.path_part(item, 1)
            assert pdf_calls.part_type(part) == c.FPDF_SEGMENT_LINETO
            u, v = ctypes.c_float(), ctypes.c_float()
            assert c.FPDFPathSegment_GetPoint(part, u, v)
            plain = u.value, v.value
            assert pdf_calls.part_point(part, ctypes.byref(u), ctypes.byref(v)) == 1
            assert (u.value, v.value) == plain
    assert c.FPDF_PAGEOBJ_PATH in kinds
    c.FPDFText_ClosePage(text)
    c.FPDF_ClosePage(page)
    c.FPDF_CloseDocument(document)
