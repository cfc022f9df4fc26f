"""Sentences that report the work of another year, and plans for a year that is over.

A paragraph taken over from last year's report keeps its year: 2015年，我办主动公开… in the report for 2016. A plan in the
report for 2016 must be for 2017. Titles in 《》, comparisons (较2015年), 自2008年以来, budgets and documents of another year
are right. 将 is a plan only before a verb: 将政府信息公开工作纳入考核 is no plan.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.checks.base import Context, Example, check, find
from desktop.checks.passages import Passage, at
from desktop.checks.prose import Finder, prose
from desktop.checks.years.reported import span_of, year_of
from desktop.normal import Sparse
from desktop.report import Finding, Report

_OPEN = Sparse(
    r"(?:^|(?<=[。；！])|(?<=）)|(?<=[^较比与和自从至在年、，的“\d])(?=20\d\d年[，]?(?:我[局办委市县区镇乡厅院]|度?未|度?没有|依申请|主动公开)))"
    r"(?P<y>20[0-3]\d)年(?:度)?(?P<after>[，]?)"
)
_NOT_WORK = re.compile(
    r"^(?:度)?(?:以来|来|起|至|—|-|底|初|版|\d|[一二三四五六七八九十]+月|[上下]半年|末|前|后|间|预算|决算|部门预算|部门决算|[^，。；]{0,14}(?:要点|计划|方案|工作安排|报告|预算|决算|标准|目录|通知|规划|建议|提案|任务))"
)
_FIGURES = re.compile(
    r"(?:主动公开|公开(?:各类)?信息\d|公开政府信息|政府信息公开|收到|受理|接到|未收到|没有收到|未发生|没有发生|收费|收取|行政复议|行政诉讼|依申请|申请|制作、?获取|发布信息)"
)
_WHO = re.compile(r"^[，]?(?:在[^，。；]{2,30}领导下|我[局办委市县区镇乡厅院]|我们|本[局办委市县区镇乡机单]|全[市县区镇局年]|共|未|没有|无|依申请|主动|收到|受理|制作|政府信息|"
                  r"(?:[省市县区镇乡]?(?:人民)?政府(?:办公[厅室])?|[\u4e00-\u9fff]{2,12}(?:局|委|办|厅|街道|[镇乡]))(?:共|累计|一共)?(?:主动公开|收到|未收到|受理))")
# 2021年，在县委、县政府的坚强领导下，我局… opens a report like no other sentence.
_LED = re.compile(r"^[，]?在[^，。；]{2,30}领导下[^。；]{0,60}?(?:我[局办委县市区镇乡厅院街]|本[局办委县市区镇乡机单])")
_COMPARE = re.compile(r"较|相比|比(?!较|例|重|如)|增长|下降|同期|上升|减少|增加|变化|分别为|连续|以来|原|曾|历年|累计|申请公开“|由于|提出的|结转(?!下|至|到|次年)|上一年|上年|往年|答复了|审结")
_PLAN = Sparse(
    r"(?P<y>20[0-3]\d)年(?:度)?[，]?(?:[^，。；▢]{0,14}[，]?)?将(?:继续|持续|采取|进一步|加强|着重|着力|严格|不断|认真|紧紧|紧密|坚持|深入|积极|切实|做好|"
    r"大力|努力|从以下|重点(?=抓|做|加|推|围|从|在|突|开)|以(?=.{2,20}(?:为|，))|在(?=以下|.{2,16}(?:上|方面|下功夫))|按照(?=.{2,30}(?:要求|部署))|"
    r"围绕|针对|结合|更加|强化|推进|完善|健全|规范|创新|优化|提高|提升|扎实|牢固|抓好|开展|组织)"
)
_NOUNS = re.compile(r"将(?:推进|完善|规范|创新|优化|开展|组织|提升|强化|健全|加强)[^，。；]{0,16}(?:纳入|列入|列为|作为|融入|嵌入|下发|报送)")
_STATED = Sparse(
    r"(?:编制|公布|发布|形成|撰写|现将|现公布)(?:本|了)?[^，。；▢]{0,24}?(?P<y>20[0-3]\d)年(?:度)?[^，。；▢]{0,16}?(?:报告|情况)(?:公布|报告|如下|发布|予以|$|，|。)"
)
_HEADED = Sparse(r"^(?:[一二三四五六七八]、|（[一二三四五六七八]）)?(?P<y>20[0-3]\d)年(?:度)?[^，。；▢]{0,20}(?:概述|情况|总体情况|工作情况|工作总结|开展情况)$")
_PLAN_HEAD = re.compile(r"^[^，。；]{0,12}(?P<y>20[0-3]\d)年(?:度)?(?:政府信息公开|政务公开)?(?:的)?(?:下一步)?工作?(?:计划|打算|思路|谋划|展望|设想)(?:$|：)")

_CN_YEAR = Sparse(r"二[〇○零][一二三][〇○零一二三四五六七八九](?=年)")
_CN_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
# Compared with the year before it: 2023年…4件，较上年增加1件 in the report for 2024 was taken over whole.
_OWN_COMPARE = re.compile(r"(?:(?:较|比)(?:上|去)一?年度?(?:同期)?|同比)[^，。；]*")
_BROUGHT = re.compile("[^，。；]*上一?年度?(?:结转|转入)[^，。；]*")  # what was carried in is no comparison
_EVENT = Sparse(r"(?P<y>20[0-3]\d)年(?P<m>\d{1,2})月(?:\d{1,2}日|份|底|中旬|上旬|下旬)?[，]?(?=[^。；▢]{0,20}(?:组织召开|召开了?|举办了?|组织开展|组织了|开展了|印发了?|出台了?|完成了|荣获|获评))")
_AHEAD = re.compile(r"将|拟|计划|预计|打算|争取|力争|底前|月前|之前|日前|起施行|起实施|发布日期|发布时间")

BAD = (
    Example("示例市办公室2016年政府信息公开工作年度报告\n2016年主动公开政府信息130条。\n2015年，我办主动公开政府信息的主要类别有机构职能类信息15条。\n"
            "2015年未收到有关政府信息公开申请。", "沿用了上年的年份"),
    Example("示例市2018年政府信息公开工作年度报告\n2018年，全市主动公开政府信息130条。\n2017年，我办收到政府信息公开申请21件，没有上年结转。", "沿用了上年的年份"),
    Example("示例市2019年政府信息公开工作年度报告\n2020年5月，我市组织召开全市政务公开培训会。", "报告年度之后的事"),
    Example("示例市2016年政府信息公开工作年度报告\n2016年，全市主动公开政府信息130条。\n2016年，我们将采取以下措施加以改进。",
            "以已过去的年份作计划"),
)
GOOD = (
    Example("示例市2016年政府信息公开工作年度报告\n2016年主动公开政府信息130条，较2015年增长5%。自2008年以来累计公开2000条。\n"
            "2017年，我们将采取以下措施加以改进。2016年，我局将政府信息公开工作纳入绩效考核。"),
    Example("示例学院2015—2016学年信息公开工作年度报告\n2015年，我院主动公开信息60条。", "学年跨两个年份"),
    Example("示例市2016年政府信息公开工作年度报告\n2016年，公开2015年部门决算和2016年部门预算，落实《2016年政务公开工作要点》。"),
)


@check("year-stale")
def run(report: Report, context: Context) -> Iterator[Finding]:
    """One finding for each sentence of another year and each belated plan."""
    year = year_of(report)
    if year is None or report.kind == "collection":
        return
    halves = span_of(report, year)[1].month < 12  # a school's year has parts of two
    told = context.worked(prose, report)
    texts = told.plain
    finders = told.finders(_OPEN, _EVENT, _PLAN, _STATED, _HEADED)
    if _CN_YEAR.among(told.strings):  # what they are made into stands nowhere yet
        texts = tuple(_CN_YEAR.pattern.sub(lambda m: m.group().translate(_CN_DIGITS), text) for text in texts)
        finders = [pattern.finditer for pattern in (_OPEN, _EVENT, _PLAN, _STATED, _HEADED)]
    opens, events, *plans = finders
    for passage, text in zip(told.parts, texts, strict=True):
        yield from _plans(report, passage, text, plans, year)
        yield from _events(report, passage, text, events, year)
        for match in opens(text):
            stated = int(match["y"])
            if stated == year or abs(stated - year) > 3 or (stated == year - 1 and halves):
                continue
            rest = text[match.end() - len(match["after"]):]
            if stated == year + 1 and re.match(r"(?:度)?以来，?[^。；]{0,10}(?:主动公开|公开政府信息|收到|发布)[^。；，]{0,14}\d+[条件篇]", rest):
                yield find("year-stale", [at(report, passage.tight, match.start("y"), min(match.end() + 12, len(text)))], actual=f"{stated}年",
                           expected=f"{year}年")
                continue
            sentence = re.split(r"[。；]", rest, maxsplit=1)[0]
            if _NOT_WORK.match(rest) or _COMPARE.search(_BROUGHT.sub("", _OWN_COMPARE.sub("", sentence))) or f"{year}年" in sentence or _future(sentence, stated, year):
                continue
            follows = re.match(rf"[。；]{year}年", rest[len(sentence):])
            led = bool(_LED.match(rest)) and stated == year - 1 and not follows
            sure = not follows and not led and bool(_FIGURES.search(sentence[:40]) and _WHO.match(rest))
            if not sure and not (_WHO.match(rest) and stated == year - 1):
                continue
            end = match.end() + min(len(sentence), 20)
            yield find("year-stale", [at(report, passage.tight, match.start("y"), min(end, len(text)))],
                       severity="error" if sure else "warning" if led else "notice", actual=f"{stated}年", expected=f"{year}年")


def _events(report: Report, passage: Passage, text: str, finder: Finder, year: int) -> Iterator[Finding]:
    """Meetings told as held in the spring after the reported year or later: the report had to be out before."""
    for match in finder(text):
        stated, month = int(match["y"]), int(match["m"])
        sentence = re.split(r"[。；]", text[:match.start()])[-1] + re.split(r"[。；]", text[match.start():], maxsplit=1)[0]
        if stated != year + 1 or not 4 <= month <= 12 or _AHEAD.search(sentence) or f"{year}年" in sentence:
            continue
        if report.signed and report.signed[:7] >= f"{stated}-{month:02}":
            continue
        yield find("year-stale", [at(report, passage.tight, match.start(), min(match.end() + 8, len(text)))], "future",
                   severity="warning", actual=match.group().strip("，"), expected=f"{year}年")


def _future(sentence: str, stated: int, year: int) -> bool:
    """A sentence on a coming year that states no result."""
    return stated > year and not re.search(r"(?:公开政府信息|公开信息|收到[^，]{0,16}申请(?:公开)?)\d+[条件]", sentence)


def _plans(report: Report, passage: Passage, text: str, finders: list[Finder], year: int) -> Iterator[Finding]:
    plans, stated_, headed = finders
    for match in plans(text):
        stated = int(match["y"])
        if year - 3 <= stated <= year and not _NOUNS.search(text, match.start(), match.end() + 24):
            before = text[max(match.start() - 6, 0):match.start()]
            if not re.search(r"[较比自从在]$", before):
                yield find("year-stale", [at(report, passage.tight, match.start(), min(match.end() + 6, len(text)))],
                           "plan", actual=f"{stated}年", expected=f"{year + 1}年")
    for match in (*stated_(text), *headed(text)):
        stated = int(match["y"])
        if stated != year and abs(stated - year) <= 3 and f"{year}年" not in match.group():
            yield find("year-stale", [at(report, passage.tight, *match.span())], actual=f"{stated}年",
                       severity="warning", expected=f"{year}年")
    head = _PLAN_HEAD.match(text)
    if head and year - 3 <= int(head["y"]) <= year:
        yield find("year-stale", [at(report, passage.tight, 0, len(text))], "plan", severity="warning",
                   actual=f"{head['y']}年", expected=f"{year + 1}年")
