"""What kind of body speaks and of what kind of place: by the report's body, else by how the text speaks of itself.

The words are counted outside of titles and quotations. 全区 in 安全区域 or 健全区级 and 我区 in 自我区分 are no such words.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from desktop.checks.base import Context
from desktop.checks.passages import Passage
from desktop.checks.prose import prose
from desktop.forms import institution
from desktop.normal import Sparse
from desktop.report import Report

_OWN = Sparse(r"(?<![安健完保周齐自])(?P<how>[全我本])(?P<what>[省市县区镇乡])(?![划分别域长委员块委间级位内外民场政容面井镇的]|(?<=本)[级])")
_DIRECT = Sparse(r"(?P<what>[市县区])直(?![接辖播面属])|(?<![验发新业园])(?P<zone>区)管委会|(?P<gov>[县区])(?:人民)?政府(?!网)")
_SELF = Sparse(r"(?<![自忘唯])[我本](?P<what>局|委(?!员|托)|办(?!公|理|法|事|结|件)|厅|院|街道|中心|镇|乡|县|市|区)")
_ISSUED = Sparse(r"(?:印发|制定|制发|出台|下发)(?:了)?《[\u4e00-\u9fff]{2,16}?(?P<what>局|委员会|厅|办公室)(?:关于|[\u4e00-\u9fff]{0,8}政府信息)")
_HOUSE = re.compile("医院|学院|大学|卫生院")
_BUREAU = {"局": "局", "厅": "厅", "委": "委", "委员会": "委", "办公室": "办", "办公厅": "办", "管委会": "区", "街道办事处": "街道"}


@dataclass(frozen=True, slots=True)
class Own:
    """``place`` is one of 省市县区镇乡 or None in doubt; ``body`` one of 局委办厅院 … or 府 for a government, or None."""

    place: str | None
    body: str | None
    places: tuple[tuple[str, int], ...]


def own_of(report: Report, context: Context) -> Own:
    """For ``context.worked``."""
    places: Counter[str] = Counter()
    bodies: Counter[str] = Counter()
    told = context.worked(prose, report)
    own, direct, self_, issued = told.finders(_OWN, _DIRECT, _SELF, _ISSUED)
    for passage, text in zip(told.parts, told.plain, strict=True):
        places.update([m["what"] for m in own(text)])
        places.update([m["what"] or m["gov"] or m["zone"] for m in direct(text)])
        bodies.update([m["what"] for m in self_(text) if m["what"] in "局委办厅院"])
        bodies.update([_BUREAU[match["what"]] for match in issued(passage.text)])
    return Own(_place(report, places), _body(report, bodies, told.parts), tuple(places.most_common()))


def _place(report: Report, counted: Counter[str]) -> str | None:
    """The kind of place: where the body's name and the text agree, else the text when it is clear."""
    named = None
    town = re.search(r"[\u4e00-\u9fff]{2,4}(?P<what>[镇乡])(?:人民政府)?$", report.org or "")
    if town:
        named = town["what"]
    elif report.org:
        match = re.match(r"[\u4e00-\u9fff]{2,14}?(?P<a>综合实验区|开发区|新区|[省市县区镇乡旗州盟])(?P<b>[\u4e00-\u9fff]{2,10}?区(?!域|划))?", report.org)
        named = (match["b"] or match["a"])[-1] if match else None
    (first, most), (_, second) = (*counted.most_common(2), ("", 0), ("", 0))[:2]
    if named and (counted[named] * 2 >= most or most < 3):
        return named
    if most >= 3 and most >= 3 * max(second, 1):
        return first or None
    return None


def _body(report: Report, counted: Counter[str], parts: tuple[Passage, ...]) -> str | None:
    """The kind of body, by its name and its pronoun."""
    if counted["院"] and counted["院"] >= counted["局"] and (
            institution(report.org) or sum(len(_HOUSE.findall(p.text)) for p in parts) >= 2):
        return "院"
    del counted["院"]
    kind = None
    if report.org:
        match = re.search(r"(局|厅|委员会|委|办公室|办公厅|管委会|街道办事处|人民政府)$", report.org)
        kind = {"人民政府": "府", "委": "委", **_BUREAU}.get(match.group()) if match else None
        if report.org.endswith(("管委会", "管理委员会")):
            kind = "府"
    top = counted.most_common(2)
    if kind in ("局", "厅", "委", "办") and (not top or counted[kind] * 2 >= top[0][1] or top[0][1] <= 2):
        return kind
    if kind == "府":
        return kind
    if top and top[0][1] >= 2 and (len(top) == 1 or top[0][1] >= 3 * top[1][1]):
        return top[0][0]
    if len(top) == 2 and top[0][1] == top[1][1] == 1 and counted["局"] == 1 and _says(parts, "局"):
        return "局"
    return None


def _says(parts: tuple[Passage, ...], what: str) -> bool:
    """Whether the text names a body of this kind as the issuer of its own papers."""
    return any(_ISSUED.search(p.text) and _BUREAU[_ISSUED.search(p.text)["what"]] == what  # type: ignore[index]
               for p in parts)
