"""A report checked by itself first and further among others gets the findings that it gets among others at once."""

from __future__ import annotations

import pytest

from desktop.archive.checking import Examination, Packed, _unpacked, examine, examine_first
from desktop.archive.codec import pack_report
from desktop.checks import check_alone, check_further, check_reports
from desktop.checks.base import Rule, Together
from desktop.checks.registry import rules
from desktop.forms import understand
from desktop.reading import read_text
from desktop.report import Report


def read(text: str) -> Report:
    return understand(read_text(text))


@pytest.mark.parametrize("rule", [rule for rule in rules() if any(example.others for example in rule.bad)], ids=lambda r: r.id)
def test_checked_alone_and_then_among_others(rule: Rule) -> None:
    example = next(example for example in rule.bad if example.others)
    others, own = [read(text) for text in example.others], read(example.text)
    together = Together((*others, own), only=own)
    (at_once,) = check_reports([own], others)
    alone, said = check_alone(own)
    assert (alone,) == tuple(check_reports([own]))
    assert check_further(own, said, together) == at_once
    assert any(finding.check == rule.id for finding in at_once)


def test_with_nothing_to_compare_with_no_check_runs_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    from desktop.checks import engine
    from desktop.checks.example_reports import report_2021

    own = read(report_2021(without=("other",)))
    alone, said = check_alone(own)
    again: list[str] = []
    monkeypatch.setattr(engine, "_run", lambda rule, report, context: again.append(rule.id) or [])
    assert [f for f in check_further(own, said, Together((own,), only=own)) if f in alone]
    other = read(report_2021(org="临湖县人民政府"))
    check_further(own, said, Together((other, own), only=own))
    assert "copied-other-body" in again and "copied-last-year" not in again and "row-total" not in again


def test_a_worker_answers_the_same_with_what_it_knows_already() -> None:
    example = next(rule for rule in rules() if rule.id == "copied-other-body").bad[0]
    own, other = (read(text) for text in (example.text, example.others[0]))
    packed = [Packed(*pack_report(report), ()) for report in (own, other)]
    whole = examine(Examination(1, packed[0], (packed[1],)))
    first = examine_first(own)
    for _ in range(2):
        assert examine(Examination(1, packed[0], (packed[1],), first.said)) == whole
    assert len(_unpacked(packed[1])[1]) <= 2, "only what lasts is kept of the other report"
