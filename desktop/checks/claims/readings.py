"""The readings of a list: where it may end, which members merely stand in it, and which of them add up to a total."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from desktop.checks.claims import labels as words
from desktop.checks.claims.context import CARRIED_IN
from desktop.checks.claims.model import Paragraph, Quantity, plain

_BREAK = re.compile(
    r"另(?:有|外|刊|发|行|设|公开|办理|接)|此外|同时|还有?|截至|截止|全年|今年|本年|累计|历年|年内|期间"
    r"|总计|合计|共计|(?<!公)共(?!享|同|设|青|产|有|建)|其中|，内[有含]|同比|比去年|较上年")
_ANSWERS = re.compile("(?:已|均|共)?(?:答复|办结|收到|受理|办理)")
_CASE = re.compile("复议|诉讼")  # reviews told behind the requests are no part of them
_HARD = re.compile(r"另(?:有|外|刊|发|行|设|公开|办理|接)|此外|同时|还(?!款|原)|截至|截止|总计|合计|共计|累计|历年|其中|，内[有含]")


def working(items: Sequence[Quantity]) -> str:
    """The sum as it is shown: 50+23+3+1+1+1=79."""
    return "+".join(plain(q.value) for q in items) + "=" + plain(sum((q.value for q in items), Decimal(0)))


def gap_text(paragraph: Paragraph, a: Quantity, b: Quantity) -> str:
    """The words between two quantities of a paragraph."""
    return paragraph.text[a.end:b.start]


BRACKETS = re.compile(r"（[^（）]*）")


def unbracketed(text: str) -> str:
    """The words of a gap without what stands in brackets there: it belongs to the number before it."""
    return BRACKETS.sub("", text) if "（" in text else text


_TALLY = re.compile(r"(?:共计|合计|总计|共)$")


def _own_gap(paragraph: Paragraph, before: Quantity, q: Quantity) -> str:
    """The words between a member and the number before it, which may be no member of the list."""
    start = max((o.end for o in paragraph.quantities
                 if before.end <= o.end <= q.start and o.sort == "count" and o.unit == q.unit and o.depth <= q.depth), default=before.end)
    return unbracketed(paragraph.text[start:q.start])


def cuts_of(paragraph: Paragraph, items: Sequence[Quantity]) -> tuple[list[int], int]:
    """Where a list may end before the sentence does (lengths, longest last), and the length up to a hard break."""
    cuts: list[int] = []
    hard = len(items)
    first = words.verbs(items[0].label)
    highest = 0
    for i in range(1, len(items)):
        gap = _own_gap(paragraph, items[i - 1], items[i])
        clause = re.split("[，；、]", gap)
        if len(clause[-1]) >= 5:  # 受理…减免税共计7件: the word belongs to the member, it opens no total
            clause[-1] = _TALLY.sub("", clause[-1])
        gap = "，".join(c for c in clause[:-1] if not re.match("共计|合计|总计|其中", c)) + ("；" if "；" in gap else "，" if "，" in gap else "") + clause[-1]
        rank = 3 if "；" in gap else 2 if "，" in gap else 1
        own = words.verbs(items[i].label) - first
        broken = bool(_BREAK.search(gap)) or (bool(own) and rank >= 2)
        if broken or (i > 1 and rank > highest) or (i == 1 and rank == 3):
            cuts.append(i)
        if _HARD.search(gap) or (own and not words.verbs(items[i].label) & first and first and rank >= 2):
            hard = min(hard, i)
        if (rank == 3 and _ANSWERS.match(items[i].label)) or (_CASE.search(items[i].label) and not _CASE.search(items[0].label)):
            cuts.append(i)
            hard = min(hard, i)
        highest = max(highest, rank)
    return [*cuts, len(items)], hard


def brought(q: Quantity) -> bool:
    """Whether a count is of what was carried in (2件为上年结转); noun words end at digits, so 为…年结转 is caught too."""
    return bool(CARRIED_IN.search(q.label + "#" + q.noun)) or q.noun == "为" or q.noun.startswith("为上")


def up_to_semicolon(paragraph: Paragraph, items: list[Quantity]) -> list[Quantity]:
    """A list up to its first ； when the members before it divide by one ground and those behind it do not."""
    for i in range(2, len(items)):
        if "；" in gap_text(paragraph, items[i - 1], items[i]):
            first = [words.name_of(q) for q in items[:i]]
            if words.class_of(first) is not None and words.class_of([*first, *(words.name_of(q) for q in items[i:])]) is None:
                return items[:i]
            break
    return items


_INNER = re.compile("：|其中|，内[有含]")


def unnested(paragraph: Paragraph, items: Sequence[Quantity]) -> list[Quantity]:
    """The members of the upper level of 直接起诉15件：维持10件、…；复议后起诉8件：维持6件、…, or 机构类18条，其中领导9条、…；工作类10条"""
    out: list[Quantity] = [items[0]]
    inside = False
    for before, q in itertools.pairwise(items):
        gap = unbracketed(gap_text(paragraph, before, q))
        inside = bool(_INNER.search(gap)) or (inside and "；" not in gap)
        if not inside:
            out.append(q)
    return out


def gathered(paragraph: Paragraph, items: Sequence[Quantity]) -> list[Quantity]:
    """The upper level where each ； closes a group whose first member is the sum of its others."""
    groups: list[list[Quantity]] = [[items[0]]]
    for before, q in itertools.pairwise(items):
        if "；" in gap_text(paragraph, before, q):
            groups.append([])
        groups[-1].append(q)
    out: list[Quantity] = []
    for first, *others in groups:
        out += [first] if len(others) >= 2 and sum_of(others) == first.value else [first, *others]
    return out


_SUMMED = re.compile("[共计和及]")
# 主动公开和依申请公开的政府信息共468条: several members together.
SUBTOTAL = re.compile(r"[和及与][^，。；]{2,20}(?:共|总计|合计)$")


def _variants(items: Sequence[Quantity]) -> Iterator[tuple[Quantity, ...]]:
    """A list with and without the members that only stand in it: cumulative figures, subtotals, kinds of form."""
    items = tuple(items)
    yield items
    lean = tuple(q for q in items if not words.CUMULATIVE.search(q.label) and not words.ACROSS.search(q.label)
                 and not brought(q) and not SUBTOTAL.search(q.label))
    if 1 <= len(lean) < len(items):
        yield lean
    sums = []
    for i in range(1, len(lean)):
        if not _SUMMED.search(lean[i].label):
            continue
        running = Decimal(0)
        for j in range(i - 1, -1, -1):
            running += lean[j].value
            if j < i - 1 and running == lean[i].value:
                sums.append(i)
    if sums:
        yield tuple(q for i, q in enumerate(lean) if i not in sums)


def _fit(whole: Quantity, total: Decimal, items: Sequence[Quantity]) -> bool:
    low = sum((q.low for q in items), Decimal(0))
    high = sum((q.high for q in items), Decimal(0))
    return whole.low <= high and low <= whole.high if any(q.exactness != "exact" for q in (whole, *items)) \
        else total == whole.value


def fitting(
    wholes: Sequence[Quantity], items: Sequence[Quantity], cuts: Sequence[int], following: Sequence[Quantity],
    top: Sequence[Quantity] = (),
) -> tuple[tuple[Quantity, ...], tuple[Quantity, ...]] | None:
    """The first reading that adds up: (total or totals, parts)."""
    tried: list[tuple[Quantity, ...]] = list(_variants(top)) if len(top) >= 2 else []
    for cut in sorted(set(cuts), reverse=True):
        if cut >= 2 or len(items) == 1:
            tried += _variants(items[:cut])
    for extra in range(1, len(following) + 1):
        tried += _variants([*items, *following[:extra]])
    for parts in tried:
        if len(parts) < 2 and not (parts and len(items) >= 2):
            continue
        total = sum((q.value for q in parts), Decimal(0))
        for whole in wholes:
            if _fit(whole, total, parts):
                return (whole,), parts
        for size in range(2, len(wholes) + 1):  # several counts divided together: 许可403条，服务274条，其中…
            if total == sum((w.value for w in wholes[:size]), Decimal(0)):
                return tuple(wholes[:size]), parts
    return None


def sum_of(items: Sequence[Quantity]) -> Decimal:
    """What quantities add up to."""
    return sum((q.value for q in items), Decimal(0))
