"""The page, or failing that the signature, carries a date behind the legal deadline.

Article 49 (2019): departments by 31 January, governments by 31 March of the following year. Article 31 of the text of
2007: everybody by 31 March. The article names no date for townships. A date far behind is taken for a later re-posting.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.checks.base import Context, Example, check, day_zh, find, place
from desktop.checks.example_reports import report_2021
from desktop.report import Finding, Report

BAD = (
    Example(report_2021(org="云台县财政局", tail="发布日期：2024-02-19"), "部门应当在1月31日前公布。"),
    Example(report_2021(org="云台县财政局", tail="云台县财政局\n2024年2月19日"), "落款已经晚于1月31日，公布只会更晚。"),
)
GOOD = (
    Example(report_2021(org="云台县财政局", tail="发布日期：2024-01-26"), "在1月31日前公布。"),
    Example(report_2021(tail="发布日期：2024-03-15"), "县级政府的期限是3月31日。"),
)


@check("published-late")
def run(report: Report, context: Context) -> Iterator[Finding]:
    if report.kind != "annual_report" or report.year is None or report.published is None:
        return
    due = deadline(report)
    if due is None or not due < report.published <= f"{report.year + 1}-12-31":
        return
    signature = report.signed_span if report.published == report.signed else None
    yield find("published-late", [place(report, *signature)] if signature else [], "signed" if signature else "default",
               expected=day_zh(due), actual=day_zh(report.published), subject=report.published)


def deadline(report: Report) -> str | None:
    """The last day for publication as an ISO date; None where the law names none (townships)."""
    return deadline_of(report.level, report.org, report.year) if report.year is not None else None


def deadline_of(level: str | None, org: str | None, year: int) -> str | None:
    """The same for a body of which no report is at hand."""
    if level is None or level == "township":
        return None
    if year >= 2019 and (level == "department" or re.search(r"(?:局|委|委员会|办|办公室|办公厅|厅)$", org or "")):
        return f"{year + 1}-01-31"
    return f"{year + 1}-03-31"
