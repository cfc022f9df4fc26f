"""Dates and document numbers whose digits or signs a copying program dropped: 2017210日, ﹝201724号.

A page that sets digits and signs in elements of their own loses some of them when it is copied. Nobody writes so by hand,
so this is a doubt about the copy, told once for the report, and never the body's error.
"""

from __future__ import annotations

from collections.abc import Iterator

from desktop.checks.base import Context, Example, check, find
from desktop.checks.passages import at
from desktop.checks.prose import prose
from desktop.normal import Sparse
from desktop.report import Finding, Report

BAD = (
    Example("（2024210日）\n本报告所列数据的统计期限为202311日至20231231日。", "年、月等字在转载时丢失"),
    Example("根据《通知》（国办发﹝202124号）要求编制。", "括号和数字在转载时丢失"),
)
GOOD = (
    Example("统计期限为2023年1月1日至2023年12月31日。根据《通知》（国办发〔2021〕24号）要求编制，电话20231231。", "日期和文号完整"),
)

_DROPPED = Sparse(r"(?<!\d)(?:19|20)\d{2}\d{1,4}日|[〔﹝\[【（](?:19|20)\d{2}\d{1,4}号")


@check("mark-dropped-digits")
def run(report: Report, context: Context) -> Iterator[Finding]:
    """One finding for the report, with every place."""
    told = context.worked(prose, report)
    dropped = told.finder(_DROPPED)
    places = [at(report, passage.tight, match.start(), match.end()) for passage in told.parts for match in dropped(passage.text)]
    if places:
        yield find("mark-dropped-digits", places, count=len(places), quote=places[0].quote, subject="copy")
