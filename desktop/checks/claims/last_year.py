"""Figures of last year that this year's prose says again: what was carried in, and totals told for comparison."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from desktop.checks.claims import context as near
from desktop.checks.claims.model import Claims, Paragraph, Quantity, Relation, plain
from desktop.checks.claims.repeats import total_of
from desktop.report import Report

_RESTATED = re.compile(r"^(?:而)?(?:20\d\d年度?|上一?年度?|去年)(?:同期)?(?:的)?(?:为|是|共|有|公开|发布|收到|受理)*$")
_NARROW = re.compile(r"[市县区省]本级|办公室|各[县区乡镇部单]|代表|其中")


def last_year(report: Report, claims: Claims, previous: Report, then: Claims) -> list[Relation]:
    """What this report says of last year against what last year's report said."""
    return [*_carried(report, claims, previous, then), *_restated(report, claims, then)]


def _carry(claims: Claims, pattern: re.Pattern[str]) -> list[Quantity]:
    """Requests carried over, as the prose counts them."""
    out = []
    for paragraph in claims.paragraphs:
        for q in paragraph.quantities:
            if q.sort == "count" and q.exactness == "exact" and q.unit in ("件", "份", "宗", "起", "条", "个") and pattern.search(near.around(paragraph, q)) \
                    and not _NARROW.search(near.sentence_text(paragraph, q)) and re.search("申请|公开", near.sentence_text(paragraph, q)):
                out.append(q)
    return out


def _carried(report: Report, claims: Claims, previous: Report, then: Claims) -> Iterator[Relation]:
    """上年结转2件 where last year's prose carried 3 over; the tables are compared elsewhere when both are there."""
    if report.value("applications.carried_in.total") is not None and previous.value("applications.carried_out.total") is not None:
        return
    brought, left = _carry(claims, near.CARRIED_IN), _carry(then, near.CARRIED_OUT)
    told: set[Decimal] = {q.value for q in left}
    if not brought or len(told) != 1 or len({q.value for q in brought}) != 1:
        return
    value = next(iter(told))
    if brought[0].value != value:
        yield Relation("growth-last-year", "wrong", (brought[0],), "warning", "carried", 0.8, plain(value), plain(brought[0].value),
                       f"{plain(brought[0].value)}≠{plain(value)}", texts={"now": plain(brought[0].value) + brought[0].unit, "then": plain(value) + brought[0].unit,
                                                                          "name": "", "change": ""})


def _restated(report: Report, claims: Claims, then: Claims) -> Iterator[Relation]:
    """公开360条，2022年为320条 where last year's report said 300."""
    for paragraph in claims.paragraphs:
        numbers = [q for q in paragraph.quantities if q.sort == "count"]
        for now, q in pairwise(numbers):
            if q.unit != now.unit or q.sentence != now.sentence or q.exactness != "exact" or not _RESTATED.match(q.label):
                continue
            year = re.search(r"20\d\d", q.label)
            if year and report.year and int(year.group()) != report.year - 1:
                continue
            key = total_of(paragraph, now)
            values = _totals(then, key, now.unit) if key else {}
            if values and q.value not in values:
                value, _ = next(iter(values.items()))
                yield Relation("growth-last-year", "wrong", (q,), "warning", "restated", 0.75, plain(value), plain(q.value),
                               f"{plain(q.value)}≠{plain(value)}",
                               texts={"now": plain(q.value) + q.unit, "then": plain(value) + q.unit, "name": "", "change": ""})


def _totals(claims: Claims, key: str, unit: str) -> dict[Decimal, Paragraph]:
    """The values that a report gives for a total."""
    return {q.value: p for p in claims.paragraphs for q in p.quantities if q.sort == "count" and q.unit == unit and total_of(p, q) == key}
