"""A work summary, a collection of samples or a cover letter handed in instead of the annual report.

Article 50 of the Regulation fixes what an annual report holds, and the form of its year how it is set out; a year-end
work summary (工作总结), a page of sample essays or the letter that accompanied the report does not replace it.
"""

from __future__ import annotations

from collections.abc import Iterator

from desktop.checks.base import Context, Example, check, find, place
from desktop.checks.example_reports import report_2021
from desktop.report import Finding, Report

BAD = (
    Example("云台县2023年政务公开工作总结\n2023年，我县认真抓好政务公开工作，全年公开信息200条。\n一、主要做法\n加强组织领导。\n"
            "二、下一步打算\n继续努力。", "交来的是工作总结，没有六个部分和三张表。"),
)
GOOD = (Example(report_2021(), "六个部分、三张表齐全的年度报告。"),)


@check("not-a-report")
def run(report: Report, context: Context) -> Iterator[Finding]:
    if report.kind == "annual_report":
        return
    text = report.document.text
    start, end = report.title_span or next(
        ((b.start, b.end) for b in report.document.blocks if text[b.start:b.end].strip() and b.kind != "furniture"),
        (0, min(len(text), 40)),
    )
    yield find("not-a-report", [place(report, start, end)], report.kind)
