"""An official table found in a document: its grid, and where each figure stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from desktop.forms.catalogue import Equation, TableSpec
from desktop.forms.values import value_of
from desktop.report import Cell, Fact, FormTable

_ZERO = Decimal(0)


class Slot(NamedTuple):
    """Where a figure stands: a grid position and a span of the document; ``readings`` are other figures it may be."""

    text: str
    start: int
    end: int
    row: int
    col: int
    readings: tuple[Decimal, ...] = ()


@dataclass(frozen=True)
class Found:
    """A table of the catalogue recognised in a document; ``score`` compares it with other recognitions of it."""

    spec: TableSpec
    rows: int
    cols: int
    cells: tuple[Cell, ...]
    start: int
    end: int
    slots: dict[str, Slot]
    labels: tuple[tuple[int, int, str], ...]
    score: float
    rebuilt: bool = False
    units: dict[str, str] = field(default_factory=dict)

    @property
    def perfect(self) -> bool:
        """Whether no other recognition can score more: every row by its label, every column by its header."""
        return not self.rebuilt and self.score > (1.995 if self.spec.layout == "one-row" else 1.495)

    def table(self) -> FormTable:
        """As the noun of the report."""
        return FormTable(self.spec.id, self.spec.form, self.rows, self.cols, self.cells, self.start, self.end,
                         self.rebuilt, self.labels)

    def facts(self) -> tuple[Fact, ...]:
        """The figures under the keys of contract.md, in print order."""
        out = []
        for key, (row, column) in self.spec.places.items():
            slot = self.slots.get(key)
            if slot is None:
                continue
            value = value_of(slot.text, row.number or column.number)
            unit = value.unit or self.units.get(key) or row.unit or column.unit or None
            out.append(Fact(key, value.number, slot.text, slot.start, slot.end, self.spec.id, slot.row, slot.col, unit,
                            slot.readings))
        return tuple(out)

    def number(self, key: str) -> Decimal | None:
        """The figure under a key."""
        slot, place = self.slots.get(key), self.spec.place(key)
        return value_of(slot.text, place[0].number or place[1].number).number if slot and place else None


def holds(equation: Equation, figures: dict[str, Decimal | None]) -> bool | None:
    """Whether a tie holds; None when a total is blank or nothing of it is filled. Blank parts count as nothing.

    A row that stands for others (the one row 其他处理) is one of the parts; rows of the other form are simply absent.
    """
    totals = [t for k in equation.total if (t := figures.get(k)) is not None]
    parts = [p for k in equation.parts if (p := figures.get(k)) is not None]
    if len(totals) < len(equation.total) or not parts:
        return None
    left, right = sum(totals, _ZERO), sum(parts, _ZERO)
    return left == right if equation.tie.exhaustive else left >= right
