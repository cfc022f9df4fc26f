"""A part that the form does not have.

The form of 2021 says that the contents follow article 50, nothing left out and nothing padded; plans and work ideas
belong into the part on problems and improvement.
"""

from __future__ import annotations

from collections.abc import Iterator

from desktop.checks.base import Context, Example, check, find
from desktop.checks.example_reports import report_2021
from desktop.checks.structure.common import ROLES, heading, is_whole
from desktop.report import Finding, Report

BAD = (Example(report_2021(tail="七、2024年工作思路\n继续做好公开工作。"), "格式只有六个部分，“工作思路”应并入第五部分。"),)
GOOD = (Example(report_2021(), "没有多余的部分。"),)


@check("section-extra")
def run(report: Report, context: Context) -> Iterator[Finding]:
    if not is_whole(report):
        return
    present = {s.role for s in report.sections}
    if not set(ROLES) <= present:
        return
    for part in report.sections:
        if part.role is None:
            yield find("section-extra", [heading(report, part)], title=part.title)
