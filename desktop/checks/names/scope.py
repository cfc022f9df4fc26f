"""Words for another kind of place or body: 全市 in a district's report, 我县 in a city's, 我委 in a bureau's.

They betray a text taken over from elsewhere. A district may well report on the city's meetings, rankings and plans, so
全市 counts only where the sentence speaks of the body's own work; 市本级 and 市属 have no such use below the city.
Nothing is said when the text itself mixes the words, for then its own kind is in doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from desktop.checks.base import Context, Example, check, find
from desktop.checks.names.own import own_of
from desktop.checks.passages import at
from desktop.checks.prose import prose
from desktop.normal import Sparse
from desktop.report import Finding, Report, Severity

_NOT_BEFORE = r"(?<![安健完保周齐自])"
# Own kind of place -> words of another kind, each with how sure it is in ordinary use.
_WORDS: dict[str, tuple[tuple[str, Severity], ...]] = {
    "县": ((rf"{_NOT_BEFORE}全区(?![域分划别间块])|我区(?!分)|区本级|区直(?=各|部门|单位)", "warning"),
          (r"市本级", "error"), (r"我市|(?:本市)(?=政府信息|范围)", "warning"), (r"市属(?=单位|部门|各)", "warning"), (r"(?<![\u4e00-\u9fff])区(?:政府|委区政府|[\u4e00-\u9fff]{2,6}局)", "notice")),
    "区": ((r"我县|县本级", "warning"), (r"市本级", "error"), (r"我市", "warning"), (r"市属(?=单位|部门|各)", "warning"),
          (rf"{_NOT_BEFORE}全县(?!级)", "warning"), (r"(?<![\u4e00-\u9fff])县(?:政府|委县政府|[\u4e00-\u9fff]{2,6}局)", "notice")),
    "市": ((r"我县(?!级)|我区(?!分)|我镇|我乡", "warning"),),
    "镇": ((r"全乡(?!镇)|我乡(?!镇)", "warning"), (r"我县|我市|我区(?!分)", "notice"), (r"市本级|县本级", "warning")),
    "乡": ((r"全镇|我镇", "warning"), (r"我县|我市|我区(?!分)", "notice"), (r"市本级|县本级", "warning")),
    "省": ((r"我市|我县|我区(?!分)|市本级", "warning"),),
}
_CITY_WORK = Sparse(
    r"(?:加强|推进|做好|强化|规范|提升|完善|深化|促进|抓好|指导|督促|推动)(?:对)?(?:了)?全市(?:各级|各部门|各单位)?(?:的)?(?:政府)?(?:信息公开|政务公开|信息|政务)(?:工作|制度|平台|网站|机制|管理|动态)|(?<=[。；，])(?:20\d\d年度?，?)?全市共?(?:主动)?(?:公开|发布)[^。；，]{0,14}\d|(?<=[。；，])全市各级[\u4e00-\u9fff]{0,8}(?=要|应|应当|必须)"
)
_ABOVE = re.compile(r"市(?:政府|委|里|政务|级)|上级|会议|培训|考核|考评|排名|通报|评估|位居|名列|列|参加|要求|部署|安排|统一")
_BODY: dict[str, str] = {"局": "委办厅镇乡", "委": "局厅镇乡", "厅": "局委", "办": "局委厅", "府": "局", "院": "局委"}
_SELF = r"(?<![自忘唯])我{}(?![员托公理法事结件])"
_SPEECH = re.compile(r"[“‘《]")

BAD = (
    Example("云台县人民政府2011年政府信息公开工作年度报告\n全县公开信息20条，其中县直单位15条，全县各乡镇5条，县政府门户网站更新。\n"
            "在县政府大院设立公开栏，全区部门职能单位工作集中公开。", "县的报告写作“全区”"),
    Example("示例市青山区人民政府2016年政府信息公开工作年度报告\n全区公开信息20条，区直单位15条，我区各街道5条。\n"
            "继续加强对全市信息公开工作动态管理。按规定公开市本级2016年度决算。", "区的报告写作“全市”“市本级”"),
    Example("示例县财政局2022年政府信息公开工作年度报告\n我局认真落实《条例》，我局加强公开。我镇按时答复申请。", "局的报告写作“我镇”"),
    Example("示例市第一医院2022年信息公开工作年度报告\n现将我院信息公开情况报告如下。对照要求，我局的公开还不够及时。", "医院的报告写作“我局”"),
    Example("示例县财政局2022年政府信息公开工作年度报告\n我局认真落实《条例》，我局加强公开。我委在答复申请时严格按照规定出具告知书。",
            "局的报告写作“我委”"),
)
GOOD = (
    Example("示例市青山区人民政府2016年政府信息公开工作年度报告\n全区公开信息20条，我区位居全市前列，参加全市政务公开工作会议，"
            "健全区级机制，划定安全区域。"),
    Example("示例县发展和改革委员会2022年政府信息公开工作年度报告\n我委认真落实《条例》，按照县政府办要求，我委加强公开。"),
)


@check("name-scope")
def run(report: Report, context: Context) -> Iterator[Finding]:
    """One finding for each place."""
    if report.kind == "collection":
        return
    own = context.worked(own_of, report)
    count = dict(own.places)
    told = context.worked(prose, report)
    words = told.living(_words(own.place or ""))
    works = told.finder(_CITY_WORK)
    bodies = told.living((other, _self(other)) for other in _BODY.get(own.body or "", ""))
    for passage, text in zip(told.parts, told.plain, strict=True):
        for severity, finder in words:
            for match in finder(text):
                foreign = next((c for c in match.group() if c in "省市县区镇乡"), "")
                mixed = _mixed(count, own.place or "", foreign)
                if text[match.start() - 1:match.start()] in ("“", "：") or (mixed and not ((report.title_span or report.level == "township") and count.get(foreign, 0) <= 1)):
                    continue
                yield find("name-scope", [at(report, passage.tight, match.start(), min(match.end() + 6, len(text)))],
                           severity="notice" if mixed else severity, actual=match.group(), expected=_other(match.group(), own.place or ""))
        if own.place in ("区", "县", "镇", "乡"):
            for match in works(text):
                clause = re.split(r"[。；]", text[:match.start()])[-1] + match.group()
                if not _ABOVE.search(clause[-40:]):
                    yield find("name-scope", [at(report, passage.tight, *match.span())], severity="error",
                               actual="全市", expected=f"全{own.place}")
        for other, finder in bodies:
            for match in finder(text):
                if not _SPEECH.search(text[max(match.start() - 1, 0):match.start()]):
                    sure: Severity = "error" if own.body in ("局", "委", "厅", "院") and other in "局委厅镇乡" else "notice"
                    if own.body == "府":
                        sure = "warning" if own.place in ("镇", "乡") and (report.org or "").endswith(("镇人民政府", "乡人民政府")) else "notice"
                    yield find("name-scope", [at(report, passage.tight, match.start(), min(match.end() + 6, len(text)))],
                               "body", severity=sure, actual=match.group(), expected=_pronoun(own.body or ""))


@cache
def _words(place: str) -> tuple[tuple[Severity, Sparse], ...]:
    return tuple((severity, Sparse(pattern)) for pattern, severity in _WORDS.get(place, ()))


@cache
def _self(body: str) -> Sparse:
    return Sparse(_SELF.format(body))


def _mixed(count: dict[str, int], own: str, foreign: str) -> bool:
    """Whether the text uses the other kind of word so often that it may be right (a zone with its county)."""
    return count.get(foreign, 0) > 3 or count.get(foreign, 0) * 3 > count.get(own, 0) or not foreign


def _other(word: str, place: str) -> str:
    return "".join(place if c in "省市县区镇乡" else c for c in word)


def _pronoun(body: str) -> str:
    return "本机关" if body == "府" else f"我{body}"
