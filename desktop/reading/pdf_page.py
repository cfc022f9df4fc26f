"""What a PDF page holds, straight from PDFium: characters with their boxes, and ruling lines.

All coordinates that leave this module are points of the page as shown (rotation and crop box applied), origin top
left. PDFium's own blanks and line breaks (they are guesses) are left out; blanks that stand in the file are kept.
"""

from __future__ import annotations

import ctypes
import math
import struct
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise, repeat
from typing import Any

import pypdfium2.raw as c
from msgspec import Struct

from desktop.reading import pdf_calls as quick

MAX_SEGMENTS = 20_000  # a drawing, not a table: more lines than this are not looked at
MAX_DEPTH = 4  # form objects inside form objects
THIN = 3.0  # a filled rectangle thinner than this is a drawn line
QUARTER = math.pi / 2
TALL = 40.0  # points: a character box higher than this is looked at twice
PALE = 230  # a line whose colours are all above this is not seen on paper


class _Place(ctypes.Structure):
    """Where PDFium writes the box of a character and its origin."""

    _fields_ = (("box", c.FS_RECTF), ("x", ctypes.c_double), ("y", ctypes.c_double))


# Filled by PDFium and read at once; PDFium itself may only be used by one thread at a time.
_PLACE, _PLACE_OF = _Place(), struct.Struct("@4f2d").unpack
_COLOUR, _COLOUR_OF = (ctypes.c_uint * 4)(), struct.Struct("@4I").unpack
_POINT, _POINT_OF = (ctypes.c_float * 2)(), struct.Struct("@2f").unpack
_MODE, _MODE_OF = (ctypes.c_int * 2)(), struct.Struct("@2i").unpack
_MATRIX, _MATRIX_OF = c.FS_MATRIX(), struct.Struct("@6f").unpack
_LINE_TO = c.FPDF_SEGMENT_LINETO
_BOX_AT = ctypes.byref(_PLACE)
_ORIGIN_AT = ctypes.byref(_PLACE, _Place.x.offset), ctypes.byref(_PLACE, _Place.y.offset)
_COLOUR_AT = tuple(ctypes.byref(_COLOUR, n * ctypes.sizeof(ctypes.c_uint)) for n in range(4))
_POINT_AT = ctypes.byref(_POINT), ctypes.byref(_POINT, ctypes.sizeof(ctypes.c_float))
_MODE_AT = ctypes.byref(_MODE), ctypes.byref(_MODE, ctypes.sizeof(ctypes.c_int))
_MATRIX_AT = ctypes.byref(_MATRIX)
_PLAIN = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

Matrix = tuple[float, float, float, float, float, float]
Move = Callable[[float, float], tuple[float, float]]
# Left, top, right and bottom of a box with a point, mapped in one call for each character: the box and the point's y.
Place = Callable[[float, float, float, float, float, float], tuple[float, float, float, float, float]]


class Char(Struct, gc=False):  # made in a third of the time of a dataclass, and never looked at by the collector
    """A character as placed on a page: its box (by advance and font height), base line and font size.

    The size is near enough: the width of a hanzi; for other characters the box is a little higher than the font.
    """

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    base: float
    size: float


class Segment(Struct, gc=False):
    """A ruling line: ``at`` is its y when it lies flat and its x when it stands; it runs from ``low`` to ``high``."""

    flat: bool
    at: float
    low: float
    high: float


