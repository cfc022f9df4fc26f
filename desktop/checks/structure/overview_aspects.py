"""The overview passes over one of the five aspects that it must cover.

Since the form of 2021 the part 总体情况 reports on 主动公开, 依申请公开, 政府信息管理, 政府信息公开平台建设 and
监督保障. An aspect counts as covered when any of its usual words stands in the part: only full silence is reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.checks.base import Context, Example, check, find
from desktop.checks.example_reports import PROSE, report_2021
from desktop.checks.structure.common import heading, is_whole, prose_of, section
from desktop.normal import tight
from desktop.report import Finding, Report

BAD = (
    Example(report_2021(prose={"overview": "（一）主动公开。{year}年发布信息320条。\n（二）依申请公开。收到申请12件，上年结转1件，办结12件，结转下年度1件。\n"
                               "（三）信息管理。更新指南和目录。"}), "没有写平台建设和监督保障。"),
)
GOOD = (Example(report_2021(), "五个方面都写到。"), Example(report_2021(prose={"overview": PROSE["overview"].replace("监督保障情况", "组织领导")}),
                                                     "标题换了说法，内容写到即可。"))

ASPECTS = {
    "主动公开": r"主动公开|公开.{0,8}信息|发布|公布",
    "依申请公开": r"申请",
    "政府信息管理": r"信息管理|动态调整|动态更新|清理|审核|审查|目录|指南|规范性文件|台账|制度",
    "平台建设": r"平台|网站|新媒体|微信|微博|公众号|专栏|公报|专区|查阅",
    "监督保障": r"监督|考核|评议|责任追究|追责|保障|培训|督查|督促|检查|测评|组织领导|领导小组",
}


@check("overview-aspects")
def run(report: Report, context: Context) -> Iterator[Finding]:
    if not is_whole(report) or report.due_form != "2021":
        return
    part = section(report, "overview")
    if part is None:
        return
    said = tight(prose_of(report, part)).text
    lacking = [name for name, words in ASPECTS.items() if not re.search(words, said)]
    if lacking:
        yield find("overview-aspects", [heading(report, part)], aspects="、".join(lacking), actual="、".join(lacking))
