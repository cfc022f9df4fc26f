"""Common passages of two texts, with figures masked and the boilerplate of the genre left out.

Works on the prose of two reports: every run of ``GRAM`` characters (figures as one mark, punctuation dropped) that stands in
both marks its characters as taken over; maximal marked runs are the passages. Linear in the length of both texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from desktop.checks.passages import cut, prose_blocks
from desktop.normal import clean
from desktop.report import Report

GRAM = 13
SHORTEST = 30

# Sentences that every report of the genre shares, so that taking them over is no copying.
_SHARED = re.compile(
    r"本报告|报告全文|统计期限|数据的?(?:统计)?时间|电子版|如(?:对|有)[^。；\n]{0,20}(?:疑问|咨询)|联系(?:地址|电话|方式)|"
    r"邮政?编码?[:：]|电话[:：]|传真[:：]"
)
_CITED = re.compile(
    r"《[^》\n]{2,80}》|〔\d{4}〕\s*第?\d+号|"
    r"以?习近平新时代中国特色社会主义思想为?指导?|(?:全面|深入)?(?:学习)?贯彻(?:落实)?党的[^，。；\n]{2,30}精神"
)
_COMMON = re.compile(rf"[^。；\n]*(?:{_SHARED.pattern})[^。；\n]*[。；]?|{_CITED.pattern}")
_WORD = re.compile(r"(\d+(?:[.,，]\d+)*)|[^\W\d_]+")  # a figure, or letters


@dataclass(frozen=True, slots=True)
class Prose:
    """A report's prose reduced for comparison; ``starts``/``ends`` lead back to the document's offsets."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A run taken over: its span in the own document and in the other one; ``length`` in compared characters."""

    start: int
    end: int
    other_start: int
    other_end: int
    length: int


def prose(report: Report) -> Prose:
    """The comparable prose of a report: tables and page furniture, headings and common sentences left out."""
    chars: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    whole = clean(report.document.text)
    for block in prose_blocks(report):
        if block.kind != "paragraph":
            continue
        places = cut(whole, block.start, block.end)
        line, at = places.text, 0
        words = [(*match.span(), match.lastindex is not None) for match in _WORD.finditer(line)]
        skipped = _skipped(line)
        for low, high in [*skipped, (len(line), len(line))]:
            for start, end, figure in _between(line, words, at, low) if skipped else words:
                if figure:
                    chars.append("#")
                    starts.append(places.starts[start])
                    ends.append(places.ends[end - 1])
                else:
                    chars.append(line[start:end])
                    starts += places.starts[start:end]
                    ends += places.ends[start:end]
                at = end
            if max(at, low) < high:
                at = high
                if chars and chars[-1] != "\n":
                    chars.append("\n")
                    starts.append(places.starts[at - 1])
                    ends.append(places.ends[at - 1])
            at = max(at, low)
        if chars and chars[-1] != "\n" and line:
            chars.append("\n")
            starts.append(places.starts[-1])
            ends.append(places.ends[-1])
    return Prose("".join(chars), tuple(starts), tuple(ends))


def _skipped(line: str) -> list[tuple[int, int]]:
    """The spans of what every report shares."""
    pattern = _COMMON if _SHARED.search(line) else _CITED
    return [match.span() for match in pattern.finditer(line)]


def _between(line: str, words: list[tuple[int, int, bool]], low: int, high: int) -> Iterator[tuple[int, int, bool]]:
    """The words of a part of a line. A figure that begins in it is taken whole; of one begun before it the digits are letters."""
    for start, end, figure in words if low < high else ():
        if start >= high or end <= low:
            continue
        if not figure:
            yield max(start, low), min(end, high), False
        elif start >= low:
            yield start, end, True
        else:
            yield from ((i, i + 1, False) for i in range(low, min(end, high)) if line[i].isalnum())


def common_passages(own: Prose, other: Prose) -> list[Passage]:
    """The passages of at least ``SHORTEST`` characters that both texts share, in the order of the own text."""
    seeds = _seeds(other.text)
    out = []
    at = 0
    while at <= len(own.text) - GRAM:
        there = seeds.get(own.text[at:at + GRAM])
        if there is None:
            at += 1
            continue
        length = GRAM
        while (at + length < len(own.text) and there + length < len(other.text)
               and own.text[at + length] == other.text[there + length] != "\n"):
            length += 1
        if length >= SHORTEST:
            out.append(Passage(own.starts[at], own.ends[at + length - 1], other.starts[there],
                               other.ends[there + length - 1], length))
        at += length
    return out


def _seeds(text: str) -> dict[str, int]:
    """The first place of each run of ``GRAM`` characters without a line's end."""
    seeds: dict[str, int] = {}
    end = len(text)
    for line in reversed(text.split("\n")):
        start = end - len(line)
        seeds |= {text[at:at + GRAM]: at for at in range(end - GRAM, start - 1, -1)}
        end = start - 1
    return seeds


def copied_share(own: Prose, other: Prose) -> float:
    """The share (0 to 1) of a report's own prose that stands word for word, figures aside, in the other's."""
    total = len(own.text.replace("\n", ""))
    if total == 0:
        return 0.0
    return min(1.0, sum(p.length for p in common_passages(own, other)) / total)
