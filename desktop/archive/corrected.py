"""A report with the reviewer's corrections laid over what was read; what was read stays as it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from desktop.archive.model import Correction
from desktop.normal import to_number
from desktop.report import Fact, FormTable, Report


def corrected(report: Report, corrections: Iterable[Correction]) -> Report:
    """The same report with corrected figures; cell places still point at the text as read.

    A correction of a figure that this report does not have is left out.
    """
    said = {correction.key: correction.value for correction in corrections}
    if not said:
        return report
    facts = tuple(_fact(fact, said[fact.key]) if fact.key in said else fact for fact in report.facts)
    cells = {(fact.table, fact.row, fact.col): said[fact.key] for fact in facts if fact.key in said}
    return replace(report, facts=facts, tables=tuple(_table(table, cells) for table in report.tables))


def _fact(fact: Fact, value: str) -> Fact:
    return replace(fact, raw=value, value=to_number(value) if value.strip() else None, readings=())


def _table(table: FormTable, cells: dict[tuple[str, int, int], str]) -> FormTable:
    changed = tuple(
        replace(cell, text=cells[table.id, cell.row, cell.col]) if (table.id, cell.row, cell.col) in cells else cell
        for cell in table.cells)
    return replace(table, cells=changed) if changed != table.cells else table
