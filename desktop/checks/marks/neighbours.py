"""Where in a passage two neighbouring characters are such as a check looks at.

Each check asks of a pair whether it is of its kind. What they are told is remembered, a bit for each kind and a byte for
each pair, so that a passage is gone through once for all of them, and each then goes through the bytes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from desktop.normal import pairs

_MOST = 100_000  # pairs remembered; a thousand reports have some thirty thousand
_KINDS: list[Neighbours] = []


class Neighbours:
    """A kind of pair: ``is_one`` tells whether a pair is of the kind, always the same of the same pair."""

    def __init__(self, is_one: Callable[[str], bool]) -> None:
        self.is_one = is_one
        self.bit = 1 << len(_KINDS)
        if self.bit > 0x80:
            raise ValueError("a byte holds eight kinds")
        _KINDS.append(self)
        _known.clear()
        kinds.cache_clear()
        self.one, self.other = (b"[" + b"".join(re.escape(bytes([byte])) for byte in range(256) if bool(byte & self.bit) is wanted) + b"]"
                                for wanted in (True, False))
        self._one = re.compile(self.one, re.DOTALL)
        self._bare = re.compile(self.other + b"(?=" + self.other + b")")

    def places(self, text: str) -> list[int]:
        """Where the pairs of this kind begin."""
        return [match.start() for match in self._one.finditer(kinds(text))]

    def outside(self, text: str) -> list[int]:
        """The characters that belong to no pair of this kind."""
        return [match.start() for match in self._bare.finditer(between(text))] if text else []


class _Known(dict[str, int]):
    def __missing__(self, pair: str) -> int:
        if len(self) >= _MOST:
            self.clear()
        self[pair] = byte = sum(kind.bit for kind in _KINDS if kind.is_one(pair))
        return byte


_known = _Known()


@lru_cache(maxsize=128)  # the paragraphs of a report
def kinds(text: str) -> bytes:
    """A byte for each pair of neighbours, with the bits of its kinds."""
    return bytes(map(_known.__getitem__, pairs(text)))


def between(text: str) -> bytes:
    """The same with a pair of no kind before the first character and behind the last: byte ``i`` stands before character
    ``i`` and byte ``i + 1`` behind it."""
    return b"\0" + kinds(text) + b"\0"
