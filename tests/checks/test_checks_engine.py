"""One check that fails takes nothing else with it, and says so; the same slip twice is one finding."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from desktop.checks import Context, check_reports, engine
from desktop.checks.base import Rule
from desktop.checks.example_reports import report_2021
from desktop.checks.registry import rules
from desktop.forms import understand
from desktop.reading import read_text
from desktop.report import Finding, Report


def test_a_check_that_fails_becomes_a_notice(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(report: Report, context: Context) -> Iterator[Finding]:
        raise ZeroDivisionError
        yield

    real = {rule.id: rule for rule in rules()}
    failing = Rule("row-total", "", broken, (), ())
    monkeypatch.setattr(engine, "rules", lambda: (failing, real["section-missing"]))
    report = understand(read_text(report_2021(without=("other",))))
    (found,) = check_reports([report])
    assert sorted(f.check for f in found) == [engine.FAULT, "section-missing"]
    fault = next(f for f in found if f.check == engine.FAULT)
    assert fault.severity == "notice" and "未能完成" in fault.message


def test_the_clean_example_report_is_clean() -> None:
    (found,) = check_reports([understand(read_text(report_2021()))])
    assert [f for f in found if f.severity != "notice"] == []
    assert not [f for f in found if f.check == engine.FAULT]
