"""Documents in force cannot be fewer than those issued in the year less those repealed; those public in all not fewer than the year's.

The bound holds whatever was in force before: 制发9件、废止1件 leaves at least 8. In the form of 2019 对外公开总数量 holds 本年新公开数量.
"""

from __future__ import annotations

from collections.abc import Iterator

from desktop.checks.base import Context, Example, check, find, place_cell
from desktop.checks.example_reports import DISCLOSURE, report_2021
from desktop.report import Fact, Finding, Report

BAD = (Example(report_2021(tables={"disclosure": DISCLOSURE.replace("| 6 | 2 | 48", "| 9 | 1 | 6")}), "制发9件、废止1件，现行有效不会少于8件。"),)
GOOD = (
    Example(report_2021(), "现行有效48件。"),
    Example(report_2021(tables={"disclosure": DISCLOSURE.replace("| 6 | 2 | 48", "| 0 | 12 | 3")}), "废止的可以是往年的文件。"),
)

_NAMES = {"normative": "行政规范性文件", "rules": "规章"}


@check("stock-bounds")
def run(report: Report, context: Context) -> Iterator[Finding]:
    for kind, name in _NAMES.items():
        issued, repealed, valid = (_whole(report, f"{kind}.{key}") for key in ("issued", "repealed", "valid"))
        if issued is not None and valid is not None and issued.value is not None and valid.value is not None:
            least = issued.value - (repealed.value or 0 if repealed is not None else 0)
            if valid.value < least:
                facts = [f for f in (valid, issued, repealed) if f is not None]
                yield find("stock-bounds", [place_cell(report, f) for f in facts], expected=least, actual=valid.value, name=name,
                           working=f"{issued.value:f}-{repealed.value if repealed is not None and repealed.value else 0}={least:f}", subject=kind)
        published, total = _whole(report, f"{kind}.published"), _whole(report, f"{kind}.total")
        if published is not None and total is not None and published.value is not None and total.value is not None \
                and total.value < published.value:
            yield find("stock-bounds", [place_cell(report, total), place_cell(report, published)], "total", expected=published.value,
                       actual=total.value, name=name, subject=kind)


def _whole(report: Report, key: str) -> Fact | None:
    """The cell of a key when it holds one plain figure."""
    fact = report.fact(key)
    return fact if fact is not None and fact.value is not None and not fact.readings else None
