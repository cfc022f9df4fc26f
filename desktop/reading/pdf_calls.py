"""The functions of PDFium that are called for every character and every drawn line of a page.

Where a ctypes function declares its arguments, each of them is converted by a call of its own, which costs more than
PDFium's answer. Here nothing is declared: a whole number goes as a C int and an object of ctypes as what it holds, which
is what these functions take (so only those that take nothing but handles, ints and ``ctypes.byref`` may stand here).
The interpreter is not released during a call either: each lasts less than a microsecond.
"""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2.raw as c


def _quick(function: Any) -> Any:
    return ctypes.cast(function, ctypes.PYFUNCTYPE(function.restype))


char_code = _quick(c.FPDFText_GetUnicode)
char_generated = _quick(c.FPDFText_IsGenerated)
char_box = _quick(c.FPDFText_GetLooseCharBox)
char_origin = _quick(c.FPDFText_GetCharOrigin)
char_angle = _quick(c.FPDFText_GetCharAngle)

page_object = _quick(c.FPDFPage_GetObject)
object_type = _quick(c.FPDFPageObj_GetType)
object_matrix = _quick(c.FPDFPageObj_GetMatrix)
fill_colour = _quick(c.FPDFPageObj_GetFillColor)
stroke_colour = _quick(c.FPDFPageObj_GetStrokeColor)

path_mode = _quick(c.FPDFPath_GetDrawMode)
path_length = _quick(c.FPDFPath_CountSegments)
path_part = _quick(c.FPDFPath_GetPathSegment)
part_type = _quick(c.FPDFPathSegment_GetType)
part_point = _quick(c.FPDFPathSegment_GetPoint)
part_closes = _quick(c.FPDFPathSegment_GetClose)
