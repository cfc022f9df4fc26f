"""Made-up reports and findings for tests of the archive and the review: no file is read."""

from __future__ import annotations

from decimal import Decimal

from desktop.report import Cell, Document, Evidence, Fact, Finding, FormTable, Report, fingerprint


def make_report(text: str = "云台县人民政府2023年政府信息公开工作年度报告\n一、总体情况\n收到申请15件。", *,
                org: str | None = "云台县人民政府", year: int | None = 2023, value: str = "15") -> Report:
    """A report of an invented county with one figure, which stands at the end of its text."""
    whole = f"{text}\n{value}"
    start, end = len(text) + 1, len(whole)
    cell = Cell(3, 3, 1, 1, value, start, end)
    table = FormTable("applications", "2021", 4, 4, (cell,), start, end)
    fact = Fact("applications.new.total", Decimal(value), value, start, end, "applications", 3, 3)
    return Report(Document(whole, "txt"), "annual_report", org, "county", None, year, "2021", text.split("\n")[0],
                  None, None, "hans", tables=(table,), facts=(fact,))


def make_finding(report: Report, quote: str = "15件", *, severity: str = "error", expected: str = "15",
                 actual: str = "16") -> Finding:
    """A finding at the first place of a quote."""
    start = report.document.text.index(quote)
    places = (Evidence(start, start + len(quote), quote),)
    return Finding("table-row", "table", severity, 0.9, f"{quote}有误", "依据", "建议", places, expected, actual,
                   "1+1=2", fingerprint("table-row", places))
