"""Nothing is said of the information processing fee.

The form of 2021 asks for it in part six (收取信息处理费情况在此处报告), on the ground of the fee rules in force since
1 January 2021 (国办函〔2020〕109号). A statement anywhere in the report is accepted.
"""

from __future__ import annotations

from collections.abc import Iterator

from desktop.checks.base import Context, Example, check, find
from desktop.checks.example_reports import report_2021
from desktop.checks.passages import prose_blocks
from desktop.checks.structure.common import heading, is_whole, section
from desktop.normal import tight
from desktop.report import Finding, Report

BAD = (Example(report_2021(prose={"other": "无其他需要报告的事项。"}), "第六部分没有说明信息处理费。"),)
GOOD = (
    Example(report_2021(), "第六部分写明未收取信息处理费。"),
    Example(report_2021(prose={"other": "本年度没有向申请人收取费用。"}), "换一种说法也算说明。"),
)

_WORDS = ("信息处理费", "处理费", "收费通知", "收取费用", "收取任何费用", "未收费", "不收费", "收费情况", "免费提供")


FIRST_YEAR = 2020  # the fee rules are of 17 November 2020; the reports for 2020 came after them


@check("fee-statement")
def run(report: Report, context: Context) -> Iterator[Finding]:
    if not is_whole(report) or report.year is None or report.year < FIRST_YEAR:
        return
    part = section(report, "other")
    if part is None:
        return
    prose = "".join(report.document.text[b.start:b.end] for b in prose_blocks(report))
    if not any(word in tight(prose).text for word in _WORDS):
        # The form of the reports for 2020 has no such line yet: there it is a hint.
        yield find("fee-statement", [heading(report, part)], severity=None if report.due_form == "2021" else "notice")
