"""Half-width marks, full-width digits and straight quotation marks in Chinese text: style, told once a kind.

The places are all given as evidence, so that a reviewer can hand them back as one remark. A half-width full stop that
closes a Chinese sentence is told apart, because it is easily read as a decimal point.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.checks.base import Context, Example, check, find
from desktop.checks.marks.lexicon import begins, common, ends
from desktop.checks.marks.near import FREE
from desktop.checks.passages import at
from desktop.checks.prose import prose
from desktop.normal import Sparse
from desktop.report import Evidence, Finding, Report

MOST = 80
_HAN = "\u3400-\u9fff"
_HALF = Sparse(
    rf"(?<=[{_HAN}”》）%\d])[,;:?!](?=[{_HAN}“《（\s]|$)|(?<=[{_HAN}”》）])[,;:()](?=[\d“《])|(?<=[{_HAN}])\("
    rf"|\)(?=[{_HAN}，。；])|(?<=[（(][一二三四五六七八九十])\)|[(](?=[一二三四五六七八九十]）)"
)
_STOP = Sparse(rf"(?<=[{_HAN}”》）])\.(?=\s|$|[{_HAN}“《])")
_WIDE = re.compile("[０-９Ａ-Ｚａ-ｚ％＠．－]")
_FULL = re.compile(f"{_WIDE.pattern}+")
_STRAIGHT = Sparse(rf'"[^"\n]{{1,40}}"(?=[{_HAN}，。；、：\d(（])|(?<=[{_HAN}，。；、：])"[^"\n]{{1,40}}"')
_SAMPLE = 6
_GAP = Sparse(rf"(?<=[{_HAN}])[ \u3000]+(?=[{_HAN}])")

BAD = (
    Example("部门预决算2条,其他应公开信息类文件258条.", "中文语句中使用半角标点"),
    Example("全年公开信息１２３条。", "使用全角数字"),
    Example("通过政府门 户网站公开信息，成立领导小 组。", "词语中间多出空格"),
    Example('通过"线上+线下"结合的方式开展宣传。', "使用直引号"),
)
GOOD = (
    Example("全年公开信息1,234条，网站（www.shili.gov.cn）访问量3.5万次，工作时间8:30—17:30。"),
    Example("推行“线上+线下”结合的方式。"),
)


@check("mark-width")
def run(report: Report, context: Context) -> Iterator[Finding]:
    """At most one finding a kind."""
    kinds: dict[str, list[Evidence]] = {"half": [], "stop": [], "full": [], "straight": [], "blank": []}
    told = context.worked(prose, report)
    source = report.document.text
    wide = _WIDE.search(source) is not None
    marks = told.living((("half", _HALF), ("stop", _STOP), ("straight", _STRAIGHT)))
    for passage in told.parts:
        clean = passage.clean
        for name, finder in marks:
            for match in finder(clean.text):
                low = max(match.start() - _SAMPLE, 0)
                kinds[name].append(at(report, clean, low, min(match.end() + 2, len(clean.text))))
        kinds["blank"] += [at(report, clean, max(a - _SAMPLE, 0), min(z + 2, len(clean.text))) for a, z in _parted(clean.text)]
        for match in _FULL.finditer(source, passage.start, passage.end) if wide else ():
            if not re.fullmatch(r"[．－]", match.group()):
                kinds["full"].append(Evidence(match.start(), match.end(), match.group()))
    for name, places in kinds.items():
        if places:
            yield find("mark-width", places[:MOST], name, actual=len(places))


def _parted(text: str) -> Iterator[tuple[int, int]]:
    """Blanks inside of a word of a sentence (门 户网站), not those that set the parts of a line apart."""
    if "，" not in text and "。" not in text:
        return
    for match in _GAP.finditer(text):
        start, end = match.span()
        left, right = text[max(start - 3, 0):start], text[end:end + 3]
        if common().get(left[-1] + right[0], 0) < 300 or (left[-1] in FREE and right[0] in FREE):
            continue
        if text[end + 1:end + 2] == "：":
            continue  # 邮 编：
        if not ends(left, len(left)) and not begins(right, 0) and not _GAP.pattern.match(text, start - 1 - len(match.group())):
            yield start, end
