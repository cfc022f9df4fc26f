"""Made-up submissions for the archive: no file is read, so that these tests stand on their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from desktop.archive import Archive
from desktop.report import Cell, Document, Evidence, Fact, Finding, FormTable, Report, fingerprint

Handing = Callable[..., int]


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """An empty archive."""
    with Archive.open(tmp_path / "desk.db") as opened:
        yield opened


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


@pytest.fixture
def hand_in(archive: Archive) -> Handing:
    """Adds a made-up report under a path."""

    def add(path: str = "/in/年报.txt", data: bytes | None = None, **about: object) -> int:
        report = make_report(**about)  # type: ignore[arg-type]
        return archive.add(path, data or report.document.text.encode(), report.document, report, None,
                           "2024-02-01T09:00:00")

    return add
