"""The nouns of the grammar of number statements: prose, quantities, and the relations between them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Literal, NamedTuple

from desktop.normal import Normal
from desktop.report import Claim, Fact, Severity

Sort = Literal["count", "percent", "points", "other"]
Exactness = Literal["exact", "about", "at_least", "at_most"]


@dataclass(slots=True, eq=False)  # not frozen, though never changed: that would take ten times as long to make
class Quantity:
    """A number of the prose. Offsets are of its paragraph's tight text; ``num_start`` is where the digits begin.

    ``low`` and ``high`` bound what an approximate figure may stand for; both equal ``value`` for an exact one.
    ``label`` is the wording before the number since the last mark, ``noun`` the wording behind the unit up to the
    next mark. ``depth`` counts the brackets around it. ``decimals`` is the printed precision.
    """

    start: int
    end: int
    num_start: int
    value: Decimal
    low: Decimal
    high: Decimal
    unit: str
    sort: Sort
    exactness: Exactness
    decimals: int
    label: str
    noun: str
    depth: int
    negated: bool = False
    paragraph: int = 0
    sentence: int = 0

    def fits(self, value: Decimal) -> bool:
        """Whether the figure as printed may stand for a value."""
        return self.low <= value <= self.high

    @property
    def work(self) -> bool:
        """Whether it counts something of the work (no date, number of an article, telephone …)."""
        return self.sort != "other"


class Sentence(NamedTuple):
    """A stretch of a paragraph up to 。！？, as offsets of its text."""

    start: int
    end: int


_STOP = re.compile("[，。；：、！？（）\\n“”‘’《》\"…]")
_BREAKS = frozenset("，。；！？（）\n")
# An average is no member of a list, nor is what comes again and again (每日1期，共76期).
_EACH = re.compile(r"(?:日均|月均|周均|人均|场均|期均|平均)[^，。；、]{0,8}$|每(?:个?工作日|[日天周旬月季年]|季度)[^，。；、]{0,4}$")


@dataclass(eq=False)
class Paragraph:
    """One block of prose: its tight text, where it begins in the report's tight text, and its sentences.

    What is picked out of its quantities and the clauses around them are kept, since many readings ask for the same:
    the quantities have to be complete before. Nothing else of it is ever changed.
    """

    index: int
    text: str
    offset: int
    normal: Normal
    sentences: tuple[Sentence, ...]
    heading: bool
    quantities: list[Quantity] = field(default_factory=list)
    befores: dict[Quantity, str] = field(default_factory=dict, repr=False)  # clauses before quantities, once asked for
    arounds: dict[Quantity, str] = field(default_factory=dict, repr=False)  # and those around them

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The source span of a stretch of this paragraph."""
        return self.normal.span(self.offset + start, self.offset + end)

    @cached_property
    def stops(self) -> list[int]:
        """Where the marks stand that part the words of one number from those of another."""
        return [m.start() for m in _STOP.finditer(self.text)]

    @cached_property
    def breaks(self) -> list[int]:
        """Those of them that end a clause."""
        return [place for place in self.stops if self.text[place] in _BREAKS]

    @cached_property
    def counts(self) -> list[Quantity]:
        """The quantities that count something, in order."""
        return [q for q in self.quantities if q.sort == "count"]

    @cached_property
    def members(self) -> list[Quantity]:
        """The counts that may be members of a list."""
        return [q for q in self.counts if ("均" not in q.label and "每" not in q.label) or not _EACH.search(q.label)]

    @cached_property
    def percents(self) -> list[Quantity]:
        """The quantities printed with a per cent sign, in order."""
        return [q for q in self.quantities if q.sort == "percent"]

    @cached_property
    def _by_sentence(self) -> dict[int, list[Quantity]]:
        out: dict[int, list[Quantity]] = {}
        for q in self.quantities:
            out.setdefault(q.sentence, []).append(q)
        return out

    def sentence_at(self, place: int) -> int | None:
        """The number of the sentence that holds an offset of its text, None behind the end."""
        return next((n for n, s in enumerate(self.sentences) if s.start <= place < s.end), None)

    def of_sentence(self, number: int) -> Sequence[Quantity]:
        """The quantities of one of its sentences."""
        return self._by_sentence.get(number, ())


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """A stretch of a paragraph that proves a relation."""

    paragraph: int
    start: int
    end: int


State = Literal["right", "wrong"]


@dataclass(frozen=True, slots=True, eq=False)
class Relation:
    """One tie between quantities, or between a quantity and the cells of a table, judged in all its readings.

    ``check`` names the check that reports it when it is wrong, ``message`` the wording of that check. ``places`` are
    extra evidence in prose, ``facts`` the cells compared with. ``texts`` fill the message.
    """

    check: str
    state: State
    quantities: tuple[Quantity, ...]
    severity: Severity = "error"
    message: str = "default"
    confidence: float = 0.9
    expected: Decimal | str | None = None
    actual: Decimal | str | None = None
    working: str = ""
    places: tuple[Place, ...] = ()
    facts: tuple[Fact, ...] = ()
    texts: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Claims:
    """All that the grammar read in one report."""

    paragraphs: tuple[Paragraph, ...]
    relations: tuple[Relation, ...]

    def of(self, check: str) -> list[Relation]:
        """The relations that a check reports: those judged wrong."""
        return [r for r in self.relations if r.check == check and r.state == "wrong"]

    def counts(self) -> list[Quantity]:
        """All counts, in the order of the text."""
        return [q for p in self.paragraphs for q in p.counts]


__all__ = ["Claim", "Claims", "Exactness", "Paragraph", "Place", "Quantity", "Relation", "Sentence", "Sort"]


def plain(value: Decimal) -> str:
    """A figure as an office writes it: no exponent, no trailing zeros."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
