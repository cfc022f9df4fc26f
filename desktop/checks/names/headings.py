"""The report's title and level-one headings against the official wording (form of 2019 and 2021): style.

A title says 政府信息公开工作年度报告 with year and body; 工作报告 and 政务信息 were found fault with by name in a province's
circular. A heading that departs from the official one is a notice; whether a part is missing is another check's work.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.checks.base import Context, Example, check, find, place
from desktop.checks.passages import at, passages
from desktop.checks.years.reported import year_of
from desktop.normal import tight
from desktop.report import Finding, Report

_OFFICIAL = {
    "overview": "总体情况", "disclosure": "主动公开政府信息情况", "applications": "收到和处理政府信息公开申请情况",
    "review": "政府信息公开行政复议、行政诉讼情况", "problems": "存在的主要问题及改进情况", "other": "其他需要报告的事项",
}
_HEAD = re.compile(r"^[一二三四五六七八]、(?P<title>[^。；]{2,40})$")
_MINE = (
    ("problems", re.compile(r"存在的?(?:主要)?问题|主要问题|问题(?:和|及)改进")), ("review", re.compile(r"复议")),
    ("applications", re.compile(r"(?:收到和处理|依申请公开)")), ("disclosure", re.compile(r"主动公开")), ("other", re.compile(r"^其[他它].{0,8}事项")),
    ("overview", re.compile(r"^(?:总体|概述|基本)情?况?")),
)

BAD = (
    Example("示例市2019年政府信息公开工作年度报告\n一、总体情况\n2019年，全市公开信息20条。\n五、政府信息公开工作存在的主要问题及改进情况\n存在不足。",
            "一级标题与统一格式不一致"),
    Example("示例市2019年政府信息公开工作报告\n一、总体情况\n2019年，全市公开信息20条。", "标题写作“工作报告”"),
)
GOOD = (
    Example("示例市2021年政府信息公开工作年度报告\n一、总体情况\n2021年，全市公开信息20条。\n五、存在的主要问题及改进情况\n存在不足。"),
)


@check("name-heading")
def run(report: Report, context: Context) -> Iterator[Finding]:
    """Notices only."""
    if report.kind != "annual_report":
        return
    year = year_of(report)
    if report.title and report.title_span:
        title = tight(report.title).text
        if re.search(r"信息公开工作报告|政务信息(?!公开)|政务公开(?:工作)?(?:年度)?报告|政务信息公开", title) and "年度报告" not in title.replace("政务", ""):
            yield find("name-heading", [place(report, *report.title_span)], "title", actual=title)
    if year is None or year < 2019:
        return
    for passage in context.cached(passages, report):
        match = _HEAD.match(passage.text)
        if not match or match["title"] in _OFFICIAL.values():
            continue
        role = next((name for name, pattern in _MINE if pattern.search(match["title"])), None)
        if role and _OFFICIAL[role] != match["title"]:
            yield find("name-heading", [at(report, passage.tight, 0, len(passage.text))], actual=match["title"],
                       expected=_OFFICIAL[role])
