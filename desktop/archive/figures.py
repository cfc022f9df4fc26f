"""Which figures of a report the overview adds up over reports and years."""

from __future__ import annotations

import re
from datetime import date

from desktop.report import Report

# Row totals of the table of applications, the outcomes of reviews and suits, and their counterparts of 2008-2018.
_COUNTED = re.compile(
    r"applications\.\w+\.total|(?:review|suit_direct|suit_after_review)\.\w+"
    r"|stats\.(?:received|closed|answered\w*|review\w*|suit\w*)(?:\.year)?")


# The day on which the report was published, as a day number (``date.toordinal``); no sum is made of it.
PUBLISHED = "published"


def figures_of(report: Report) -> tuple[tuple[str, float | None], ...]:
    """(key, value) of the figures that count, the first of each key; None where the cell is blank."""
    found: dict[str, float | None] = {}
    for fact in report.facts:
        if _COUNTED.fullmatch(fact.key):
            found.setdefault(fact.key, None if fact.value is None else float(fact.value))
    if report.published is not None:
        found[PUBLISHED] = float(date.fromisoformat(report.published).toordinal())
    return tuple(found.items())
