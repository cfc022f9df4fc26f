"""A body without the power to make rules reports 规章 of its own.

Only ministries and the governments of provinces and of cities with districts make 规章 (立法法 articles 91 and 93). A
county, a township or a local department that counts one has counted what it passed on, or took 规范性文件 for 规章.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.checks.base import Context, Example, check, find, place_cell
from desktop.checks.example_reports import DISCLOSURE, report_2021
from desktop.report import Finding, Report

BAD = (Example(report_2021(tables={"disclosure": DISCLOSURE.replace("规章 | 0", "规章 | 2")}), "县政府填报制发规章2件。"),)
GOOD = (
    Example(report_2021(), "县政府规章为0。"),
    Example(report_2021(org="扬州市人民政府", tables={"disclosure": DISCLOSURE.replace("规章 | 0", "规章 | 2")}), "设区的市有规章制定权。"),
)


@check("rules-power")
def run(report: Report, context: Context) -> Iterator[Finding]:
    if report.level not in {"county", "township", "department"} or report.org is None or not _sure(report):
        return
    for key in ("rules.issued", "rules.made", "rules.valid", "rules.published", "rules.total"):
        fact = report.fact(key)
        if fact is not None and fact.value and not fact.readings:
            made = key in {"rules.issued", "rules.made"}
            yield find("rules-power", [place_cell(report, fact)], "made" if made else "held",
                       severity="error" if made else "warning", org=report.org, actual=fact.value, expected=0)
            return


def _sure(report: Report) -> bool:
    """Offices report for their government; ministries make rules; zones may stand for a city."""
    org = report.org or ""
    if re.search("政府办公[厅室]$|^国家|^中华人民共和国|管委会|管理委员会", org):
        return False
    return report.level != "county" or bool(re.search("(?:县|区|旗|市)人民政府$", org))
