"""Words around a quantity, wider than its label: the clause before it, the clause behind it, its sentence."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from desktop.checks.claims.model import Paragraph, Quantity
from desktop.report import Report

_CLAUSE = re.compile("[^，。；：、！？（）\\n]*")
_NUMBER = re.compile(r"(?<!\d)(?!20\d\d年)\d")

RECEIVED = re.compile(r"收到|受理|接收|收办|新收|接到|收悉|收取申请|接受申请|登记")
ANSWERED = re.compile(r"办结|答复|办理完|回复|办理|处理完")
CARRIED_IN = re.compile(
    r"(?:上年|上一年|去年|往年|上年度|上一年度|20\d\d年度?)[^，。；]{0,6}(?:结转|转入|转来|转接|延续|遗留|顺延)|结转自|"
    r"(?:承接|接续|结转)上一?年度?(?!的?[^，。；\d]{0,4}(?:至|到|下))")
CARRIED_OUT = re.compile(
    r"(?:结转|顺延|延至|转入|转到|转至|转|延期|留待|跨)(?:到|至|入)?[^，。；]{0,8}?(?:下年|下一年|次年|来年|翌年|明年|20\d\d年|下年度|下一年度|下个年度)|下年度(?:继续)?(?:办理|答复)"
)
PENDING = re.compile(r"在办|正在办理|尚未办结|未办结|待答复|待办|办理中|处理中|尚在办理|未到期|流程中|期限内未|未到(?:法定)?(?:答复|办理)?期限")


def in_section(report: Report, paragraph: Paragraph, role: str) -> bool:
    """Whether a paragraph stands in the part of the report that has this role."""
    start = paragraph.span(0, 1)[0]
    return any(s.role == role and s.start <= start < s.end for s in report.sections)


def before(paragraph: Paragraph, q: Quantity) -> str:
    """The clause before the number, marks of quotation kept, back to the last ， or stronger mark."""
    known = paragraph.befores.get(q)
    if known is None:
        known = paragraph.befores[q] = _before(paragraph, q)
    return known


def _before(paragraph: Paragraph, q: Quantity) -> str:
    text, end, limit = paragraph.text, q.start, q.start
    if text.endswith("）", 0, end) and (opened := text.rfind("（", 0, end)) >= 0:
        end, limit = opened or end, opened  # 其他处理（含撤回申请）341件: the bracket only explains
    number = bisect_left(paragraph.breaks, limit)
    start = paragraph.breaks[number - 1] + 1 if number else 0
    for other in reversed(paragraph.quantities):  # 予以公开7件、部分公开1件: a 、 behind a number ends its clause
        if other.end <= start:
            break
        if other.end <= end and other.work and other is not q:
            comma = text.find("、", other.end, min(end, other.end + 10))
            if comma >= 0:
                start = comma + 1
                break
    return text[start:end]


def after(paragraph: Paragraph, q: Quantity, limit: int = 40) -> str:
    """The clause behind the unit, up to the next ， or stronger mark."""
    found = _CLAUSE.match(paragraph.text, q.end, q.end + limit)
    return found.group() if found is not None else ""


def around(paragraph: Paragraph, q: Quantity) -> str:
    """Clause before, a mark for the number, clause behind; the clause behind stops where the next number begins."""
    known = paragraph.arounds.get(q)
    if known is None:
        behind = after(paragraph, q)
        number = _NUMBER.search(behind)
        known = paragraph.arounds[q] = before(paragraph, q) + "#" + (behind[:number.start()] if number is not None else behind)
    return known


def sentence_text(paragraph: Paragraph, q: Quantity) -> str:
    """The whole sentence that a quantity stands in."""
    sentence = paragraph.sentences[q.sentence]
    return paragraph.text[sentence.start:sentence.end]


def earlier(paragraphs: Sequence[Paragraph], paragraph: Paragraph, at: int, back: int = 0) -> Iterator[Quantity]:
    """The counts before an offset, nearest first, over ``back`` further paragraphs."""
    for other in reversed(paragraphs[max(0, paragraph.index - back):paragraph.index + 1]):
        for q in reversed(other.quantities):
            if q.sort == "count" and (other is not paragraph or q.start < at):
                yield q


_YEAR = re.compile(r"(?<!\d)(20\d\d)年")


def of_year(text: str, year: int | None) -> bool:
    """Whether words name no other year than the report's."""
    return all(year is not None and int(named) == year for named in _YEAR.findall(text))
