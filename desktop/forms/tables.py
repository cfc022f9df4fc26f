"""All official tables of a document: each recognised in the file's own tables, or put together from running text."""

from __future__ import annotations

from collections.abc import Iterable

from desktop.forms.catalogue import TableSpec, form, table_specs
from desktop.forms.flowing import Flowing, flowing_of
from desktop.forms.found import Found
from desktop.forms.grid import Grid, stack, words_of
from desktop.forms.grids import find_in_grid
from desktop.forms.linear import find_in_text
from desktop.report import Document

TABLE_IDS = ("disclosure", "applications", "review", "stats")
LEAST_WORDS = 3  # labels of a form that a table of it holds at least
MOST_TABLES = 24  # tables with words of a form that are looked at


def tables_of(document: Document, year: int | None) -> tuple[Found, ...]:
    """The official tables in the order of the text, each at most once."""
    out = []
    grids = [stack([t]) for t in document.tables]
    flowing: Flowing | None = None
    for table_id in TABLE_IDS:
        specs = table_specs(table_id)
        found = _best(_recognised(grids, specs, year), year)
        if found is None or missing_rows(found):
            # Rows that the file's own tables do not show may stand in its text all the same (a cell torn apart).
            flowing = flowing or flowing_of(document)
            other = _best(find_in_text(flowing, specs, year), year)
            if found is None or (other is not None and missing_rows(other) < missing_rows(found)):
                found = other
        if found:
            out.append(found)
    return tuple(sorted(out, key=lambda f: f.start))


def _recognised(grids: list[Grid], specs: Iterable[TableSpec], year: int | None) -> list[Found]:
    """The recognitions in the file's tables, those of the year's form first: when one is perfect, none can be better."""
    out: list[Found] = []
    for spec in sorted(specs, key=lambda s: year is None or not form(s.form).valid(year)):
        out += _in_grids(grids, spec)
        due = year is not None and form(spec.form).valid(year)
        if due and spec.id != "stats" and any(f.perfect for f in out if f.spec is spec):
            break
    return out


def missing_rows(found: Found) -> int:
    """How many rows of the form have no figures here; a row of another form stands for those it replaced."""
    spec = found.spec
    present = {r.key for r in spec.rows if not found.slots.keys().isdisjoint(spec.keys_of(r))}
    replaced = {k for r in spec.rows if r.departs and r.key in present for k in r.replaces}
    return sum(r.key not in present | replaced for r in spec.own_rows)


def _in_grids(grids: list[Grid], spec: TableSpec) -> list[Found]:
    """Recognitions in single tables; where none holds most of the form, in neighbouring tables taken together."""
    words = [words_of(grid.named, spec) for grid in grids]
    near = [n for n, count in enumerate(words) if count >= 1][:MOST_TABLES]
    alone = [f for f in (find_in_grid(grids[n], spec) for n in near if words[n] >= LEAST_WORDS) if f]
    if any(len(f.slots) >= 0.85 * len(spec.keys) for f in alone):
        return alone
    out = list(alone)
    for at, first in enumerate(near):
        for size in (2, 3, 4, 5):  # table two may come as a table for each of its blocks
            together = near[at:at + size]
            if len(together) < size or together[-1] - first > size:  # a stray table may stand between
                continue
            if words_of(frozenset[str]().union(*(grids[n].named for n in together)), spec) >= LEAST_WORDS:
                found = find_in_grid(stack([t for n in together for t in grids[n].tables]), spec)
                if found:
                    out.append(found)
    return out


def _best(found: Iterable[Found], year: int | None) -> Found | None:
    """The recognition with most rows by label; among equal ones the form of the report's year, then the fuller one."""
    def rank(one: Found) -> tuple[float, bool, int, int, int]:
        due = year is not None and form(one.spec.form).valid(year)
        return (round(one.score, 2), due, len(one.slots), -len(one.cells), -one.start)

    return max(found, key=rank, default=None)
