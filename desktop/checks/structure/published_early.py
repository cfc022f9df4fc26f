"""The page carries a date before the reported year was over, so its figures cannot cover the whole year.

The report is on the year before (article 49 of the Regulation) and its period ends on 31 December. A date in the first
quarter of the reported year itself points to a wrong year in the title instead.
"""

from __future__ import annotations

from collections.abc import Iterator

from desktop.checks.base import Context, Example, check, day_zh, find
from desktop.checks.example_reports import report_2021
from desktop.report import Finding, Report

BAD = (Example(report_2021(org="云台县财政局", tail="发布日期：2023-12-19"), "2023年度报告在当年12月19日公布，数据不可能统计到年底"),)
GOOD = (Example(report_2021(org="云台县财政局", tail="发布日期：2024-01-04"), "次年1月公布"),)


@check("published-early")
def run(report: Report, context: Context) -> Iterator[Finding]:
    if report.kind != "annual_report" or report.year is None or report.published is None:
        return
    if not f"{report.year}-01-01" <= report.published < f"{report.year}-12-31":
        return
    if report.published == report.signed:
        return  # no page told a date: what the signature says is judged by year-signature
    yield find("published-early", [], "year" if report.published < f"{report.year}-04-01" else "default",
               actual=day_zh(report.published), expected=f"{report.year}年12月31日", subject=report.published)
