"""A stated number against items named otherwise than by ordinals behind it.

Shapes: 针对以上四个方面的问题 behind 一是…二是…三是…; “A”“B”“C”“D”三个栏目; 5个专栏，分别是“A”“B”“C”“D”; “两个不足”：人员
不足、经费不足、经验不足; 教育、医疗、住房、就业三大领域; 检查4次（分别于3月、6月、10月）. 等 leaves a list open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.checks.base import Context, Example, check, find
from desktop.checks.lists.enumerated import COUNTED, MONTHS, enumerated, months
from desktop.checks.lists.sequences import Listed, gathered
from desktop.checks.marks.damage import damaged
from desktop.checks.passages import Passage, at
from desktop.checks.prose import Finder, prose
from desktop.normal import Sparse, to_number
from desktop.report import Finding, Report, Severity

_N = r"(?P<n>\d{1,2}|[一二三四五六七八九十两]{1,2})"
_BACK = Sparse(rf"(?:以上|上述|前述|这){_N}(?:个|项|点|种|条|大)?(?:方面|项|点|类)?(?:存在)?的?(?:主要|突出)?(?:问题|不足|困难|短板|措施|情况|举措|薄弱环节)")
_QUOTED = Sparse(
    rf"(?<![“”、和及与，])(?P<list>(?:“[^“”]{{1,16}}”[、，和及与以]{{0,2}}){{2,}})(?P<etc>等)?(?:共计|共|这)?{_N}(?:个|大|项|类|种)(?P<noun>[\u4e00-\u9fff]{{0,6}})"
)
_BEHIND = Sparse(
    rf"(?<![第\d]){_N}(?:个|大|项|类|种)(?P<noun>[\u4e00-\u9fff]{{0,8}}?)[，：（](?:分别)?(?:是|为|即|包括)?(?:：)?(?P<list>(?:“[^“”]{{1,16}}”[、，和及与以]{{0,2}}){{2,}})(?P<etc>等)?"
)
_SLOGAN = Sparse(rf"(?:“|(?<=做到)|(?<=突出)|(?<=坚持)|(?<=抓好)|(?<=实现)|(?<=强化)|(?<=注重)){_N}(?:个|大|项|种|条)?(?P<what>[\u4e00-\u9fff]{{1,4}}?)”?(?:：|，即|，即：|（即|（)"
    rf"(?P<list>[^。；：“”（）]{{4,120}})(?=[。；）]|$)")

_PLACES = Sparse(rf"(?:^|(?<=[，。；：]))(?P<list>[^，。；：！？]{{6,80}}?)等{_N}(?P<what>处|家|个|类|种|大|项|方面)(?P<noun>[\u4e00-\u9fff]{{0,4}})")
_FEWEST = 3  # ordinals that make a list
_ITEMS = re.compile(r"(?:^|(?<=[，；：、。]))(?P<n>[一二三四五六七八九])是(?=[\u4e00-\u9fff“《])")

BAD = (
    Example("存在不足：一是主动性不强，二是方式不多，二是力量薄弱。", "“二是”出现两次"),
    Example("在便民服务中心、文化站、图书室、司法所等三处设立查阅点。", "列了四处，写作三处"),
    Example("存在问题：一是更新不够及时；二是解读不够深入；三是人员不足。针对以上四个方面的问题，我局将采取措施。", "前列三项，称四个方面"),
    Example("设置了“局长信箱”“在线咨询”“网上投诉”“民意征集”三个互动栏目。", "列了四个栏目，写作三个"),
    Example("网站新设专栏5个，分别是“政策解读”“惠企服务”“乡村振兴”“防汛抗旱”专栏。", "称五个，列了四个"),
    Example("主要表现为“两个不足”：人员不足、经费不足、经验不足。", "称两个，列了三个"),
    Example("围绕教育卫生、住房保障、就业创业、社会救助三大领域细化目录。", "列了四个领域，写作三大"),
    Example("开展检查4次（分别于3月、6月、10月进行）。", "称四次，列了三个月份"),
)
GOOD = (
    Example("问题：一是更新不够及时；二是解读不够深入。针对以上两个方面的问题，将采取措施。设置“局长信箱”“在线咨询”等8个栏目。"),
    Example("坚持“三个确保”：确保及时、确保准确、确保全面。开设“政策”“服务”两个专栏，推进“放管服”改革“一网通办”两项工作。"),
    Example("围绕教育卫生、住房保障、就业创业和社会救助四大领域细化目录，建立信息发布、政策解读等八项机制。"),
)


@check("list-backward")
def run(report: Report, context: Context) -> Iterator[Finding]:
    """One finding for each number that its items contradict."""
    told = context.worked(prose, report)
    parts = told.parts
    backs, places, counted, monthly = told.finders(_BACK, _PLACES, COUNTED, MONTHS)
    quotes = told.alive(_QUOTED, _BEHIND)
    slogans = told.finder(_SLOGAN)
    found = context.worked(gathered, report)
    hurt = damaged(report)
    for index, passage in enumerate(parts):
        text = passage.text
        for match in backs(text):
            listed = _before(found, index, match.start())
            stated = _number(match["n"])
            if listed is None or stated is None or listed.odd or stated == len(listed.tokens):
                continue
            evidence = [at(report, passage.tight, *match.span())]
            evidence += [at(report, parts[t.passage].tight, t.start, t.end) for t in listed.tokens[:12]]
            yield find("list-backward", evidence, severity="notice" if hurt else "warning", actual=stated,
                       expected=len(listed.tokens))
        for pattern, finder in quotes:
            for match in finder(text):
                size = match["list"].count("“")
                stated = _number(match["n"])
                if stated is None or stated == size or (match["etc"] and stated > size) or (match["noun"] or "").startswith(("月", "年", "工作日", "小时")):
                    continue
                if pattern is _QUOTED and text[:match.start()].endswith(("的", "及")):
                    continue
                severity: Severity = "notice" if hurt or stated > 20 else "warning"
                yield find("list-backward", [at(report, passage.tight, *match.span())], severity=severity, actual=stated,
                           expected=size)
        yield from _slogans(report, passage, slogans, hurt)
        for start, end, number, size in enumerated(text, counted(text)):
            yield find("list-backward", [at(report, passage.tight, start, end)], severity="notice" if hurt else "warning", actual=number,
                       expected=size)
        for match in monthly(text):
            wrong = months(match)
            if wrong is not None:
                yield find("list-backward", [at(report, passage.tight, *match.span())], severity="notice" if hurt else "warning", actual=wrong[0],
                           expected=wrong[1])
        for match in places(text):
            stated, items = _number(match["n"]), match["list"].split("、")
            if stated is not None and len(items) >= 3 and stated < len(items) and all(2 <= len(i) <= 12 for i in items) \
                    and not re.search("[“《（和与及]|复议", match["list"]):
                yield find("list-backward", [at(report, passage.tight, *match.span())], severity="notice" if hurt else "warning",
                           actual=stated, expected=len(items))
        if text.count("是") >= _FEWEST:
            yield from _weak(report, passage, {token.end for listed in found for token, _ in listed.odd if token.passage == index})


def _weak(report: Report, passage: Passage, told: set[int]) -> Iterator[Finding]:
    """一是…，二是…，二是… inside one sentence: an ordinal given twice in a row or one left out, if it is not ``told`` (ends
    of ordinals out of order) already."""
    for sentence in re.finditer(r"[^。！？\n]+", passage.text):
        found = list(_ITEMS.finditer(sentence.group()))
        numbers = ["一二三四五六七八九".index(m["n"]) + 1 for m in found]
        if len(numbers) < _FEWEST or numbers[0] != 1 or numbers.count(1) > 1:
            continue
        odd = [(m, before + 1) for before, number, m in zip(numbers, numbers[1:], found[1:], strict=False) if number not in (before + 1,)]
        if len(odd) == 1:
            match, expected = odd[0]
            start = sentence.start() + match.start()
            if told & set(range(start, start + 4)):
                continue
            yield find("list-backward", [at(report, passage.tight, max(start - 4, 0), min(start + 8, len(passage.text)))], "ordinal",
                       severity="warning", actual=match["n"] + "是", expected=expected)


def _slogans(report: Report, passage: Passage, finder: Finder, hurt: bool) -> Iterator[Finding]:
    """“三个不够”：主动性不够、及时性不够、针对性不够: items that all repeat the slogan's word."""
    for match in finder(passage.text):
        stated, word = _number(match["n"]), match["what"]
        items = [i for i in re.split(r"[、，]|和(?!谐)|以及", match["list"]) if i]
        if stated is None or len(items) < 2 or len(items) == stated or not all(word in item for item in items):
            continue
        yield find("list-backward", [at(report, passage.tight, *match.span())], severity="notice" if hurt else "warning",
                   actual=stated, expected=len(items))


def _number(text: str) -> int | None:
    value = to_number(text.replace("两", "二"))
    return int(value) if value is not None and 2 <= value <= 40 else None


def _before(found: list[Listed], index: int, start: int) -> Listed | None:
    """The list of 一是 … or 1. … that ends right before a place: in its paragraph, or in the ones just above."""
    near = [x for x in found if x.kind in ("is", "point", "first") and len(x.tokens) >= 2 and x.tokens[0].number == 1
            and (x.tokens[-1].passage, x.tokens[-1].end) <= (index, start) and index - x.tokens[-1].passage <= 2]
    return max(near, key=lambda x: (x.tokens[-1].passage, x.tokens[-1].end), default=None)
