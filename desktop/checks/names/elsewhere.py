"""Names from elsewhere: a newspaper, law or office of another province, another bureau's guide.

They show that a text was copied. Visits, twinning and aid name other places rightly, and so do companies' and events'
names; only papers, regulations, portals and offices of another province count. The own guide can only be of the own body.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from desktop.checks.base import Context, Example, check, find
from desktop.checks.passages import Passage, at, passages
from desktop.forms import regions
from desktop.normal import Sparse
from desktop.report import Finding, Report

_PAPER = Sparse(r"《(?:今日)?(?P<place>[\u4e00-\u9fff]{2,4}?)(?:日报|晚报|时报|周报|周刊|晨报|早报|新闻|电视报|导报|文艺|手机报)?》")
_GUIDE = Sparse(
    r"《(?P<place>[\u4e00-\u9fff]{0,10}?[省市县区镇乡旗州])?(?P<body>[\u4e00-\u9fff]{2,14}?(?:局|委员会|委|厅|街道办事处|镇人民政府|乡人民政府))"
    r"(?:20\d\d年)?政府信息公开(?:指南|目录|工作年度报告|年度报告|实施办法|工作制度|工作规定)"
)
_CONTACT = Sparse(
    r"(?:请与|请联系|请向|请同)(?P<place>[\u4e00-\u9fff]{0,12}?(?:综合实验区|开发区|新区|[省市县区镇乡旗州]))?(?P<body>[\u4e00-\u9fff]{2,14}?(?:局|委员会|委|厅))(?:[\u4e00-\u9fff]{0,10})?联系"
)
_LAW = Sparse(r"《(?P<place>[\u4e00-\u9fff]{2,8}?(?:省|自治区|市|县|区))(?P<rest>[\u4e00-\u9fff]{0,30}?(?:政府信息公开|政务公开|行政程序|行政规范性文件)[\u4e00-\u9fff]{0,20})》")
_AWAY = re.compile(r"学习|考察|调研|借鉴|交流|对口|支援|帮扶|协作|合作|结对|赴|先进|经验|来自|引进|招商|跨省|通办|省际|兄弟|转发|东西部")
# Words in the names of national and other papers that are places too (光明日报, 解放日报, 东方早报).
_NATIONAL = frozenset([
    "光明", "解放", "东方", "和平", "朝阳", "新华", "长安", "中原", "江南", "江北", "河东", "河西", "新城", "高新", "华山", "人民", "中国", "民族",
    "工人", "青年", "海峡", "南方", "北方", "西部", "东部", "中山", "清新", "友谊", "建设", "前进", "向阳", "红旗", "团结", "平安", "吉祥", "开放",
])
_SHORT = re.compile(r"(?:自治区|自治州|自治县|地区|省|市|县|区|旗|盟)$")

BAD = (
    Example("惠安县税务局2013年政府信息公开工作年度报告\n通过电视台公开税收政策，并在《今日嘉善》开办专版。\n惠安县税务局\n2014年1月10日", "外省县报，疑套用他处文稿"),
    Example("云台县公安局2019年政府信息公开工作年度报告\n我局按要求编制了《云台县经贸局政府信息公开指南（试行）》。\n云台县公安局\n2020年1月10日",
            "公开指南属于另一部门"),
)
GOOD = (
    Example("云台县公安局2019年政府信息公开工作年度报告\n我局编制了《云台县公安局政府信息公开指南》，在《光明日报》《云台日报》刊登公告，赴嘉善县学习考察。\n云台县公安局\n2020年1月10日"),
)


@check("name-elsewhere")
def run(report: Report, context: Context) -> Iterator[Finding]:
    """One finding for each name."""
    if report.kind == "collection":
        return
    parts = context.cached(passages, report)
    home = _home(report)
    for passage in parts:
        text = passage.text
        yield from _papers(report, passage, home)
        if home:
            for match in _LAW.finditer(text):
                there = {d.code[:2] for d in regions.named(match["place"]) if d.code}
                if there and home not in there and not _AWAY.search(_clause(text, match.start())):
                    yield find("name-elsewhere", [at(report, passage.tight, *match.span())], "law", severity="warning",
                               actual=match.group())
        if report.org and report.level == "department" and report.title_span and report.org[:2] in (report.title or ""):
            for match in _CONTACT.finditer(text):
                if not _same(match["body"], report.org) or _other_place(report, match["place"]):
                    yield find("name-elsewhere", [at(report, passage.tight, *match.span())], "contact",
                               severity="warning", actual=match["body"], expected=report.org)
        if report.org and report.level in ("department", "township"):
            for match in _GUIDE.finditer(text):
                if not _same(match["body"], report.org) and re.search(r"(?:编制|修订|制定|编写|更新|印发|完善)[^。；《]{0,10}$", text[:match.start()]):
                    yield find("name-elsewhere", [at(report, passage.tight, match.start(), match.end())], "guide",
                               actual=match["body"], expected=report.org)


def _other_place(report: Report, place: str | None) -> bool:
    """Whether the office to write to lies in another place of the own kind that the report names nowhere else."""
    org = report.org or ""
    own = re.match(r"[\u4e00-\u9fff]{2,9}?[县市区旗]", org)
    if not place or own is None or place in org or own.group() in place or place[-1] != own.group()[-1]:
        return False
    return len(place) >= 3 and report.document.text.count(place) == 1 and not any(place.endswith(n) for n in (own.group(), own.group()[-3:]))


def _papers(report: Report, passage: Passage, home: str | None) -> Iterator[Finding]:
    """Papers of another province; where the own place is not known, papers of a place that the text names nowhere else."""
    for match in _PAPER.finditer(passage.text):
        name = match.group()
        if not re.search(r"今日|日报|晚报|时报|周报|周刊|晨报|早报|导报|手机报", name) or match["place"] in _NATIONAL:
            continue
        if home is None and report.document.text.count(match["place"]) > 1:
            continue
        there = _provinces().get(match["place"], frozenset())
        if there and home not in there and not _AWAY.search(_clause(passage.text, match.start())):
            yield find("name-elsewhere", [at(report, passage.tight, max(match.start() - 4, 0), match.end())], "paper",
                       severity=None if home else "notice", confidence=None if home else 0.5, actual=name)


def _clause(text: str, at_: int) -> str:
    return re.split(r"[。；]", text[:at_])[-1]


def _home(report: Report) -> str | None:
    """The first two digits of the own division code."""
    if report.region:
        return report.region[:2]
    codes = _provinces().get((report.org or "")[:2], frozenset())
    return next(iter(codes)) if len(codes) == 1 else None


def _same(named: str, org: str) -> bool:
    """Whether a short name can stand for the body: its characters come in this order in the body's name."""
    at_ = 0
    for char in re.sub(r"(?:委员会|委|局|厅)$", "", named):
        found = org.find(char, at_)
        if found < 0:
            return False
        at_ = found + 1
    return True


@lru_cache(maxsize=1)
def _provinces() -> dict[str, frozenset[str]]:
    """The provinces (first two digits) in which a place of a short name lies."""
    out: dict[str, set[str]] = {}
    for division in regions.divisions():
        if division.code:
            out.setdefault(_SHORT.sub("", division.name), set()).add(division.code[:2])
    return {name: frozenset(codes) for name, codes in out.items() if len(name) >= 2}
