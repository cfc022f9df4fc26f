"""The part on problems and improvement is empty, or says that there are none.

Article 50 no. 4 asks for the main problems and how they are mended; 无 or a single phrase does not answer it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.checks.base import Context, Example, check, find, place
from desktop.checks.example_reports import report_2021
from desktop.checks.structure.common import heading, is_whole, paragraphs, prose_of, section
from desktop.normal import tight
from desktop.report import Finding, Report

BAD = (Example(report_2021(prose={"problems": "无。"}), "第五部分只写“无”。"),)
GOOD = (Example(report_2021(), "写了问题和改进措施。"),)

_NONE = re.compile(r"^(?:暂?无|没有|不存在)")


@check("problems-empty")
def run(report: Report, context: Context) -> Iterator[Finding]:
    if not is_whole(report):
        return
    part = section(report, "problems")
    if part is None:
        return
    said = re.sub(r"\W", "", tight(prose_of(report, part)).text)
    if len(said) >= 30 or (len(said) >= 12 and not _NONE.match(said)):
        return
    blocks = [b for b in paragraphs(report, part.start, part.end) if report.document.text[b.start:b.end].strip()]
    where = place(report, blocks[-1].start, blocks[-1].end) if blocks else heading(report, part)
    yield find("problems-empty", [where], "default" if said else "empty", actual=said or None,
               severity="error" if len(said) < 12 else "warning")
