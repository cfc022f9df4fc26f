"""What changed between two hand-ins is found in text, cells and findings."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from desktop.report import Document, Evidence, Fact, Finding, Report, fingerprint
from desktop.review.compare import compare_facts, compare_findings, compare_text


def doc(text: str) -> Document:
    return Document(text, "txt")


LINES = st.lists(st.text("甲乙丙12，。", max_size=8), max_size=6).map("\n".join)


@given(LINES, LINES)
def test_changes_turn_the_old_text_into_the_new_one(old: str, new: str) -> None:
    out, at = [], 0
    for change in compare_text(doc(old), doc(new)):
        assert at <= change.old_start <= change.old_end
        out += [old[at:change.old_start], new[change.new_start:change.new_end]]
        at = change.old_end
    out.append(old[at:])
    assert "".join("".join(out).split()) == "".join(new.split())


def test_one_figure_changed_is_one_small_change() -> None:
    old, new = "一、总体情况\n公开信息105条，其中网站50条。\n完。", "一、总体情况\n公开信息79条，其中网站50条。\n完。"
    changes = compare_text(doc(old), doc(new))
    assert [(old[c.old_start:c.old_end], new[c.new_start:c.new_end]) for c in changes] == [("105", "79")]


def test_a_line_added_is_an_addition() -> None:
    changes = compare_text(doc("甲。\n丙。"), doc("甲。\n乙乙乙。\n丙。"))
    assert [c.kind for c in changes] == ["added"]


def report(values: dict[str, int | None]) -> Report:
    facts = tuple(Fact(k, None if v is None else Decimal(v), str(v), 0, 0, "applications", 0, 0) for k, v in values.items())
    return Report(doc(""), "annual_report", "云台县人民政府", "county", None, 2023, "2021", None, None, None, "hans", facts=facts)


def test_cells_that_differ() -> None:
    changes = compare_facts(report({"a": 1, "b": 2, "c": None}), report({"a": 1, "b": 3, "d": 4}))
    assert [(c.key, c.old, c.new) for c in changes] == [("b", 2, 3), ("d", None, 4)]


def finding(quote: str, actual: str) -> Finding:
    place = (Evidence(0, len(quote), quote),)
    return Finding("row-total", "table", "error", 0.9, f"应为{actual}", "", "", place, actual=actual,
                   fingerprint=fingerprint("row-total", place))


def test_findings_gone_kept_and_new() -> None:
    old = [finding("105", "79"), finding("58", "68"), finding("7", "9")]
    moved = replace(old[1], evidence=(Evidence(9, 11, "58"),))
    renamed = replace(old[2], fingerprint="other")
    new = [moved, renamed, finding("6443", "6442")]
    change = compare_findings(old, new)
    assert [f.actual for f in change.gone] == ["79"]
    assert [f.actual for f in change.remaining] == ["68", "9"]
    assert [f.actual for f in change.new] == ["6442"]
