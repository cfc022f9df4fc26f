"""The grammar on many sentences of its own: true ones pass in silence, false ones are found by the right check."""

from __future__ import annotations

import pytest
from claims_cases import FALSE, TRUE

from desktop.checks.base import REGISTERED, Context
from desktop.checks.claims import parse_claims
from desktop.checks.registry import rules
from desktop.forms import understand
from desktop.reading import read_text
from desktop.report import Finding, Report

rules()
OWN = [run for name, (module, run) in REGISTERED.items() if module.startswith("desktop.checks.claims")]


def report_of(text: str) -> Report:
    return understand(read_text("云台县人民政府2023年政府信息公开工作年度报告\n一、总体情况\n" + text))


def findings_on(text: str) -> list[Finding]:
    report = report_of(text)
    context = Context((report,), own=report)
    return [f for run in OWN for f in run(report, context)]


@pytest.mark.parametrize("text", TRUE)
def test_true_sentences_pass(text: str) -> None:
    loud = [(f.check, f.message) for f in findings_on(text) if f.severity != "notice"]
    assert loud == []


@pytest.mark.parametrize(("text", "check"), FALSE)
def test_false_sentences_are_found(text: str, check: str) -> None:
    found = findings_on(text)
    assert check in {f.check for f in found}, [(f.check, f.message) for f in found]


def test_working_is_shown() -> None:
    found = findings_on("更新信息共58条，其中动态30条，助学24条，风采4条，园地10条。")
    assert [f.working for f in found] == ["30+24+4+10=68"]


def test_quantities_are_parsed_once_for_all_checks() -> None:
    report = report_of(TRUE[0])
    context = Context((report,), own=report)
    assert context.cached(parse_claims, report) is context.cached(parse_claims, report)
