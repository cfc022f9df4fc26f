"""One member named twice in a list: 机构职能、政策法规、工作动态、政策法规; 科教文体类5条、科教文体类5条.

A list that names one of its members twice was put together without care: either the second is another class, or a number
was counted twice. Lists by body or by month name the same kinds again and again; only one single repetition counts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from desktop.checks.base import Context, Example, check, find
from desktop.checks.lists.members import blank_nested
from desktop.checks.passages import at, passages
from desktop.report import Finding, Report

_CLAUSE = re.compile(r"[^，。；：！？（）\n]+")
_COUNTED = re.compile(r"(?:^|(?<=[，；：。（]))(?P<name>(?![年月日])[\u4e00-\u9fff、]{3,22}?)(?:类)?(?:政府)?(?:信息|文件)?(?:共|为|有|计)?(?P<n>\d+)(?P<unit>[条件篇次项份])")
_FIGURE = re.compile("[条件篇次项份](?<=\\d.)")  # what each counted member ends in
_JOINED = 3  # marks between the members of a list that is looked at
_MANY = 4  # members with figures
# What is told of reviews, then of lawsuits; and what a count is compared with, or its change.
_OUTCOME = re.compile("维持|纠正|驳回|撤销|撤诉|审结|其[他它]结果|^(?:同比|环比|[比较与]|上一?年|去年|同期)|(?:增加|减少|增长|下降|上升)$")
_EDGE = re.compile(r"^(?:涵盖|包括|涉及|如|和|及|以及|对|将|在|公开|发布|了|有|的|主要|各类)+|(?:等.*|的.*|方面.*|领域.*|类)$")

BAD = (
    Example("编制了涵盖机构职能、政策法规、工作动态、政策法规、公共服务等领域的目录。", "“政策法规”列了两次"),
    Example("其中，机构职能类信息8条，安全生产类信息18条，民政扶贫类信息16条，科教文体卫生类5条；科教文体卫生类信息5条。",
            "同一类别列了两次"),
)
GOOD = (
    Example("内容包括机构职能、政策法规、工作动态、公共服务、人事信息，教育信息、卫生信息、文化信息、教育资源。"),
    Example("城关镇：网站公开3条、公示栏公开2条；河东镇：网站公开4条、公示栏公开1条；其他3条。"),
)


@check("list-again")
def run(report: Report, context: Context) -> Iterator[Finding]:
    """One finding for each member named again."""
    for passage in context.cached(passages, report):
        text = passage.text
        for found in members_again(text) if text.count("、") >= _JOINED else ():
            yield find("list-again", [at(report, passage.tight, *found[0]), at(report, passage.tight, *found[1])],
                       actual=text[slice(*found[0])])
        for sentence in re.finditer(r"[^。！？\n]+", text) if len(_FIGURE.findall(text)) >= _MANY else ():
            counted = _counted_again(text, *sentence.span())
            if counted:
                yield find("list-again", [at(report, passage.tight, *counted[0]), at(report, passage.tight, *counted[1])],
                           actual=text[slice(*counted[0])])


def members_again(text: str) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """The two places of each member that stands twice in a list of four or more, in a tight text."""
    for match in _CLAUSE.finditer(blank_nested(text)):
        if match.group().count("、") >= _JOINED:
            found = _named_again(text, *match.span())
            if found:
                yield found


def _named_again(text: str, start: int, end: int) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """The two places of the one member that stands twice between the 、 of a clause."""
    members: list[tuple[str, int, int]] = []
    at_ = start
    for piece in text[start:end].split("、"):
        name = _EDGE.sub("", piece)
        low = at_ + piece.find(name) if name else at_
        members.append((name, low, low + len(name)))
        at_ += len(piece) + 1
    counted = Counter(name for name, _, _ in members if len(name) >= 3 and re.fullmatch(r"[\u4e00-\u9fff]+", name) and not re.search("诉讼|复议", name))
    twice = [name for name, n in counted.items() if n == 2]
    if len(twice) != 1 or any(n > 2 for n in counted.values()) or len(members) < 4:
        return None
    first, second = [(low, high) for name, low, high in members if name == twice[0]]
    return first, second


def _counted_again(text: str, start: int, end: int) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """The two places of the one class that is counted twice, next to one another or with the same figure."""
    found = [(re.sub(r"^(?:其中|包括|以及|和|及|、)+", "", m["name"]), m["n"] + m["unit"], m.start(), m.end())
             for m in _COUNTED.finditer(text, start, end)]
    counted = Counter(name for name, *_ in found if len(name) >= 4)
    twice = [name for name, n in counted.items() if n == 2]
    if len(found) < _MANY or len(twice) != 1 or any(n > 2 for n in counted.values()) or _OUTCOME.search(twice[0]):
        return None
    (i, one), (j, other) = [(k, f) for k, f in enumerate(found) if f[0] == twice[0]]
    if j - i > 1 and one[1] != other[1]:
        return None
    return (one[2], one[3]), (other[2], other[3])
