"""Whether a submission is a damaged copy: then a lost mark is more likely the copy's fault than the body's."""

from __future__ import annotations

import re

from desktop.report import Report

PINYIN = re.compile(
    r"(?<=[\u3400-\u9fff])(?:[（(][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿê]{1,6}[）)])+"
)
BROKEN = re.compile("\ufffd|锟斤拷|[?？]{2}[A-Za-z](?=[\u4e00-\u9fff])")


def pinyin_places(report: Report) -> list[tuple[int, int]]:
    """The spans of syllables in brackets behind a character, with that character."""
    return [(m.start() - 1, m.end()) for m in PINYIN.finditer(report.document.text)]


def damaged(report: Report) -> bool:
    """Ten or more syllables or broken characters: a copying program went over the text."""
    return len(pinyin_places(report)) >= 10 or len(BROKEN.findall(report.document.text)) >= 10
