"""Whose report a document is: the body, its level and its division."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import PurePath

from desktop.forms import regions
from desktop.forms.dates import DATE, YEAR
from desktop.forms.heads import Title
from desktop.forms.lines import Prose, flat
from desktop.report import Level

_END = (
    r"(?:人民政府(?:办公[厅室])?|政府办公[厅室]|管理委员会(?:办公室)?|管委会(?:办公室)?|街道办事处|办事处|委员会(?:办公室)?|"
    r"[\u4e00-\u9fff]{1,14}?(?:局|厅|委员会|委|办公室|中心|支队|总队|大队|署|处))"
)
_PLACE = (
    r"[\u4e00-\u9fff]{2,12}?(?:自治区|自治州|自治县|综合实验区|经济技术开发区|高新技术产业开发区|高新技术开发区|开发区|高新区|"
    r"工业园区|示范区|管理区|新区|实验区|试验区|保税区|风景区|街道|省|市|县|区|旗|州|盟|镇|乡)"
)
_BODY = re.compile(rf"(?:{_PLACE}){{1,3}}{_END}")
_EDGE = re.compile(r"(?:^|(?<=[^\u4e00-\u9fff])|(?<=[由与在将和是为请及对向据照度《年让以经]))")
_ZONE = re.compile("(?:综合实验区|开发区|高新区|工业园区|示范区|管理区|新区|实验区|试验区|保税区|风景区)$")
_PLACE_END = re.compile("(?:省|市|县|区|旗|州|盟|镇|乡|街道)$")
_GOVERNMENT = re.compile("(?:人民政府|管委会|管理委员会|街道办事处|^[^局厅]{2,12}办事处)$")
_SITE = re.compile(r"(?:网站|门户网|网|政务网|信息网|微信公众号|公报)$")


@dataclass(frozen=True, slots=True)
class Issuer:
    """The body with the place where its name stands; level and region as far as they are known."""

    org: str | None = None
    span: tuple[int, int] | None = None
    level: Level | None = None
    region: str | None = None


def issuer_of(prose: Prose, title: Title | None, year: int | None, file: str = "") -> Issuer:
    """The issuing body: from the title, the signature, the foreword, the file name, the text, in this order."""
    text = prose.text
    org, span = "", None
    if title and title.org:
        org, span = _whole(title.org, text), title.org_span
    if not org:
        org, span = _found(prose, text, file)
    if not org:
        return Issuer()
    level, region = place_of(org, text, year)
    return Issuer(org, span, level, region)


def _whole(name: str, text: str) -> str:
    """The body that a title's name stands for: a bare place means its government or administration."""
    name = re.sub(r"(?:部门|本级)$", "", name)
    if not re.search(r"[\u4e00-\u9fff]{2}", name) or re.fullmatch("(?:我|全|本)?[省市县区镇乡]?(?:政府)?(?:部门)?", name):
        return ""
    if _PLACE_END.search(name) or _ZONE.search(name):
        name = _government(name, text)
    return _with_city(name, text)


def _government(place: str, text: str) -> str:
    """A place's own body in the words of the text."""
    says = Counter(re.findall(re.escape(place) + "(人民政府|管委会|管理委员会|街道办事处|办事处)(?!办公)", text))
    if not says:
        says = Counter(re.findall(re.escape(place) + "(人民政府|管委会|管理委员会)", text))
    if says:
        return place + str(says.most_common(1)[0][0])
    if place.endswith("街道"):
        return place + "办事处"
    if _ZONE.search(place) and not any(d.code for d in regions.named(place) if d.code[4:6] < "71"):
        return place + "管委会"
    return place + "人民政府"


def _with_city(name: str, text: str) -> str:
    """The name with the city before it, where the text itself writes it so (淮安市洪泽区… for 洪泽区…)."""
    place = re.match(r"[\u4e00-\u9fff]{2,8}?(?:县|区|旗)", name)
    if not place or not regions.named(place.group()):
        return name
    for above in {up.name for d in regions.named(place.group()) for up in regions.above(d)}:
        if not name.startswith(above) and above + name in text and not above.endswith("省"):
            return above + name
    return name


