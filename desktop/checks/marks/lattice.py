"""Slips found by what the words of a passage cost: one edit that makes a badly explained place well explained.

A passage is cut into known words at the least cost (frequent words and the words of these reports are cheap, a character
that stands alone for no reason is dear). Where a character belongs to no known word, each edit of the places around it is
tried: a character changed for one that sounds or looks alike, lost, put in twice, or moved. What the best edit saves
tells how sure the slip is. Only words of these reports and idioms are put in the place of what is written, for any odd
pair of characters resembles some word of the language.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import log

from desktop.checks.marks.lexicon import (
    WORDS,
    common,
    confused,
    exchanged,
    idioms,
    listed,
    phrases,
    shaped_alike,
    sound_same,
    spared,
)
from desktop.checks.marks.near import FREE, Kind, Slip
from desktop.checks.marks.neighbours import Neighbours, between
from desktop.forms import regions

_MOST = 8  # characters of the longest phrase in the lattice
_REACH = 7  # characters on both sides of an odd place that are weighed with it
_ALL = 60_000_000  # running words behind the frequencies of common.txt
_OWN, _LONG, _RARE, _IDIOM = 8.9, 9.5, 16.0, 14.0  # costs of the words of these reports, rare words and idioms
_GRAMMAR, _PLAIN, _LOOSE, _STRANGE = 4.5, 6.0, 8.0, 13.5  # costs of single characters
_COVERS = 13.8  # what a word may cost that explains its characters by itself
_INSERTED = 5.0  # what it costs to suppose that a character was lost
_LEAST = {"changed": 9.0, "lost": 12.0, "added": 14.0, "swapped": 14.0}  # savings below which nothing is said
_LOOSE_ENDS = frozenset(  # characters that stand beside a word by themselves: grammar, prefixes and suffixes
    "的了和与及等为是对在以不有也都并或由从把将被让使就又再没无未可应须已曾所其此该本各每多少新大小上下前后内外中间一二三四五六七八九十百千万亿两几第着地得到给于"
    "而但则若如因按经待来去做作抓促强优高低好快慢能会说看听问我你他者们这那且既只仅还均共同总另约近余个条件项次份期篇名位家种批户人年月日时元率量数制化机全建网站"
    "见提力市区县省镇乡务办读美更著站局委厅科股室处所院校馆性型类版式费点员")
_MAY_LACK = frozenset("的了和与及未不无没非")  # without them a phrase is another, not a slip
_LEAST_LONG = 9.0
_LEAST_RARE = 7.0  # when what is written is a rare word
_SURE = {"changed": (17.5, 26.0), "lost": (16.0, 30.0), "added": (18.0, 34.0), "swapped": (25.0, 36.0)}
_NAMED = re.compile("[路街道巷弄村镇乡县区庄湾山河江湖桥号楼寨屯堡沟峪店苑里]|社区|小学|中学|同志")
_PERSON = re.compile("(?:[局乡镇县市区校院处科股所站部厅社组会]长|主任|书记|委员|同志|联系人|负责人|审核人|填报人|主席|专员|秘书|编辑)：?[\u4e00-\u9fff]{0,2}$")
_SHAPED = frozenset("人入千干未末己已巳土士大太日曰目自各名")  # characters that are easily mistaken though they often stand alone
_NOT = frozenset("一二三四五六七八九十百万亿两几半第著")  # numbers, and 著力 of a converted text


@dataclass(frozen=True, slots=True)
class Tables:
    """``cost`` of each word; and the words of these reports with one character open, left out, or in any order.

    ``fixed`` are those words, ``covers`` all that explain their characters by themselves, ``single`` the characters' costs.
    """

    cost: dict[str, float]
    open: dict[str, str]
    lost: dict[str, str]
    sorted: dict[str, str]
    fixed: frozenset[str]
    own: frozenset[str]
    covers: frozenset[str]
    single: dict[str, float]


@lru_cache(maxsize=1)
def _field() -> dict[str, list[str]]:
    return {name: text.split() for name, text in tomllib.loads((WORDS / "field.toml").read_text(encoding="utf-8")).items()}


@lru_cache(maxsize=1)
def phrases_of_reports() -> frozenset[str]:
    """The words and phrases of these reports."""
    return frozenset((*phrases(), *listed("wide"), *_field()["said"], *_field()["terms"]))


@lru_cache(maxsize=1)
def joined() -> frozenset[str]:
    """Phrases of two words each that go together (不断完善, 完善制度, 信息管理)."""
    part = _field()
    return frozenset(a + b for one, two in (("adverbs", "verbs"), ("verbs", "nouns"), ("heads", "tails"))
                     for a in part[one] for b in part[two] if a != b)


@lru_cache(maxsize=1)
def tables() -> Tables:
    """The word costs and what the edits are looked up in."""
    part, fixed = _field(), phrases_of_reports()
    cost = dict.fromkeys(_rare(), _RARE)
    for idiom in idioms():
        cost.setdefault(idiom, _IDIOM)
    price = {f: log(_ALL / (f * (2 if f >= 1000 else 1))) for f in set(common().values())}
    cost |= {word: price[frequency] for word, frequency in common().items() if len(word) <= 4}
    own = sorted(word for word in fixed | joined() if 2 <= len(word) <= _MOST)
    cost |= {word: _OWN if len(word) < 5 else _LONG for word in own}
    single = dict.fromkeys(FREE, _LOOSE) | dict.fromkeys(part["alone"], _LOOSE + 1.5)
    single |= dict.fromkeys("等为是对在以不", _PLAIN) | dict.fromkeys("的了和与及", _GRAMMAR)
    covers = frozenset(word for word, price_ in cost.items() if price_ < _COVERS)
    usual = common()
    return Tables(cost, *_masks(own, [*(i for i in idioms() if i in usual), *(w for w, f in usual.items() if f >= 1000 and len(w) == 2 and w not in fixed)]), fixed, frozenset(own), covers, single)


def _masks(words: Iterable[str], others: Iterable[str]) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Words, parted by blanks, by what is left of them; strings rather than lists, which are quicker made."""
    opened: dict[str, str] = {}
    lost: dict[str, str] = {}
    ordered: dict[str, str] = {}
    for word in words:
        size = len(word)
        if size <= 4:
            _open(word, opened)
        if 3 <= size <= _MOST:
            for i in range(size):
                if word[i] in _MAY_LACK or spared(word, i):
                    continue
                rest = word[:i] + word[i + 1:]
                lost[rest] = f"{lost[rest]} {word}" if rest in lost else word
            if size <= 6:
                chars = "".join(sorted(word))
                ordered[chars] = f"{ordered[chars]} {word}" if chars in ordered else word
    for word in others:
        _open(word, opened)
    return opened, lost, ordered


