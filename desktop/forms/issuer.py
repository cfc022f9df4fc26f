"""Whose report a document is: the body, its level and its division."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from desktop.forms import regions
from desktop.forms.heads import Title
from desktop.forms.lines import Prose
from desktop.report import Level

_ZONE_NAME = re.compile(
    r"([\u4e00-\u9fff]{2,8}?)(?:综合实验区|经济技术开发区|高新技术产业开发区|高新技术开发区|经济开发区|高新区|工业园区|综合保税区)"
)
_ZONE_WORDS = ("开发区", "高新区", "工业园区", "综合实验区", "综合保税区")  # with one of which every such name ends
FAR = 20_000  # characters in which a body is looked for
_INSTITUTION = re.compile("(?:学院|大学|学校|[中小]学|幼儿园|医院|卫生院|保健院|医学中心|公司|集团|水厂)$")
_ZONE = re.compile("(?:综合实验区|开发区|高新区|工业园区|示范区|管理区|新区|实验区|试验区|保税区|风景区)$")
_OWN_BODY = re.compile("(?:人民政府|管委会|管理委员会|街道办事处|办事处)(?!办公)")
_OWN_GOVERNMENT = re.compile("人民政府|管委会|管理委员会")
_PLACE_END = re.compile("(?:省|市|县|区|旗|州|盟|镇|乡|街道)$")
GOVERNMENT = re.compile("(?:人民政府|管委会|管理委员会|街道办事处|^[^局厅]{2,12}办事处)$")


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
        from desktop.forms.issuer_votes import found_by_votes

        org, span = found_by_votes(prose, text, file)
    if not org:
        return Issuer()
    level, region = place_of(org, text, year)
    return Issuer(org, span, level, region)


def institution(org: str | None) -> bool:
    """Whether a body is a school, a hospital or an enterprise, which report by rules of their own."""
    return bool(org and _INSTITUTION.search(org))


def _whole(name: str, text: str) -> str:
    """The body that a title's name stands for: a bare place means its government or administration."""
    name = re.sub(r"(?:部门|本级)$", "", name)
    if not re.search(r"[\u4e00-\u9fff]{2}", name) or re.fullmatch("(?:我|全|本)?[省市县区镇乡]?(?:政府)?(?:部门)?", name):
        return ""
    if _PLACE_END.search(name) or _ZONE.search(name):
        name = government(name, text)
    return _with_city(_with_place(name, text), text)


def _with_place(name: str, text: str) -> str:
    """A bureau called without its place (卫生健康委员会) with the place that the text writes before its name."""
    if len(name) < 4 or not re.search("(?:局|委员会|委)$", name) or name.startswith(("国家", "省", "市", "县", "区")) or places_in(name):
        return name
    said = Counter(p for at, p in places_in(text[:FAR]) if text.startswith(name[:3], at + len(p)))
    return said.most_common(1)[0][0] + name if len(said) == 1 else name


def government(place: str, text: str) -> str:
    """A place's own body in the words of the text."""
    says = _said_behind(place, _OWN_BODY, text) or _said_behind(place, _OWN_GOVERNMENT, text)
    if says:
        return place + says.most_common(1)[0][0]
    if place.endswith("街道"):
        return place + "办事处"
    if _ZONE.search(place) and not any(d.code for d in regions.named(place) if d.code[4:6] < "71"):
        return place + "管委会"
    return place + "人民政府"


def _said_behind(place: str, words: re.Pattern[str], text: str) -> Counter[str]:
    """What of some words stands behind a name, and how often."""
    says: Counter[str] = Counter()
    at = text.find(place)
    while at >= 0:
        match = words.match(text, at + len(place))
        if match:
            says[match.group()] += 1
        at = text.find(place, match.end() if match else at + 1)
    return says


def _with_city(name: str, text: str) -> str:
    """The name with the city before it, where the text itself writes it so (淮安市洪泽区… for 洪泽区…)."""
    place = re.match(r"[\u4e00-\u9fff]{2,8}?(?:县|区|旗)", name)
    if not place or not regions.named(place.group()):
        return name
    for above in {up.name for d in regions.named(place.group()) for up in regions.above(d)}:
        if not name.startswith(above) and above + name in text and not above.endswith("省"):
            return above + name
    return name


@lru_cache(maxsize=8)
def places_in(text: str) -> tuple[tuple[int, str], ...]:
    """Divisions and zones named in a text: (start, name), a division before another (淮安市洪泽区) joined to it."""
    found: list[tuple[int, str]] = []
    for start, end, name in regions.names_in(text):
        if found and found[-1][0] + len(found[-1][1]) == start:
            found[-1] = (found[-1][0], found[-1][1] + name)
        elif text[end:end + 2] not in {"综合", "经济"}:
            found.append((start, name))
    for match in _ZONE_NAME.finditer(text) if any(word in text for word in _ZONE_WORDS) else ():
        stem = match.group(1)
        size = next((n for n in range(len(stem), 1, -1) if stem[-n:] in _stems()), min(len(stem), 2))
        start = match.end(1) - size
        found.append((start, text[start:match.end()]))
    return tuple(sorted(set(found)))


@lru_cache(maxsize=1)
def _stems() -> frozenset[str]:
    """Names of divisions with and without their last character, as zones are called by."""
    return frozenset(n for name in regions.all_names() for n in (name, name[:-1]) if len(n) > 1)


def place_of(org: str, text: str, year: int | None) -> tuple[Level | None, str | None]:
    """Level and division code of a body; a department keeps its division's code but has the level ``department``."""
    found = regions.locate(org, text, year)
    code = found.code if found and found.code else None
    if re.search("(?:镇|乡|苏木)人民政府$|街道(?:办事处)?$|街道办事处$", org):
        return "township", code
    if not GOVERNMENT.search(org):
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
