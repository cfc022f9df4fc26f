"""A stated number of items against the items named before it: 共六个栏目, 等六个部分组成, 《》《》等六项制度.

等 leaves a list open, so fewer names than stated are right then; more names than stated are wrong in every reading. What
和 joins is counted both ways. Parts of the report (…六个部分组成) are compared with the parts named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.checks.base import Context, Example, check, find
from desktop.checks.lists.members import count_range, pieces
from desktop.checks.marks.damage import damaged
from desktop.checks.passages import Passage, at
from desktop.checks.prose import prose
from desktop.normal import Sparse, to_number
from desktop.report import Finding, Report, Severity

_N = r"(?P<n>\d{1,3}|[一二三四五六七八九十两]{1,4})"
_PARTS = Sparse(
    rf"(?:由|包括|包含|涉及|分为|分|内容为|含|有|：)(?P<list>[^。；]{{8,400}}?)(?P<etc>等)?，?(?P<all>共计|共|总共|合计)?(?:分为?)?{_N}"
    r"(?:个|大|项)?(?P<noun>部分|章节|方面)(?P<tail>组成|构成|内容|，|。|$)"
)
_NAMED = Sparse(
    rf"(?:包括|设有|设置了?|分为|包含|开设了?|含|有|：)(?P<list>[^。；：]{{6,600}}?)(?P<etc>等)?，?(?P<all>共计|共|总共|合计){_N}"
    r"(?:个|类|大类|项)(?P<noun>子?栏目|专栏|板块|模块|专题|类别|大类|事项|内容|方面|领域|频道|窗口)"
)
_TITLES = Sparse(
    rf"(?P<list>(?:《[^《》]*(?:《[^《》]*》[^《》]*)*》(?:（[^（）]*）)?[、，和及与]?){{2,}})(?P<etc>等)?(?P<all>共计|共)?{_N}"
    r"(?:项|个|份|部|种|件)(?P<noun>[\u4e00-\u9fff]{0,6}?(?:制度|文件|办法|规定|通知|方案|规范|意见|法规|规程|材料|指引|清单))"
)
_AFTER = Sparse(
    rf"(?:制定|印发|出台|修订|完善|建立|编制|起草|下发|转发|发布)了?{_N}(?:项|个|份|部|种|件)(?P<noun>[\u4e00-\u9fff]{{0,8}}(?:制度|文件|办法|规定|通知|方案|规范|意见))"
    r"(?:：|，即|，分别是|，分别为|，包括|（)(?P<list>(?:《[^《》]*(?:《[^《》]*》[^《》]*)*》(?:（[^（）]*）)?[、，和及与]?){2,})(?P<etc>等)?"
)
_PARTS_AHEAD = Sparse(
    rf"(?:报告|全文)[^，。；]{{0,6}}(?:共|分为|包括|由|含|有)+{_N}(?:个|大)?(?P<noun>部分)(?P<all>)[：，](?:分别(?:是|为)|即|包括)?：?(?P<list>[^。；]{{12,400}}?)(?P<etc>等)?(?P<tail>。|$)")
# “公开、解读、回应”三个环节: short members in one pair of quotation marks, the number right behind.
_QUOTED = Sparse(rf"“(?P<list>[\u4e00-\u9fff]{{1,6}}(?:、[\u4e00-\u9fff]{{1,6}}){{2,9}})(?P<etc>等)?”(?P<all>)等?{_N}(?:个|大|项|种|类)(?P<noun>[\u4e00-\u9fff]{{2}})")
# What stands last in a report: a list of parts that names it is whole, 等 or not.
_LAST = re.compile(r"(?:问题[^、，]{0,12}(?:措施|改进|打算|建议)[^、，]{0,6}|其[他它余][^、，]{0,10}事项|附表|附件|说明的?事项[^、，]{0,6}|下一步[^、，]{0,8}|"
    r"改进(?:措施|情况)|工作(?:打算|思路|安排))$")
_VERB = re.compile(r"[，：](?:并|共|其中|由|可|我|本|将|对|在|通过|进行|开展|及时)")

BAD = (
    Example("本报告由概述、主动公开情况、依申请公开情况、收费情况、复议诉讼情况、主要问题、其他事项、附表等共六个部分组成。",
            "列了八个部分，写作六个"),
    Example("其中“信息目录”包括“政府领导”、“政府机构”、“人事信息”、“公告”共五十个子栏目。", "列了四个栏目，写作五十个"),
    Example("制定了《主动公开制度》《保密审查制度》《社会评议制度》等两项制度。", "列了三项，写作两项"),
    Example("从“公开、解读、回应、互动”五个环节入手推进全流程公开。", "列了四个环节，写作五个"),
)
GOOD = (
    Example("本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议、行政诉讼情况、"
            "存在的主要问题及改进情况、其他需要报告的事项等六个部分组成。"),
    Example("制定了《主动公开制度》《保密审查制度》《社会评议制度》等18项制度。"),
    Example("网站设有“公开指南”、“公开目录”、年度报告共三个栏目。"),
)


@check("list-count")
def run(report: Report, context: Context) -> Iterator[Finding]:
    """One finding for each number that fits no reading of its list."""
    hurt = damaged(report)
    told = context.worked(prose, report)
    patterns = told.alive(_PARTS, _NAMED, _TITLES, _AFTER, _QUOTED, _PARTS_AHEAD)
    for passage in told.parts if patterns else ():
        for pattern, finder in patterns:
            for match in finder(passage.text):
                found = _judge(report, passage, pattern, match, hurt)
                if found:
                    yield found


def _judge(report: Report, passage: Passage, pattern: Sparse, match: re.Match[str],
           hurt: bool) -> Finding | None:
    stated = to_number(match["n"].replace("两", "二"))
    if stated is None or not 2 <= stated <= 100:
        return None
    listed = match["list"]
    if pattern in (_TITLES, _AFTER):
        low = high = len(_titles(listed))
    elif pattern is _QUOTED:
        low, high = count_range(listed)
        if "等" in match.group() and stated > high:
            return None
    else:
        listed = _tail(listed)
        marks = "，" if listed.count("，") >= 3 and listed.count("，") > listed.count("、") else "、"
        if (marks == "、" and _VERB.search(listed)) or len(pieces(listed, marks)) < 3:
            return None
        low, high = count_range(listed, marks)
        if match["noun"] == "部分" and (report.year or 0) >= 2019 and len(pieces(listed, marks)) > low:
            high -= len(pieces(listed, marks)) - low  # 行政复议、行政诉讼情况 is one part of the forms since 2019
    if low <= stated <= high:
        return None
    if match["etc"] and stated > high:
        ended = pattern in (_PARTS, _PARTS_AHEAD) and match["noun"] == "部分" and (low <= len(report.sections) <= high or _LAST.search(listed))
        if not ended:
            return None
    if pattern is _PARTS and match["noun"] == "方面" and not match["all"]:
        short = stated < low and all(len(piece) <= 10 for piece in pieces(listed, marks)) and not re.search("和|与|及", listed)
        if not short:
            return None
    severity: Severity = "error" if stated < low else "warning"
    if hurt:
        severity = "notice"
    span = match.span() if pattern in (_AFTER, _PARTS_AHEAD) else (match.start("list"), match.end())
    return find("list-count", [at(report, passage.tight, *span)], severity=severity, expected=low, actual=stated,
                working=f"所列为{low}项" if low == high else f"所列为{low}至{high}项", noun=match["noun"])


def _tail(listed: str) -> str:
    """The list itself: what stands behind the last word that opens a list."""
    return re.split(r"(?:其中)?“[^“”]*”(?:包括|分为|下设)|包括|设有|分为|由(?=[^由]{4,})|分别为|分别是|：", listed)[-1]


def _titles(listed: str) -> list[str]:
    return re.findall(r"《[^《》]*(?:《[^《》]*》[^《》]*)*》", listed)
