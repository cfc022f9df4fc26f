"""The report names itself with another year: 编制了《…2020年政府信息公开工作年度报告》 above figures of 2021.

Looked for before the first section only, where a report introduces itself; further down, last year's report is rightly
named among the things that were published in the year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.checks.base import Context, Example, check, find
from desktop.checks.passages import at, passages
from desktop.checks.years.reported import year_of
from desktop.report import Finding, Report

_MADE = re.compile(
    r"(?:编制|撰写|形成|发布|公布|公开)(?:了|完成|并(?:向社会)?(?:公布|公开|发布))?[^，。；《]{0,8}"
    r"《[^《》]*?(?P<y>20[0-3]\d)年度?[^《》]{0,20}(?:年度报告|年报|工作报告)》"
)
_EARLIER = re.compile(r"上一?年度?|去年|格式|参照|参考|对照|按时|及时|曾|已于")

BAD = (
    Example("根据《中华人民共和国政府信息公开条例》，我镇编制了《青禾镇2020年政府信息公开工作年度报告》，所列数据的统计期限自2021年1月1日起至12月31日止。\n"
            "一、总体情况\n2021年，我镇公开信息88条。2021年未收到申请。", "报告自称的年度与统计期限不一致"),
)
GOOD = (
    Example("根据《中华人民共和国政府信息公开条例》，我镇编制了《青禾镇2021年政府信息公开工作年度报告》，统计期限自2021年1月1日起至12月31日止。\n"
            "一、总体情况\n2021年，我镇按时编制并公布《青禾镇2020年政府信息公开工作年度报告》，公开信息88条。", "本年公布上一年的报告"),
)


@check("year-title")
def run(report: Report, context: Context) -> Iterator[Finding]:
    """At most one finding: the first title of another year in the opening."""
    year = year_of(report)
    if year is None or report.kind == "collection":
        return
    end = next((s.start for s in report.sections if s.number), None)
    for passage in context.cached(passages, report):
        if end is not None and passage.start >= end:
            return
        match = _MADE.search(passage.text)
        if match is None:
            continue
        stated = int(match["y"])
        sentence = re.split(r"[。；]", passage.text[:match.start()])[-1]
        if stated != year and abs(stated - year) <= 3 and not _EARLIER.search(sentence[-24:] + match.group().split("《")[0]):
            yield find("year-title", [at(report, passage.tight, match.group().index("《") + match.start(), match.end())],
                       actual=f"{stated}年", expected=f"{year}年")
            return
