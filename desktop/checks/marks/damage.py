"""Whether a submission is a damaged copy: then a lost mark is more likely the copy's fault than the body's."""

from __future__ import annotations

import re
from functools import lru_cache

from desktop.report import Report

_SYLLABLES = re.compile(r"(?:[（(][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿê]{1,6}[）)])+")
BROKEN = re.compile("\ufffd|锟斤拷|[?？]{2}[A-Za-z](?=[\u4e00-\u9fff])")


def pinyin_places(report: Report) -> list[tuple[int, int]]:
    """The spans of syllables in brackets behind a character, with that character."""
    return _pinyin_places(report.document.text)


def damaged(report: Report) -> bool:
    """Ten or more syllables or broken characters: a copying program went over the text."""
    return _damaged(report.document.text)


@lru_cache(maxsize=16)
def _pinyin_places(text: str) -> list[tuple[int, int]]:
    return [(m.start() - 1, m.end()) for m in _SYLLABLES.finditer(text)
            if m.start() and "\u3400" <= text[m.start() - 1] <= "\u9fff"]


@lru_cache(maxsize=16)
def _damaged(text: str) -> bool:
    return len(_pinyin_places(text)) >= 10 or len(BROKEN.findall(text)) >= 10
