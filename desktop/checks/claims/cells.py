"""Figures of the official tables as the prose speaks of them: rows, groups of rows, all kinds of applicant together."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from desktop.report import Fact, Report

DENIED = ("denied_secret", "denied_law", "denied_safety", "denied_third_party", "denied_internal", "denied_process",
          "denied_enforcement", "denied_inquiry")
UNAVAILABLE = ("unavailable_not_held", "unavailable_must_create", "unavailable_unclear")
REFUSED = ("refused_petition", "refused_repeat", "refused_publication", "refused_excessive", "refused_confirm")
OTHERS = ("other", "other_no_correction", "other_unpaid", "other_other")
LEGAL = ("commercial", "research", "charity", "legal", "other")
KINDS = ("natural", *LEGAL)


class Amount(NamedTuple):
    """A figure of a table under its Chinese name, with the cells that it was taken or summed from."""

    name: str
    value: Decimal
    facts: tuple[Fact, ...]
    working: str = ""


class Cells:
    """Looks figures up by key, once; blanks count as nothing beside filled cells of the same row."""

    def __init__(self, report: Report) -> None:
        self._facts = {f.key: f for f in report.facts}
        self._filled = sorted(key for key, fact in self._facts.items() if fact.value is not None)

    def __bool__(self) -> bool:
        return bool(self._facts)

    def has(self, prefix: str) -> bool:
        """Whether any figure stands under a prefix."""
        at = bisect_left(self._filled, prefix)
        return at < len(self._filled) and self._filled[at].startswith(prefix)

    def one(self, key: str, name: str) -> Amount | None:
        """A single cell, or None when it is blank or absent."""
        fact = self._facts.get(key)
        return Amount(name, fact.value, (fact,)) if fact is not None and fact.value is not None else None

    def row(self, row: str, name: str) -> Amount | None:
        """The total of a row of table three; when its total cell is blank, the sum over the applicants."""
        total = self.one(f"applications.{row}.total", name)
        return total or self._sum([f"applications.{row}.{kind}" for kind in KINDS], name)

    def rows(self, rows: Iterable[str], name: str) -> Amount | None:
        """The sum of the totals of several rows; rows that the form lacks count as nothing."""
        return self.plus([self.row(row, name) for row in rows], name)

    def kinds(self, row: str, kinds: Iterable[str], name: str) -> Amount | None:
        """The sum of some applicants' cells of a row."""
        return self._sum([f"applications.{row}.{kind}" for kind in kinds], name)

    def sum(self, keys: Iterable[str], name: str) -> Amount | None:
        """The sum of several cells; None when all are blank."""
        return self._sum(list(keys), name)

    def stat(self, row: str, name: str) -> Amount | None:
        """This year's figure of a row of the statistics table of 2008 to 2018, national or local."""
        return self.one(f"stats.{row}", name) or self.one(f"stats.{row}.year", name)

    def plus(self, amounts: Iterable[Amount | None], name: str) -> Amount | None:
        """Several figures together under one name; None when none is there."""
        there = [a for a in amounts if a is not None]
        if not there:
            return None
        facts = tuple(f for a in there for f in a.facts)
        shown = [a for a in there if a.value] or there[:1]
        total = sum((a.value for a in there), Decimal(0))
        working = "+".join(f"{a.value:f}" for a in shown) + f"={total:f}" if len(shown) > 1 else ""
        return Amount(name, total, facts, working)

    def minus(self, a: Amount | None, b: Amount | None, name: str) -> Amount | None:
        """One figure less another; None when either is not there or the second is nothing."""
        if a is None or b is None or not b.value:
            return None
        return Amount(name, a.value - b.value, a.facts + b.facts, f"{a.value:f}-{b.value:f}={a.value - b.value:f}")

    def _sum(self, keys: list[str], name: str) -> Amount | None:
        facts = tuple(self._facts[k] for k in keys if k in self._facts and self._facts[k].value is not None)
        if not facts:
            return None
        values = [f.value for f in facts if f.value is not None]
        total = sum(values, Decimal(0))
        shown = [v for v in values if v]
        return Amount(name, total, facts, "+".join(f"{v:f}" for v in shown) + f"={total:f}" if len(shown) > 1 else "")
