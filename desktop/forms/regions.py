"""Administrative divisions at county level and above, with the years in which a name was valid."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from operator import add
from pathlib import Path

from desktop.report import Level

TABLE = Path(__file__).resolve().parents[2] / "resources" / "regions" / "divisions.tsv"


@dataclass(frozen=True, slots=True)
class Division:
    """A division under one of its names. ``code`` and ``parent`` are GB/T 2260 codes; an empty code is not known."""

    code: str
    name: str
    first_year: int | None
    last_year: int | None
    parent: str

    @property
    def level(self) -> Level:
        """Province, prefecture or county; cities and zones without a code of their own count as counties."""
        if self.code.endswith("0000"):
            return "province"
        return "prefecture" if self.code.endswith("00") and self.code else "county"

    def valid(self, year: int | None) -> bool:
        """Whether the name was in use in a year (always, when the year is not known)."""
        if year is None:
            return True
        return (self.first_year or year) <= year <= (self.last_year or year)


@lru_cache(maxsize=1)
def _by_name() -> dict[str, list[Division]]:
    out: dict[str, list[Division]] = {}
    with TABLE.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            found = Division(row["code"], row["name"], _year(row["from"]), _year(row["to"]), row["parent"])
            out.setdefault(found.name, []).append(found)
    return out


def _year(text: str) -> int | None:
    return int(text) if text else None


@lru_cache(maxsize=1)
def _by_code() -> dict[str, list[Division]]:
    out: dict[str, list[Division]] = {}
    for found in _by_name().values():
        for one in found:
            if one.code:
                out.setdefault(one.code, []).append(one)
    return out


def named(name: str) -> tuple[Division, ...]:
    """Every division that bears or bore exactly this name (simplified script)."""
    return tuple(_by_name().get(name, ()))


def all_names() -> tuple[str, ...]:
    """Every name in the table."""
    return tuple(_by_name())


def divisions() -> Iterator[Division]:
    """Every division under each of its names."""
    for found in _by_name().values():
        yield from found


def of_code(code: str) -> tuple[Division, ...]:
    """The names that a code had."""
    return tuple(_by_code().get(code, ()))


def above(division: Division) -> Iterator[Division]:
    """The divisions above, nearest first, under their latest names."""
    code = division.parent
    while code:
        found = of_code(code)
        if not found:
            return
        yield found[-1]
        code = found[-1].parent


@lru_cache(maxsize=1)
def _sizes() -> dict[str, tuple[int, ...]]:
    """For the first two characters of names: the lengths that names beginning so have, longest first."""
    found: dict[str, set[int]] = {}
    for name in _by_name():
        found.setdefault(name[:2], set()).add(len(name))
    return {head: tuple(sorted(sizes, reverse=True)) for head, sizes in found.items()}


@lru_cache(maxsize=32)
def names_in(text: str) -> tuple[tuple[int, int, str], ...]:
    """The names of divisions in simplified text, longest first at each place: (start, end, name)."""
    names, sizes = _by_name(), _sizes()
    out = []
    free = 0
    for at in [at for at, head in enumerate(map(add, text, text[1:])) if head in sizes]:
        if at < free:
            continue
        for size in sizes[text[at:at + 2]]:
            name = text[at:at + size]
            if name in names:
                out.append((at, at + size, name))
                free = at + size
                break
    return tuple(out)


def locate(name: str, hint: str = "", year: int | None = None) -> Division | None:
    """The division that the name of a body begins with (``淮安市洪泽区人民政府办公室``), or None when in doubt.

    Names standing before narrow a later one; ``hint`` is further text (the report) whose place names decide between
    divisions of the same name.
    """
    chain: list[Division] = []
    found: Division | None = None
    at = 0
    for start, end, word in names_in(name):
        if start > at:
            break
        options = [d for d in named(word) if d.valid(year)] or list(named(word))
        inside = [d for d in options if chain and any((d.parent and d.parent == c.code) or c in tuple(above(d)) for c in chain)]
        options = inside or options
        codes = {d.code or d.name for d in options}
        if len(codes) > 1 and hint:
            options = _by_hint(options, hint) or options
            codes = {d.code or d.name for d in options}
        if len(codes) != 1:
            return None
        found = options[-1]
        chain.append(found)
        at = end
    return found


def _by_hint(options: list[Division], hint: str) -> list[Division]:
    """Those whose upper divisions are named most often in a text; none when it is a draw."""
    scores = [sum(hint.count(up.name) for up in above(d)) for d in options]
    best = max(scores)
    return [d for d, s in zip(options, scores, strict=True) if s == best] if best > 0 else []
