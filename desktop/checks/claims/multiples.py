"""Multiples and tenths against the two figures beside them: 是上年15.6万的2.9倍, 增长了1.4倍, 翻了一番, 增长三成以上."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from desktop.checks.claims.model import Paragraph, Place, Quantity, Relation, plain
from desktop.normal import to_number

_MARK = re.compile("[倍番成](?<=[0-9一两二三四五六七八九十翻].)")  # a quick look whether there is any
_PHRASE = re.compile(
    r"(?P<pre>近|约|将近|超过?|接近|逾|不足)?(?P<how>(?:翻|增加|增长|提高|提升|上升|扩大|净增|下降|减少|降低|压减|多|增)(?:了|幅度?|达|为)*)?"
    r"(?P<loose>近|约|将近|超过?|接近|逾|不足)?(?P<n>\d+(?:\.\d+)?|[一两二三四五六七八九十]+)(?P<unit>倍|番|成)(?P<half>半)?(?P<more>多|以上|左右|有余|余)?(?![品本为立绩员功长果型因套])")
_FAN = re.compile(r"(?P<pre>近|约|将近|超过?|接近)?翻番")
_FALL = re.compile("下降|减少|降低|压减")
_MOVED = re.compile(r"[^，。；、]{0,12}?(?:上升|增加|增长|提高|提升|扩大|扩展|攀升|跃升|增|升|涨)(?:了)?(?:到|至|为)(?:20\d\d年度?的?|[年期]末的?|目前的?|现在的?)?")
_SUNK = re.compile(r"[^，。；、]{0,12}?(?:下降|减少|降低|压减|压缩|缩减|减|降|压|缩)(?:了)?(?:到|至|为)(?:20\d\d年度?的?|[年期]末的?|目前的?|现在的?)?")
_FROM = re.compile(r"(?:由|从)(?!事|严|快|速|而)[^，。；]{0,20}$")
_TIME = r"(?:上|去|前)一?(?:年|学年|年度|年同期|季度?|月)|20\d\d(?:—20\d\d)?学?年度?|同期|[年期]初|[年期月][末底]"
_OF_WHAT = re.compile(rf"(?:是|为|达到?|相当于|超过|接近)[^，。；\d]{{0,8}}(?:{_TIME})[^，。；\d]{{0,12}}$")
_THAN = re.compile(rf"(?:比|较|与)[^，。；\d]{{0,6}}(?:{_TIME})[^，。；\d]{{0,12}}$")
_BEGAN = re.compile(r"[年期]初|(?:上|去)年[末底]")
_ENDED = re.compile(r"[年期][末底]|目前|现有?|如今")
_STEP = re.compile(r"(?:增加|增长|减少|下降|降低|多|少|净增)(?:了)?$")
_UNDER, _OVER, _ABOUT = frozenset(["近", "将近", "接近", "不足"]), frozenset(["超", "超过", "逾", "多", "以上", "有余", "余"]), frozenset(["约", "左右"])


class _Pair(NamedTuple):
    now: Quantity
    then: Quantity
    ratio: Decimal


def multiples(paragraph: Paragraph) -> Iterator[Relation]:
    """The multiples of a paragraph that the figures beside them do not give."""
    text = paragraph.text
    if _MARK.search(text) is None:
        return
    for match in (*_PHRASE.finditer(text), *_FAN.finditer(text)):
        groups = match.groupdict()
        value = to_number(groups.get("n") or "一")
        number = paragraph.sentence_at(match.start())
        if value is None or number is None or (groups.get("unit") == "番" and not (groups["how"] or "").startswith("翻")):
            continue
        counts = [q for q in paragraph.of_sentence(number) if q.sort == "count" and q.exactness == "exact" and q.value]
        yield from _judged(paragraph, match, groups, value, counts)


def _judged(paragraph: Paragraph, match: re.Match[str], groups: dict[str, str | None], value: Decimal, counts: Sequence[Quantity]) -> Iterator[Relation]:
    unit, how = groups.get("unit") or "番", groups.get("how") or ("翻" if "unit" not in groups else "")
    before = [q for q in counts if q.end <= match.start()]
    pairs = _of_what(paragraph, before, match.start()) if not how and unit == "倍" else \
        _grown(paragraph, counts, before, match.start(), down=bool(_FALL.search(how))) if how else []
    if not pairs:
        return
    low, high = _range(groups, value, unit, bool(how))
    if _FALL.search(how):
        low, high = 2 - high, 2 - low
        if unit != "成":
            return  # 下降1倍 has no sensible reading
    if any(low <= pair.ratio <= high for pair in pairs):
        return
    now, then, ratio = pairs[0]
    shown = f"{plain(now.value)}÷{plain(then.value)}={ratio:.2f}"
    if how and unit != "番":
        shown += f"，即{'增长' if ratio >= 1 else '下降'}{abs(ratio - 1) * 100:.0f}%"
    yield Relation(
        "growth-wrong", "wrong", (then, now), "warning", "times", 0.85, f"{ratio:.2f}倍", match.group(), shown,
        (Place(paragraph.index, *match.span()),),
        texts={"then": plain(then.value) + then.unit, "now": plain(now.value) + now.unit, "change": match.group()})


def _range(groups: dict[str, str | None], value: Decimal, unit: str, grown: bool) -> tuple[Decimal, Decimal]:
    """The ratios of the later figure to the earlier one that a phrase may stand for."""
    loose = groups.get("pre") or groups.get("loose") or groups.get("more") or ""
    if unit == "番":
        fold = Decimal(2) ** int(value)
        below, above = (Decimal("0.8"), Decimal("1.02")) if loose in _UNDER else (Decimal("0.98"), Decimal("1.5")) if loose in _OVER else (
            Decimal("0.93"), Decimal("1.15"))
        return fold * below, fold * above
    if unit == "成":
        share = value / 10 + (Decimal("0.05") if groups.get("half") else 0)
        under, over = (Decimal("0.1"), Decimal("0.005")) if loose in _UNDER else (Decimal("0.005"), Decimal("0.105")) if loose in _OVER else (
            Decimal("0.05"), Decimal("0.05"))
        return 1 + share - under, 1 + share + over
    step = Decimal(1).scaleb(int(value.normalize().as_tuple().exponent)) if value % 1 else Decimal(1)
    under, over = (step, step / 20) if loose in _UNDER else (step / 20, step * Decimal("1.5")) if loose in _OVER else (
        step, step) if loose in _ABOUT else (step * Decimal("0.6"), step if value % 1 else step / 2)
    if grown and not value % 1 and not loose:
        under, over = value * Decimal("0.14"), value * Decimal("0.35")
    return value - under + grown, value + over + grown


def _of_what(paragraph: Paragraph, before: Sequence[Quantity], at: int) -> list[_Pair]:
    """访问量45.6万人次，是上学年15.6万人次的…: what was counted last year stands right before the multiple."""
    if len(before) < 2 or not re.fullmatch(r"[^，。；、\d]{0,3}的", paragraph.text[before[-1].end:at]):
        return []
    then = before[-1]
    if not _OF_WHAT.search(paragraph.text, max(0, then.start - 24), then.start):
        return []
    return [_Pair(q, then, q.value / then.value) for q in reversed(before[:-1]) if q.unit == then.unit and q.depth <= then.depth and _itself(q)]


def _itself(q: Quantity) -> bool:
    """Whether a count is that of the year, not what it is compared with and not the change."""
    return not _THAN.search(q.label) and not _STEP.search(q.label)


def _grown(paragraph: Paragraph, counts: Sequence[Quantity], before: Sequence[Quantity], at: int, *, down: bool) -> list[_Pair]:
    """The two figures of a growth: 由A增加到B; 年初A、年末B; B，比上年的A; B，比上年的A增加C."""
    text = paragraph.text
    if before and at - before[-1].end <= 24 and "；" not in text[before[-1].end:at]:
        last = before[-1]
        gap = text[last.end:at]
        earlier = [q for q in reversed(before[:-1]) if q.unit == last.unit and q.depth <= last.depth and _itself(q)]
        if _THAN.search(text, max(0, last.start - 24), last.start) and re.fullmatch(r"[^，。；\d]{0,6}", gap):
            return [_Pair(q, last, q.value / last.value) for q in earlier]
        if len(before) > 1 and before[-2].unit == last.unit:
            first = before[-2]
            if _BEGAN.search(first.label) and _ENDED.search(last.label):
                return [_Pair(last, first, last.value / first.value)]
            if _STEP.search(last.label) and _THAN.search(text, max(0, first.start - 24), first.start) and len(gap) <= 4:
                ratio = 1 + (-last.value if down else last.value) / first.value
                return [_Pair(earlier[0] if earlier else last, first, ratio)]
    moves = [(a, b) for a, b in pairwise(counts) if a.unit == b.unit and (_SUNK if down else _MOVED).fullmatch(text[a.end:b.start])
             and _FROM.search(re.split("[，。；]", text[:a.start])[-1])]
    if len(moves) == 1 and abs(at - moves[0][1].end) <= 60 and not re.search("；", text[min(at, moves[0][1].end):max(at, moves[0][0].start)]):
        then, now = moves[0]
        return [_Pair(now, then, now.value / then.value)]
    return []
