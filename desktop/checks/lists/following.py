"""A stated number of items against the numbered items that follow it: 以下三个方面：（一）（二）（三）, 主要有两种形式：一是…三是….

The list must open right behind the colon, or behind 以下 or 如下 in the same or the next paragraph. A heading with a quoted
count (做到“三个强化”) is compared with the points below it. 几个 states no number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.checks.base import Context, Example, check, find
from desktop.checks.lists.sequences import Listed, gathered
from desktop.checks.marks.damage import damaged
from desktop.checks.passages import Passage, at
from desktop.checks.prose import prose
from desktop.normal import Sparse, to_number
from desktop.report import Finding, Report

_N = r"(?P<n>\d{1,2}|[一二三四五六七八九十两]{1,2})"
_COLON = Sparse(rf"(?<!第){_N}(?:个|项|种|点|条|类|大(?=[^的])|步|方面)(?P<what>[^，。；：！？]{{0,16}})：")
_BELOW = Sparse(rf"(?:以下|如下|下列|下面)(?P<any>等)?(?<!第){_N}(?:个|项|种|点|条|类|大)(?P<what>[^，。；：！？]{{0,16}})[^。；：]{{0,24}}[。：；，]?")
_HEAD = Sparse(rf"^（[一二三四五六七八九十]{{1,2}}）[^，。；]{{0,12}}“{_N}(?:个|项|大|种)(?P<what>[^”]{{1,8}})”")
_NOT = re.compile(r"^(?:月|年|工作日|单位|部门|乡镇|小时|区|县|镇|村|街道|季度|阶段性)")

BAD = (
    Example("我们将从以下三个方面加以改进：（一）深化内容。扩大范围。\n（二）拓展形式。用好网站。", "称三个方面，只列两项"),
    Example("主要采取两种形式：一是借助网站公开。二是召开发布会。三是开设专栏。", "称两种形式，列了三项"),
)
GOOD = (
    Example("我们将从以下三个方面加以改进：（一）深化内容。\n（二）拓展形式。\n（三）规范行为。"),
    Example("力争做到“三个结合”：一是与考核结合；二是与业务结合；三是与培训结合。今后将从以下几个方面改进：一是加强领导。"),
)


@check("list-following")
def run(report: Report, context: Context) -> Iterator[Finding]:
    """One finding for each number that the following list contradicts."""
    told = context.worked(prose, report)
    parts = told.parts
    patterns = told.alive(_COLON, _BELOW, _HEAD)
    found = context.worked(gathered, report)
    hurt = damaged(report)
    for index, passage in enumerate(parts):
        seen: set[int] = set()
        for pattern, finder in patterns:
            for match in finder(passage.text):
                stated = to_number(match["n"].replace("两", "二"))
                if stated is None or stated < 2 or match.start("n") in seen or _NOT.match(match["what"]):
                    continue
                seen.add(match.start("n"))
                listed = _next(found, parts, index, match, pattern)
                if listed is None or listed.odd or len(listed.tokens) == stated or len(listed.tokens) < 2:
                    continue
                first = listed.tokens[0]
                evidence = [at(report, passage.tight, match.start("n"), match.end())]
                evidence += [at(report, parts[t.passage].tight, t.start, t.end) for t in listed.tokens[:12]]
                sure = pattern is not _HEAD and first.passage == index
                cut = stated > len(listed.tokens) and listed.tokens[-1].passage >= len(parts) - 2 and first.passage != index
                yield find("list-following", evidence, severity="notice" if hurt or cut else ("error" if sure else "warning"),
                           expected=len(listed.tokens), actual=stated)


def _next(found: list[Listed], parts: tuple[Passage, ...], index: int, match: re.Match[str],
          pattern: Sparse) -> Listed | None:
    """The list that opens behind the statement, near enough to be the one meant."""
    later = [
        x for x in found if x.tokens and x.tokens[0].number == 1
        and (x.tokens[0].passage, x.tokens[0].start) >= (index, match.end() - 1)
    ]
    listed = min(later, key=lambda x: (x.tokens[0].passage, x.tokens[0].start), default=None)
    if listed is None:
        return None
    first = listed.tokens[0]
    text = parts[index].text
    if first.passage == index:
        gap = first.start - match.end()
        return listed if gap <= (2 if pattern is _COLON else 40) else None
    if first.passage == index + 1 and first.start == 0 and len(text) - match.end() <= (1 if pattern is not _HEAD else 80):
        return listed
    return None
