"""A word written for another that sounds the same: 网民流言, 信息保送, 公开工作的人士信息.

Both are words, so only their neighbours tell. The word meant makes a phrase of these reports with the word before or
behind it, and the word written is itself no word of these reports: then it is the one that the keyboard offered first.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from desktop.checks.marks.lattice import joined, phrases_of_reports, tables
from desktop.checks.marks.lexicon import common, crossing, listed, readings
from desktop.checks.marks.near import Slip
from desktop.checks.marks.neighbours import Neighbours


@lru_cache(maxsize=1)
def _beside() -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """The words that stand before a word of two characters in the phrases of these reports, and those behind it."""
    before: dict[str, set[str]] = {}
    behind: dict[str, set[str]] = {}
    covers = tables().covers
    for phrase in (*joined(), *phrases_of_reports()):
        for i in range(len(phrase) - 3):
            one, two = phrase[i:i + 2], phrase[i + 2:i + 4]
            if one in covers and two in covers and (i == 0 or phrase[i - 1:i + 1] not in covers):
                before.setdefault(two, set()).add(one)
                behind.setdefault(one, set()).add(two)
    return before, behind


@lru_cache(maxsize=1)
def _spoken() -> dict[str, list[str]]:
    """The words of those phrases by their readings."""
    out: dict[str, list[str]] = {}
    for word in sorted(_beside()[0].keys() | _beside()[1].keys()):
        for reading in readings(word):
            out.setdefault(reading, []).append(word)
    return out


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    """The words of these reports."""
    before, behind = _beside()
    return phrases_of_reports() | before.keys() | behind.keys() | listed("words")


def misheard(text: str) -> Iterator[Slip]:
    """The words of a passage that stand for another, in order."""
    for place in _DOUBTFUL.places(text):
        word = text[place:place + 2]
        meant = _same(word, text[max(place - 2, 0):place], text[place + 2:place + 4])
        if meant and not any(crossing(text, at, place, place + 2) for at in (place, place + 1)):  # 负|责人|: cut out of 负责人
            yield Slip(place, place + 2, meant, "changed", 0.7 if common().get(word, 0) >= 1000 else 0.85)


def _same(word: str, one: str, two: str) -> str | None:
    """A word that goes with one of the two neighbours and sounds like a word, both characters compared."""
    before, behind = _beside()
    return next((other for other in _alike(word) if other in before.get(two, ()) or other in behind.get(one, ())), None)


@lru_cache(maxsize=8192)
def _alike(word: str) -> tuple[str, ...]:
    """The words of those phrases that sound like a word."""
    spoken = _spoken()
    return tuple(other for reading in readings(word) for other in spoken.get(reading, ()))


_DOUBTFUL = Neighbours(lambda pair: pair in tables().cost and pair not in _known() and bool(_alike(pair)))
