"""Patterns that are tried only on text that holds what every match of theirs needs.

Most of the checks' patterns match nowhere in most paragraphs. Looking for a few literal strings is some twenty times
quicker than trying a pattern at every character, so the strings are derived from the pattern itself: at least one of
them stands in any text in which it matches. What matches is never changed by this, only what is tried.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from functools import lru_cache
from itertools import chain
from operator import add
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any, Generic, TypeVar

Value = TypeVar("Value")
_MOST = 24  # strings to look for one by one; with more the pattern itself is as quick
_MANY = 160  # strings to compare with all that stands in a text
# Words of nearly every report and paragraph: that one of them is there tells next to nothing.
_USUAL = frozenset(["信息", "公开", "政府", "行政", "工作", "政务", "规范", "年度", "报告", "申请", "管理", "服务", "制度", "有关", "情况", "20"])
_Items = list[tuple[Any, Any]]
_Needs = list[frozenset[str]]


def needs(source: str, flags: int = 0) -> tuple[str, ...]:
    """Strings of one or two characters of which each text with a match holds at least one; empty when none are sure."""
    return _rarest(_parsed(source, flags)[0])


def _rarest(options: _Needs) -> tuple[str, ...]:
    """Those of the options to look for in each text."""
    return tuple(sorted(max((found for found in options if len(found) <= _MOST), key=_worth, default=())))


def _parsed(source: str, flags: int) -> tuple[_Needs, list[_Needs]]:
    """Sets of strings of one or two characters, of each of which each text with a match holds at least one; and, when the
    pattern is made of alternatives, the same for each of them."""
    parsed = _parser.parse(source, flags)
    if parsed.state.flags & re.IGNORECASE:
        return [], []
    items = list(parsed)
    ways = [list(branch) for branch in items[0][1][1]] if len(items) == 1 and items[0][0] is op.BRANCH else []
    return list(dict.fromkeys(_options(items))), [list(dict.fromkeys(_options(way))) for way in ways]


@lru_cache(maxsize=128)  # the paragraphs of a report
def pairs(text: str) -> list[str]:
    """Each two neighbours of the text, in order; not to be changed."""
    return list(map(add, text, text[1:]))


def _best(items: _Items) -> frozenset[str] | None:
    """The rarest of what the members of a sequence need, wherever in it."""
    return max(_options(items), key=_worth, default=None)


def _options(items: _Items) -> _Needs:
    """Sets of strings, of each of which every match of a sequence holds at least one."""
    options = []
    for number, (kind, value) in enumerate(items):
        options.append(_heads(items[number:]))
        if kind is op.ASSERT:
            options.append(_best(list(value[1])))
        elif kind is op.SUBPATTERN and not value[1] & re.IGNORECASE:
            options.append(_best(list(value[3])))
        elif kind in (op.MAX_REPEAT, op.MIN_REPEAT) and value[0] > 0:
            options.append(_best(list(value[2])))
        elif kind is op.BRANCH:
            options.append(_united(_best(list(branch)) for branch in value[1]))
    return [found for found in options if found]


def _worth(strings: frozenset[str]) -> tuple[int, int]:
    """Two characters are rarer than one, unless they are a usual word; then few strings are better than many."""
    return min(1 if string in _USUAL else len(string) for string in strings), -len(strings)


def _heads(items: _Items, single: bool = False) -> frozenset[str] | None:
    """Strings with one of which each match of a sequence begins, ``single`` characters if that is enough; None when they
    are too many or not known."""
    if not items:
        return None
    (kind, value), rest = items[0], items[1:]
    if kind in (op.ASSERT, op.ASSERT_NOT, op.AT):
        return _heads(rest, single)
    if kind is op.LITERAL:
        return _followed({chr(value)}, rest, single)
    if kind is op.IN:
        return _followed({chr(code) for _, code in value}, rest, single) if all(k is op.LITERAL for k, _ in value) else None
    if kind is op.SUBPATTERN:
        return None if value[1] & re.IGNORECASE else _heads(list(value[3]) + rest, single)
    if kind is op.BRANCH:
        return _united(_heads(list(branch) + rest, single) for branch in value[1])
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT):
        low, high, inner = value
        begun = _heads(list(inner) + rest if high == 1 else list(inner), single)
        return begun if low > 0 else _united((begun, _heads(rest, single)))
    return None


def _followed(chars: set[str], rest: _Items, single: bool) -> frozenset[str] | None:
    """Characters with the one that comes behind them, where that is known and asked for."""
    if len(chars) > _MANY:
        return None
    behind = None if single else _heads(rest, single=True)
    if behind and len(chars) * len({string[0] for string in behind}) <= _MANY:
        return frozenset(char + string[0] for char in chars for string in behind)
    return frozenset(chars)


def _united(sets: Iterable[frozenset[str] | None]) -> frozenset[str] | None:
    """What one of several needs; None when one of them is not known or they are too many."""
    every: set[str] = set()
    for strings in sets:
        if not strings:
            return None
        every |= strings
    return frozenset(every) if len(every) <= _MANY else None


class Sparse:
    """A compiled pattern with what it needs; ``finditer`` and ``search`` give what the pattern's own would.

    ``signs`` is a set of characters in brackets, of which each match holds one, for a pattern that says so in too many
    ways to be seen.
    """

    __slots__ = ("_all_needs", "_ways", "needs", "pattern", "signs")

    def __init__(self, source: str, flags: int = 0, signs: str | None = None) -> None:
        self.pattern = re.compile(source, flags)
        self._all_needs, self._ways = _parsed(source, flags)
        self.needs = _rarest(self._all_needs)
        self.signs = re.compile(signs) if signs else None

    def among(self, strings: AbstractSet[str]) -> bool:
        """False only when the pattern matches in no text all whose characters and pairs of neighbours are among these."""
        if any(map(strings.isdisjoint, self._all_needs)):
            return False
        return not self._ways or any(not any(map(strings.isdisjoint, way)) for way in self._ways)

    def may_match(self, text: str) -> bool:
        """False only when the pattern matches nowhere in the text."""
        if self.signs:
            return self.signs.search(text) is not None
        for need in self.needs:  # a plain loop: this is asked for every pattern and paragraph
            if need in text:
                return True
        return not self.needs

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """All matches in order."""
        return self.pattern.finditer(text) if self.may_match(text) else iter(())

    def search(self, text: str) -> re.Match[str] | None:
        """The first match."""
        return self.pattern.search(text) if self.may_match(text) else None


class SparseSet(Generic[Value]):
    """Many patterns, each with a value, and an index over the rarest of what each needs."""

    def __init__(self, members: Iterable[tuple[str, Value]]) -> None:
        self.members = [(re.compile(source), value) for source, value in members]
        self._always: set[int] = set()
        self._by_string: dict[str, set[int]] = {}
        self._besides: list[_Needs] = []  # what else of two characters each needs
        for number, (pattern, _) in enumerate(self.members):
            options, _ = _parsed(pattern.pattern, 0)
            first = max(options, key=_worth, default=frozenset[str]())
            if not first:
                self._always.add(number)
            for string in first:
                self._by_string.setdefault(string, set()).add(number)
            self._besides.append([other for other in options if not other >= first and min(map(len, other)) == 2])
        self._pairs = frozenset(string for string in self._by_string if len(string) == 2).union(*chain.from_iterable(self._besides))
        self._single = [string for string in self._by_string if len(string) == 1]

    def possible(self, text: str) -> list[tuple[re.Pattern[str], Value]]:
        """The members that may match somewhere in the text, in their order."""
        numbers = set(self._always)
        there = self._pairs.intersection(pairs(text))
        for string in there & self._by_string.keys():
            numbers |= self._by_string[string]
        for string in self._single:
            if string in text:
                numbers |= self._by_string[string]
        return [self.members[number] for number in sorted(numbers)
                if not any(map(there.isdisjoint, self._besides[number]))]
