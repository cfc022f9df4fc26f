"""Normalised text that remembers where each of its characters came from (design rule 1)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from desktop.normal.characters import fold
from desktop.normal.script import simplify


class Normal(NamedTuple):
    """``text`` with, for each character, the offset of its first source character.

    ``ends`` gives the offset behind the last source character of each, so that a span of the normal text always maps
    to a half-open span of the source that covers all that it was made from.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    source_length: int

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The source span of ``text[start:end]``; an empty span maps to an empty one at the same place."""
        if not 0 <= start <= end <= len(self.text):
            raise IndexError(f"span {start}:{end} outside of 0:{len(self.text)}")
        if start == end:
            at = self.starts[start] if start < len(self.starts) else self.source_length
            return at, at
        return self.starts[start], self.ends[end - 1]

    def find(self, offset: int) -> int:
        """The position in the normal text of the first character at or behind a source offset."""
        return bisect_right(self.ends, offset)

    def replace(self, pattern: re.Pattern[str], repl: str | Callable[[re.Match[str]], str]) -> Normal:
        """This text with each match replaced; characters put in map to the whole match."""
        out: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        at = 0
        for match in pattern.finditer(self.text):
            if match.start() == match.end():
                continue
            out.append(self.text[at:match.start()])
            starts += self.starts[at:match.start()]
            ends += self.ends[at:match.start()]
            put = repl if isinstance(repl, str) else repl(match)
            out.append(put)
            starts += [self.starts[match.start()]] * len(put)
            ends += [self.ends[match.end() - 1]] * len(put)
            at = match.end()
        if at == 0:
            return self
        out.append(self.text[at:])
        starts += self.starts[at:]
        ends += self.ends[at:]
        return Normal("".join(out), tuple(starts), tuple(ends), self.source_length)

    def exchange(self, pattern: re.Pattern[str], repl: Callable[[re.Match[str]], str]) -> Normal:
        """``replace`` for a pattern of one character that is given another one: all places stay."""
        return Normal(pattern.sub(repl, self.text), self.starts, self.ends, self.source_length)


# Pinyin put in brackets behind its character by a copying program: 政務(wù)公開(kāi). Bracketed Latin words that are
# no syllable ("(www…)", "(PDF)") stay.
# This and the patterns below begin with a set of characters, which the engine goes to quickly: hence what stands before
# is asked for behind the first character, and one or more are written as one and any more.
_SYLLABLE = "[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿê]{1,6}[）)]"
_PINYIN = re.compile(rf"[（(](?<=[\u3400-\u9fff].){_SYLLABLE}(?:[（(]{_SYLLABLE})*")
_RESIDUE = re.compile(r"<!--\s*\[(?:if|endif)[^>]*?-->|<!\[(?:if|endif)[^>]*?\]>")
_UNSEEN = "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0e-\x1f]"
_INVISIBLE = re.compile(f"{_UNSEEN}{_UNSEEN}*")
_GAP = "[ \t\u00a0\u3000\u2000-\u200a\u202f\u205f]"
_BLANK = re.compile(f"{_GAP}{_GAP}*")
_MARKS = str.maketrans({",": "，", ";": "；", ":": "：", "(": "（", ")": "）", "?": "？", "!": "！"})
_HALF = re.compile(r"[,;()?!:](?:(?<=[;()?!])|(?<=:)(?!\d)(?!//)|(?<=,)(?:(?<!\d,)|(?!\d{3}(?!\d))))")
_COUNTED = tuple(range(8193))  # the offsets of all but the longest texts, shared between them


def _identity(text: str) -> Normal:
    size = len(text)
    if size < len(_COUNTED):
        return Normal(text, _COUNTED[:size], _COUNTED[1:size + 1], size)
    return Normal(text, tuple(range(size)), tuple(range(1, size + 1)), size)


@lru_cache(maxsize=64)
def clean(text: str) -> Normal:
    """For comparison with blanks kept: simplified, radicals and compatibility forms folded, full-width letters and
    digits narrowed, pinyin noise, markup residue and invisible characters dropped. Line feeds stay."""
    same = _identity(fold(simplify(text)))
    return same.replace(_RESIDUE, "").replace(_INVISIBLE, "").replace(_PINYIN, "")


@lru_cache(maxsize=64)
def tight(text: str) -> Normal:
    """``clean`` without blanks inside a line and with half-width marks widened, for grammar and labels.

    Commas between digit groups (1,234), colons of clock times and of addresses stay as they are.
    """
    return clean(text).replace(_BLANK, "").exchange(_HALF, lambda m: m.group().translate(_MARKS))
