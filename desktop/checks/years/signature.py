"""A signature dated before the period's end: figures up to 31 December cannot be signed for on the 4th.

The date is looked for at the end of the text, behind the body's name or on a line of its own. Letters of the old era,
sent to a superior before the form existed, are only asked about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from desktop.checks.base import Context, Example, check, day_zh, find, place
from desktop.checks.passages import at, passages
from desktop.checks.years.period import period_end_stated
from desktop.checks.years.reported import dates, span_of, year_of
from desktop.report import Evidence, Finding, Report

_BODY = re.compile(r"(?:局|委|办|政府|办公室|办公厅|委员会|厅|管委会|中心|院|处|站|所|大队|支队|公司|街道|分局)$")
_LETTER = re.compile(r"(?:办公室|办公厅|政府|委员会|局|厅|领导小组)[：:]\s*$")

BAD = (
    Example("示例局2015年政府信息公开工作年度报告\n本报告统计期限自2015年1月1日至2015年12月31日，公开信息55条。\n示例市交通局\n2015年12月4日",
            "落款早于统计期限截止日"),
)
GOOD = (
    Example("示例局2015年政府信息公开工作年度报告\n本报告统计期限自2015年1月1日至2015年12月31日，公开信息55条。\n示例市交通局\n2016年1月14日"),
)


@check("year-signature")
def run(report: Report, context: Context) -> Iterator[Finding]:
    """At most one finding."""
    year = year_of(report)
    if year is None or report.kind == "collection":
        return
    found = _signed(report, context)
    if found is None:
        return
    day, evidence = found
    ends = span_of(report, year)[1]
    if day < ends:
        letter = any(_LETTER.search(p.text) for p in context.cached(passages, report)[:4])
        sure = not letter and (period_end_stated(report, year) or day < date(year, 12, 1))
        yield find("year-signature", [evidence], severity="error" if sure else "warning",
                   actual=day_zh(day.isoformat()), expected=f"{year}年{ends.month}月{ends.day}日之后")
    elif day > date(year + 1, 12, 31):
        yield find("year-signature", [evidence], "late", severity="notice", actual=day_zh(day.isoformat()),
                   expected=f"{year + 1}年")


def _signed(report: Report, context: Context) -> tuple[date, Evidence] | None:
    if report.signed and report.signed_span:
        try:
            return date.fromisoformat(report.signed), place(report, *report.signed_span)
        except ValueError:
            return None
    parts = context.cached(passages, report)
    for passage in reversed(parts[-4:]):
        for dated in reversed(list(dates(passage.text))):
            before, behind = passage.text[:dated.start], passage.text[dated.end:]
            if re.search("[至到自从—～~-]$", before) or behind.startswith("止"):
                continue  # the end of the statistics period
            alone = len(before) <= 30 and not re.search(r"[，。；：]", before)
            if len(behind) <= 2 and (alone or _BODY.search(before)):
                name = re.search(r"[\u4e00-\u9fff]{2,24}$", before)
                start = name.start() if name else dated.start
                return dated.day, at(report, passage.tight, start, dated.end)
    return None
