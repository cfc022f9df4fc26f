"""Brackets, title marks and quotation marks that are not in pairs.

A title mark without its partner leaves open where a document's title begins or ends, so it is an error; a quotation
mark or round bracket is a slip. A pair of unlike width （…) is only a matter of style, one 〈…> is no pair at all. A
pair may run over a wrapped line or a page break, and 1）or a) is an ordinal. In a damaged copy everything is a notice:
the mark was most likely lost on the way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from desktop.checks.base import Context, Example, check, find
from desktop.checks.marks.damage import damaged
from desktop.checks.passages import Passage, at
from desktop.checks.prose import prose
from desktop.normal import Sparse
from desktop.report import Finding, Report, Severity

_KIND = {
    "《": "title", "》": "title", "〈": "inner", "〉": "inner", "“": "quote", "”": "quote", "‘": "single", "’": "single",
    "（": "round", "）": "round", "(": "round", ")": "round", "【": "square", "】": "square", "「": "corner",
    "」": "corner", "『": "corner2", "』": "corner2", "〔": "number", "〕": "number",
}
_MARKS = re.compile("[" + "".join(_KIND) + "]")
_OPEN = set("《〈“‘（(【「『〔")
_PAIR = dict(zip("《〈“‘（(【「『〔", "》〉”’）)】」』〕", strict=True))
# How a mark is called in a message; a mark of quotation cannot well be quoted.
_NAMES = {
    "《": "左书名号“《”", "》": "右书名号“》”", "〈": "左单书名号“〈”", "〉": "右单书名号“〉”", "“": "左引号", "”": "右引号",
    "‘": "左单引号", "’": "右单引号", "（": "左括号", "）": "右括号", "(": "半角左括号", ")": "半角右括号", "【": "左方头括号“【”",
    "】": "右方头括号“】”", "「": "左直角引号「", "」": "右直角引号」", "『": "左双直角引号『", "』": "右双直角引号』", "〔": "左六角括号“〔”",
    "〕": "右六角括号“〕”",
}
_ORDINAL = re.compile(r"(?:^|[。；;：:！？，,、\s]|\u3000)[0-9０-９一二三四五六七八九十a-zA-Z]{1,3}$")
_RANK: dict[str, Severity] = {"title": "error", "inner": "warning", "quote": "warning", "round": "warning"}
_STOP = re.compile(r"[，,。；;：:！？\n]")

BAD = (
    Example("示例市2023年度报告\n根据国务院办公厅2023年政务公开工作要点》的要求，开展工作。", "有后书名号，没有前书名号"),
    Example("按照《《示例市政务公开工作要点》的要求开展工作。", "前书名号多了一个"),
    Example("联系电话见网站（地址：示例市人民路1号。", "括号没有合上"),
    Example("坚持“以公开为常态、不公开为例外的原则，做好各项工作。", "后引号缺失"),
    Example("印发《关于转发〈实施方案>的通知》。", "单书名号前后不成对"),
)
GOOD = (
    Example("印发《关于贯彻〈中华人民共和国政府信息公开条例〉的通知》（示政办〔2023〕5号），坚持“以公开为常态”。"),
    Example("主要做法：1）加强领导；2）完善机制。a)按时答复。"),
    Example("第一阶段（2023年1月至6月）推进“放管服”改革“一网通办”等工作。"),
)


_TURNED = Sparse(r"(?<![A-Za-z0-9’])’(?=[\u4e00-\u9fff][^‘’“”]{1,30}’)")  # ’…’: the first is the wrong way round


@dataclass(frozen=True, slots=True)
class _Mark:
    passage: int
    offset: int
    char: str


@check("mark-balance")
def run(report: Report, context: Context) -> Iterator[Finding]:
    """One finding for every mark without its partner, and for every pair of unlike marks."""
    told = context.worked(prose, report)
    parts = told.parts
    opens: list[_Mark] = []
    closes: list[_Mark] = []
    mixed: list[tuple[_Mark, _Mark]] = []
    for index, passage in enumerate(parts):
        _scan(index, passage.clean.text, opens, closes, mixed)
    left = _across(opens, closes, parts)
    turned = told.finder(_TURNED)
    for index, passage in enumerate(parts):
        left += [_Mark(index, m.start(), "’") for m in turned(passage.clean.text)]
    hurt = damaged(report)
    for mark in left:
        text = parts[mark.passage].clean
        start, end = _around(text.text, mark)
        kind = _KIND[mark.char]
        severity: Severity = "notice" if hurt else _RANK.get(kind, "notice")
        message = "open" if mark.char in _OPEN else "close"
        if kind == "inner" and mark.char == "〈" and ">" in text.text[mark.offset:mark.offset + 60]:
            message, end = "unlike", text.text.index(">", mark.offset) + 1
        other = _PAIR.get(mark.char) or next(k for k, v in _PAIR.items() if v == mark.char)
        yield find("mark-balance", [at(report, text, start, end)], message, severity=severity, mark=_NAMES[mark.char],
                   other=_NAMES[other])
    for first, last in mixed:
        text = parts[first.passage].clean
        yield find("mark-balance", [at(report, text, first.offset, last.offset + 1)], "width", severity="notice",
                   mark=_NAMES[first.char], other=_NAMES[last.char])


def _scan(index: int, text: str, opens: list[_Mark], closes: list[_Mark],
          mixed: list[tuple[_Mark, _Mark]]) -> None:
    stack: list[_Mark] = []
    for found in _MARKS.finditer(text):
        offset, char = found.start(), found.group()
        mark = _Mark(index, offset, char)
        if char in _OPEN:
            stack.append(mark)
            continue
        kind = _KIND[char]
        match = next((i for i in range(len(stack) - 1, -1, -1) if _KIND[stack[i].char] == kind), None)
        if match is None:
            if kind == "single" or (kind == "round" and _ORDINAL.search(text[:offset])):
                continue  # an apostrophe, or the ordinal 1）
            closes.append(mark)
            continue
        if _PAIR[stack[match].char] != char:
            mixed.append((stack[match], mark))
        opens += stack[match + 1:]
        del stack[match:]
    opens += [m for m in stack if m.char != "‘"]


def _across(opens: list[_Mark], closes: list[_Mark], parts: tuple[Passage, ...]) -> list[_Mark]:
    """The marks left when a pair may run over into one of the next two paragraphs."""
    rest = list(closes)
    left = []
    for mark in opens:
        later = next((c for c in rest if _KIND[c.char] == _KIND[mark.char] and 0 < c.passage - mark.passage <= 2), None)
        if later is not None and (_KIND[mark.char] == "quote" or not parts[mark.passage].text.endswith("。")):
            rest.remove(later)
        else:
            left.append(mark)
    return sorted(left + rest, key=lambda m: (m.passage, m.offset))


def _around(text: str, mark: _Mark) -> tuple[int, int]:
    """The mark with the words that it belongs to."""
    if mark.char in _OPEN:
        stop = _STOP.search(text, mark.offset + 1)
        return mark.offset, min(stop.start() if stop else len(text), mark.offset + 40)
    before = [m.end() for m in _STOP.finditer(text, 0, mark.offset)]
    return max(before[-1] if before else 0, mark.offset - 40), mark.offset + 1
