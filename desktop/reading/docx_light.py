"""Parts of a Word document without their looks, before they are parsed: fonts, sizes, borders are three quarters of it.

Only empty elements and the brackets of borders are taken out of properties, by name; whatever is unknown stays.
"""

from __future__ import annotations

_TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
# Properties that say nothing of text, tables, numbers or changes. Those that do (w:tab, w:vanish, w:vMerge) are not here.
_NAMES = (
    "adjustRightInd", "autoSpaceDE", "autoSpaceDN", "b", "bCs", "bidi", "bottom", "caps", "cantSplit", "color", "contextualSpacing",
    "dstrike", "eastAsianLayout", "em", "end", "fitText", "gridCol", "hideMark", "highlight", "i", "iCs", "ind", "insideH", "insideV",
    "jc", "keepLines", "keepNext", "kern", "kinsoku", "lang", "lastRenderedPageBreak", "left", "noProof", "noWrap", "overflowPunct",
    "pageBreakBefore", "pgMar", "pgSz", "position", "proofErr", "rFonts", "right", "rtl", "shadow", "shd", "snapToGrid", "spacing",
    "start", "strike", "lsdException", "next", "link", "locked", "qFormat", "rsid", "semiHidden", "uiPriority", "unhideWhenUsed",
    "suppressLineNumbers", "suppressAutoHyphens", "sz", "szCs", "tblInd", "tblLayout", "tblLook", "tblStyle",
    "tblW", "tcFitText", "tcW", "textAlignment", "textDirection", "top", "topLinePunct", "trHeight", "u", "vAlign", "w", "widowControl",
    "wAfter", "wBefore", "wordWrap",
)
_BRACKETS = ("pBdr", "tblBorders", "tblCellMar", "tcBorders", "tcMar")
_GONE = frozenset(name.encode() for name in (*_NAMES, *_BRACKETS))
_ENDS = frozenset(f"{slash}w:{name}>".encode() for name in _BRACKETS for slash in ("", "/"))
# The largest first; run properties before those of paragraphs, inside which they stand too.
_PROPERTIES = tuple((f"<w:{name}>".encode(), f"</w:{name}>".encode()) for name in ("tcPr", "rPr", "pPr", "trPr"))
_WHOLLY = tuple((f"<w:{name}>".encode(), f"</w:{name}>".encode()) for name in ("tblPrEx", "tblPr", "tblGrid"))
# Between two runs that now look the same, unless the first is hidden, by itself or by its style.
_HIDING = (b"<w:vanish", b"<w:rStyle")
_SEAMS = (b"</w:t></w:r><w:r><w:t>", b'</w:t></w:r><w:r><w:t xml:space="preserve">')

_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_STRICT_OTHERS = (
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
)


def plain_names(data: bytes) -> bytes:
    """A part with the names of the strict form of the format as those that every Word writes."""
    if _STRICT not in data[:8192]:
        return data
    data = data.replace(_STRICT, _TRANSITIONAL)
    for strict, usual in _STRICT_OTHERS:
        data = data.replace(strict, usual)
    return data


def without_looks(data: bytes) -> bytes:
    """A part (UTF-8) without looks. What looks like nothing else goes with its brackets."""
    data = whole = plain_names(data)
    for start, end in (*_PROPERTIES, *_WHOLLY):
        first, *pieces = data.split(start)
        # The same few dozen sets of properties come again and again: each is lightened once.
        known: dict[bytes, bytes] = {}
        out = [first]
        for piece in pieces:
            inner, bracket, rest = piece.partition(end)
            if not bracket:
                out += (start, piece)
                continue
            light = known.get(inner)
            if light is None:
                light = known[inner] = b"" if (start, end) in _WHOLLY else _without(inner, start, end)
            out += (light, rest)
        data = b"".join(out)
    if b"![CDATA[" in data:  # what looks like a tag may be text
        return whole
    for seam in _SEAMS if not any(word in data for word in _HIDING) else ():
        data = data.replace(seam, b"")
    return data


def _without(inner: bytes, start: bytes, end: bytes) -> bytes:
    """A set of properties, brackets included, without those that are looks."""
    kept = b"<".join([tag for tag in inner.split(b"<") if not _is_look(tag.rstrip())])
    return start + kept + end if kept and not kept.isspace() else b""


def _is_look(tag: bytes) -> bool:
    """Whether a tag, from behind its opening bracket on, only says how something looks."""
    return tag in _ENDS or (tag.endswith(b"/>") and tag.startswith(b"w:") and tag[2:-2].split(None, 1)[0] in _GONE)
