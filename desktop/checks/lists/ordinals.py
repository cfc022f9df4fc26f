"""Ordinals that skip, repeat or dangle, at every level: 一是…二是…四是; （一）（三）; 1. 1. 3.; a 二是 with no 一是.

An item may hold a list of its own of the same kind, and a text may be a part of a report that begins in the middle of a
list; both are no slips. Only ordinals that clearly open an item are judged.
"""

from __future__ import annotations

from collections.abc import Iterator

from desktop.checks.base import Context, Example, check, find
from desktop.checks.lists.sequences import Listed, Token, gathered
from desktop.checks.passages import Passage, at, passages
from desktop.report import Finding, Report, Severity

BAD = (
    Example("主要做法：一是加强领导。成立小组。二是加强培训。举办培训班。二是加强监督。开展检查。", "“二是”出现两次"),
    Example("主要做法：一是加强领导。二是加强培训。四是加强监督。", "缺“三是”"),
    Example("1、加大公开力度，逐步实现动态更新。二是\n2、拓宽公开渠道。", "孤立的“二是”"),
)
GOOD = (
    Example("一是加强领导。二是推进结合：一是与考核结合；二是与业务结合。三是加强培训。"),
    Example("（二）完善机制。一是明确职责。二是加强监督。\n（三）强化培训。一是集中学习。二是以案释法。"),
    Example("问题：一是意识不强。二是力量不足。措施：一是加强宣传。二是充实力量。"),
    Example("公开依据是第二十条第（一）项、第（五）项，任务之一是规范流程，二要抓紧。"),
)


@check("list-ordinals")
def run(report: Report, context: Context) -> Iterator[Finding]:
    """One finding for each ordinal that does not fit."""
    parts = context.cached(passages, report)
    for listed in context.worked(gathered, report):
        for token, expected in listed.odd:
            text = parts[token.passage].text
            end = min(token.end + 8, len(text))
            message = "dangling" if expected == 1 else ("repeated" if token.number < expected else "skipped")
            yield find(
                "list-ordinals", [at(report, parts[token.passage].tight, max(token.start - 5, 0), end)], message,
                severity=_severity(listed, token, parts, expected), actual=text[token.start:token.end], expected=expected,
            )


def _severity(listed: Listed, token: Token, parts: tuple[Passage, ...], expected: int) -> Severity:
    """Headings carry numbers that a layout may lose; 一是 … are written by hand."""
    if listed.kind == "first" and token.number == expected - 1 and listed.tokens[0].number == 1:
        return "warning"  # 第一，第二，第二，
    if listed.kind == "first" or parts[token.passage].text[token.start:token.end].endswith("要"):
        return "notice"  # 首先 may stand for 第一，, and 三要 is as often a figure of speech
    if listed.kind == "is":
        return "error" if token.number == expected - 1 or expected == 1 else "warning"
    if listed.kind == "section":
        return "notice"
    return "notice" if expected == 1 or abs(token.number - expected) > 2 else "warning"
