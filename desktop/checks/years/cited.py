"""Law and forms that were no longer (or not yet) in force: 国务院令第492号, 国办公开办函〔2019〕60号, articles 31 and 32.

The Regulation was revised by Order 711 (in force 15 May 2019); the trial form 60号 of 2019 was replaced by 30号 of 2021
for reports from 2021 on. Numbers and years of validity stand in resources/laws.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.checks.base import Context, Example, check, find
from desktop.checks.names.laws import outdated
from desktop.checks.passages import at
from desktop.checks.prose import prose
from desktop.checks.years.reported import year_of
from desktop.report import Finding, Report

_PAST = re.compile(r"原|旧|修订前|修改前|废止|替代|取代|不再|曾")

BAD = (
    Example("示例局2021年政府信息公开工作年度报告\n根据《关于政府信息公开工作年度报告有关事项的通知》（国办公开办函〔2019〕60号）要求，2021年编制本报告。",
            "2021年起应按新格式"),
    Example("示例局2020年政府信息公开工作年度报告\n根据《中华人民共和国政府信息公开条例》（国务院令第492号）的规定，2020年编制本报告。", "条例已修订"),
)
GOOD = (
    Example("示例局2021年政府信息公开工作年度报告\n根据《中华人民共和国政府信息公开条例》（国务院令第711号）和国办公开办函〔2021〕30号要求，2021年编制本报告。"),
    Example("示例局2019年政府信息公开工作年度报告\n2019年，按照国办公开办函〔2019〕60号要求编制。"),
)


@check("year-cited")
def run(report: Report, context: Context) -> Iterator[Finding]:
    """One finding for each citation out of its time."""
    year = year_of(report)
    if year is None or report.kind == "collection":
        return
    told = context.worked(prose, report)
    rules = told.living((rule, rule.pattern) for rule in outdated() if rule.first <= year <= rule.last)
    for passage in told.parts if rules else ():
        text = passage.text
        for rule, finder in rules:
            for match in finder(text):
                if not _PAST.search(text[max(match.start() - 12, 0):match.end() + 8]):
                    yield find("year-cited", [at(report, passage.tight, *match.span())], severity=rule.severity,
                               basis=rule.basis, actual=match.group(), expected=rule.right)
