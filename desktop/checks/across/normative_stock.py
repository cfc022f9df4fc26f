"""The stock of documents in force does not follow from last year's.

现行有效 of this year = 现行有效 of last year + 制发 - 废止, for 规章 and 行政规范性文件 (form of 2021). A clean-up breaks the
tie lawfully and is often mentioned, so a difference is asked about, not called wrong; only more repealed than there
can have been is more than a question.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from desktop.checks.across.common import explained, own_and_last
from desktop.checks.base import Context, Example, check, find, place_cell
from desktop.checks.example_reports import DISCLOSURE, report_2021
from desktop.report import Finding, Report

_LAST = report_2021(year=2022, tables={"disclosure": DISCLOSURE.replace("| 6 | 2 | 48", "| 5 | 0 | 44")})

BAD = (
    Example(report_2021(tables={"disclosure": DISCLOSURE.replace("| 6 | 2 | 48", "| 6 | 2 | 61")}), "44＋6－2＝48，填61。", (_LAST,)),
)
GOOD = (Example(report_2021(), "44＋6－2＝48，相符。", (_LAST,)),)

NAMES = {"rules": "规章", "normative": "行政规范性文件"}


@check("normative-stock")
def run(report: Report, context: Context) -> Iterator[Finding]:
    previous = context.previous(report)
    if previous is None:
        return
    for row, name in NAMES.items():
        own, last = report.fact(f"{row}.valid"), previous.fact(f"{row}.valid")
        issued, repealed = report.fact(f"{row}.issued"), report.fact(f"{row}.repealed")
        if own is None or last is None or issued is None or repealed is None:
            continue
        if own.value is None or last.value is None or issued.value is None or repealed.value is None:
            continue
        due = last.value + issued.value - repealed.value
        working = f"{last.value}+{issued.value}-{repealed.value}={due}"
        pair = own_and_last(report, own, previous, last)
        if due < 0:
            yield find("normative-stock", [place_cell(report, repealed), *pair], "repealed", severity="warning", name=name,
                       expected=f"不大于{last.value + issued.value}", actual=repealed.value, working=working)
        elif due != own.value:
            large = abs(due - own.value) > max(Decimal(20), own.value / 2) and not explained(report, previous)
            yield find("normative-stock", pair, severity="warning" if large else None, name=name, expected=due,
                       actual=own.value, working=working)
