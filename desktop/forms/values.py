"""What a cell of an official table says: a number, a blank, or something that is neither."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from desktop.forms.lines import flat

Flaw = Literal["blank", "dash", "half", "text", "decimal", "negative", "split"]

_UNITS = "万元|亿元|人民币元|元|件次|人次|件|条|项|次|份|篇|个|人|宗|起|期|%|％"
_NUMBER = re.compile(rf"(?P<sign>[+\-－−＋]?)(?P<digits>\d{{1,3}}(?:[,，]\d{{3}})+|\d+)(?P<dot>\.\d+)?(?P<unit>{_UNITS})?(?:整)?")
_CHANGE = re.compile(rf"(?P<way>增加?|新增|减少?|上升|下降|↑|↓|无增减|[+\-－−＋])?(?P<digits>\d+)(?P<unit>{_UNITS})?(?P<back>↑|↓)?")
_BOTH = re.compile(r"(?:增加?|\+)?(\d+)[件项个]?[/／、，,](?:减少?|[-－])?(\d+)[件项个]?")
_DASH = re.compile(r"(?:[/／\\\-－—–―_…*]{1,4}|无|没有|无此项|空|[nN]/?[aA]|[nN]ull|NULL|None)")
_HALF = re.compile(r"\d+[/／、]|[/／、]\d+")


@dataclass(frozen=True, slots=True)
class Value:
    """A cell's number with its unit; ``flaw`` says what is wrong with the way it is written."""

    number: Decimal | None
    unit: str | None = None
    flaw: Flaw | None = None


@lru_cache(maxsize=8192)
def is_value(text: str) -> bool:
    """Whether a cell's text belongs into a number column: a number, a blank or a dash, not words."""
    plain = flat(text).text
    if not plain or _DASH.fullmatch(plain):
        return True
    return bool(re.search(r"\d", plain)) and not re.search(r"[\u4e00-\u9fff]{4,}|^[（(]?\d{1,2}[)）.、．](?=\D)", plain)


@lru_cache(maxsize=8192)
def value_of(text: str, kind: str = "count") -> Value:
    """Read a cell: ``kind`` is count, amount or change (see the catalogue). Never raises."""
    plain = flat(text).text
    if not plain:
        return Value(None, None, "blank")
    if _DASH.fullmatch(plain):
        return Value(None, None, "dash")
    if kind == "change":
        return _change(plain)
    match = _NUMBER.fullmatch(plain)
    if match:
        number = Decimal((match["digits"] + (match["dot"] or "")).replace(",", "").replace("，", ""))
        negative = match["sign"] in {"-", "－", "−"}
        number = -number if negative else number
        unit = match["unit"]
        if negative:
            return Value(number, unit, "negative")
        if kind == "count" and match["dot"] and number != number.to_integral_value():
            return Value(number, unit, "decimal")
        return Value(number, unit)
    if _HALF.fullmatch(plain):
        return Value(None, None, "half")
    if re.fullmatch(r"\d+(?:[\s/／、]+\d+)+", plain):
        return Value(None, None, "split")
    return Value(None, None, "text")


def _change(plain: str) -> Value:
    match = _CHANGE.fullmatch(plain)
    if match:
        number = Decimal(match["digits"])
        down = (match["way"] or "") in {"减", "减少", "下降", "↓", "-", "－", "−"} or match["back"] == "↓"
        return Value(-number if down else number, match["unit"])
    both = _BOTH.fullmatch(plain)
    if both:  # the column is headed 增/减: "27/0" gives both
        return Value(Decimal(both[1]) - Decimal(both[2]))
    if re.fullmatch("(?:无变化|无增减|持平|未增减)", plain):
        return Value(Decimal(0))
    if _HALF.fullmatch(plain):
        return Value(None, None, "half")
    return Value(None, None, "text")
