"""The compact word lists of resources/words: common words, idioms, the set phrases of this kind of report, confusions.

They answer one question: do ordinary words explain what is written here? Only what they do not explain is looked at as
a possible slip.
"""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from pathlib import Path

WORDS = Path(__file__).resolve().parents[3] / "resources" / "words"


@lru_cache(maxsize=1)
def common() -> dict[str, int]:
    """Common words of two to four characters, each with the least frequency of its class (20 to 1000)."""
    words: dict[str, int] = {}
    for line in (WORDS / "common.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            head, *rest = line.split(" ")
            words.update(dict.fromkeys(rest, int(head)))
    for phrase in (*phrases(), *listed("wide")):
        words[phrase] = 1000
    field = tomllib.loads((WORDS / "field.toml").read_text(encoding="utf-8"))
    for word in (*listed("words"), *field["terms"].split(), *field["said"].split()):
        words[word] = 1000
    return words


@cache
def listed(name: str) -> frozenset[str]:
    """The words of one list of genre.toml (``doubles``, ``compounds``)."""
    return frozenset(tomllib.loads((WORDS / "genre.toml").read_text(encoding="utf-8"))[name].split())


@cache
def _sounds(name: str = "sounds.txt") -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in (WORDS / name).read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            syllable, chars = line.split(" ")
            for char in chars:
                found.setdefault(char, set()).add(syllable)
    return {char: frozenset(syllables) for char, syllables in found.items()}


def syllables(char: str) -> frozenset[str]:
    """The readings of a character without tones, confused sounds thrown together (zh z, ch c, sh s, ng n, n l)."""
    return _sounds().get(char, frozenset())


def sound_alike(one: str, other: str) -> bool:
    """Whether two characters have a reading in common, tones and easily confused sounds left aside."""
    return bool(_sounds().get(one, frozenset()) & _sounds().get(other, frozenset()))


@lru_cache(maxsize=1)
def _shapes() -> frozenset[tuple[str, str]]:
    lines = (WORDS / "shapes.txt").read_text(encoding="utf-8").splitlines()
    groups = [line.lstrip("＝").split() for line in lines if not line.startswith("#")]
    return frozenset((a, b) for group in groups for a in group for b in group if a != b)


def mistaken(one: str, other: str) -> bool:
    """Whether two characters are easily taken for one another, by sound or by shape."""
    return sound_alike(one, other) or (one, other) in _shapes()


def sound_same(one: str, other: str) -> bool:
    """As ``sound_alike``, by the usual readings of both characters only."""
    each = _sounds("readings.txt")
    return one == other or bool(each.get(one, frozenset()) & each.get(other, frozenset()))


@lru_cache(maxsize=65536)
def readings(word: str) -> tuple[str, ...]:
    """The usual readings of a word, syllables without tones run together."""
    each = _sounds("readings.txt")
    out = [""]
    for char in word:
        out = [f"{said} {syllable}" for said in out for syllable in each.get(char, ())]
    return tuple(out)


@lru_cache(maxsize=65536)
def confused(one: str, other: str) -> bool:
    """As ``mistaken``, by the usual readings of both characters only."""
    return sound_same(one, other) or (one, other) in _shapes()


@lru_cache(maxsize=1)
def _lookalikes() -> dict[str, str]:
    """For each character those that may be meant: all but the same shape, or a like one of the same sound."""
    lines = (WORDS / "shapes.txt").read_text(encoding="utf-8").splitlines()
    twins = {(a, b) for line in lines if line.startswith("＝") for a in line[1:].split() for b in line[1:].split() if a != b}
    out: dict[str, str] = {}
    for a, b in sorted(twins | {pair for pair in _shapes() if sound_same(*pair)}):
        out[a] = out.get(a, "") + b
    return out


def shaped_alike(one: str, other: str) -> bool:
    """Whether two characters are all but the same in shape, or alike in shape and sound."""
    return other in _lookalikes().get(one, "")


@lru_cache(maxsize=2048)
def exchanged(word: str, at: int, least: int) -> tuple[str, ...]:
    """The common words that two characters may stand for, the one at a place mistaken for another of its shape."""
    meant = (word[:at] + char + word[at + 1:] for char in _lookalikes().get(word[at], ""))
    return tuple(m for m in meant if common().get(m, 0) >= least)


@lru_cache(maxsize=1)
def idioms() -> frozenset[str]:
    """Idioms of four characters."""
    lines = (WORDS / "idioms.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(" ".join(line for line in lines if not line.startswith("#")).split())


def spared(phrase: str, at: int) -> bool:
    """Whether a phrase is as good without a character: 较单一 for 较为单一, 更完善 for 更加完善, 较少 for 比较少."""
    return phrase[max(at - 1, 0):at + 1] in ("较为", "更加", "极为", "最为", "尤为", "颇为") or phrase[at:at + 2] == "比较"


@lru_cache(maxsize=1)
def phrases() -> tuple[str, ...]:
    """Set phrases of reports on information disclosure, four to ten characters, in the usual spelling."""
    data = tomllib.loads((WORDS / "genre.toml").read_text(encoding="utf-8"))
    return tuple(dict.fromkeys(data["phrases"].split()))


def covered(text: str, start: int, end: int, least: int = 20) -> bool:
    """Whether a common word of the text covers the span wholly (a word of at least two characters)."""
    words = common()
    for size in (2, 3, 4):
        for low in range(max(end - size, 0), min(start, len(text) - size) + 1):
            if words.get(text[low:low + size], 0) >= least:
                return True
    return False


def crossing(text: str, place: int, start: int, end: int) -> bool:
    """Whether a common word that holds the character at ``place`` reaches over an edge of the span."""
    words = common()
    for size in (2, 3, 4):
        for low in range(max(place - size + 1, 0), min(place, len(text) - size) + 1):
            if (low < start or low + size > end) and words.get(text[low:low + size], 0) >= 20:
                return True
    return False


def begins(text: str, start: int, least: int = 20) -> bool:
    """Whether a common word begins at a place."""
    return any(common().get(text[start:start + n], 0) >= least for n in (2, 3, 4))


def ends(text: str, end: int, least: int = 20) -> bool:
    """Whether a common word ends at a place."""
    return any(end - n >= 0 and common().get(text[end - n:end], 0) >= least for n in (2, 3, 4))