@dataclass(slots=True)
class Page:
    """A page: ``number`` from 1, size in points. ``unmapped`` counts characters whose font gives no Unicode value.

    ``aslant`` holds characters that stand neither upright nor sideways (watermarks). ``turn`` is 1 or 3 when the text
    runs up or down the page (a wide table on an upright page): coordinates are then those of the page turned until
    the text is upright, and ``back`` gives those of the page as shown.
    """

    number: int
    width: float
    height: float
    chars: list[Char] = field(default_factory=list)
    segments: list[Segment] = field(default_factory=list)
    images: int = 0
    unmapped: int = 0
    aslant: list[Char] = field(default_factory=list)
    turn: int = 0
    turns: list[int] = field(default_factory=lambda: [0, 0, 0, 0])  # characters by quarter turns, with the clock

    def back(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        """A rectangle on the page as shown."""
        if self.turn == 3:
            return y0, self.width - x1, y1, self.width - x0
        if self.turn == 1:
            return self.height - y1, x0, self.height - y0, x1
        return x0, y0, x1, y1


def read_page(document: Any, number: int) -> Page:
    """Read page ``number`` (from 1) of a raw PDFium document; the page is closed again."""
    handle = c.FPDF_LoadPage(document, number - 1)
    if not handle:
        return Page(number, 0.0, 0.0)
    try:
        width, height, move, onto = _frame(handle)
        page = Page(number, width, height)
        rotation = c.FPDFPage_GetRotation(handle)
        _read_chars(handle, onto, page, rotation)
        main = max(range(4), key=page.turns.__getitem__)
        if main in (1, 3) and page.turns[main] > 0.6 * sum(page.turns):
            page = Page(number, height, width, turn=main)
            move = _turned(move, main, width, height)
            _read_chars(handle, _placing(move), page, rotation)
        _read_objects(handle, move, page)
        return page
    finally:
        c.FPDF_ClosePage(handle)


def _frame(handle: Any) -> tuple[float, float, Move, Place]:
    """Size of the page as shown, and the maps from PDF coordinates to it: of a point, and of a character's box."""
    left, bottom, right, top = _visible(handle)
    turn = c.FPDFPage_GetRotation(handle)
    wide, high = right - left, top - bottom
    moves: tuple[Move, ...] = (
        lambda x, y: (x - left, top - y),
        lambda x, y: (y - bottom, x - left),
        lambda x, y: (right - x, y - bottom),
        lambda x, y: (top - y, right - x),
    )
    move = moves[turn % 4]
    if turn % 4:
        return (high, wide, move, _placing(move)) if turn % 2 else (wide, high, move, _placing(move))
    return wide, high, move, lambda a, b, x, y, px, py: (a - left, top - b, x - left, top - y, top - py)


def _placing(move: Move) -> Place:
    """The map of a box that belongs to one of a point."""
    return lambda a, b, x, y, px, py: (*move(a, b), *move(x, y), move(px, py)[1])


def _turned(move: Move, turn: int, width: float, height: float) -> Move:
    """The map to a page turned until text that runs up (3) or down (1) stands upright."""
    def onto(x: float, y: float) -> tuple[float, float]:
        across, down = move(x, y)
        return (height - down, across) if turn == 3 else (down, width - across)

    return onto


def _visible(handle: Any) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of what is shown of the page, before it is turned."""
    edges = tuple(ctypes.c_float() for _ in range(4))
    boxes = []
    for get in (c.FPDFPage_GetMediaBox, c.FPDFPage_GetCropBox):
        if get(handle, *edges):
            a, b, x, y = (edge.value for edge in edges)
            boxes.append((min(a, x), min(b, y), max(a, x), max(b, y)))
    if boxes:
        left, bottom = max(box[0] for box in boxes), max(box[1] for box in boxes)
        right, top = min(box[2] for box in boxes), min(box[3] for box in boxes)
        if right - left > 1 and top - bottom > 1:
            return left, bottom, right, top
    wide, high = c.FPDF_GetPageWidthF(handle), c.FPDF_GetPageHeightF(handle)
    return (0.0, 0.0, high, wide) if c.FPDFPage_GetRotation(handle) % 2 else (0.0, 0.0, wide, high)


def _read_chars(handle: Any, onto: Place, page: Page, rotation: int) -> None:
    text = c.FPDFText_LoadPage(handle)
    if not text:
        return
    try:
        count = c.FPDFText_CountChars(text)
        get, loose, origin = quick.char_code, quick.char_box, quick.char_origin
        place, place_of, box_at, (x_at, y_at) = _PLACE, _PLACE_OF, _BOX_AT, _ORIGIN_AT
        level, aslant, quarter = math.nan, False, 0
        high_half, add, angle, turns = 0, page.chars.append, quick.char_angle, page.turns
        for index in range(count):
            code = get(text, index)
            if code <= 0x20:
                if code and quick.char_generated(text, index) == 1:
                    continue
                page.unmapped += code == 0
                # 2 is PDFium's mark for a hyphen at a line end; other controls stand for blanks.
                code = {0: 0xFFFD, 2: 0x2D}.get(code, 0x20)
            elif code >= 0xD800:
                if code < 0xDC00:
                    high_half = code
                    continue
                if code < 0xE000:
                    if not high_half:
                        continue
                    code, high_half = 0x10000 + ((high_half - 0xD800) << 10) + (code - 0xDC00), 0
                elif code < 0xF900 or 0xFFFD <= code <= 0xFFFF:
                    page.unmapped += 1
                    code = 0xFFFD if code >= 0xFFFD else code
            if not loose(text, index, box_at) or not origin(text, index, x_at, y_at):
                continue
            left, top, right, bottom, x, y = place_of(place)
            if top - bottom > TALL:
                if not _trusted(text, index, place.box):
                    continue
                left, top, right, bottom, x, y = place_of(place)
            x0, y0, x1, y1, oy = onto(left, top, right, bottom, x, y)
            if x0 > x1:
                x0, x1 = x1, x0
            if y0 > y1:
                y0, y1 = y1, y0
            wide, high = x1 - x0, y1 - y0
            size = wide if code >= 0x2E80 and 0.6 * high < wide < 1.1 * high else 0.85 * high
            # A base line outside of its own box belongs to text that is turned: the box is all that helps then.
            char = Char(chr(code), x0, y0, x1, y1, oy if y0 - 1 <= oy <= y1 + 1 else y1, size)
            if y != level:  # characters on one level base line stand alike
                level = y
                quarters = max(angle(text, index), 0.0) / QUARTER
                near = round(quarters)
                aslant, quarter = abs(quarters - near) > 0.06, (near + rotation) % 4
            if aslant:
                page.aslant.append(char)
                continue
            turns[quarter] += 1
            add(char)
    finally:
        c.FPDFText_ClosePage(text)


def _trusted(text: Any, index: int, box: Any) -> bool:
    """Put a box right that is far larger than the font (PDFium's boxes of fonts set downwards are); False: no box."""
    m = c.FS_MATRIX()
    c.FPDFText_GetMatrix(text, index, m)
    if box.top - box.bottom <= 3 * c.FPDFText_GetFontSize(text, index) * math.hypot(m.c, m.d):
        return True
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    if not c.FPDFText_GetCharBox(text, index, left, right, bottom, top):
        return False
    box.left, box.top, box.right, box.bottom = left.value, top.value, right.value, bottom.value
    return True


def _read_objects(handle: Any, move: Move, page: Page) -> None:
    objects = map(quick.page_object, repeat(handle), range(c.FPDFPage_CountObjects(handle)))
    _walk(objects, _PLAIN, move, page, 0)


def _walk(objects: Any, outer: Matrix, move: Move, page: Page, depth: int) -> None:
    kind_of, path = quick.object_type, c.FPDF_PAGEOBJ_PATH
    for item in objects:
        kind = kind_of(item)
        if kind == path:
            if len(page.segments) < MAX_SEGMENTS:
                _path(item, outer, move, page)
        elif kind == c.FPDF_PAGEOBJ_IMAGE:
            page.images += 1
        elif kind == c.FPDF_PAGEOBJ_FORM and depth < MAX_DEPTH:
            inner = (c.FPDFFormObj_GetObject(item, n) for n in range(c.FPDFFormObj_CountObjects(item)))
            _walk(inner, _times(_matrix(item), outer), move, page, depth + 1)


def _matrix(item: Any) -> Matrix:
    quick.object_matrix(item, _MATRIX_AT)
    return _MATRIX_OF(_MATRIX)


def _times(m: Matrix, n: Matrix) -> Matrix:
    """First ``m``, then ``n``."""
    return (
        m[0] * n[0] + m[1] * n[2], m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2], m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4], m[4] * n[1] + m[5] * n[3] + n[5],
    )


