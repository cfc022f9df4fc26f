"""Parts of a Word document without their looks, before they are parsed: fonts, sizes, borders are three quarters of it.

Of the properties of runs, paragraphs, cells and rows only those stay that the reader asks for; the text is not touched.
"""

from __future__ import annotations

import re

_MARKS = "vanish|ins|del|moveFrom|moveTo"
# The largest first; run properties before those of paragraphs, inside which they stand too.
_ASKED = (
    ("tcPr", "gridSpan|vMerge|hMerge|cellDel"), ("rPr", f"rStyle|{_MARKS}"),
    ("pPr", f"pStyle|outlineLvl|numPr|numId|ilvl|rPr|rStyle|{_MARKS}"), ("trPr", "gridBefore|hidden|ins|del"),
    ("tblPrEx", ""), ("tblPr", ""), ("tblGrid", ""),
)
_PROPERTIES = tuple(
    (f"<w:{name}>".encode(), f"</w:{name}>".encode(), re.compile(rf"</?w:(?:{asked})(?=[\s/>])[^<>]*>".encode()) if asked else None)
    for name, asked in _ASKED
)
# Between two runs that now look the same, unless the first is hidden, by itself or by its style.
_HIDING = (b"<w:vanish", b"<w:rStyle")
_SEAMS = (b"</w:t></w:r><w:r><w:t>", b'</w:t></w:r><w:r><w:t xml:space="preserve">')

_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_USUAL = b"http://schemas.openxmlformats.org/"
_STRICT_NAMES = (
    (_STRICT, _USUAL + b"wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", _USUAL + b"officeDocument/2006/relationships"),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", _USUAL + b"officeDocument/2006/math"),
)


def plain_names(data: bytes) -> bytes:
    """A part with the names of the strict form of the format as those that every Word writes."""
    if _STRICT in data[:8192]:
        for strict, usual in _STRICT_NAMES:
            data = data.replace(strict, usual)
    return data


def without_looks(data: bytes) -> bytes:
    """A part (UTF-8) without looks. One that is laid out unusually stays as it came, or keeps some of them."""
    data = whole = plain_names(data)
    for start, end, asked in _PROPERTIES:
        first, *pieces = data.split(start)
        if not pieces:
            continue
        known: dict[bytes, bytes] = {}  # the same few dozen sets come again and again: each is lightened once
        out = [first]
        for piece in pieces:
            inner, bracket, rest = piece.partition(end)
            if not bracket:  # another set stands inside this one: only that is lightened
                out += (start, piece)
                continue
            light = known.get(inner)
            if light is None:
                kept = b"".join(asked.findall(inner)) if asked else b""
                light = known[inner] = start + kept + end if kept else b""
            out += (light, rest)
        data = b"".join(out)
    if b"![CDATA[" in data:  # what looks like a tag may be text
        return whole
    for seam in _SEAMS if not any(word in data for word in _HIDING) else ():
        data = data.replace(seam, b"")
    return data
