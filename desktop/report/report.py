"""What a document means: whose report it is, for which year, on which form, and its figures with their places."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from desktop.report.document import Cell, Document

Kind = Literal["annual_report", "work_summary", "collection", "other"]
Level = Literal["province", "prefecture", "county", "township", "department"]
FormId = Literal["2008", "2014", "2014-local", "2019", "2021"]
Script = Literal["hans", "hant", "mixed"]


@dataclass(frozen=True, slots=True)
class Section:
    """A level-one part of the report; ``number`` is the number as printed (1 for 一、), ``title`` the heading line.

    ``role`` is the official part that the heading stands for: ``overview``, ``disclosure``, ``applications``,
    ``review``, ``problems``, ``other``, or None when it is none of them.
    """

    number: int
    title: str
    start: int
    end: int
    role: str | None = None


@dataclass(frozen=True, slots=True)
class FormTable:
    """One of the official tables of a report, found in a document table or rebuilt from running text.

    ``id`` is ``applications``, ``disclosure``, ``review`` or ``stats``. Every cell is a span of the document's text.
    ``rebuilt`` says that the grid was not in the file but was recovered (one cell a line, digits run together).
    ``labels`` maps (row, col) of label cells to the row name of the catalogue, for checks on wording.
    """

    id: str
    form: FormId
    rows: int
    cols: int
    cells: tuple[Cell, ...]
    start: int
    end: int
    rebuilt: bool = False
    labels: tuple[tuple[int, int, str], ...] = ()

    def at(self, row: int, col: int) -> Cell | None:
        """The cell that covers a grid position, merged cells included."""
        for cell in self.cells:
            if cell.row <= row < cell.row + cell.rowspan and cell.col <= col < cell.col + cell.colspan:
                return cell
        return None


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure of an official table under a key of the contract (``applications.new.total``).

    ``value`` is None for a blank cell and for one that holds no number; ``raw`` is the cell as written. ``readings``
    holds the other values that the file allows (digits run together), the chosen one left out; a fact with readings is
    in doubt and no check may call it wrong by itself.
    """

    key: str
    value: Decimal | None
    raw: str
    start: int
    end: int
    table: str
    row: int
    col: int
    unit: str | None = None
    readings: tuple[Decimal, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """A quantity stated in prose. ``state``: ``right``, ``wrong``, ``unchecked`` or ``not-work`` (no quantity of the work)."""

    start: int
    end: int
    value: Decimal | None
    unit: str
    exactness: Literal["exact", "about", "at_least", "at_most"]
    state: Literal["right", "wrong", "unchecked", "not-work"]
    relation: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """A document understood. Dates are ISO strings; spans are of ``document.text``.

    ``form`` is the form that the report was written on (by its tables), ``due_form`` the one its year demands.
    ``region`` is a six-digit GB/T 2260 code. ``period`` is the statistics period as (first day, last day) when stated.
    """

    document: Document
    kind: Kind
    org: str | None
    level: Level | None
    region: str | None
    year: int | None
    form: FormId | None
    title: str | None
    published: str | None
    signed: str | None
    script: Script
    sections: tuple[Section, ...] = ()
    tables: tuple[FormTable, ...] = ()
    facts: tuple[Fact, ...] = ()
    due_form: FormId | None = None
    period: tuple[str, str] | None = None
    title_span: tuple[int, int] | None = None
    org_span: tuple[int, int] | None = None
    signed_span: tuple[int, int] | None = None
    period_span: tuple[int, int] | None = None
    file: str = ""
    sha256: str = ""

    def fact(self, key: str) -> Fact | None:
        """The fact under a key, or None when its table or row is not there."""
        return next((f for f in self.facts if f.key == key), None)

    def value(self, key: str) -> Decimal | None:
        """The number under a key; None when blank or absent."""
        found = self.fact(key)
        return found.value if found else None

    def table(self, name: str) -> FormTable | None:
        """The first official table with this id."""
        return next((t for t in self.tables if t.id == name), None)

    def section_at(self, offset: int) -> Section | None:
        """The level-one part that covers an offset."""
        return next((s for s in self.sections if s.start <= offset < s.end), None)


def number(value: Decimal | None) -> int | float | None:
    """A value for JSON: an int where it is whole."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
