"""From a place in one text to the same place in another, over the stretches that differ. No Qt here."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from desktop.forms.catalogue import spec_of, table_specs
from desktop.report import Report
from desktop.review.compare import TextChange


def across(changes: Sequence[TextChange], offset: int, *, to_new: bool) -> int:
    """The offset in the other text. Inside a change, the share of it that lies behind is kept."""
    here = there = 0
    for change in changes:
        old, new = (change.old_start, change.old_end), (change.new_start, change.new_end)
        (start, end), (other_start, other_end) = (old, new) if to_new else (new, old)
        if offset < start:
            break
        if offset < end:
            return other_start + (offset - start) * (other_end - other_start) // max(end - start, 1)
        here, there = end, other_end
    return there + offset - here


@lru_cache(maxsize=2048)
def _label(key: str, form: str | None) -> str:
    table_id = {"rules": "disclosure", "normative": "disclosure"}.get(key.split(".")[0])
    specs = [spec_of(table_id, form)] if table_id and form else list(table_specs())
    for spec in specs:
        place = spec.place(key) if spec else None
        if place is not None:
            row, column = place
            return f"{row.label} · {column.label}" if column.label and column.label != row.label else row.label
    return key


def key_name(report: Report, key: str) -> str:
    """A figure's name as its form prints it: row and column."""
    return _label(key, report.form)
