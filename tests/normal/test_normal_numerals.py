"""Numerals: every short one as the library converts it, and none that ends in an exception."""

from decimal import Decimal
from itertools import product

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.normal import to_number
from desktop.normal.numerals import _CN, _NO_NUMERALS, _USUAL


@pytest.mark.parametrize("text", sorted(_USUAL))
def test_usual_numerals_are_what_the_library_makes_of_them(text: str) -> None:
    assert _USUAL[text] == cn2an.cn2an(text, "smart")


@pytest.mark.parametrize("text", sorted(_NO_NUMERALS))
def test_a_scale_alone_is_no_numeral(text: str) -> None:
    with pytest.raises(ValueError):
        cn2an.cn2an(text, "smart")
    assert to_number(text) is None


def test_one_to_ninety_nine_are_all_usual() -> None:
    assert sorted({int(value) for value in _USUAL.values()}) == list(range(1, 100))


@given(st.text(alphabet=_CN, min_size=1, max_size=9))
def test_any_row_of_numerals_is_a_number_or_none(text: str) -> None:
    value = to_number(text)
    assert value is None or value >= 0


def test_numerals_that_nobody_writes_are_none() -> None:
    """二十零 ended in a KeyError of the converter."""
    found = {"".join(parts): to_number("".join(parts)) for parts in product("二九", "十百", "零一")}
    assert found["二十零"] is None
    assert found["九十一"] == Decimal(91)