def _pale(item: Any, stroke: bool) -> bool:
    get = quick.stroke_colour if stroke else quick.fill_colour
    if not get(item, *_COLOUR_AT):
        return False
    red, green, blue, alpha = _COLOUR_OF(_COLOUR)
    return bool(alpha < 16 or min(red, green, blue) >= PALE)


def _path(item: Any, outer: Matrix, move: Move, page: Page) -> None:
    quick.path_mode(item, *_MODE_AT)
    fill, stroke = _MODE_OF(_MODE)
    stroked = bool(stroke) and not _pale(item, True)
    if not stroked and (not fill or _pale(item, False)):
        return
    own = _matrix(item)
    xx, yx, xy, yy, dx, dy = own if outer == _PLAIN else _times(own, outer)
    for points in _subpaths(item):
        on_page = [move(xx * x + xy * y + dx, yx * x + yy * y + dy) for x, y in points]
        if stroked:
            page.segments.extend(_edges(on_page))
        elif (thin := _bar(on_page)) is not None:
            page.segments.append(thin)


def _subpaths(item: Any) -> list[list[tuple[float, float]]]:
    """The straight subpaths of a path; curves break it."""
    out: list[list[tuple[float, float]]] = []
    run: list[tuple[float, float]] = []
    get, kind, point, closes, line = quick.path_part, quick.part_type, quick.part_point, quick.part_closes, _LINE_TO
    (at_x, at_y), place, place_of = _POINT_AT, _POINT, _POINT_OF
    for n in range(min(quick.path_length(item), MAX_SEGMENTS)):
        part = get(item, n)
        point(part, at_x, at_y)
        at = place_of(place)
        if run and kind(part) == line:
            run.append(at)
            if at != run[0] and closes(part):
                run.append(run[0])
        else:
            run = [at]
            out.append(run)
    return [points for points in out if len(points) > 1]


def _edges(points: list[tuple[float, float]]) -> list[Segment]:
    """The flat and standing edges of a stroked line; a rectangle no thicker than a line is one line."""
    bar = _bar(points)
    if bar is not None:
        return [bar]
    out = []
    for (ax, ay), (bx, by) in pairwise(points):
        if abs(ay - by) <= 1.0 and abs(ax - bx) > 1.0:
            out.append(Segment(True, (ay + by) / 2, ax, bx) if ax < bx else Segment(True, (ay + by) / 2, bx, ax))
        elif abs(ax - bx) <= 1.0 and abs(ay - by) > 1.0:
            out.append(Segment(False, (ax + bx) / 2, ay, by) if ay < by else Segment(False, (ax + bx) / 2, by, ay))
    return out


def _bar(points: list[tuple[float, float]]) -> Segment | None:
    """A path that is as a whole a thin flat or standing bar."""
    xs, ys = zip(*points, strict=True)
    left, right, top, bottom = min(xs), max(xs), min(ys), max(ys)
    wide, high = right - left, bottom - top
    if high <= THIN and wide > 2 * high:
        return Segment(True, (bottom + top) / 2, left, right)
    if wide <= THIN and high > 2 * wide:
        return Segment(False, (right + left) / 2, top, bottom)
    return None
