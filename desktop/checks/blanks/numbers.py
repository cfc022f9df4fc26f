"""A number that is missing before its measure word, or a measure word that is missing behind its number.

联合了 个部门, 将在 月底前, 核准企业资质条、施工许可证76条: a template was filled in but for its figure. 不予公开信息数1402。
leaves open what was counted. A blank that only layout put in (项目, 人员, 条例 begin words) is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.checks.base import Context, Example, check, find
from desktop.checks.marks.lexicon import begins, covered
from desktop.checks.passages import Passage, at
from desktop.checks.prose import prose
from desktop.normal import Sparse
from desktop.report import Evidence, Finding, Report

_UNITS = "条件项个次份篇期家场批起宗例部名种类人"
_BLANK = re.compile(r"[^\S\n]")
_GAP = re.compile(rf"(?<=[了共有设近约达出发开办计成过到展织训布理收立增])(?P<gap>[^\S\n]+)(?P<unit>[{_UNITS}])(?=[\u4e00-\u9fff、，。；])")
_MONTH = Sparse(r"[在于到从至自前](?P<gap>[^\S\n]+)月(?:底|份|中旬|上旬|下旬|初|\d|日)|(?<=年)[^\S\n]+月(?:[^\S\n]*\d{0,2}[^\S\n]*日)?")
_SIBLING = Sparse(r"(?P<noun>[\u4e00-\u9fff]{2,})(?P<unit>[条件次份个起宗家])(?=(?:、|，|；)[^，。；、]{2,20}?\d+(?P=unit))")
_UNITLESS = Sparse(r"(?:信息数|申请数|信息总数|件数|条数|答复数|公开数|办结数|总数|数量|总量)(?:共|为|达|共计)?(?P<n>\d+)(?=[。；，、])")
_ENDED = re.compile(r"(?<=[\u4e00-\u9fff])[^\S\n]+[条件次篇份期起宗个项](?=[，。；、（])")
_NONE = Sparse(
    r"(?:占|增长|下降|提高|上升|降低|达到?|率)(?:了|约|为)?[%％]|\d[条件次份个项](?:，|信息)?占(?:比|总数的|总数|比为)?(?=[；，。、])|(?:政府信息|公开信息|各类信息)条(?=[，。；、])"
    r"|(?<![未没])(?<!没有)收到[^，。；]{0,18}申请件(?=[，。；])"
    r"|(?:收到|受理|办理|公开|发布)[^，。；、\d一二三四五六七八九十几数多各]{0,14}(?:信息[件条篇次]|事项件|(?:稿件|文件)[件条篇份]|公告[条篇份]|简报[条篇份]|动态[条篇])(?=[，。；])"
    r"|(?:收到|受理|接到)[^，。；、\d一二三四五六七八九十几数多各未]{0,14}(?:投诉|举报|咨询|意见|建议)(?:事项)?[件条次](?=，均|，已|，其中|，全部)"
    r"|(?:举办|召开|开展|组织|举行)[^，。；、\d一二三四五六七八九十几数多各每]{0,12}(?:活动|会议|培训|发布会|检查|培训班|讲座|演练)[场次期个](?=[，。；])"
    r"|(?:截止时间|统计期限|截止日期|统计时间|总数|总金额|邮编|联系电话)为(?=[，。；]|$)|(?:收费|收取|费用|金额)(?:共计|共|计|为|合计)?万?元(?=[，。；])"
)
# A figure without its measure word between others that have theirs: 走访230人次，接听电话118，回复邮件20封。
_NAKED = Sparse(r"(?<=[\u4e00-\u9fff])(?P<n>(?!20\d\d，)[1-9]\d{0,5})，(?=[^，。；、\d]{2,20}\d+(?:人次|[条件次份个项篇封人户场]))")
_MEASURED = re.compile(r"\d(?:人次|[条件次份个项篇封人户场])[，、；]?[^，。；、\d]{2,12}$")
_NUMBERED = re.compile(r"(?:邮编|邮政编码|热线|号码|电话：|编号|第|为|是|至|到|约|年|月|共|计|达|自|拨打|代码|传真|QQ|群)$")
_BARE = Sparse(r"(?:信息|文件|申请|报告|公告|稿件|情况)(?:有|共|共计|计|达|为)?(?P<n>\d{1,6})(?=[。；])")
_SIMILAR = re.compile(r"(?:信息|文件|申请|报告|公告|稿件|情况)(?:有|共|共计|计|达|为)?\d+[条件次份个项篇]")
_PREDICATE = re.compile(r"(?:属于?|均为|都是|皆为)[^，。；、]{0,10}$")  # 全部属自然人申请件 names a kind, it counts nothing
_DENIED = re.compile(r"(?:没有|并无|无|未)[^，。；、]{0,12}$")  # 没有上年结转件，新收申请14件: there is none to be counted
_COUNTED = re.compile(r"[数量](?:共|为|达|共计)?\d+[条件次份个项]")

BAD = (
    Example("全年联合了 个部门开展检查，预计开设 个专栏。", "量词前缺数字"),
    Example("政府网站将在 月底前完成改版。", "月份缺失"),
    Example("全年公开核准企业资质条、施工许可证76条。", "“条”前缺数字"),
    Example("其中，机构信息1条；决策信息0条占；工作信息126条，占86.9%。", "“占”后缺百分比"),
    Example("全年接待来访230人次，接听电话118，回复邮件20封。", "数字后缺单位"),
    Example("举办培训3期，参训人员共计 人次。", "“人次”前缺数字"),
    Example("主动公开政府信息425条，依申请公开信息数46条，不予公开信息数1402。", "数字后缺单位"),
)
GOOD = (
    Example("联合了12个部门，力量、 人员配备充足，印发 条例读本，落实 各项要求。"),
    Example("受理案件、文件5件，公开事项、专项资金20项，其中头条、要闻3条。"),
    Example("全年收到申请11件，全部属自然人申请件，按时办结11件。", "“申请件”是名称，不是漏了数字"),
    Example("没有上年结转件，本年新收申请21件。"),
    Example("访问量达11460人次，申请数0件，邮编：350400。"),
)


@check("blank-number")
def run(report: Report, context: Context) -> Iterator[Finding]:
    """One finding a place."""
    told = context.worked(prose, report)
    siblings, nones, bares, unitless, naked = told.finders(_SIBLING, _NONE, _BARE, _UNITLESS, _NAKED)
    for passage in told.parts:
        yield from _gaps(report, passage)
        text = passage.text
        for match in siblings(text):
            unit = match.start("unit")
            if _PREDICATE.search(text[:unit]) or _DENIED.search(text[:unit]):
                continue
            if re.search(r"\d[^，。；、]*$", text[:unit]) or covered(text, unit, unit + 1) or text[unit - 1] in "各多几数每逐一两二三四五六七八九十百千万亿余来半某整这那首再":
                continue
            yield find("blank-number", [at(report, passage.tight, max(unit - 8, 0), unit + 1)], "count",
                       actual=match["unit"])
        for match in nones(text):
            behind = match.group().endswith("为") or "占" in match.group()[1:]
            yield find("blank-number", [at(report, passage.tight, max(match.start() - 4, 0), match.end())],
                       "behind" if behind else "count", actual=match.group() if behind else match.group()[-1])
        for match in bares(text):
            if _SIMILAR.search(text):
                yield find("blank-number", [at(report, passage.tight, match.start(), match.end() + 1)], "unit",
                           severity="warning", actual=match["n"])
        for match in naked(text):
            before = text[:match.start()]
            if _MEASURED.search(before[-24:]) and not _NUMBERED.search(before[-6:]):
                yield find("blank-number", [at(report, passage.tight, max(match.start() - 8, 0), match.end())], "unit",
                           severity="warning", actual=match["n"])
        for match in unitless(text):
            bare = match["n"] == "0" and text[match.start("n") - 1] == "为"  # 数量为0 says all there is to say
            if _COUNTED.search(text) or (text[match.end()] == "。" and not bare):
                yield find("blank-number", [at(report, passage.tight, max(match.start() - 4, 0), match.end() + 1)],
                           "unit", severity="warning", actual=match["n"])


def _gaps(report: Report, passage: Passage) -> Iterator[Finding]:
    clean = passage.clean
    if not _BLANK.search(clean.text):
        return
    for match in _GAP.finditer(clean.text):
        unit = match.start("unit")
        if clean.text.startswith("人次", unit) or not begins(clean.text, unit):
            yield find("blank-number", [_wide(report, passage, match)], "count",
                       actual="人次" if clean.text.startswith("人次", unit) else match["unit"])
    for match in _ENDED.finditer(clean.text):
        yield find("blank-number", [_wide(report, passage, match)], "count", actual=match.group().strip())
    for match in _MONTH.finditer(clean.text):
        yield find("blank-number", [_wide(report, passage, match)], "month", actual=match.group().strip())


def _wide(report: Report, passage: Passage, match: re.Match[str]) -> Evidence:
    """The place with a few characters before and behind."""
    clean = passage.clean
    return at(report, clean, max(match.start() - 4, 0), min(match.end() + 3, len(clean.text)))