def _found(prose: Prose, text: str, file: str) -> tuple[str, tuple[int, int] | None]:
    """The body by votes of signature, foreword, header line, file name and mentions."""
    votes: Counter[str] = Counter()
    where: dict[str, tuple[int, int]] = {}

    def vote(name: str, weight: int, start: int | None = None) -> None:
        name = _tidy(name)
        if not name or _SITE.search(name):
            return
        votes[name] += weight
        if start is not None and name not in where:
            at = text.find(name, start)
            if at >= 0:
                where[name] = prose.span(at, at + len(name))

    pronoun = _pronoun(text)
    tail = max(0, len(text) - 160)
    signed = re.search(rf"(?:^|[\s。；xls])({_BODY.pattern})\n?{DATE}\W*$", text[tail:])
    if signed:
        vote(signed[1], 12, tail)
    for match in re.finditer(rf"现将(?P<b>{_BODY.pattern})(?={YEAR}年)|公布(?:{YEAR}年度)?(?P<c>{_BODY.pattern})(?:政府)?信息公开", text[:3000]):
        vote(match["b"] or match["c"], 8, match.start())
    for match in re.finditer(rf"{YEAR}年度?[，,]?(?P<b>{_BODY.pattern})(?=[，,以坚持认深按严围紧全积在始不高])", text[:6000]):
        vote(match["b"], 5, match.start())
    for line in prose.lines[:8]:
        if _BODY.fullmatch(line.text):
            vote(line.text, 6 if line.kind != "furniture" else 3)
    for match in re.finditer(rf"与(?P<b>{_BODY.pattern}?)联系", text[:3000]):
        vote(_office_off(match["b"]), 4, match.start())
    named = _BODY.match(flat(PurePath(file).stem).text)
    if named:
        vote(named.group(), 6)
    quoted = re.sub("《[^》]*》", lambda m: "《" + "\u3000" * (len(m.group()) - 2) + "》", text)
    for at, name in _mentions(quoted):
        vote(name, 1, at)
    for at, name in _mentions(text):
        vote(name, 0, at)
        if pronoun == "government" and _GOVERNMENT.search(name):
            vote(name, 1, at)
    fitting = {n: v for n, v in votes.items() if v > 0 and (v >= 8 or _fits(n, pronoun))}
    if not fitting:
        return "", None
    org = max(fitting, key=lambda n: (fitting[n], len(n)))
    if fitting[org] < 5 and pronoun is None:
        return "", None
    return org, where.get(org)


def _pronoun(text: str) -> str | None:
    """How the text speaks of its own body: 我局, 我办, or as a whole place (我县, 全市)."""
    own = Counter(re.findall("[我本](局|办|委|厅|县|市|区|省|镇|乡|街道)(?!级|直|属|人|域)", text))
    for word, count in own.most_common(1):
        if word in "局厅委":
            return "bureau"
        if word == "办":
            return "office"
        if count:
            return "government"
    if re.search("全[县市区省镇乡](?!面)|[县市区]直", text):
        return "government"
    return None


def _fits(name: str, pronoun: str | None) -> bool:
    if pronoun == "bureau":
        return bool(re.search("(?:局|厅|委员会|委)$", name)) and "管委会" not in name
    if pronoun == "office":
        return name.endswith(("办公室", "办公厅"))
    if pronoun == "government":
        return bool(_GOVERNMENT.search(name))
    return True


def _mentions(text: str) -> list[tuple[int, str]]:
    """Bodies named in running text that begin with a known division or stand behind an edge."""
    out = []
    for start, _, _ in regions.names_in(text):
        match = _BODY.match(text, start)
        if match:
            out.append((start, match.group()))
    taken = {at for at, _ in out}
    for edge in _EDGE.finditer(text):
        match = _BODY.match(text, edge.start())
        if match and match.start() not in taken and _ZONE.search(re.match(_PLACE, match.group()).group()):  # type: ignore[union-attr]
            out.append((match.start(), match.group()))
    return out


def _tidy(name: str) -> str:
    return re.sub("^(?:关于|根据|按照|由|请与|与|和|及)", "", name)


def _office_off(name: str) -> str:
    """A bureau's own office taken off (…审批局办公室 -> …审批局); a government's office may be the issuer itself."""
    return re.sub("(?<=局|厅|会)(?:办公室|综合科|综合处|秘书科)$", "", name)


def place_of(org: str, text: str, year: int | None) -> tuple[Level | None, str | None]:
    """Level and division code of a body; a department keeps its division's code but has the level ``department``."""
    found = regions.locate(org, text, year)
    code = found.code if found and found.code else None
    if re.search("(?:镇|乡|苏木)人民政府$|街道(?:办事处)?$|街道办事处$", org):
        return "township", code
    if not _GOVERNMENT.search(org):
        return "department", code
    if found:
        return found.level, code
    place = re.sub("(?:人民政府|管委会|管理委员会)$", "", org)
    if place.endswith(("省", "自治区")):
        return "province", None
    if place.endswith(("州", "盟", "地区")):
        return "prefecture", None
    if _ZONE.search(place) or place.endswith(("县", "区", "旗")):
        return "county", None
    if place.endswith("市"):
        # A city that the list does not know: only one that has counties of its own is a prefecture for certain.
        return ("prefecture" if re.search("县[（(]|[个各]县|县区|区县", text) else None), None
    return None, None
