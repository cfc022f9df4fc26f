"""Simplified and traditional characters mixed, and wording that only an automatic conversion to Taiwan usage makes.

In a simplified report a few traditional characters are slips. In a traditional page a few simplified or wrongly converted
ones (規范, 關于, 制度 as 製度) are the conversion's fault, as is 入口網站 for 門戶網站: notices, once a report, never the
body's errors.
"""

from __future__ import annotations

from collections.abc import Iterator

from desktop.checks.base import Context, Example, check, find, place
from desktop.checks.passages import Passage, passages
from desktop.normal import Sparse, is_traditional_only
from desktop.report import Evidence, Finding, Report

MOST = 30
_TAIWAN = Sparse("入口網站|入口网站|最佳化|網際網路|网际网路|規範性檔案|规范性档案|政策性檔案|政策性档案|附屬檔案|巨觀|套用於|視窗單位|透過網路|資訊公開")
_WRONG = Sparse("法定製度|製定|體係|全麵|關于|規范(?=化|性)|麵向|复議")
_FINE = frozenset("於瞭乾著藉徵喆堃淼昇陞甦")

BAD = (
    Example("示例市2023年政府信息公开工作年度报告\n我局加強政府信息公開，做好各项工作，完善机制，规范流程，服务群众。", "简体报告中夹杂繁体字"),
    Example("示例縣積極推進政府信息公開，優化入口網站，規範性檔案及時更新。", "自动转换的台湾用语"),
)
GOOD = (Example("示例市加强政府信息公开，完善机制，规范流程。"), Example("示例縣積極推進政府信息公開，優化門戶網站。"))


@check("mark-script")
def run(report: Report, context: Context) -> Iterator[Finding]:
    """At most one finding of each of the three kinds."""
    parts = context.cached(passages, report)
    text = report.document.text
    chars = {c for c in set(text) if c not in _FINE and is_traditional_only(c)}
    hant = [i for p in parts for i in range(p.start, p.end) if text[i] in chars] if chars else []
    if hant and len(hant) < 0.05 * sum("\u4e00" <= c <= "\u9fff" for c in text):
        yield find("mark-script", [place(report, i, i + 1) for i in hant[:MOST]], "mixed", severity="warning" if len(hant) >= 3 else "notice",
                   actual=len(hant))
    elif hant:
        wrong = _places(report, parts, _WRONG)
        if wrong:
            yield find("mark-script", wrong[:MOST], "conversion", severity="notice", actual=len(wrong))
    taiwan = _places(report, parts, _TAIWAN)
    if taiwan:
        yield find("mark-script", taiwan[:MOST], "taiwan", severity="notice", actual=len(taiwan))


def _places(report: Report, parts: tuple[Passage, ...], pattern: Sparse) -> list[Evidence]:
    text = report.document.text
    if not pattern.search(text):  # what a part of the text holds, the whole holds: the patterns look at nothing beside
        return []
    return [place(report, *m.span()) for p in parts for m in pattern.pattern.finditer(text, p.start, p.end)]
