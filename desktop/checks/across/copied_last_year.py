"""Passages taken over word for word from the same body's report of last year.

Notices on compiling the reports forbid 雷同: text that only changed its year reports nothing. Figures are masked, legal titles,
the preface and contact lines are left out; what remains is shown with its place in both reports and as a share of the own
prose. Repetition is common and often harmless, hence a notice; a large share is a warning.
"""

from __future__ import annotations

from collections.abc import Iterator

from desktop.checks.across.copying import common_passages, prose
from desktop.checks.base import Context, Example, check, find, place
from desktop.checks.example_reports import report_2021
from desktop.report import Finding, Report

_SAME = "一是部分单位对政策文件的解读停留在转述原文，群众看得见却看不懂；二是乡镇公开人员更换频繁，业务培训跟不上岗位变化；三是网站栏目之间内容重复，查找不便。{next}年将逐项整改。"
_OTHER = "一是公开目录更新不够及时，二是对申请人的沟通说明还不充分。{next}年将健全更新台账，答复前主动与申请人联系。"

BAD = (Example(report_2021(prose={"problems": _SAME}), "问题部分与上年一字不差。", (report_2021(year=2022, prose={"problems": _SAME}),)),)
GOOD = (Example(report_2021(prose={"overview": "（一）主动公开。{year}年发布信息320条。（二）依申请公开。收到申请12件。"
                                   "（三）政府信息管理、平台建设和监督保障工作均按年初计划完成。", "problems": _SAME}),
                "与上年没有大段相同。", (report_2021(year=2022, prose={"problems": _OTHER}),)),)

SHOWN = 8
LARGE_SHARE = 0.6


@check("copied-last-year")
def run(report: Report, context: Context) -> Iterator[Finding]:
    previous = context.previous(report)
    if previous is None or report.kind != "annual_report":
        return
    own = context.cached(prose, report)
    passages = common_passages(own, context.cached(prose, previous))
    total = len(own.text.replace("\n", ""))
    if not passages or not total:
        return
    share = min(1.0, sum(p.length for p in passages) / total)
    longest = sorted(passages, key=lambda p: -p.length)[:SHOWN]
    evidence = []
    for passage in longest:
        evidence.append(place(report, passage.start, passage.end))
        evidence.append(place(previous, passage.other_start, passage.other_end, previous.file or previous.sha256))
    yield find("copied-last-year", evidence, severity="warning" if share >= LARGE_SHARE else None, year=previous.year,
               share=f"{share:.0%}", count=len(passages), longest=longest[0].length, actual=f"{share:.0%}",
               working=f"{sum(p.length for p in passages)}÷{total}={share:.1%}", subject=str(previous.year))
