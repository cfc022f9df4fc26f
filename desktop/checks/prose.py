"""The prose of a report seen as a whole, so that a pattern that matches nowhere in it is not tried paragraph by paragraph.

Most patterns of the checks look for what is wrong, and most reports have none of it. What characters and what pairs of
them stand in a report is worked out once; a pattern that needs others is left out for all paragraphs at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from desktop.checks.base import Context
from desktop.checks.passages import Passage, passages, without_titles
from desktop.normal import Sparse, pairs
from desktop.report import Report

Key = TypeVar("Key")
Finder = Callable[[str], Iterator[re.Match[str]]]


@dataclass(frozen=True, slots=True)
class Prose:
    """The passages with their tight texts without titles (``plain``).

    ``strings`` are all characters and pairs of neighbours of their tight, clean and plain texts, ``held`` those of each
    such text.
    """

    parts: tuple[Passage, ...]
    plain: tuple[str, ...]
    strings: frozenset[str]
    held: dict[str, frozenset[str]]

    def finder(self, pattern: Sparse) -> Finder:
        """The pattern's ``finditer`` for the texts of this report, which looks at none that cannot hold a match."""
        if not pattern.among(self.strings):
            return _nothing
        if pattern.signs:
            return pattern.finditer
        held, among, finditer = self.held, pattern.among, pattern.pattern.finditer
        return lambda text: finditer(text) if among(held[text]) else iter(())

    def finders(self, *patterns: Sparse) -> list[Finder]:
        """``finder`` of each."""
        return [self.finder(pattern) for pattern in patterns]

    def living(self, patterns: Iterable[tuple[Key, Sparse]]) -> list[tuple[Key, Finder]]:
        """The finders of those patterns, each with what it is for, that may match somewhere."""
        return [(key, self.finder(pattern)) for key, pattern in patterns if pattern.among(self.strings)]

    def alive(self, *patterns: Sparse) -> list[tuple[Sparse, Finder]]:
        """Those of some patterns that may match somewhere, with their finders."""
        return self.living((pattern, pattern) for pattern in patterns)


def prose(report: Report, context: Context) -> Prose:
    """The prose of a report; for ``context.worked``."""
    parts = context.cached(passages, report)
    plain = tuple(without_titles(passage.text) for passage in parts)
    texts = dict.fromkeys((*(passage.text for passage in parts), *plain, *(passage.clean.text for passage in parts)))
    held = {text: frozenset(text).union(pairs(text)) for text in texts}
    return Prose(parts, plain, frozenset().union(*held.values()), held)


def _nothing(_: str) -> Iterator[re.Match[str]]:
    return iter(())
