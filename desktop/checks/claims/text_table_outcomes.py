"""Outcomes of requests in the prose (予以公开, 不予公开, 无法提供 …) against the rows, or groups of rows, of table three."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.checks.base import Context, Example, check
from desktop.checks.claims.parse import findings
from desktop.checks.example_reports import report_2021
from desktop.report import Finding, Report

BAD = (
    Example(report_2021(prose={"overview": '2023年，全县共收到政府信息公开申请12件。其中，予以公开5件，部分公开1件，无法提供3件，不予处理1件。'}), '表三予以公开为7件'),
    Example(report_2021(prose={"overview": '2023年，全县办理的政府信息公开申请中，予以公开及部分公开5件，无法提供3件。'}), '7+1=8'),
)
GOOD = (
    Example(report_2021(prose={"overview": '2023年，全县共收到政府信息公开申请12件，予以公开7件，部分公开1件，无法提供3件，不予处理1件。'}), '与表三一致'),
)


@check("text-table-outcomes")
def run(report: Report, context: Context) -> Iterator[Finding]:
    """The statements of this kind that fit the cells in no sensible reading."""
    yield from findings("text-table-outcomes", report, context)
