"""Another body where the report's own should stand: 望河镇人民政府高度重视… in 青禾镇's report, and own names with a slip.

Only bodies that act as the subject of a sentence of the report's own work count, and only in reports of townships and
departments: a government rightly tells of its offices. The body must be of the own kind: another township, or another
bureau of the same place. 云台市公开局 for 云台市公安局 is no bureau at all, hence a slip; 云台人民政府 lacks its 县.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from desktop.checks.base import Context, Example, check, find
from desktop.checks.marks.lexicon import WORDS, sound_alike
from desktop.checks.names.mistaken import FORMER, misspelt, outdated
from desktop.checks.passages import Passage, at
from desktop.checks.prose import prose
from desktop.forms import regions
from desktop.normal import Sparse
from desktop.report import Finding, Report

_VERB = (
    r"(?=高度重视|认真|严格|积极|坚持|始终|不断|主动公开|共主动|共公开|累计|未收到|没有收到|收到|受理|将继续|将进一步|进一步|全面|深入|切实|着力|"
    r"对拟|对全|建立|完善|规范|开展|组织|加强|推进|做好|落实|召开|发布|共|全年|主要|依托|通过|结合|紧紧围绕|围绕|成立|按照|根据|政府信息公开|严格|扎实|持续|充分|及时|制定|编制|现有|设立|没有其他|没有需要|无其他|暂无)"
)
_TOWN = Sparse(rf"(?:^|(?<=[。；，]))(?:20\d\d年度?，?)?(?P<place>[\u4e00-\u9fff]{{2,12}}?(?:镇|乡|街道))(?:(?:人民政府|政府|办事处|党委、?政府|党委|党工委)(?![、和与及“”》])|{_VERB})")
_BUREAU = Sparse(rf"(?:^|(?<=[。；，]))(?:20\d\d年度?，?)?(?P<body>[\u4e00-\u9fff]{{4,20}}?(?:局|委员会|厅))(?:办公室)?{_VERB}")
_SHORT = Sparse(
    r"(?:^|(?<=[。；]))(?:20\d\d年度?，?)?(?P<body>[县市区][\u4e00-\u9fff]{2,10}?(?:局|委员会|卫健委|发改委))(?:办公室)?"
    r"(?=高度重视政|认真贯彻落实《|严格按照《?条例|认真落实《|主动公开政府信息\d|始终坚持|深入贯彻|严格落实《|共主动公开|未收到)"
)
_OFFICE = Sparse(r"(?:请与|请联系|请向|请致电|可与)(?P<place>[\u4e00-\u9fff]{2,6}?(?:镇|乡|街道))(?:人民政府|政府|办事处|党政|党群|综合)[^，。；]{0,16}(?=联系|[，。；（]|$)")
_WORK = Sparse(r"(?:确保|推动|促进|推进|做好|加强|抓好|保障|提升|规范)(?:了)?(?P<body>[县市区][\u4e00-\u9fff]{2,10}?(?:局|委员会))(?:政府)?(?:信息公开|政务公开)(?:各项)?工作")
_GUIDING = re.compile(r"政务服务|数据|审批|政务公开|信息化|电子政务|档案|保密|监察|督查")  # bodies that guide the others
_OWN_TOWN = re.compile(r"^(?:.*[省市县区旗州盟])?(?P<name>[\u4e00-\u9fff]{2,4}?(?:镇|乡|街道))(?:人民政府|办事处|党政办)?(?:办公室)?$")
_STREET = Sparse(r"(?<![\u4e00-\u9fff])(?:镇党委|镇政府|镇人民政府|我镇(?!级)|全镇|乡党委|乡政府|我乡|全乡)(?![、和与及])")
_TOWN_SELF = Sparse(r"(?<![\u4e00-\u9fff“])(?:我街道|本街道|街道办事处|街道党工委)(?![、和与及])")
_NOT = re.compile(
    r"^(?:围绕|按照|根据|依托|通过|结合|落实|贯彻|服从|服务|聚焦|紧扣|坚持|配合|协助|协调|指导|督促)"
    r"|[各全我本该对由向与和及的将在是为以至到经使让被]|乡镇|有关|所属|下属|其他|辖区|村镇|城镇|上级|省|国家|中心|办事处所"
)
BAD = (
    Example("云台县青禾镇人民政府2022年政府信息公开工作年度报告\n一、总体情况\n2022年，青禾镇公开信息20条。望河镇人民政府高度重视政府信息公开工作。",
            "另一乡镇的名称"),
    Example("云台市公安局2012年政府信息公开工作年度报告\n2012年，云台市公开局在市委的领导下，认真贯彻《条例》。", "局名有误"),
    Example("云台市教育局2012年政府信息公开工作年度报告\n2012年，云台市教育局公开信息20条。云台市民政局认真落实公开制度。", "另一部门的名称"),
    Example("云台县水务局2023年政府信息公开工作年度报告\n云台县水务局认真落实《条例》，在云台区人民政府门户网站开设专栏。", "县写成区"),
    Example("云桥县水务局2023年政府信息公开工作年度报告\n云侨县政府网站设有专栏。", "县名误写"),
    Example("云台县自然资源局2023年政府信息公开工作年度报告\n申请人可到县国土资源局窗口查询。", "机构改革前的名称"),
    Example("云台县青禾镇人民政府2022年政府信息公开工作年度报告\n青禾镇公开信息20条。如有疑问，请与望河镇党政办公室联系。", "另一乡镇的联系单位"),
    Example("云台县水务局2023年政府信息公开工作年度报告\n我局加强考核，确保县教育局信息公开工作落到实处。", "另一部门的工作"),
    Example("云台县水务局2023年政府信息公开工作年度报告\n我局公开信息20条。县教育局高度重视政府信息公开工作，严格审核。", "另一部门作主语"),
)
GOOD = (
    Example("云台县青禾镇人民政府2022年政府信息公开工作年度报告\n青禾镇高度重视公开工作，各乡镇认真落实，与望河镇结对交流。"),
    Example("云台县自然资源局2023年政府信息公开工作年度报告\n依据原县国土资源局的档案，移交县国土资源局时期的资料2份。", "说明历史"),
    Example("云台市人民政府2022年政府信息公开工作年度报告\n云台市公安局、青禾镇积极公开信息。云台市教育局认真落实。"),
    Example("云台市教育局2022年政府信息公开工作年度报告\n云台市教育局认真落实，会同云台市公安局开展检查，向云台市人民政府报告。"),
)


@check("name-actor")
def run(report: Report, context: Context) -> Iterator[Finding]:
    """One finding for each place."""
    org = report.org or ""
    if report.kind == "collection":
        return
    town = _OWN_TOWN.search(org) if report.level == "township" else None
    if not report.title_span and (town is None or report.document.text.count(town["name"][:2]) < 2):
        town = None
    yield from _own_names(report, context, org, town["name"] if town else "")
    if len(org) < 4 or (not report.title_span and town is None):
        return
    place = re.match(r"(?P<stem>[\u4e00-\u9fff]{2,3})(?P<kind>[县市区旗])人民政府", org)
    other_kind = _STREET if org.endswith("街道办事处") else _TOWN_SELF if org.endswith(("镇人民政府", "乡人民政府")) else None
    told = context.worked(prose, report)
    towns, bureaus, shorts = told.finders(_TOWN, _BUREAU, _SHORT)
    others = told.finder(other_kind) if other_kind else None
    for passage, text in zip(told.parts, told.plain, strict=True):
        for match in others(passage.text) if others else ():
            yield find("name-actor", [at(report, passage.tight, *match.span())], severity="warning", actual=match.group(), expected=org)
        if place is not None and place["stem"] in passage.text:
            for match in re.finditer(rf"(?<![\u4e00-\u9fff·•]){place['stem']}人民政府(?!网)", passage.text):
                yield find("name-actor", [at(report, passage.tight, *match.span())], "slip", severity="warning",
                           actual=match.group(), expected=place["stem"] + place["kind"] + "人民政府")
        yield from _other_kind(report, passage, text, org)
        if town is not None:
            yield from _towns(report, passage, towns(text), town["name"])
        if report.level == "department" and org.endswith(("局", "委员会", "厅")):
            yield from _bureaus(report, passage, text, bureaus(text), org)
            yield from _short(report, passage, shorts(text), org)


def _own_names(report: Report, context: Context, org: str, town: str) -> Iterator[Finding]:
    """The own place misspelt, the own body by its former name, another township's office to turn to, another bureau's work."""
    told = context.worked(prose, report)
    offices, works, formers = told.finders(_OFFICE, _WORK, FORMER)
    bureau = report.level == "department" and org.endswith(("局", "委员会", "厅"))
    for passage, text in zip(told.parts, told.plain, strict=True):
        for start, end, meant in misspelt(org, passage.text):
            yield find("name-actor", [at(report, passage.tight, start, end)], "slip", severity="error",
                       actual=passage.text[start:end], expected=meant)
        for match in formers(text):
            if outdated(report, text, match):
                yield find("name-actor", [at(report, passage.tight, match.start(), min(match.end() + 4, len(text)))], "former",
                           actual=match.group(), expected="改革后的单位名称")
        for match in offices(text) if town else ():
            if not match["place"].endswith(town) and not _NOT.search(match["place"]):
                yield find("name-actor", [at(report, passage.tight, *match.span())], "office", actual=match["place"], expected=org)
        for match in works(text) if bureau else ():
            body = match["body"]
            if not _order(body, org) and not _GUIDING.search(body) and "分局" not in body and not _NOT.search(body[1:]):
                yield find("name-actor", [at(report, passage.tight, match.start("body"), match.end())], "work", actual=body, expected=org)


def _other_kind(report: Report, passage: Passage, text: str, org: str) -> Iterator[Finding]:
    """云台区 in a report of 云台县's: the own place as another kind of division, when there is none of that name."""
    own = re.match(r"(?P<stem>[\u4e00-\u9fff]{2,3}?)(?P<kind>[县市区])(?=人民政府|[\u4e00-\u9fff]{2,12}(?:局|委员会|办公室|中心)$)", org)
    if own is None or own["stem"] not in passage.text:
        return
    rest = re.escape(org[own.end():])
    pattern = rf"(?<![\u4e00-\u9fff]){own['stem']}(?P<kind>[县市区])(?=政府|委、)|{own['stem']}(?P<k>[县市区])(?=人民政府|{rest})"
    for match in re.finditer(pattern, text):
        kind = match["kind"] or match["k"]
        if kind != own["kind"] and not regions.named(own["stem"] + kind):
            yield find("name-actor", [at(report, passage.tight, match.start(), min(match.end() + 4, len(text)))], "slip",
                       severity="warning", actual=match.group(), expected=own.group())


