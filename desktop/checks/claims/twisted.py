"""Slips that a second look at the same sentence or name shows: digits changed about, sessions times people, the longest time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from desktop.checks.claims import context as near
from desktop.checks.claims.model import Paragraph, Place, Quantity, Relation, plain

_EACH = re.compile(r"每(?P<unit>[期场次批轮班])(?:培训|参训|参加|约|为|有)?$")
_PEOPLE = frozenset(["人", "人次", "名"])
_IN_ALL = re.compile(r"(?:共|合计|共计|总计)(?:计|有)?(?:培训|参训|轮训|覆盖|参加|受训)?(?:人员|干部)?(?:达)?$")
_LONGEST = re.compile(r"最长(?:的|用时|时间|一件|为|达|办理|者|耗时)*(?P<n>\d+)个?(?:工作日|天)")
_WITHIN = re.compile(r"(?:全部|均|都)(?:已)?(?:依法)?在(?:法定|规定)?(?:的)?(?P<n>\d+)个?(?:工作日|天)(?:的?(?:法定|规定)?期限)?(?:之?内|以内)[^，。；]{0,8}(?:办结|答复|办理|回复|完成)?")
_EXCEPT = re.compile(r"除|延期|延长|扣除|其余|征求|补正")
_GENERIC = re.compile(r"20\d\d年度?|全年|本年度?|其中|信息|类|等|共计|合计|共|有|数量|数|总|的|了|为|已|仅|分别|公开|发布|接待|受理")
_OTHER_TIME = re.compile(r"上年|去年|往年|同期|比|较|增|减|升|降|历年|累计|以来|半年|季度|计划|月")
_TAIL = re.compile("仅|均|都|全部|由|需|已|中|里|主要")
_NAME = 4  # characters that two names must share


def twisted(paragraphs: Sequence[Paragraph]) -> list[Relation]:
    """All of them in a report's prose."""
    prose = [p for p in paragraphs if not p.heading]
    return [*_sessions(prose), *_longest(prose), *_changed_about(prose)]


def _sessions(paragraphs: Sequence[Paragraph]) -> Iterator[Relation]:
    """举办培训2期，每期60人，共培训140人次: sessions times people are those trained in all."""
    for paragraph in paragraphs:
        for q in paragraph.counts if "每" in paragraph.text else ():
            found = _EACH.search(q.label) if q.unit in _PEOPLE and q.exactness == "exact" else None
            if found is None:
                continue
            beside = [o for o in paragraph.of_sentence(q.sentence) if o.sort == "count" and o.exactness == "exact" and o.depth == q.depth]
            number = next((o for o in reversed(beside) if o.end <= q.start and o.unit in (found["unit"], found["unit"] + "次")), None)
            total = next((o for o in beside if o.start >= q.end and o.unit in _PEOPLE), None)
            if number is None or total is None or not _IN_ALL.search(total.label) or total.start - q.end > 14 or q.start - number.end > 24:
                continue
            right = number.value * q.value == total.value
            product = f"{plain(number.value)}×{plain(q.value)}={plain(number.value * q.value)}"
            yield Relation("average-wrong", "right" if right else "wrong", (q, total, number), "warning", "default", 0.8, f"{total.value / number.value:.1f}",
                           plain(q.value) + q.unit, product, texts={"total": plain(total.value) + total.unit})


def _longest(paragraphs: Sequence[Paragraph]) -> Iterator[Relation]:
    """最长的21个工作日, and 全部在20个工作日内办结 in the same paragraph."""
    for paragraph in paragraphs:
        longest = _LONGEST.search(paragraph.text) if "最长" in paragraph.text else None
        within = _WITHIN.search(paragraph.text) if longest is not None else None
        if longest is None or within is None or int(longest["n"]) <= int(within["n"]):
            continue
        low, high = min(longest.start(), within.start()), max(longest.end(), within.end())
        if _EXCEPT.search(paragraph.text[max(0, low - 20):high + 10]) or ("工作日" in longest.group()) != ("工作日" in within.group()):
            continue
        yield Relation(
            "stated-twice", "wrong", (), "warning", "case", 0.8, within["n"], longest["n"], f"{longest['n']}>{within['n']}",
            (Place(paragraph.index, *longest.span()), Place(paragraph.index, *within.span())),
            texts={"first": within.group(), "second": f"“{longest.group()}”", "name": ""})


def _changed_about(paragraphs: Sequence[Paragraph]) -> Iterator[Relation]:
    """来访咨询2316人次 here, 2361人次的来访咨询 there: one thing by its whole name, two of its digits changed about."""
    alike: dict[tuple[str, str], list[tuple[Paragraph, Quantity, str]]] = {}
    for paragraph in paragraphs:
        for q in paragraph.counts:
            if q.value >= 10 and q.unit and q.exactness == "exact" and not q.depth:
                digits = plain(q.value)
                alike.setdefault((q.unit, "".join(sorted(digits))), []).append((paragraph, q, digits))
    for told in alike.values():
        if len({digits for _, _, digits in told}) > 1:
            yield from _swaps(told)


def _swaps(told: Sequence[tuple[Paragraph, Quantity, str]]) -> Iterator[Relation]:
    """The figures of the same digits and unit that go by one name, each with the first before it that differs."""
    names = [_name(paragraph, q) for paragraph, q, _ in told]
    for i, (paragraph, q, digits) in enumerate(told):
        if len(names[i]) < _NAME + (len(digits) < 3):
            continue
        for k, (where, first, others) in enumerate(told[:i]):
            if where is not paragraph and _swapped(others, digits) and _same(names[k], names[i], len(digits)):
                yield Relation(
                    "stated-twice", "wrong", (first, q), "warning", "same", 0.8, others, digits, f"{others}≠{digits}",
                    texts={"first": others + q.unit, "second": digits + q.unit, "name": min(names[k], names[i], key=len)})
                break


def _name(paragraph: Paragraph, q: Quantity) -> str:
    """What a count is of, the words of every sentence left out; nothing when it is another time's or a change."""
    if _OTHER_TIME.search(near.before(paragraph, q)):
        return ""
    name = _TAIL.split(q.noun[1:])[0] if q.noun.startswith("的") else q.label  # 2361人次的来访咨询
    return _GENERIC.sub("", name)


def _same(a: str, b: str, digits: int) -> bool:
    """Whether two names are one: alike, or for figures of four digits and more one the ending or beginning of the other."""
    if a == b:
        return True
    short, long = sorted((a, b), key=len)
    return digits >= _NAME and len(short) >= _NAME and (long.endswith(short) or long.startswith(short))


def _swapped(a: str, b: str) -> bool:
    """Whether two figures differ by two neighbouring digits that changed places."""
    odd = [i for i, (x, y) in enumerate(zip(a, b, strict=True)) if x != y] if len(a) == len(b) else []
    return len(odd) == 2 and odd[1] - odd[0] == 1 and a[odd[0]] == b[odd[1]] and a[odd[1]] == b[odd[0]]
