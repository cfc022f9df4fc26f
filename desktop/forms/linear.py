"""Official tables that lost their grid: one cell a line, cells parted by bars or blanks, digits run together.

Labels are found in order in the text, the figures between two labels are the row of the first, and where digits ran
together the ties of the form say how to cut them (design rule 3).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable

from desktop.forms.catalogue import TableSpec, form
from desktop.forms.flowing import Flowing
from desktop.forms.found import Found
from desktop.forms.labels import bare
from desktop.forms.linear_four import find_four
from desktop.forms.linear_rows import find_rows
from desktop.forms.match import names
from desktop.report import Cell

_REACH = 9000  # characters from the head of a table to its end
_NEAR = 400  # characters in which words of one head stand
_MOST = 8  # places with words of a head that are tried
_FIGURE = re.compile(r"[\s|（(*]*[\d/+\-—增减无]")


def find_in_text(flowing: Flowing, specs: Iterable[TableSpec], year: int | None) -> list[Found]:
    """The tables of these forms that can be put together from the text."""
    specs = tuple(specs)
    out = [found for spec in specs if (found := _find(flowing, spec))]
    if not out:
        out = [f for f in (_blank(flowing, s) for s in specs if year is None or form(s.form).valid(year)) if f]
    return out


def _find(flowing: Flowing, spec: TableSpec) -> Found | None:
    """The table at the first place where all of it is, else where most of it is (words of a head stand in prose too)."""
    best: Found | None = None
    for start in _starts(flowing, spec)[:_MOST]:
        end = min(len(flowing.text), start + _REACH)
        found = (find_four if spec.layout == "one-row" else find_rows)(flowing, spec, start, end)
        if found and (best is None or len(found.slots) > len(best.slots)):
            best = found
        if best and (spec.layout == "one-row" or len(best.labels) >= len(spec.own_rows) - 2):
            break
    return best


def _starts(flowing: Flowing, spec: TableSpec) -> list[int]:
    """The places at which words of the table's head stand together, in order; places near one another count once."""
    heads = {bare(mark): [a for a, _ in flowing.find(bare(mark))] for mark in spec.marks}
    places = heads
    if any(heads.values()):
        words = dict.fromkeys(bare(c.label) for c in spec.columns if len(c.label) > 2)
        places = heads | {word: [a for a, _ in flowing.find(word)] for word in words if word not in heads}
    out: list[int] = []
    last = -_NEAR
    for at in sorted(a for mark in spec.marks for a in heads[bare(mark)]):
        near = 0
        for found in places.values():
            n = bisect_left(found, at)
            near += n < len(found) and found[n] - at < _NEAR
        if near >= 2 and at - last >= _NEAR:
            out.append(at)
        if near >= 2 or at - last < _NEAR:
            last = at
    if out:
        return out
    first = names(spec.rows[0])[0]
    follows = [a for a, b in flowing.find(first) if _FIGURE.match(flowing.text, b)] if len(first) > 6 else []
    return follows[:1]


def _blank(flowing: Flowing, spec: TableSpec) -> Found | None:
    """A table of which only the head is left: labels and cells without a figure."""
    if spec.layout == "one-row" or not spec.marks:
        return None
    text, normal = flowing.text, flowing.normal
    mark = next(iter(flowing.find(bare(spec.marks[0]))), None)
    if not mark or spec.id != "applications":
        return None
    stop = re.compile(r"^[ \t|]*[四五六][、．.]", re.MULTILINE).search(text, mark[1])
    end = stop.start() if stop else min(len(text), mark[1] + 2000)
    rest = text[mark[1]:end]
    if re.search(r"\d{1,3}[\s|]+\d|[\u4e00-\u9fff]\d{4,}", rest) or rest.count("|") < 20:
        return None
    a, b = normal.span(*mark)
    return Found(spec, 1, 1, (Cell(0, 0, 1, 1, flowing.document.text[a:b], a, b),), a, normal.span(mark[0], end)[1], {}, (),
                 0.1, True)
