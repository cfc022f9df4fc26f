"""Numbers as Chinese offices write them: 3,119, １２, 三千一百一十九, 二〇二四, 1.2万, 廿三."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from desktop.normal.characters import fold_character

_CN = "〇○零一二两三四五六七八九十廿卅百千万亿壹贰叁肆伍陆柒捌玖拾佰仟"
# A number in normal text; the sign is left to the caller, for "2-3项" and "2019-28" are no negative numbers.
NUMBER = re.compile(rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d+)?[百千万亿]{{0,2}}|[{_CN}]+")
_SCALE = {"百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_YEAR = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_ONES = ("", *"一二三四五六七八九")
# Nearly all that reports hold (一、, 第二十一条, and 千 or 万 inside of words); the converter takes a while to load.
_USUAL = ({tens + ones: Decimal(10 * ten + one) for ten, tens in enumerate(["", "十", *(n + "十" for n in _ONES[2:])])
           for one, ones in enumerate(_ONES) if ten or one} | {"两": Decimal(2)})
_NO_NUMERALS = frozenset("百千万亿")


@lru_cache(maxsize=4096)
def to_number(text: str) -> Decimal | None:
    """The value of one numeral, or None when the text is no numeral (``一百万`` 1000000, ``1.2万`` 12000)."""
    text = "".join(map(fold_character, text.strip())).replace(",", "").replace("，", "")
    match = re.fullmatch(r"([+-]?\d+(?:\.\d+)?)([百千万亿]*)", text)
    if match:
        try:
            value = Decimal(match.group(1))
        except InvalidOperation:
            return None
        for unit in match.group(2):
            value *= _SCALE[unit]
        return value
    if not text or not re.fullmatch(f"[{_CN}]+", text):
        return None
    if re.fullmatch("[〇○零一二三四五六七八九]{2,}", text):
        return Decimal(text.translate(_YEAR))
    text = text.replace("○", "〇").replace("廿", "二十").replace("卅", "三十")
    if text in _USUAL:
        return _USUAL[text]
    return None if text in _NO_NUMERALS else _converted(text.replace("〇", "零"))


def _converted(text: str) -> Decimal | None:
    import cn2an

    try:
        return Decimal(str(cn2an.cn2an(text, "smart")))
    except (ValueError, KeyError):  # KeyError of its own table at 二十零
        return None


def digits_of_year(text: str) -> int | None:
    """A year in either notation (2019, 二〇一九, 二○一九); None when it is none between 1990 and 2100."""
    plain = "".join(map(fold_character, text)).translate(_YEAR)
    if re.fullmatch(r"(?:19|20)\d\d", plain):
        return int(plain)
    return None
