"""Punctuation printed twice or two marks that cannot follow one another: ；； ，。 ，； 。。

Dots of omission, dashes and marks behind a closing quotation mark are no slips. What stands on both sides of a line
break or comes from an empty field is the same slip for a reader, so it counts too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.checks.base import Context, Example, check, find
from desktop.checks.passages import at, passages
from desktop.report import Finding, Report, Severity

_DOUBLED = re.compile(r"[，。；：、！？]{2,}|“”|《》(?=的|，|。)")
_FINE = re.compile(r"[！？]{2,3}|。{3,}|、、、+")

BAD = (
    Example("重大建设项目1条，占3.1%；；突发公共事件3条。", "分号重复"),
    Example("推动政务服务更加规范、高效运作，。", "逗号与句号连用"),
    Example("占比63.2%，；压缩时限。", "逗号与分号连用"),
)
GOOD = (
    Example("一是加强领导；二是完善机制……三是强化监督。", "省略号不是重复"),
    Example("做到“应公开、尽公开”。建成“一网通办”，方便群众。"),
)


@check("mark-doubled")
def run(report: Report, context: Context) -> Iterator[Finding]:
    """One finding for each run of marks."""
    for passage in context.cached(passages, report):
        text = passage.text
        for match in _DOUBLED.finditer(text):
            run_ = match.group()
            if _FINE.fullmatch(run_) or run_[0] in "“《":
                continue
            start, end = max(match.start() - 8, 0), min(match.end() + 4, len(text))
            severity: Severity | None = "notice" if not text[:match.start()] else None
            yield find("mark-doubled", [at(report, passage.tight, start, end)], severity=severity, actual=run_,
                       expected=_single(run_))


def _single(marks: str) -> str:
    """The mark that was meant: the strongest of the run."""
    return max(marks, key="、，：；？！。".index)
