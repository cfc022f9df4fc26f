"""The prose of a report seen as a whole, so that a pattern that matches nowhere in it is not tried paragraph by paragraph.

Most patterns of the checks look for what is wrong, and most reports have none of it. What characters and what pairs of
them stand in a report is worked out once; a pattern that needs others is left out for all paragraphs at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from operator import add
from typing import TypeVar

from desktop.checks.base import Context
from desktop.checks.passages import Passage, passages, without_titles
from desktop.normal import Sparse
from desktop.report import Report

Key = TypeVar("Key")
Finder = Callable[[str], Iterator[re.Match[str]]]


@dataclass(frozen=True, slots=True)
class Prose:
    """The passages with their tight texts without titles (``plain``); ``strings`` are all characters and pairs of neighbours
    of their tight, clean and plain texts, and perhaps more."""

    parts: tuple[Passage, ...]
    plain: tuple[str, ...]
    strings: frozenset[str]

    def finder(self, pattern: Sparse) -> Finder:
        """The pattern's ``finditer`` for texts of this report; one that finds nothing when there is nothing to find."""
        return pattern.finditer if pattern.among(self.strings) else _nothing

    def living(self, patterns: Iterable[tuple[Key, Sparse]]) -> list[tuple[Key, Sparse]]:
        """Those of some patterns, each with what it is for, that may match somewhere."""
        return [(key, pattern) for key, pattern in patterns if pattern.among(self.strings)]

    def alive(self, *patterns: Sparse) -> list[Sparse]:
        """Those of some patterns that may match somewhere."""
        return [pattern for pattern in patterns if pattern.among(self.strings)]

    def finders(self, *patterns: Sparse) -> list[Finder]:
        """``finder`` of each."""
        return [self.finder(pattern) for pattern in patterns]


def prose(report: Report, context: Context) -> Prose:
    """The prose of a report; for ``context.worked``."""
    parts = context.cached(passages, report)
    plain = tuple(without_titles(passage.text) for passage in parts)
    texts = [passage.text for passage in parts]
    texts += [bare for bare, passage in zip(plain, parts, strict=True) if bare != passage.text]
    texts += [passage.clean.text for passage in parts if passage.clean.text != passage.text]
    whole = "\n".join(texts)
    return Prose(parts, plain, frozenset(whole).union(map(add, whole, whole[1:])))


def _nothing(_: str) -> Iterator[re.Match[str]]:
    return iter(())
