"""Common passages of two texts, with figures masked and the boilerplate of the genre left out.

Works on the prose of two reports: every run of ``GRAM`` characters (figures as one mark, punctuation dropped) that stands in
both marks its characters as taken over; maximal marked runs are the passages. Linear in the length of both texts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from desktop.checks.passages import passages
from desktop.report import Report

GRAM = 13
SHORTEST = 30

# Sentences that every report of the genre shares, so that taking them over is no copying.
_COMMON = re.compile(
    r"[^。；\n]*(?:本报告|报告全文|统计期限|数据的?(?:统计)?时间|电子版|如(?:对|有)[^。；\n]{0,20}(?:疑问|咨询)|联系(?:地址|电话|方式)|"
    r"邮政?编码?[:：]|电话[:：]|传真[:：])[^。；\n]*[。；]?|《[^》\n]{2,80}》|〔\d{4}〕\s*第?\d+号|"
    r"以?习近平新时代中国特色社会主义思想为?指导?|(?:全面|深入)?(?:学习)?贯彻(?:落实)?党的[^，。；\n]{2,30}精神"
)
_FIGURE = re.compile(r"[\d０-９]+(?:[.,，]\d+)*")


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
    for passage in passages(report):
        if passage.kind != "paragraph":
            continue
        line, places = passage.clean.text, passage.clean
        skip = [m.span() for m in _COMMON.finditer(line)]
        figures = {m.start(): m.end() for m in _FIGURE.finditer(line)}
        at = 0
        for low, high in [*skip, (len(line), len(line))]:
            while at < low:
                end = figures.get(at, at + 1)
                if at in figures or line[at].isalnum():
                    chars.append("#" if at in figures else line[at])
                    starts.append(places.starts[at])
                    ends.append(places.ends[end - 1])
                at = end
            if at < high:
                at = high
                if chars and chars[-1] != "\n":
                    chars.append("\n")
                    starts.append(places.starts[at - 1])
                    ends.append(places.ends[at - 1])
        if chars and chars[-1] != "\n" and line:
            chars.append("\n")
            starts.append(places.starts[-1])
            ends.append(places.ends[-1])
    return Prose("".join(chars), tuple(starts), tuple(ends))


def common_passages(own: Prose, other: Prose) -> list[Passage]:
    """The passages of at least ``SHORTEST`` characters that both texts share, in the order of the own text."""
    seeds: dict[str, int] = {}
    for at in range(len(other.text) - GRAM + 1):
        gram = other.text[at:at + GRAM]
        if "\n" not in gram:
            seeds.setdefault(gram, at)
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


def copied_share(own: Prose, other: Prose) -> float:
    """The share (0 to 1) of a report's own prose that stands word for word, figures aside, in the other's."""
    total = len(own.text.replace("\n", ""))
    if total == 0:
        return 0.0
    return min(1.0, sum(p.length for p in common_passages(own, other)) / total)
