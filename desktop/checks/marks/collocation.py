"""Verbs that have lost their object, and words put twice into one clause.

减轻中小微企业增产增效 has no 负担 to be lightened; such verbs take few objects, listed in resources/words, and a clause
with none of them has most likely lost words. 推进…的落实推进, 根据…以及根据 and 、准确性规范性 are clumsy rather than wrong.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from desktop.checks.base import Context, Example, check, find
from desktop.checks.lists.again import members_again
from desktop.checks.marks.damage import damaged
from desktop.checks.marks.lexicon import WORDS
from desktop.checks.passages import at
from desktop.checks.prose import prose
from desktop.normal import Sparse
from desktop.report import Finding, Report, Severity

_TWICE = Sparse(
    r"(?P<verb>推进|加强|促进|完善|提升|提高|强化|规范|优化|落实|健全|深化)(?P<mid>[^，。；：、！？“”▢]{3,14}?)(?P<second>(?P=verb))(?=[，。；])"
)
_AND_BY = Sparse(r"(?P<by>根据|按照|依据)▢+(?:（[^（）]*）)?(?:以及|和|及|、)(?P=by)▢")
_RUN = Sparse(r"、[\u4e00-\u9fff]{2}性[\u4e00-\u9fff]{2}性(?![\u4e00-\u9fff]{0,2}[、和])|性、[\u4e00-\u9fff]{2}性[\u4e00-\u9fff]{2}性")
_KIND = "[权性率度力关]"
_NO_VERB = "(?!提|增|加|保障|促|推|强|确保|扩|落实|履|做|维护|注重|突出|坚持|以|不断|切实|着力|进|把|严|抓|守|树|发挥|有|努力|最大)"
_MIXED = Sparse(
    rf"[\u4e00-\u9fff]{{1,4}}(?P<t>{_KIND})，{_NO_VERB}[\u4e00-\u9fff]{{1,4}}(?P=t)(?:、|和|与)[\u4e00-\u9fff]{{1,4}}(?P=t)"
    rf"|[\u4e00-\u9fff]{{1,4}}(?P<s>{_KIND})、[\u4e00-\u9fff]{{1,4}}(?P=s)，{_NO_VERB}[\u4e00-\u9fff]{{1,4}}(?P=s)(?=和|与|、|，|。)"
)
_AGAIN = Sparse(
    r"(?:^|(?<=[、，：；。的了和与及]))(?P<m>[\u4e00-\u9fff]{2,6})、(?:[\u4e00-\u9fff“”]{1,12}、){0,2}(?P=m)(?=[、，。；和与及等])"
)
_DOUBLE_VERB = Sparse(
    r"(?:提升增强|增强提升|加强强化|强化加强|提高提升|提升提高|完善健全制度完善|规范规定|公开公布公开|进行开展|开展进行|严格强化)"
)

_CUT = Sparse(
    r"(?<![参赠给授寄相])与(?=[。；])|(?<![以涉普触波顾提危不遍企殃言论述兼埃莫所])及(?=[，。；])|(?<=[，。；])的(?![确士话是])"
)
_CUT_MAYBE = Sparse(
    r"(?<![温缓饱总之柔中共谐随平调祥亲人附应协暖凑言求讲])和(?=[，。；])|(?<![核反面相应针校绝作很不])对(?=[。；])|^[，。；、：）》”]"
)

_SLIPS = (("twice", _TWICE), ("by", _AND_BY), ("run", _RUN), ("mixed", _MIXED), ("again", _AGAIN), ("verbs", _DOUBLE_VERB), ("cut", _CUT),
          ("maybe", _CUT_MAYBE))

BAD = (
    Example("减轻中小微企业增产增效、加大扶持力度。", "“减轻”没有宾语，漏了“负担”一类的词"),
    Example("推进政策信息的落实推进，取得成效。", "前后动词重复"),
    Example("政府信息公开的完整性、时效性规范性仍需加强。", "并列词之间缺顿号"),
    Example("保障公民的知情权，参与权和监督权。", "并列词之间误用逗号"),
    Example("回应群众关心的热点、热点、难点问题。", "并列的词重复"),
)
GOOD = (
    Example("减轻企业税费负担，营造良好营商环境，推进政策落实，加强公开工作的完整性、时效性和规范性。"),
    Example("根据《条例》和《办法》，减轻群众跑腿压力。提高准确性，增强时效性和规范性，推进政务公开、村务公开、厂务公开。"),
)


@dataclass(frozen=True, slots=True)
class _Verb:
    word: str
    pattern: Sparse
    objects: tuple[str, ...]
    severity: Severity
    hint: str


@check("mark-collocation")
def run(report: Report, context: Context) -> Iterator[Finding]:
    """One finding a place."""
    hurt = damaged(report)
    told = context.worked(prose, report)
    verbs = told.living((verb, verb.pattern) for verb in _verbs())
    slips = told.living(_SLIPS)
    for passage, text in zip(told.parts, told.plain, strict=True) if verbs or slips else ():
        for verb, finder in verbs:
            for match in finder(text):
                clause = re.split(r"[，。；、！？]", text[match.start():], maxsplit=1)[0]
                rest = re.split(r"[，。；！？]", text[match.start():], maxsplit=1)[0]
                if "▢" in clause or any(word in (rest if verb.severity == "notice" else clause) for word in verb.objects):
                    continue
                yield find("mark-collocation", [at(report, passage.tight, match.start(), match.start() + len(clause))],
                           "object", severity=verb.severity, actual=verb.word, expected=verb.hint)
        for name, finder in slips:
            for match in finder(text):
                if name == "again" and any(low < match.end() and match.start() < high for pair in members_again(text) for low, high in pair):
                    continue  # told as a member listed twice
                if name == "twice" and match["mid"].startswith(("和", "与", "、")):
                    continue
                low = max(match.start() - 6, 0) if name in ("cut", "maybe") else match.start()
                span = at(report, passage.tight, low, min(match.end() + (4 if name in ("cut", "maybe") else 0), len(text)))
                yield find("mark-collocation", [span], "cut" if name == "maybe" else name, actual=span.quote,
                           severity="warning" if name == "cut" and not hurt else None)


@lru_cache(maxsize=1)
def _verbs() -> tuple[_Verb, ...]:
    data = tomllib.loads((WORDS / "collocations.toml").read_text(encoding="utf-8"))
    return tuple(
        _Verb(v["word"], Sparse(v["word"] + v["after"]), tuple(v["objects"].split()),
              cast(Severity, v["severity"]), v["hint"]) for v in data["verb"]
    )
