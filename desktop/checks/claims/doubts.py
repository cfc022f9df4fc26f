"""Contradictions that are too gross to be believed: a hint instead of an error.

Offices slip by a digit, a row or a rounding; what they print stays near what is right (in the reports looked at, sums
miss their totals by a tenth at most, with few exceptions). A sum twice its total, or a share of 64 % where 36 % was
worked out, more often means that figures were linked which the sentence does not link. The reviewer is told, as a hint.
A list whose sum is another figure told before it in the same sentence is taken to divide that one: nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from desktop.checks.claims.model import Paragraph, Quantity, Relation

_FIGURE = re.compile(r"-?\d+(?:\.\d+)?")
_TENTHS = {char: Decimal(10 * (n + 1)) for n, char in enumerate("一二三四五六七八九")}
_OVER, _SHORT = Decimal("1.25"), Decimal("0.5")  # of the total
_FEW = 2  # by so much any small figure may be off
_SHARE_POINTS, _GROWTH_POINTS, _CHANGE = 5, 40, 5
_FAR = Decimal("1.5")  # times
_NEARLY_ALL, _SELECTED = 97, 3  # so few members whose printed shares make less per cent are a selection
_SURE = 0.4  # the confidence that is left
_EACH = re.compile("各(?:有|为|设|发|派|办|开)?$")


def weighed(prose: Sequence[Paragraph], relations: Iterable[Relation]) -> Iterator[Relation]:
    """The relations, gross contradictions among them as notices, without lists that divide another figure, and without
    balances that are out because of a figure which the table gives otherwise: that slip is told once."""
    relations = list(relations)
    against_table = {id(q) for r in relations if r.state == "wrong" and r.severity == "error" and r.facts for q in r.quantities}
    for relation in relations:
        if relation.state == "right" or relation.severity == "notice":
            yield relation
        elif relation.check == "requests-balance":
            if not any(id(q) in against_table for q in relation.quantities):
                yield relation
        elif relation.check == "parts-of-total" and _divides_another(prose, relation):
            continue
        elif is_gross(relation) or _has_each(relation):
            yield replace(relation, severity="notice", confidence=_SURE)
        else:
            yield relation


def is_gross(relation: Relation) -> bool:
    """Whether what is printed is too far from what it should be."""
    expected, actual = value_of(relation.expected), value_of(relation.actual)
    if expected is None or actual is None:
        return False
    expected, actual = abs(expected), abs(actual)
    if _slip(expected, actual):
        return False
    off, far = abs(expected - actual), max(expected, actual) > min(expected, actual) * _FAR
    match relation.check, relation.message:
        case "parts-of-total", _:  # the sum is what is expected of the total
            return off > _FEW and (expected > actual * _OVER or expected < actual * _SHORT)
        case "share-wrong", "default":
            return off > _SHARE_POINTS and far
        case "growth-wrong", "default":
            return off > _GROWTH_POINTS and far
        case "growth-wrong", "difference":
            return off > _CHANGE and far
        case "average-wrong", _:
            return far
    return False


def value_of(said: Decimal | str | None) -> Decimal | None:
    """The figure of 12.5%, 38件 or 六成; None when there is none."""
    if said is None or isinstance(said, Decimal):
        return said
    match = _FIGURE.search(said)
    if match is not None:
        return Decimal(match.group())
    return next((_TENTHS[char] for char in said if char in _TENTHS), None) if "成" in said else None


def _slip(expected: Decimal, actual: Decimal) -> bool:
    """Whether figures of two digits or more differ in a single one: the slip of a typist (12% and 22.0%)."""
    places = max(-int(value.as_tuple().exponent) for value in (expected, actual))
    one, other = (f"{value:.{max(places, 0)}f}" for value in (expected, actual))
    return len(one) == len(other) >= 2 and sum(a != b for a, b in zip(one, other, strict=True)) == 1


def _divides_another(prose: Sequence[Paragraph], relation: Relation) -> bool:
    """Whether a list ties in another reading than that of its nearest total."""
    whole, *parts = relation.quantities
    if relation.message == "several" or len(parts) < 2 or any(q.paragraph != whole.paragraph for q in parts):
        return False
    paragraph = prose[whole.paragraph]
    total, first, last = sum((q.value for q in parts), Decimal(0)), parts[0], parts[-1]
    linked = set(map(id, relation.quantities))
    others = [q for number in {whole.sentence, first.sentence, first.sentence - 1} for q in paragraph.of_sentence(number)
              if q.sort == "count" and id(q) not in linked]
    before = {q.value for q in others if q.unit == whole.unit and q.end <= first.start and q.sentence == first.sentence}
    if total > whole.value and total in before:  # 工作人员9名，其中专职2名、兼职7名（本科6名、大专3名）
        return True
    divided = re.search("其中|[（：]", paragraph.text[whole.end:first.start])
    if not divided and any(q.value == whole.value + total and q.unit == whole.unit and q.end <= whole.start for q in others):
        return True  # 受理72件。县府办21件，甲局、乙局分别17件、34件: the nearest figure is a member itself
    rest = [q for q in others if q.start > last.end and q.sentence == last.sentence and q.depth == last.depth]
    if total < whole.value and _reaches(whole.value - total, [q for q in rest if q.unit in ("", whole.unit)]):
        return True  # 同意44件，不予公开6件，其他（不存在等）15件
    among = [q for q in others if whole.end <= q.start and q.sentence == first.sentence and q.depth == first.depth]
    if sum((q.value for q in among), total) == whole.value:
        return True  # 信息412条，其中日报365期，公示43条，处罚4份: each in its own measure
    shares = [q.value for q in paragraph.percents if q.sentence == first.sentence and whole.end <= q.start and "占" in q.label]
    if "分别占" in paragraph.text[whole.end:first.start]:
        shares = [q.value for q in paragraph.percents if whole.end <= q.start < first.start]
    return total < whole.value and len(shares) == len(parts) <= _SELECTED and sum(shares) < _NEARLY_ALL


def _reaches(missing: Decimal, behind: Iterable[Quantity]) -> bool:
    """Whether the members behind a list, one after the other, make up what it lacks."""
    for q in behind:
        missing -= q.value
        if missing <= 0:
            return missing == 0
    return False


def _has_each(relation: Relation) -> bool:
    """Whether a part counts for several: 人大代表、政协委员各4名. Of how many is not always told."""
    return relation.check == "parts-of-total" and any(_each(q) for q in relation.quantities[1:])


def _each(q: Quantity) -> bool:
    return bool(_EACH.search(q.label))
