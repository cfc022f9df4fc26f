"""Numerals, intervals and relations on generated input."""

from __future__ import annotations

from decimal import Decimal

from claims_made import one_paragraph, quantities_of
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.checks.claims.shares import exact_share, fit
from desktop.checks.claims.wholes import listings
from desktop.normal import to_number

WHOLE = st.integers(0, 999_999)
UNITS = st.sampled_from(["件", "条", "次", "份", "期", "宗", "起", "人次"])
DIGITS = "零一二三四五六七八九"


def chinese(value: int) -> str:
    """An integer below ten thousand as offices write it in characters."""
    if value == 0:
        return "零"
    out, zero = "", False
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, place)
        if digit:
            out += ("零" if zero else "") + DIGITS[digit] + name
            zero = False
        elif out:
            zero = True
    return out[1:] if out.startswith("一十") else out


@given(WHOLE, UNITS)
def test_arabic_numbers_are_read(value: int, unit: str) -> None:
    found = quantities_of(f"全年共办理申请{value}{unit}。")
    assert [(q.value, q.unit, q.sort) for q in found] == [(value, unit, "count")]


@given(st.integers(1000, 99_999_999), UNITS)
def test_thousands_marks_and_full_width_digits_are_read(value: int, unit: str) -> None:
    wide = str(value).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    assert [q.value for q in quantities_of(f"发布信息{value:,}{unit}。")] == [value]
    assert [q.value for q in quantities_of(f"发布信息{wide}{unit}。")] == [value]


@given(st.integers(1, 9999))
def test_chinese_numerals_are_read(value: int) -> None:
    assert to_number(chinese(value)) == value
    assert [q.value for q in quantities_of(f"收到申请{chinese(value)}件。")] == [value]


@given(st.integers(1, 9999), st.sampled_from(["万", "亿"]))
def test_scales_are_read(value: int, scale: str) -> None:
    factor = 10_000 if scale == "万" else 100_000_000
    assert [q.value for q in quantities_of(f"访问量{value / 10:g}{scale}人次。")] == [Decimal(value) * factor / 10]


@given(st.integers(2, 9999), st.sampled_from(["余", "多"]))
def test_and_more_is_an_interval_from_the_figure_up(value: int, more: str) -> None:
    (q,) = quantities_of(f"发布信息{value}{more}条。")
    assert q.exactness == "at_least" and q.fits(Decimal(value)) and not q.fits(Decimal(value - 1))
    assert not q.fits(Decimal(value * 100))


@given(st.integers(1990, 2099), st.integers(1, 12), st.integers(1, 28))
def test_dates_articles_and_numbers_of_documents_count_nothing(year: int, month: int, day: int) -> None:
    text = f"自{year}年{month}月{day}日起，按照第{day}条和云政办〔{year}〕{day}号文件，地址：建设路{day}号{month}楼，电话：0517-8722{year}。"
    assert [q for q in quantities_of(text) if q.work] == []


@given(st.lists(st.integers(0, 5000), min_size=2, max_size=12), UNITS, st.sampled_from(["，", "、", "；"]))
@settings(max_examples=150)
def test_lists_that_add_up_are_right(parts: list[int], unit: str, mark: str) -> None:
    items = mark.join(f"{name}类{value}{unit}" for name, value in zip("甲乙丙丁戊己庚辛壬癸子丑", parts, strict=False))
    relations = listings([one_paragraph(f"全年共发布信息{sum(parts)}{unit}，其中{items}。")])
    assert [r.state for r in relations] == ["right"]
    assert relations[0].working.endswith(f"={sum(parts)}")


@given(st.lists(st.integers(1, 5000), min_size=2, max_size=12), UNITS, st.integers(1, 500))
@settings(max_examples=150)
def test_lists_above_their_total_are_wrong(parts: list[int], unit: str, excess: int) -> None:
    items = "、".join(f"{name}类{value}{unit}" for name, value in zip("甲乙丙丁戊己庚辛壬癸子丑", parts, strict=False))
    whole = max(sum(parts) - excess, 0)
    relations = listings([one_paragraph(f"全年共发布信息{whole}{unit}，其中{items}。")])
    assert [(r.state, r.severity) for r in relations] == [("wrong", "error")]


@given(st.integers(0, 99_999), st.integers(1, 99_999), st.integers(0, 3))
def test_a_rounded_share_fits_and_its_neighbours_do_not(part: int, base: int, decimals: int) -> None:
    share = exact_share(Decimal(part), Decimal(base), decimals)
    (printed,) = quantities_of(f"占{Decimal(share[:-1]):.{decimals}f}%。")
    assert fit(Decimal(part), Decimal(base), printed) == "exact"
    (off,) = quantities_of(f"占{Decimal(share[:-1]) + 2 * Decimal(1).scaleb(-decimals):.{decimals}f}%。")
    assert fit(Decimal(part), Decimal(base), off) == "off"