def _open(word: str, opened: dict[str, str]) -> None:
    for i, char in enumerate(word):
        if char not in "的了一":
            mask = f"{word[:i]}_{word[i + 1:]}"
            opened[mask] = f"{opened[mask]} {word}" if mask in opened else word


def _rare() -> Iterator[str]:
    """Words that only explain: rare ones, and the names of divisions with and without what they are."""
    lines = [line for line in (WORDS / "rare.txt").read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    for size, line in zip((2, 3, 4), lines, strict=True):
        yield from (line[i:i + size] for i in range(0, len(line), size))
    for division in regions.divisions():
        yield from (name for name in (division.name, division.name[:-1]) if 2 <= len(name) <= 4)


def odd_slips(text: str) -> Iterator[Slip]:
    """The slips of a passage, none overlapping a surer one."""
    found = []
    for start, end, meant in _shortened(text):
        found.append((0.85 if len(meant) >= 6 else 0.7, start, end, Slip(start, end, meant, "lost", 0.85)))
    found += [(0.65, place, place + 3, Slip(place, place + 3, meant, "lost", 0.65)) for place, meant in _clipped(text)]
    for place in _strange(text):
        low, high = place, place + 1
        while low > 0 and place - low < _REACH and "\u4e00" <= text[low - 1] <= "\u9fff":
            low -= 1
        while high < len(text) and high - place <= _REACH and "\u4e00" <= text[high] <= "\u9fff":
            high += 1
        best = _best(text[low:high], place - low)
        if best is not None and not _named(text, low + best.start, low + best.end):
            found.append((best.sure, low + best.start, low + best.end, best))
    taken: list[tuple[int, int]] = []
    for sure, start, end, slip in sorted(found, key=lambda f: (-f[0], f[1])):
        if not any(a < end and start < z for a, z in taken):
            taken.append((start, end))
            yield Slip(start, end, slip.meant, slip.kind, sure)


def _shortened(text: str) -> Iterator[tuple[int, int, str]]:
    """Longer phrases of these reports with a character left out, though words explain what remains (领导小成员)."""
    heads, lost = _long()
    for place in _BEGUN.places(text):
        for size in heads.get(text[place:place + 4], ()):
            meant = lost.get(text[place:place + size])
            if meant is not None and meant not in text[max(place - 1, 0):place + size + 2]:
                low, high = max(place - 4, 0), place + size + 4
                before, behind = _weigh(text[low:high])
                if before[-1] - before[place - low] - behind[place - low + size] - _LONG - _INSERTED >= _LEAST_LONG:
                    yield place, place + size, meant


def _clipped(text: str) -> Iterator[tuple[int, str]]:
    """Three characters that are two words of these reports but for one character, which stands with no other word either."""
    lost, cost = _three(), tables().cost
    for beside in _BESIDE.finditer(between(text)):
        place = beside.start() - (beside["word"] is not None)
        part = text[place:place + 3]
        if part not in lost or part in cost:
            continue
        meant, first = lost[part][:4], len(lost[part]) == 4
        around = ((part[:2], text[max(place - 1, 0):place + 1], text[max(place - 2, 0):place + 1]) if first
                  else (part[1:], text[place + 2:place + 4], text[place + 2:place + 5]))
        if not any(word in cost for word in around):
            yield place, meant


@lru_cache(maxsize=1)
def _three() -> dict[str, str]:
    """What is left of two words of two characters each when one is lost: the words, with a dash when the second lost it."""
    table = tables()
    out: dict[str, str] = {}
    for word in sorted(table.own):
        if len(word) == 4 and word[:2] in table.covers and word[2:] in table.covers:
            for i in range(4):
                rest = word[:i] + word[i + 1:]
                if rest[0 if i < 2 else 2] not in _LOOSE_ENDS and not spared(word, i):
                    out.setdefault(rest, word if i < 2 else f"{word}-")
    return out


@lru_cache(maxsize=1)
def _long() -> tuple[dict[str, tuple[int, ...]], dict[str, str]]:
    """The sizes of the remains by their first four characters, and the phrase of each remains."""
    heads: dict[str, set[int]] = {}
    lost: dict[str, str] = {}
    own = phrases_of_reports()
    for phrase in sorted(own):
        for i in range(1, len(phrase) - 1 if len(phrase) >= 5 else 0):
            rest = phrase[:i] + phrase[i + 1:]
            if rest not in own and phrase[i] not in _MAY_LACK and not spared(phrase, i):
                lost[rest] = phrase
                heads.setdefault(rest[:4], set()).add(len(rest))
    return {head: tuple(sorted(sizes)) for head, sizes in heads.items()}, lost


@lru_cache(maxsize=1)
def _begun() -> frozenset[str]:
    return frozenset(head[:2] for head in _long()[0])


_BEGUN = Neighbours(lambda pair: pair in _begun())
_COVERED = Neighbours(lambda pair: pair in tables().covers)
# Two characters of no word, the second of which is the first of one; or likewise the other way.
_BESIDE = re.compile(_COVERED.other + b"(?=%b%b)|" % (_COVERED.other, _COVERED.one) + b"(?P<word>%b)(?=%b%b)" % (_COVERED.one, _COVERED.other, _COVERED.other))


def _named(text: str, start: int, end: int) -> bool:
    """Whether the place is in the name of a road, a village or a person."""
    return bool(_NAMED.match(text, end) or _PERSON.search(text[max(start - 7, 0):start]))


def _strange(text: str) -> list[int]:
    """The characters that no usual word of more than one character covers and that seldom stand alone."""
    covers = tables().covers
    bare = [i for i in _COVERED.outside(text) if "\u4e00" <= text[i] <= "\u9fff" and text[i] not in FREE]
    return [i for i in bare if not any(
        text[start:start + size] in covers for size in (3, 4) for start in range(max(i - size + 1, 0), i + 1))]


@lru_cache(maxsize=4096)
def _best(word: str, place: int) -> Slip | None:
    """The edit at ``place`` of a short run of characters that saves most, when it saves enough."""
    table = tables()
    before, behind = _weigh(word)
    whole, best, saved_most = before[-1], None, 0.0
    for start, end, meant, kind in _edits(word, place, table):
        saved = whole - before[start] - behind[end] - table.cost[meant] - (_INSERTED if kind == "lost" else 0)
        least = _LEAST_RARE if kind == "changed" and word[start:end] in table.cost else _LEAST[kind]
        if saved > saved_most and saved >= least:
            some, most = _SURE[kind]
            saved_most = saved
            alike = kind == "changed" and all(a == b or shaped_alike(a, b) for a, b in zip(word[start:end], meant, strict=True))
            best = Slip(start, end, meant, kind, 0.9 if saved >= most else 0.85 if saved >= some or alike else 0.7)
    return best


def _weigh(word: str) -> tuple[list[float], list[float]]:
    """The least cost of the text before each place and of that behind it."""
    table, size = tables(), len(word)
    cost, single = table.cost.get, table.single.get
    before, behind = [0.0] * (size + 1), [0.0] * (size + 1)
    for end in range(1, size + 1):
        least = before[end - 1] + single(word[end - 1], _STRANGE)
        for start in range(max(end - _MOST, 0), end - 1):
            price = cost(word[start:end])
            if price is not None and before[start] + price < least:
                least = before[start] + price
        before[end] = least
    for start in range(size - 1, -1, -1):
        least = behind[start + 1] + single(word[start], _STRANGE)
        for end in range(start + 2, min(start + _MOST, size) + 1):
            price = cost(word[start:end])
            if price is not None and behind[end] + price < least:
                least = behind[end] + price
        behind[start] = least
    return before, behind


def _edits(word: str, place: int, table: Tables) -> Iterator[tuple[int, int, str, Kind]]:
    """Spans that hold the place, with a word of these reports one edit away."""
    for length in range(2, _MOST + 1):
        for start in range(max(place - length + 1, 0), min(place, len(word) - length) + 1):
            end = start + length
            part = word[start:end]
            if length <= 4:
                for i in range(length):
                    for meant in table.open.get(f"{part[:i]}_{part[i + 1:]}", "").split():
                        if meant != part and part[i] not in _NOT and confused(part[i], meant[i]) and (
                                meant in table.own or length == 4 or _alone(part, table)):
                            yield start, end, meant, "changed"
            if length == 2 and part not in table.cost and _at_home(word, start, end, table):
                for meant in _exchanged(part, table):
                    yield start, end, meant, "changed"
            for meant in table.lost.get(part, "").split():
                yield start, end, meant, "lost"
            if 3 <= length <= 6:
                for meant in table.sorted.get("".join(sorted(part)), "").split():
                    if meant != part and _moved(part, meant):
                        yield start, end, meant, "swapped"
            if length == 2 and part not in table.cost and _turned(part, table):
                yield start, end, part[::-1], "swapped"
            if length > 2 and start < place < end - 1:
                meant = part[:place - start] + part[place - start + 1:]
                if meant in table.fixed and (word[place] in (word[place - 1], word[place + 1]) or _inside(meant, place - start)):
                    yield start, end, meant, "added"


def _exchanged(part: str, table: Tables) -> Iterator[str]:
    """The usual words that two characters of no word may stand for when one is mistaken for another of its shape: both
    odd (剖折), or one odd and the other easily mistaken (列人), or mistaken by its sound as well (不董)."""
    first, second = (char in table.single for char in part)
    if not first and not second:
        yield from exchanged(part, 0, 100)
        yield from exchanged(part, 1, 100)
    elif first and not second:
        yield from (m for m in exchanged(part, 0, 1000) if part[0] in _SHAPED)
        yield from (m for m in exchanged(part, 1, 1000) if sound_same(m[1], part[1]))
    elif second and not first:
        yield from (m for m in exchanged(part, 1, 1000) if part[1] in _SHAPED)
        yield from (m for m in exchanged(part, 0, 1000) if sound_same(m[0], part[0]))


def _at_home(word: str, start: int, end: int, table: Tables) -> bool:
    """Whether the characters beside a span are explained without it: 疏民 before 困 is cut out of a longer phrase."""
    return (start == 0 or word[start - 1] in table.single or word[max(start - 2, 0):start] in table.covers) and (
        end == len(word) or word[end] in table.single or word[end:end + 2] in table.covers)


def _turned(part: str, table: Tables) -> bool:
    """Whether two characters are a word when they change places: one of these reports, or a usual one of two odd characters."""
    word = part[::-1]
    return word in table.fixed or (table.cost.get(word, _RARE) < _COVERS and _alone(part, table))


def _alone(part: str, table: Tables) -> bool:
    """Whether neither of two characters is seen to stand alone, and they are no word."""
    return part not in table.cost and not any(char in table.single for char in part)


def _inside(meant: str, place: int) -> bool:
    """Whether a character put in at a place would part a word of two or three characters for good."""
    usual = common()
    return (len(meant) <= 4 and meant not in usual) or not (
        usual.get(meant[:place], 0) >= 50 or usual.get(meant[place:], 0) >= 50 or len(meant) == 2
    )


def _moved(part: str, meant: str) -> bool:
    """Whether not merely two words changed places (副局长分管, 务实求效)."""
    usual = common()
    return not any(part[i:] + part[:i] == meant and (i == 1 or usual.get(part[:i])) and (len(part) - i == 1 or usual.get(part[i:]))
                   for i in range(2, len(part) - 1))
