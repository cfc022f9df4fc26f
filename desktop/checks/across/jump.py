"""A figure is ten times last year's, or a tenth of it.

A jump of ten or more in a large figure often means a slipped digit, a shifted column or another unit (元 for 万元). It may
have a good reason, so it is a notice.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from desktop.checks.across.common import own_and_last
from desktop.checks.base import Context, Example, check, find
from desktop.checks.example_reports import DISCLOSURE, report_2021
from desktop.report import Finding, Report

BAD = (Example(report_2021(tables={"disclosure": DISCLOSURE.replace("| 310", "| 3100")}), "行政许可由310件增至3100件。",
               (report_2021(year=2022),)),)
GOOD = (Example(report_2021(tables={"disclosure": DISCLOSURE.replace("| 310", "| 420")}), "增长在常见范围内。",
                (report_2021(year=2022),)),)

KEYS = {"applications.new.total": "本年新收申请", "license.decisions": "行政许可", "penalty.decisions": "行政处罚",
        "coercion.decisions": "行政强制", "fees.amount": "行政事业性收费金额", "normative.valid": "现行有效规范性文件",
        "review.total": "行政复议"}
_TIMES, _LARGE = Decimal(10), Decimal(100)


@check("jump")
def run(report: Report, context: Context) -> Iterator[Finding]:
    previous = context.previous(report)
    if previous is None:
        return
    for key, name in KEYS.items():
        own, last = report.fact(key), previous.fact(key)
        if own is None or last is None or not own.value or not last.value or own.value < 0 or last.value < 0:
            continue
        high, low = max(own.value, last.value), min(own.value, last.value)
        if high >= _LARGE and high >= _TIMES * low:
            yield find("jump", own_and_last(report, own, previous, last), name=name, expected=last.value, actual=own.value,
                       working=f"{own.value}÷{last.value}={own.value / last.value:.2f}")