def _short(report: Report, passage: Passage, matches: Iterator[re.Match[str]], org: str) -> Iterator[Finding]:
    """县教育局高度重视… opening a sentence in the report of another bureau of the county."""
    for match in matches:
        body = match["body"]
        if body in org or _order(body, org) or _NOT.search(body) or _GUIDING.search(body):
            continue
        yield find("name-actor", [at(report, passage.tight, match.start("body"), match.end("body") + 6)], severity="warning",
                   actual=body, expected=org)


def _towns(report: Report, passage: Passage, matches: Iterator[re.Match[str]], own: str) -> Iterator[Finding]:
    for match in matches:
        name = match["place"]
        if _NOT.search(name) or name.endswith(own) or own[:2] in name or name in (own[-len(name):], "镇", "乡", "街道") or len(name) > 9:
            continue
        yield find("name-actor", [at(report, passage.tight, match.start("place"), match.end())], severity="warning",
                   actual=name, expected=own)


def _bureaus(report: Report, passage: Passage, text: str, matches: Iterator[re.Match[str]], org: str) -> Iterator[Finding]:
    place = org[:3] if org[2:3] in "省市县区州旗" else org[:4] if org[3:4] in "省市县区州旗" else ""
    if not place:
        return
    taken: set[int] = set()
    for match in re.finditer(re.escape(place) + rf"[\u4e00-\u9fff]{{{len(org) - len(place)}}}", text):
        word = match.group()
        apart = [i for i in range(len(org)) if word[i] != org[i]]
        if len(apart) != 1 or not word.endswith(org[-1]):
            continue
        kind = word[len(place):].removesuffix("委员会").removesuffix("局").removesuffix("厅")
        i = apart[0]
        if kind in _kinds() or any(kind.startswith(k) or kind.endswith(k) for k in _kinds() if word[i] in k):
            continue
        taken.add(match.start())
        sure = sound_alike(word[i], org[i]) or len(kind) > 2 or kind[:1] == org[len(place)]
        yield find("name-actor", [at(report, passage.tight, *match.span())], "slip", severity="error" if sure else "warning",
                   actual=word, expected=org)
    for match in matches:
        body = match["body"]
        if match.start("body") in taken or not body.startswith(place) or _NOT.search(body[len(place):]):
            continue
        own, other = org[len(place):], body[len(place):]
        if other in own or own in other or _order(other, own) or "分局" in body:
            continue
        yield find("name-actor", [at(report, passage.tight, match.start("body"), match.end())], severity="warning",
                   actual=body, expected=org)


@lru_cache(maxsize=1)
def _kinds() -> frozenset[str]:
    """The words of function in the names of bureaus."""
    lines = (WORDS / "bureaus.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(" ".join(line for line in lines if not line.startswith("#")).split())


def _order(short: str, full: str) -> bool:
    """Whether the characters of a short name come in this order in the full one (发改委 in 发展和改革委员会)."""
    rest = iter(full)
    return all(char in rest for char in re.sub(r"(?:委员会|委|局|厅)$", "", short))
