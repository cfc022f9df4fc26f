"""Names and small helpers of WordprocessingML that every module of the Word reader needs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from desktop.reading.docx_numbering import W

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
V = "{urn:schemas-microsoft-com:vml}"
O = "{urn:schemas-microsoft-com:office:office}"
ALTERNATE, CHOICE = MC + "AlternateContent", MC + "Choice"

P, TBL, TR, TC, RUN, T = W + "p", W + "tbl", W + "tr", W + "tc", W + "r", W + "t"
PPR, RPR, TRPR, TCPR = W + "pPr", W + "rPr", W + "trPr", W + "tcPr"
SDT, SDT_CONTENT, ALT_CHUNK, VAL = W + "sdt", W + "sdtContent", W + "altChunk", W + "val"
GONE = frozenset((W + "del", W + "moveFrom"))
ADDED = frozenset((W + "ins", W + "moveTo"))
THROUGH = frozenset(
    W + t
    for t in ("hyperlink", "smartTag", "customXml", "fldSimple", "dir", "bdo", "sdtContent", "rubyBase", "txbxContent")
)
MERGES = (W + "gridSpan", W + "vMerge", W + "hMerge")

TRACKED = "文件含有未接受的修订，已按修订后的样子显示（删除的文字未显示），请核对是否为定稿。"
HIDDEN = "文件含有隐藏文字，未显示也未审读。"

_PRIVATE = re.compile("[\uf000-\uf0ff]")
# Check marks and bullets that stand in symbol fonts only.
_SYMBOLS = {
    0x52: "☑", 0x54: "☒", 0xA3: "□", 0xA8: "□", 0x6F: "□", 0xFC: "✓", 0xFE: "☑", 0xFD: "☒", 0xFB: "×", 0x6C: "●", 0x6E: "■",
    0x75: "◆", 0xD8: "➢", 0xB7: "•", 0x50: "✓",
}


def symbol(code: int) -> str:
    """A character of a symbol font as an ordinary one."""
    if 0xF000 <= code <= 0xF0FF:
        code -= 0xF000
        return _SYMBOLS.get(code, "•" if code > 0x7E else chr(code) if code in range(0x30, 0x3A) else "•")
    return _SYMBOLS.get(code, chr(code)) if code < 0x100 else chr(code)


def unsymbol(text: str) -> str:
    """The text with characters of symbol fonts as ordinary ones."""
    return _PRIVATE.sub(lambda match: symbol(ord(match.group())), text) if _PRIVATE.search(text) else text


def children(parent: Any) -> Iterator[Any]:
    """Child elements, with alternatives for older programs resolved to the first."""
    for node in parent:
        if node.tag == ALTERNATE:
            chosen = node.find(CHOICE)
            if chosen is None and len(node):
                chosen = node[0]
            if chosen is not None:
                yield from children(chosen)
        else:
            yield node


def count(node: Any | None, default: int = 0) -> int:
    """The number that a property states."""
    value = node.get(VAL) if node is not None else None
    return min(int(value), 1000) if value and value.isdecimal() and len(value) < 10 else default
