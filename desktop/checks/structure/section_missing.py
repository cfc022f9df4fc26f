"""One of the six parts of the form is not there.

The forms of 2019 and 2021 give the report six parts that follow article 50 of the Regulation; a part that does not
apply is still printed, with a statement that there is nothing to report. Excerpts are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.checks.base import Context, Example, check, find, place
from desktop.checks.example_reports import report_2021
from desktop.checks.structure.common import ROLES, heading, is_whole, section
from desktop.normal import clean
from desktop.report import Evidence, Finding, Report

BAD = (Example(report_2021(without=("other",)), "缺第六部分“其他需要报告的事项”。"),)
GOOD = (Example(report_2021(), "六个部分齐全。"), Example("一、总体情况\n2023年公开信息12条。", "只是节选，不判断缺项。"))

_PARTS = re.compile(r"[^\n。；]{0,60}[一二三四五六七八九十\d]\s*个?部分(?:组成|构成)?")


@check("section-missing")
def run(report: Report, context: Context) -> Iterator[Finding]:
    if not is_whole(report):
        return
    for role, title in ROLES.items():
        if section(report, role) is None:
            yield find("section-missing", [_where(report)], title=title, subject=role)


def _where(report: Report) -> Evidence:
    """The sentence of the preface that counts the parts, else the last heading that is there."""
    normal = clean(report.document.text)
    first = report.sections[0].start
    match = _PARTS.search(normal.text, 0, normal.find(first) + 1)
    if match:
        start, end = normal.span(match.start(), match.end())
        return place(report, start, end)
    return heading(report, report.sections[-1])
