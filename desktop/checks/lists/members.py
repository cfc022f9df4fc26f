"""Counting the members of a list in prose: names between 、, titles in 《》, parts of a report.

What 和 and 及 join may be one member or two, and 行政复议、行政诉讼情况 is one part though a 、 stands in it; so a count is
a range, and only a stated number outside of it contradicts the list.
"""

from __future__ import annotations

import re
from itertools import pairwise

_NESTED = re.compile(r"“[^“”]*”|（[^（）]*）|《[^《》]*(?:《[^《》]*》[^《》]*)*》")
_AND = re.compile(r"以及|和|与|及|暨")
# Headings of the form that hold 和 or 及 of their own.
_SET = re.compile(r"问题(?:和|及|与)(?!20\d\d年)[^、，]{0,10}(?:改进|措施|打算|建议|思路)|收到和处理|收费(?:和|及)减免|申请和处理|复议(?:和|及)(?:提起)?(?:行政)?诉讼|机构(?:和|及)人员|"
                  r"目录(?:和|及)指南|指南(?:和|及)目录")
_REVIEW = re.compile(r"复议$")
_SUIT = re.compile(r"^(?:被)?(?:提起)?(?:行政)?(?:诉讼|应诉)")


def blank_nested(text: str) -> str:
    """The text with quoted, bracketed and titled parts filled by □, same length."""
    return _NESTED.sub(lambda m: m.group()[0] + "□" * (len(m.group()) - 2) + m.group()[-1], text)


def pieces(text: str, marks: str = "、") -> list[str]:
    """The text cut at marks that stand outside of quotes, brackets and titles; empty pieces dropped."""
    flat = blank_nested(text)
    out, start = [], 0
    for i, char in enumerate(flat):
        if char in marks:
            out.append(text[start:i])
            start = i + 1
    return [piece for piece in [*out, text[start:]] if piece.strip("，、； ")]


def count_range(text: str, marks: str = "、") -> tuple[int, int]:
    """The least and the greatest number of members that the text can be read to name."""
    found = pieces(text, marks)
    joined = sum(
        1 for before, after in pairwise(found)
        if _REVIEW.search(before) and _SUIT.search(after)
    )
    quoted = len(re.findall(r"”“|》《", text))
    found = [_SET.sub("", piece) for piece in found]
    # Between members parted by ， a 和 stands inside of a member; only before the last one may it part two.
    ands = sum(len(_AND.findall(blank_nested(piece))) for piece in (found if marks == "、" else found[-1:]))
    return len(found) - joined + quoted, len(found) + ands + quoted
