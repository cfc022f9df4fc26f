"""Labels made comparable: numbering, brackets, quotes and punctuation left out."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz import fuzz

from desktop.forms.lines import flat

_NUMBERING = re.compile(
    r"^(?:其中[:：]?)?(?:[（(]?[一二三四五六七八九十]{1,3}[）)、．.:：]|[（(]?\d{1,2}[）)、．.:：](?!\d)|[①-⑩⑴-⑽])?(?:其中[:：]?)?"
    r"(?:\d{1,2}[、．.](?!\d))?"
)
_MARKS = re.compile(r"[\s，。、；：:;,.．·（）()《》〈〉“”\"‘’'〔〕\[\]【】/／\-—_…?？!！|]+")


@lru_cache(maxsize=8192)
def bare(label: str) -> str:
    """A label without numbering and marks, simplified (``（二）部分公开（区分…）`` -> ``部分公开区分…``)."""
    text = flat(label).text
    text = _NUMBERING.sub("", text, count=1)
    return _MARKS.sub("", text).replace("其它", "其他")


def likeness(a: str, b: str) -> float:
    """How alike two bare labels are, 0 to 100."""
    return 100.0 if a == b else fuzz.ratio(a, b)


def numbering(label: str) -> str:
    """The numbering that a label begins with (``（一）``, ``1.``), tight; empty without one."""
    found = _NUMBERING.match(flat(label).text)
    return found.group() if found else ""
