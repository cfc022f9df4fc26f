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
_SURE = 0.4  # the confidence that is left
_EACH = re.compile("各(?:有|为|设|发|派|办|开)?$")


def weighed(prose: Sequence[Paragraph], relations: Iterable[Relation]) -> Iterator[Relation]:
    """The relations, gross contradictions among them as notices, without lists that divide another figure."""
    for relation in relations:
        if relation.state == "right" or relation.severity == "notice":
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
    """Whether the parts add up to another figure that stands before them in their sentence: 工作人员9名，其中专职2名、
    兼职7名（本科6名、大专3名）."""
    whole, *parts = relation.quantities
    if relation.message == "several" or len(parts) < 2 or any(q.paragraph != whole.paragraph for q in parts):
        return False
    total, first, linked = sum((q.value for q in parts), Decimal(0)), min(q.start for q in parts), set(map(id, relation.quantities))
    return any(q.value == total and q.unit == whole.unit and q.end <= first and id(q) not in linked
               for q in prose[whole.paragraph].of_sentence(parts[0].sentence) if q.sort == "count")


def _has_each(relation: Relation) -> bool:
    """Whether a part counts for several: 人大代表、政协委员各4名. Of how many is not always told."""
    return relation.check == "parts-of-total" and any(_each(q) for q in relation.quantities[1:])


def _each(q: Quantity) -> bool:
    return bool(_EACH.search(q.label))
