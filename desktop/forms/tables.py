"""All official tables of a document: each recognised in the file's own tables, or put together from running text."""

from __future__ import annotations

from collections.abc import Iterable

from desktop.forms.catalogue import TableSpec, form, table_specs
from desktop.forms.found import Found
from desktop.forms.grids import find_in_grid, stack
from desktop.forms.linear import find_in_text
from desktop.report import Document

TABLE_IDS = ("disclosure", "applications", "review", "stats")


def tables_of(document: Document, year: int | None) -> tuple[Found, ...]:
    """The official tables in the order of the text, each at most once."""
    out = []
    for table_id in TABLE_IDS:
        specs = table_specs(table_id)
        found = _best(_in_grids(document, specs), year)
        if found is None or len(found.slots) < len(found.spec.keys) / 2:
            found = _best([f for f in (found, *find_in_text(document, specs, year)) if f], year)
        if found:
            out.append(found)
    return tuple(sorted(out, key=lambda f: f.start))


def _in_grids(document: Document, specs: Iterable[TableSpec]) -> list[Found]:
    """Recognitions in single tables; where none holds most of the form, in neighbouring tables taken together."""
    out = []
    grids = [stack([t]) for t in document.tables]
    for spec in specs:
        alone = [f for f in (find_in_grid(g, spec) for g in grids) if f]
        out += alone
        if any(len(f.slots) >= 0.85 * len(spec.keys) for f in alone) or len(document.tables) < 2:
            continue
        for size in (2, 3, 4, 5):  # table two is often set as one small table an item of article 20
            for at in range(len(document.tables) - size + 1):
                found = find_in_grid(stack(document.tables[at:at + size]), spec)
                if found:
                    out.append(found)
    return out


def _best(found: Iterable[Found], year: int | None) -> Found | None:
    """The recognition with most rows by label; among equal ones the form of the report's year, then the first."""
    def rank(one: Found) -> tuple[float, bool, float, int]:
        due = year is not None and form(one.spec.form).valid(year)
        return (round(one.score, 2), due, -len(one.cells), -one.start)

    return max(found, key=rank, default=None)
