"""Titles of laws printed wrongly, after the list in resources/laws.toml, and who is said to have issued them.

《中华人民共和国政府信息公开工作条例》 is no law. A title in 《》 that begins like a national law and is off by a few
characters from one on the list, while no other on the list fits, is taken for that one.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from desktop.checks.base import Context, Example, check, find
from desktop.checks.marks.damage import damaged
from desktop.checks.marks.lexicon import sound_alike
from desktop.checks.passages import at
from desktop.checks.prose import prose
from desktop.normal import Sparse
from desktop.report import Finding, Report, Severity

LAWS = Path(__file__).resolve().parents[3] / "resources" / "laws.toml"
_TITLE = Sparse(r"[《〈<](?P<title>[^《》〈〉<>]{6,40})[》〉>]")
_STATE = "中华人民共和国"
_ISSUED = Sparse(r"(?P<verb>制定了?|印发了?|出台了?|(?:每月|每季|每年|定期)+发布了?)《中华人民共和国[^《》]{2,24}(?:法|条例)》")
_OTHERS = re.compile(r"(?:国务院|国家|全国人大|中央)[^，。；]{0,12}$")

BAD = (
    Example("依据《中华人民共和国政府信息公开工作条例》第二十一条规定予以答复。", "法规名称多“工作”二字"),
    Example("按照《中华人民共和国行政复异法》的规定办理。", "法律名称有错字"),
)
GOOD = (
    Example("依据《中华人民共和国政府信息公开条例》《中华人民共和国行政复议法》《示例省政府信息公开规定》和"
            "《中华人民共和国政府信息公开工作年度报告格式》编制。"),
    Example("举办《政府信息公开条例》培训，宣传《中华人民共和国预算法》。"),
)


@dataclass(frozen=True, slots=True)
class Outdated:
    """A citation that does not suit reports of the years from ``first`` to ``last``."""

    pattern: Sparse
    right: str
    first: int
    last: int
    severity: Severity
    basis: str


@check("name-law")
def run(report: Report, context: Context) -> Iterator[Finding]:
    """One finding for each wrong title."""
    titles, wrong = _known()
    hurt = damaged(report)
    told = context.worked(prose, report)
    slips = told.living((right, pattern) for pattern, right in wrong)
    named, issued = told.finders(_TITLE, _ISSUED)
    for passage in told.parts:
        text = passage.text
        taken: list[tuple[int, int]] = []
        for right, finder in slips:
            for match in finder(text):
                if not any(a < match.end() and match.start() < z for a, z in taken):
                    taken.append(match.span())
                    yield find("name-law", [at(report, passage.tight, *match.span())], actual=match.group(),
                               severity="notice" if hurt else None, expected=right)
        for match in named(text):
            meant = _meant(match["title"], titles)
            if meant and not any(a < match.end() and match.start() < z for a, z in taken):
                yield find("name-law", [at(report, passage.tight, *match.span())], actual=match.group(),
                           severity="notice" if hurt else "warning", expected=f"《{meant}》")
        for match in issued(text):
            if not _OTHERS.search(text[:match.start()]):
                yield find("name-law", [at(report, passage.tight, *match.span())], "issuer", severity="notice",
                           actual=match.group())


def _meant(title: str, titles: tuple[str, ...]) -> str | None:
    """The law that a title is a slip of: off by one or two characters in its own part."""
    title = re.sub(r"（[^（）]*）$", "", title)
    if title in titles or not (title.endswith(("法", "条例", "办法", "规定", "典", "格式")) or (title.startswith(_STATE) and "条列" not in title)):
        return None
    best: tuple[int, str] | None = None
    for known in titles:
        if _STATE in known and not title.startswith("中"):
            continue
        apart = Levenshtein.distance(title, known, score_cutoff=2)
        if apart <= 2 and (best is None or apart < best[0]):
            best = apart, known
    if best is None:
        return None
    own = best[1].replace(_STATE, "")
    limit = 2 if len(own) >= 8 else 1
    other = title.replace(_STATE, "")
    if best[0] > limit or (best[0] == 1 and len(own) <= 5 and _STATE in title and len(other) == len(own)
                          and not _alike(other, own)):
        return None  # 城乡规划法 and 城市规划法, 安全生产法 and … are laws of their own
    return best[1]


def _alike(one: str, other: str) -> bool:
    return all(a == b or sound_alike(a, b) for a, b in zip(one, other, strict=True))


@lru_cache(maxsize=1)
def _known() -> tuple[tuple[str, ...], tuple[tuple[Sparse, str], ...]]:
    data = tomllib.loads(LAWS.read_text(encoding="utf-8"))
    return tuple(data["titles"]), tuple((Sparse(w["pattern"]), w["right"]) for w in data["wrong"])


@lru_cache(maxsize=1)
def outdated() -> tuple[Outdated, ...]:
    """The citations that are out of their time, of resources/laws.toml."""
    data = tomllib.loads(LAWS.read_text(encoding="utf-8"))
    return tuple(
        Outdated(Sparse(o["pattern"]), o["right"], o["first"], o["last"], o["severity"], o["basis"])
        for o in data["outdated"]
    )
