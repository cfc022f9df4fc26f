"""A government's report says nothing of assessment, public appraisal or accountability.

Article 50 no. 4 asks the governments at every level for the results of 工作考核, 社会评议 and 责任追究 (set up by article
46). The words differ from place to place and the results are often given elsewhere, so it is a notice; full silence is
the surer one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.checks.base import Context, Example, check, find, place
from desktop.checks.example_reports import PROSE, report_2021
from desktop.checks.structure.common import heading, is_whole, section
from desktop.normal import clean
from desktop.report import Evidence, Finding, Report, Section

_SILENT = PROSE["overview"].replace("开展工作考核和社会评议，举办培训2期，全年未发生责任追究情形。", "举办培训2期。")

BAD = (Example(report_2021(prose={"overview": _SILENT}), "政府的报告没有写考核、评议、责任追究结果。"),)
GOOD = (
    Example(report_2021(), "三项都写到。"),
    Example(report_2021(org="云台县财政局", prose={"overview": _SILENT.replace("县政府网站", "局网站")}), "部门的报告不要求这三项。"),
)

WORDS = {"工作考核": r"考核|考评|绩效|测评", "社会评议": r"评议|满意度|评价|测评", "责任追究": r"责任追究|追责|问责|追究|责任制"}
_GOVERNMENT = re.compile(r"(?:人民政府|管理委员会|管委会)$")


@check("assessment-missing")
def run(report: Report, context: Context) -> Iterator[Finding]:
    if not is_whole(report) or report.due_form != "2021" or not _GOVERNMENT.search(report.org or ""):
        return
    said = clean(report.document.text).text
    lacking = [name for name, words in WORDS.items() if not re.search(words, said)]
    part = section(report, "overview")
    if lacking and part is not None:
        yield find("assessment-missing", [_where(report, part)], confidence=0.8 if len(lacking) == len(WORDS) else 0.6,
                   lacking="、".join(lacking), actual="、".join(lacking))


def _where(report: Report, part: Section) -> Evidence:
    """The line on 监督保障 where the statement belongs, else the part's heading."""
    normal = clean(report.document.text)
    low, high = normal.find(part.start), normal.find(part.end)
    match = re.compile(r"[^\n。；]*监督保障[^\n。；]*").search(normal.text, low, high)
    return place(report, *normal.span(match.start(), match.end())) if match else heading(report, part)
