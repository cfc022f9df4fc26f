"""What a cell says, in every way of writing that offices use."""

from __future__ import annotations

from decimal import Decimal

import pytest

from desktop.forms.values import is_value, value_of


@pytest.mark.parametrize(
    ("text", "kind", "number", "unit", "flaw"),
    [
        ("15", "count", "15", None, None), ("3,119", "count", "3119", None, None), ("１２", "count", "12", None, None),
        ("0件", "count", "0", "件", None), ("", "count", None, None, "blank"), ("　\n", "count", None, None, "blank"),
        ("/", "count", None, None, "dash"), ("-", "count", None, None, "dash"), ("—", "count", None, None, "dash"),
        ("无", "count", None, None, "dash"), ("12/", "count", None, None, "half"), ("12/", "change", None, None, "half"),
        ("27/0", "change", "27", None, None), ("0/5", "change", "-5", None, None), ("+3", "change", "3", None, None),
        ("增3", "change", "3", None, None), ("减2", "change", "-2", None, None), ("↓4", "change", "-4", None, None),
        ("-2", "change", "-2", None, None), ("251000元", "amount", "251000", "元", None),
        ("19024.59萬元", "amount", "19024.59", "万元", None), ("2.5", "count", "2.5", None, "decimal"),
        ("-1", "count", "-1", None, "negative"), ("详见附件", "count", None, None, "text"), ("3 5", "count", "35", None, None),
        ("1 2\n3", "count", "123", None, None),
    ],
)
def test_values(text: str, kind: str, number: str | None, unit: str | None, flaw: str | None) -> None:
    value = value_of(text, kind)
    assert (value.number, value.unit, value.flaw) == (Decimal(number) if number else None, unit, flaw)


@pytest.mark.parametrize(("text", "expected"), [("12", True), ("", True), ("/", True), ("12/", True), ("规章", False),
                                                ("3.其他", False), ("1．重复申请", False), ("251000元", True)])
def test_which_cells_are_figures(text: str, expected: bool) -> None:
    assert is_value(text) is expected
