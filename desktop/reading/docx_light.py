"""Parts of a Word document without their looks, before they are parsed: fonts, sizes, borders are three quarters of it.

Only empty elements and the brackets of borders are taken out, by name; whatever is written unusually stays.
"""

from __future__ import annotations

import re

_TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_DECLARED = (b'xmlns:w="' + _TRANSITIONAL + b'"', b"xmlns:w='" + _TRANSITIONAL + b"'")
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
_LOOK = re.compile(
    (rf"w:(?:{'|'.join((*_NAMES, *_BRACKETS))})(?:\s[^>]*)?/>\s*|/?w:(?:{'|'.join(_BRACKETS)})>\s*").encode()
)
_EMPTY = (b"<w:rPr></w:rPr>", b"<w:pPr></w:pPr>", b"<w:tcPr></w:tcPr>", b"<w:trPr></w:trPr>", b"<w:tblPrEx></w:tblPrEx>")


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
    """A part (UTF-8) without looks; as it came when it is laid out unusually: other prefix, comments, CDATA."""
    data = plain_names(data)
    if b"<!" in data or data.count(b"xmlns:w=") != 1 or not any(d in data[:8192] for d in _DECLARED):
        return data
    tags = data.split(b"<")
    # The same few hundred tags come again and again: each is judged once.
    looks = {tag for tag in set(tags) if _LOOK.fullmatch(tag)}
    out = b"<".join([tag for tag in tags if tag not in looks])
    for pair in _EMPTY:
        out = out.replace(pair, b"")
    return out
