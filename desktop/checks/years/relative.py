"""今年 in a report that is read the year after: which year is meant depends on when one reads. Style, told once."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.checks.base import Context, Example, check, find
from desktop.checks.passages import at, passages
from desktop.normal import Sparse
from desktop.report import Finding, Report

MOST = 20
_RELATIVE = Sparse(r"今年(?!来)|截[至止]目前|目前为止|截至发文之日|本月底前|明年")
BAD = (Example("今年共发布37条信息。", "“今年”应写明年份"),)
GOOD = (Example("2019年共发布37条信息，近年来持续增长。"),)


@check("year-relative")
def run(report: Report, context: Context) -> Iterator[Finding]:
    """At most one finding, with its first places."""
    places = [at(report, p.tight, m.start(), min(m.end() + 4, len(p.text)))
              for p in context.cached(passages, report) for m in _RELATIVE.finditer(p.text)]
    if places:
        yield find("year-relative", places[:MOST], actual=len(places))
