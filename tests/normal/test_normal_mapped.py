"""The way back is exact, whatever the text (design rule 1)."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.normal import NUMBER, Normal, clean, digits_of_year, mapped, script_of, simplify, tight, to_number

ANY = st.text(max_size=120) | st.text("縣府开公務(wù)kā 　\t,，；;１２3⻔⼀<!--[if x]-->\n\u200b", max_size=120)


def check_map(source: str, normal: Normal) -> None:
    assert len(normal.text) == len(normal.starts) == len(normal.ends)
    assert normal.source_length == len(source)
    last = 0
    for start, end in zip(normal.starts, normal.ends, strict=True):
        assert last <= start < end <= len(source)
        last = start


@given(ANY)
def test_every_character_has_a_place(source: str) -> None:
    check_map(source, clean(source))
    check_map(source, tight(source))


@given(ANY)
def test_a_character_that_stands_for_itself_maps_to_itself(source: str) -> None:
    normal = clean(source)
    for at, char in enumerate(normal.text):
        start, end = normal.span(at, at + 1)
        if ord(char) < 0x2000 and char.isalnum() and not 0xFF00 <= ord(source[start]) <= 0xFFEF:
            assert source[start:end] == char


@given(ANY)
def test_find_is_the_inverse_of_span(source: str) -> None:
    normal = tight(source)
    for at in range(len(normal.text)):
        assert normal.find(normal.span(at, at + 1)[0]) == at or normal.starts[at] == normal.starts[max(at - 1, 0)]


@given(ANY)
def test_simplifying_keeps_the_length(source: str) -> None:
    assert len(simplify(source)) == len(source)


@pytest.mark.parametrize(("source", "expected"), [
    ("政務(wù)公開(kāi)工作", "政务公开工作"), ("文(wen)章(zhang)", "文章"), ("共受理 ３,119 件,其中", "共受理3,119件，其中"),
    ("⻔户⽹站 ⼀件", "门户网站一件"), ("<!--[if !supportLists]-->7、<!--[endif]-->", "7、"), ("公\u200b开", "公开"),
    ("1,234,567件,5件", "1,234,567件，5件"), ("10:30", "10:30"), ("（PDF）", "（PDF）"), ("甲(见附件)", "甲（见附件）"),
])
def test_tight(source: str, expected: str) -> None:
    assert tight(source).text == expected


def test_span_of_dropped_noise_covers_the_source() -> None:
    source = "政務(wù)公開(kāi)共5件"
    normal = tight(source)
    at = normal.text.index("公开")
    assert source[slice(*normal.span(at, at + 2))] == "公開"


@given(st.integers(0, 10**9))
def test_arabic_numbers_are_read_in_any_dress(value: int) -> None:
    wide = "".join(chr(ord(c) + 0xFEE0) for c in str(value))
    assert to_number(str(value)) == to_number(f"{value:,}") == to_number(wide) == value


@pytest.mark.parametrize(("text", "value"), [
    ("三千一百一十九", 3119), ("二〇二四", 2024), ("廿三", 23), ("1.2万", 12000), ("两千", 2000), ("叁仟壹佰壹拾玖", 3119),
    ("十二", 12), ("一百零五", 105), ("〇", 0), ("3亿", 300_000_000), ("12.50", Decimal("12.5")),
])
def test_numerals(text: str, value: Decimal) -> None:
    assert to_number(text) == value


@pytest.mark.parametrize("text", ["", "件", "12/", "三件", "1.2.3", "约5"])
def test_what_is_no_numeral(text: str) -> None:
    assert to_number(text) is None


@given(st.integers(1, 99_999))
def test_chinese_numerals_round_trip(value: int) -> None:
    import cn2an

    assert to_number(cn2an.an2cn(value, "low")) == value


def test_years_and_scripts() -> None:
    assert [digits_of_year(t) for t in ("2019", "二〇一九", "二○一九", "２０１９", "1899", "二〇")] == [
        2019, 2019, 2019, 2019, None, None]
    assert script_of("縣政府主動公開政府信息") == "hant"
    assert script_of("县政府主动公开政府信息") == "hans"
    assert script_of("县政府主動公開政府信息县乡级单位报") == "mixed"


def test_number_pattern_takes_whole_numerals() -> None:
    assert [m.group() for m in re.finditer(NUMBER, "共1,234件和12.5万元、三百二十件")] == ["1,234", "12.5万", "三百二十"]


# The patterns as one would write them, for those that are written so that they are quick.
PLAIN = {
    "_PINYIN": r"(?<=[\u3400-\u9fff])(?:[（(][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿê]{1,6}[）)])+",
    "_INVISIBLE": "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0e-\x1f]+",
    "_BLANK": "[ \t\u00a0\u3000\u2000-\u200a\u202f\u205f]+",
    "_HALF": r"(?<!\d),|,(?!\d)|,(?!\d{3}(?!\d))|[;()?!]|:(?!\d)(?!//)",
}


@pytest.mark.parametrize("name", PLAIN)
@given(source=st.text("政件(（wùa)）,;:?!/12３ \u3000\t\n\u200b\u200c\ufeff", max_size=40))
def test_quick_patterns_match_what_the_plain_ones_do(name: str, source: str) -> None:
    quick: re.Pattern[str] = getattr(mapped, name)
    assert [m.span() for m in quick.finditer(source)] == [m.span() for m in re.finditer(PLAIN[name], source)]


def test_long_texts_keep_their_places() -> None:
    source = "政 府" * 4000
    normal = clean(source)
    assert normal.starts == tuple(range(len(source))) and normal.ends == tuple(range(1, len(source) + 1))
    check_map(source, tight(source))
