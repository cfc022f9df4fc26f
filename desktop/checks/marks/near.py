"""Near misses of set phrases: one character put in, left out, moved or mistaken.

Only phrases of the lexicon are looked for, and a difference counts only when ordinary words do not explain it: 政府信箱
is a word, 政府信条 is no office's; 校务公开 is a word, 企事业单信息 leaves 单 alone. What sounds like the right character
is judged more freely, for that is how Chinese is typed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from desktop.checks.marks.lexicon import common, covered, crossing, ends, idioms, listed, mistaken, phrases, spared
from desktop.checks.marks.neighbours import Neighbours

Kind = Literal["changed", "lost", "added", "swapped"]

# Characters that stand alone in ordinary prose: no proof of a slip when they are put in or stay behind.
FREE = frozenset(
    "的了和与或及等为是对在以不还仍要需太很较更最有由从把将被向让使就都也又再没无未可应须已曾正所之其此该本各每全多少新老大小上下前后内外中间里"
    "网局县区市省镇乡村街办委厅部处科站所室类化性者型级式版法率量度数费款条项件次期份名个位家种批起例宗年月日时分秒元万亿一二三四五六七八九十百千两几"
    "著地得着起过里把第号楼层口除有者用到给于而并但则若如因按照据经通过待以来去做作搞抓促强优高低好快慢能会说看听问答写读我你他她它们这那哪且虽即既只仅还均共总同相互自己另第约近余"
)
_FREE_ALONE = FREE - frozenset("能")
_LONE = _FREE_ALONE | frozenset("设建办发收报查聚促惠护")


_HAN = re.compile("[\u4e00-\u9fff]+")


@dataclass(frozen=True, slots=True)
class Slip:
    """A near miss in the text: its span, the phrase meant, what happened, and how sure (0 to 1)."""

    start: int
    end: int
    meant: str
    kind: Kind
    sure: float


_Index = dict[str, dict[str, list[tuple[int, str]]]]


@lru_cache(maxsize=1)
def _index() -> tuple[_Index, _Index]:
    """The phrases, numbered, by their first two characters and one of the next two; and likewise from their ends."""
    heads: _Index = defaultdict(lambda: defaultdict(list))
    tails: _Index = defaultdict(lambda: defaultdict(list))
    for number, phrase in enumerate((*phrases(), *sorted(listed("wide")))):
        if len(phrase) >= 4:
            for char in {phrase[2], phrase[3]}:
                heads[phrase[:2]][char].append((number, phrase))
            for char in {phrase[-3], phrase[-4]}:
                tails[phrase[-2:]][char].append((number, phrase))
    return heads, tails


_EDGES = Neighbours(lambda pair: any(pair in side for side in _index()))  # where phrases begin or end
_WORDS = Neighbours(lambda pair: covered(pair, 0, 2))


def slips(text: str) -> Iterator[Slip]:
    """The near misses of set phrases in a tight text; of overlapping ones the surest and longest."""
    found = sorted(_slips(text), key=lambda s: (-s.sure, s.start - s.end))
    taken: list[Slip] = []
    for slip in found:
        if not any(t.start < slip.end and slip.start < t.end for t in taken):
            taken.append(slip)
    yield from sorted(taken, key=lambda s: s.start)


def _slips(text: str) -> Iterator[Slip]:
    places = _EDGES.places(text)
    if not places:
        return
    heads, tails = _index()
    bare = _Bare(text)
    for at in places:
        pair = text[at:at + 2]
        if pair in heads:
            for phrase in _with_head(text[at:at + 4]):
                for size in _sizes_from_head(text, at, phrase, bare):
                    if slip := _judge(text, at, at + size, phrase):
                        yield slip
        if pair in tails:
            for phrase in _with_tail(text[max(at - 2, 0):at + 2]):
                for size in _sizes_from_tail(text, at + 2, phrase, bare):
                    if slip := _judge(text, at + 2 - size, at + 2, phrase):
                        yield slip


class _Bare:
    """The characters of a text that no common word of two characters covers; ``odd`` are those that seldom stand alone.

    Where there is none, ordinary words explain all that is written (``_sure``), but for a character that is easily
    mistaken for the right one.
    """

    __slots__ = ("odd", "places")

    def __init__(self, text: str) -> None:
        self.places, self.odd = bytearray(len(text)), bytearray(len(text))
        for place in _WORDS.outside(text):
            if "\u4e00" <= text[place] <= "\u9fff":
                self.places[place] = 1
                self.odd[place] = text[place] not in _FREE_ALONE


# One edit leaves one of the two characters next to the pair where it was, or beside it.
@lru_cache(maxsize=8192)
def _with_head(text: str) -> tuple[str, ...]:
    """The phrases that begin with the first two characters, hold one of the next two and are not all that stands there,
    in the order of the lists."""
    by_char = _index()[0][text[:2]]
    return tuple(phrase for _, phrase in sorted({entry for char in text[2:] for entry in by_char.get(char, ())}) if phrase != text)


@lru_cache(maxsize=8192)
def _with_tail(text: str) -> tuple[str, ...]:
    """The same from the end."""
    by_char = _index()[1][text[-2:]]
    return tuple(phrase for _, phrase in sorted({entry for char in text[:-2] for entry in by_char.get(char, ())}) if phrase != text)


def _sizes_from_head(text: str, start: int, phrase: str, bare: _Bare) -> Sequence[int]:
    """The sizes at which what begins at ``start`` may be a slip one edit away from the phrase; none when it is the phrase."""
    size, same = len(phrase), 2
    if text.startswith(phrase, start):
        return ()
    while text[start + same:start + same + 1] == phrase[same]:
        same += 1
    place, rest = start + same, phrase[same + 1:]
    if bare.odd.find(1, start, start + size + 1) < 0:
        if text[place + 1:start + size] == rest:
            return (size,) if mistaken(text[place:place + 1], phrase[same]) else ()
        return (size,) if text[place:place + 1] in rest and bare.places.find(1, place, start + size) >= 0 else ()
    sizes = []
    if text[place:start + size - 1] == rest:
        sizes.append(size - 1)
    if text[place + 1:start + size] == rest or text[place:place + 1] in rest:
        sizes.append(size)
    if text[place + 1:start + size + 1] == phrase[same:]:
        sizes.append(size + 1)
    return sizes


def _sizes_from_tail(text: str, end: int, phrase: str, bare: _Bare) -> Sequence[int]:
    """The same for what ends at ``end``."""
    size, same = len(phrase), 2
    if text.endswith(phrase, 0, end):
        return ()
    while same < end and text[end - same - 1] == phrase[-same - 1]:
        same += 1
    place, rest = end - same, phrase[:size - same - 1]
    if bare.odd.find(1, max(end - size - 1, 0), end) < 0:
        if end < size:
            return ()
        if text[end - size:place - 1] == rest:
            return (size,) if mistaken(text[place - 1], phrase[-same - 1]) else ()
        return (size,) if text[place - 1] in rest and bare.places.find(1, end - size, place) >= 0 else ()
    sizes = []
    if end >= size - 1 and text[end - size + 1:place] == rest:
        sizes.append(size - 1)
    if end >= size and (text[end - size:place - 1] == rest or text[place - 1] in rest):
        sizes.append(size)
    if end > size and text[end - size - 1:place - 1] == phrase[:size - same]:
        sizes.append(size + 1)
    return sizes


def _judge(text: str, start: int, end: int, phrase: str) -> Slip | None:
    word = text[start:end]
    if end > len(text):
        return None
    edit = _edit(word, phrase)
    if edit is None or not _HAN.fullmatch(word) or word in common() or word in idioms():
        return None
    kind, at = edit
    sure = _sure(text, start, word, phrase, kind, at)
    if phrase in listed("wide") and phrase not in _own():
        alike = kind == "changed" and mistaken(word[at], phrase[at])
        free = not covered(text, start + at, start + at + 1)
        limit = {"swapped": 0.85, "lost": 0.6, "added": 0.6}.get(kind, 0.7 if alike else 0.0)
        sure = min(sure, 0.85 if alike and free else limit)
    return Slip(start, end, phrase, kind, sure) if sure else None


@lru_cache(maxsize=1)
def _own() -> frozenset[str]:
    return frozenset(phrases())


def _sure(text: str, start: int, word: str, phrase: str, kind: Kind, at: int) -> float:
    """How sure a near miss is a slip; 0 when ordinary words explain it."""
    place = start + at
    if kind == "changed":
        char, right = word[at], phrase[at]
        if right in "或和与的及者":
            return 0
        alike = mistaken(char, right)
        if char in FREE:
            return 0.8 if alike and not covered(text, place, place + 1) and right not in FREE else 0
        if not covered(text, place, place + 1):
            return 0.95 if alike else (0.85 if len(phrase) >= 6 else 0.7)
        if alike and not covered(text, place, place + 1, 100):
            return 0.85
        return 0.82 if alike and not crossing(text, place, start, start + len(word)) else 0
    if kind == "added":
        if word[at] in FREE or covered(text, place, place + 1) or word[at] in word[max(at - 1, 0):at]:
            return 0
        return 0.9
    if kind == "swapped":
        explained = covered(text, place, place + 1) and covered(text, place + 1, place + 2)
        return 0 if explained else 0.9
    if (phrase[at] in FREE and phrase[at] not in "位") or spared(phrase, at):
        return 0
    if at == 0 and not (_HAN.match(text[max(start - 1, 0):start]) and ends(text, start, 100)):
        return 0  # （居）务公开: what stands before decides, and it may be anything
    beside = [i for i in (at - 1, at) if 0 <= i < len(word)]
    alone = [i for i in beside if word[i] not in _LONE and not covered(text, start + i, start + i + 1)]
    if not alone:
        return 0
    if at == len(phrase) - 1:
        after = text[start + len(word):start + len(word) + 1]
        return 0.7 if "\u4e00" <= after <= "\u9fff" and after not in FREE else 0.92
    return 0.92 if len(phrase) >= 8 else 0.88


@lru_cache(maxsize=8192)
def _edit(word: str, phrase: str) -> tuple[Kind, int] | None:
    """The one edit that makes the word of the phrase, and its place."""
    if len(word) == len(phrase):
        apart = [i for i in range(len(word)) if word[i] != phrase[i]]
        if len(apart) == 1:
            return "changed", apart[0]
        if len(apart) == 2 and apart[1] == apart[0] + 1 and word[apart[0]] == phrase[apart[1]] \
                and word[apart[1]] == phrase[apart[0]]:
            return "swapped", apart[0]
        moved = len(apart) > 2 and (word[apart[0]] == phrase[apart[-1]] or word[apart[-1]] == phrase[apart[0]])
        if moved and sorted(word) == sorted(phrase):
            first, last = apart[0], apart[-1]
            if word[first + 1:last + 1] == phrase[first:last] or word[first:last] == phrase[first + 1:last + 1]:
                return "swapped", first
        return None
    if len(word) == len(phrase) - 1:
        lost = next((i for i in range(len(phrase)) if phrase[:i] + phrase[i + 1:] == word), None)
        return None if lost is None else ("lost", lost)
    if len(word) == len(phrase) + 1:
        added = next((i for i in range(1, len(word) - 1) if word[:i] + word[i + 1:] == phrase), None)
        return None if added is None else ("added", added)
    return None
