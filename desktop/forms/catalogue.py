"""The official forms as data: typed access to resources/forms/*.toml.

A form is one file there: its years, the titles of its sections, its tables with rows, columns, label variants and
units, and the ties that its figures must keep. Next year's form is a new file; nothing here names a form.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any, Literal, cast

from desktop.report import FormId, Severity

# The catalogue is read once: its rows, columns and tables are the same when they are the same object, which keeps the
# caches that are keyed by them quick.
RESOURCES = Path(__file__).resolve().parents[2] / "resources" / "forms"

NumberKind = Literal["count", "amount", "change"]


@dataclass(frozen=True, slots=True)
class SectionSpec:
    """A level-one part: its role, official title without the number, and titles accepted for it."""

    number: int
    role: str
    title: str
    variants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """A number column. ``number`` says what may stand in it: ``count`` (whole, not negative), ``amount``, ``change``."""

    key: str
    label: str
    variants: tuple[str, ...] = ()
    unit: str = ""
    number: NumberKind = "count"
    group: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """A row of numbers. ``columns`` are the keys of its columns (all of the table's when empty).

    ``departs`` names the form whose row this is, when a report may print it though the form has it no longer;
    ``replaces`` are then the rows that it stands for.
    """

    key: str
    label: str
    variants: tuple[str, ...] = ()
    group: str = ""
    unit: str = ""
    number: NumberKind | None = None
    columns: tuple[str, ...] = ()
    departs: str = ""
    replaces: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tie:
    """``total`` = ``parts``: sums of columns in each row (``over`` rows) or of rows in each column.

    ``exhaustive`` is False when the parts need not make up the whole, only not exceed it.
    """

    id: str
    title: str
    over: Literal["rows", "columns"]
    total: tuple[str, ...]
    parts: tuple[str, ...]
    basis: str
    exhaustive: bool = True
    severity: Severity = "error"


@dataclass(frozen=True, slots=True)
class Bound:
    """``small`` must not exceed ``large`` (cells as row.column or row; ``*`` stands for every row)."""

    id: str
    title: str
    small: str
    large: str
    basis: str
    severity: Severity = "error"


@dataclass(frozen=True, slots=True)
class Cover:
    """The ``parts`` together must not be less than ``total`` (one item may be counted in several of them)."""

    id: str
    title: str
    total: str
    parts: tuple[str, ...]
    basis: str
    severity: Severity = "warning"


@dataclass(frozen=True, slots=True, eq=False)
class Equation:
    """A tie over fact keys: the sum of ``total`` equals the sum of ``parts``; ``line`` is the row or column it runs in."""

    tie: Tie
    line: str
    total: tuple[str, ...]
    parts: tuple[str, ...]


@cache
def _joined(*parts: str) -> str:
    return ".".join(part for part in parts if part)


@dataclass(frozen=True, eq=False)
class TableSpec:
    """An official table. ``prefix`` starts its fact keys; ``marks`` are words of its head that tell it from others.

    ``layout`` is ``one-row`` when all its rows stand side by side in one line of figures (table four).
    """

    id: str
    form: FormId
    title: str
    section: str
    prefix: str
    variant: str
    layout: Literal["rows", "one-row"]
    marks: tuple[str, ...]
    groups: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    ties: tuple[Tie, ...]
    bounds: tuple[Bound, ...]
    covers: tuple[Cover, ...]

    @cached_property
    def _columns(self) -> dict[str, Column]:
        return {c.key: c for c in self.columns}

    @cached_property
    def _rows(self) -> dict[str, Row]:
        return {r.key: r for r in self.rows}

    def row(self, key: str) -> Row:
        """The row with a key. KeyError when there is none."""
        return self._rows[key]

    def column(self, key: str) -> Column:
        """The column with a key. KeyError when there is none."""
        return self._columns[key]

    def columns_of(self, row: Row) -> tuple[Column, ...]:
        """The number columns of a row, in print order."""
        return self._columns_by_keys[row.columns]

    @cached_property
    def _columns_by_keys(self) -> dict[tuple[str, ...], tuple[Column, ...]]:
        chosen = {r.columns: tuple(self._columns[k] for k in r.columns) for r in self.rows}
        return {**chosen, (): self.columns}

    @cached_property
    def row_groups(self) -> tuple[str, ...]:
        """The titles of groups that may stand before the label of a row."""
        return (*self.groups, *dict.fromkeys(r.group for r in self.rows if r.group))

    def key(self, row: str, column: str) -> str:
        """The fact key of a cell, as contract.md writes it."""
        return _joined(self.prefix, row, column)

    def keys_of(self, row: Row) -> tuple[str, ...]:
        """The fact keys of a row of this table, one for each of its columns."""
        return self._keys_by_row[row]

    @cached_property
    def _keys_by_row(self) -> dict[Row, tuple[str, ...]]:
        return {r: tuple(self.key(r.key, c.key) for c in self.columns_of(r)) for r in self.rows}

    def place(self, key: str) -> tuple[Row, Column] | None:
        """The row and column of a fact key of this table, or None."""
        return self._places.get(key)

    @cached_property
    def _places(self) -> dict[str, tuple[Row, Column]]:
        return {self.key(r.key, c.key): (r, c) for r in self.rows for c in self.columns_of(r)}

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """All fact keys, in print order, rows of other forms included."""
        return tuple(self._places)

    @property
    def places(self) -> Mapping[str, tuple[Row, Column]]:
        """The row and column of each fact key, in print order."""
        return self._places

    @cached_property
    def own_rows(self) -> tuple[Row, ...]:
        """The rows that the form prints itself."""
        return tuple(r for r in self.rows if not r.departs)

    def equations(self) -> tuple[Equation, ...]:
        """Every exact sum that the form demands, over fact keys."""
        return self._equations

    def row_sums(self, row: str) -> tuple[Equation, ...]:
        """The exact sums that the form demands inside a row."""
        return self._row_sums.get(row, ())

    @cached_property
    def _row_sums(self) -> dict[str, tuple[Equation, ...]]:
        sums = [e for e in self._equations if e.tie.over == "rows"]
        return {line: tuple(e for e in sums if e.line == line) for line in dict.fromkeys(e.line for e in sums)}

    @cached_property
    def _equations(self) -> tuple[Equation, ...]:
        return tuple(self._make_equations())

    def _make_equations(self) -> Iterator[Equation]:
        for tie in self.ties:
            if tie.over == "rows":
                for row in self.rows:
                    keys = {c.key for c in self.columns_of(row)}
                    if keys.issuperset((*tie.total, *tie.parts)):
                        yield Equation(tie, row.key, tuple(self.key(row.key, k) for k in tie.total),
                                       tuple(self.key(row.key, k) for k in tie.parts))
            else:
                for column in self.columns:
                    yield Equation(tie, column.key, tuple(self.key(k, column.key) for k in tie.total),
                                   tuple(self.key(k, column.key) for k in tie.parts))

    def limits(self) -> Iterator[tuple[Bound, str, str]]:
        """Every bound over fact keys: (bound, smaller, larger)."""
        for bound in self.bounds:
            rows = [r.key for r in self.rows] if bound.small.startswith("*") else [""]
            for row in rows:
                small, large = bound.small.replace("*", row), bound.large.replace("*", row)
                for one in self._both(small, large):
                    yield bound, *one

    def _both(self, small: str, large: str) -> Iterator[tuple[str, str]]:
        keys = [".".join(p for p in (self.prefix, k) if p) for k in (small, large)]
        if all(k in self._places for k in keys):
            yield keys[0], keys[1]
        elif all("." not in k for k in (small, large)):
            for column in self.columns:
                yield self.key(small, column.key), self.key(large, column.key)


@dataclass(frozen=True)
class Form:
    """An official form with the years that it was demanded for (``last_year`` None: still)."""

    id: FormId
    title: str
    basis: str
    first_year: int
    last_year: int | None
    sections: tuple[SectionSpec, ...]
    tables: tuple[TableSpec, ...]

    def table(self, table_id: str) -> TableSpec | None:
        """The first table with this id."""
        return next((t for t in self.tables if t.id == table_id), None)

    def valid(self, year: int) -> bool:
        """Whether the form was the one for a report of this year."""
        return self.first_year <= year <= (self.last_year or year)


@lru_cache(maxsize=1)
def forms() -> tuple[Form, ...]:
    """All forms, oldest first. A malformed file raises with its name."""
    found = []
    for path in sorted(RESOURCES.glob("*.toml")):
        try:
            found.append(_form(tomllib.loads(path.read_text(encoding="utf-8"))))
        except (KeyError, TypeError, tomllib.TOMLDecodeError) as error:
            raise ValueError(f"{path.name}: {error!r}") from error
    return tuple(sorted(found, key=lambda f: (f.first_year, f.id)))


def form(form_id: str) -> Form:
    """The form with an id. KeyError when there is none."""
    for one in forms():
        if one.id == form_id:
            return one
    raise KeyError(form_id)


def due_form(year: int | None) -> Form | None:
    """The form that a report of this year had to use (the national one where a local one was printed too)."""
    if year is None:
        return None
    return next((f for f in forms() if f.valid(year)), None)


def table_specs(table_id: str | None = None) -> tuple[TableSpec, ...]:
    """The tables of all forms, newest form first."""
    return tuple(t for f in reversed(forms()) for t in f.tables if table_id in (None, t.id))


@lru_cache(maxsize=64)
def spec_of(table_id: str, form_id: str, variant: str = "") -> TableSpec | None:
    """The table of a form; without a variant the first one."""
    return next((t for t in form(form_id).tables if t.id == table_id and variant in ("", t.variant)), None)


def _form(data: dict[str, Any]) -> Form:
    form_id = cast(FormId, data["id"])
    return Form(
        form_id, data["title"], data["basis"], int(data["first_year"]), data.get("last_year"),
        tuple(SectionSpec(**_tuples(s)) for s in data.get("sections", [])),
        tuple(_table(t, form_id) for t in data.get("tables", [])),
    )


def _table(data: dict[str, Any], form_id: FormId) -> TableSpec:
    return TableSpec(
        data["id"], form_id, data["title"], data.get("section", ""), data.get("prefix", data["id"]),
        data.get("variant", ""), data.get("layout", "rows"), tuple(data.get("marks", ())),
        tuple(data.get("groups", ())),
        tuple(Column(**_tuples(c)) for c in data["columns"]),
        tuple(Row(**_tuples(r)) for r in data["rows"]),
        tuple(Tie(**_tuples(t)) for t in data.get("ties", [])),
        tuple(Bound(**_tuples(b)) for b in data.get("bounds", [])),
        tuple(Cover(**_tuples(c)) for c in data.get("covers", [])),
    )


def _tuples(data: dict[str, Any]) -> dict[str, Any]:
    return {k: tuple(v) if isinstance(v, list) else v for k, v in data.items()}
