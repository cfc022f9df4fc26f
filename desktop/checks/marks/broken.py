"""Characters that were lost on the way: U+FFFD, 锟斤拷, ??h between characters, a lone question mark, private use.

``??h`` is what a filter leaves of 。縣: it knows no GBK double bytes, prints ? for each, and the second byte of 縣 is
the letter h. Whatever the cause, the reader cannot know what stood there. Symbols of list bullets (U+F0xx) are left
alone, they are only drawn by a special font. In a copy with pinyin noise the losses are the copy's, told there: notice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.checks.base import Context, Example, check, find
from desktop.checks.marks.damage import pinyin_places
from desktop.checks.passages import at
from desktop.checks.prose import prose
from desktop.normal import Sparse
from desktop.report import Finding, Report, Severity

_HAN = "\u3400-\u9fff"
_BROKEN = Sparse(
    rf"[?？]{{2,}}[@-~](?=[{_HAN}])|(?<=[{_HAN}，。、；）”])[?？]{{2,}}(?=[{_HAN}])|\ufffd+|(?:锟斤拷)+锟?|烫烫烫+|屯屯屯+"
    rf"|[\ue000-\uefff\uf100-\uf8ff]+|(?<=[{_HAN}])[?？][a-z@\[\]^_`{{|}}~](?=[{_HAN}])"
    rf"|(?<=[{_HAN}])[■★◆□▲]{{2,}}(?=[{_HAN}])|(?<=[{_HAN}])\ufffc(?=[{_HAN}])",
    signs="[?？\ufffd锟烫屯\ue000-\uefff\uf100-\uf8ff■★◆□▲\ufffc]",
)
_LONE = Sparse(rf"(?<=[{_HAN}])[?](?=[{_HAN}])")
_ASKS = re.compile(r"[吗呢么何谁哪几怎否啥吧]|多少|为什|是不是|能不能|会不会")

BAD = (
    Example("强化督查考核??h政府督查室每季度开展督查。", "“。縣”成了乱码"),
    Example("全年公开\ufffd\ufffd信息100条。", "字符丢失"),
    Example("锟斤拷示例市政务公开办。", "编码错误的典型残留"),
    Example("完善公开机制?加强组织领导。", "汉字之间的孤立问号"),
)
GOOD = (
    Example("围绕“怎么办？去哪办？”等群众关心的问题做好解读。"),
    Example("办事群众常问：材料是否齐全？何时办结？我们逐一答复。"),
)


@check("mark-broken")
def run(report: Report, context: Context) -> Iterator[Finding]:
    """One finding for each place."""
    copied: Severity | None = "notice" if len(pinyin_places(report)) >= 10 else None
    told = context.worked(prose, report)
    broken, lone = told.finders(_BROKEN, _LONE)
    for passage in told.parts:
        text = passage.clean.text
        for match in broken(text):
            start, end = max(match.start() - 4, 0), min(match.end() + 6, len(text))
            yield find("mark-broken", [at(report, passage.clean, start, end)], severity=copied,
                       actual=match.group())
        for match in lone(text):
            clause = re.split(r"[，。；！？?]", text[:match.start()])[-1]
            if not _ASKS.search(clause):
                yield find("mark-broken", [at(report, passage.clean, max(match.start() - 6, 0), match.end() + 6)],
                           "lone", severity=copied or "warning", confidence=0.7)
