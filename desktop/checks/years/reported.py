"""The year that a report is about, also for a part of a report that names it only in passing, and dates in prose."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from desktop.checks.passages import passages, without_titles
from desktop.forms import institution
from desktop.normal import to_number
from desktop.report import Report

_YEAR = re.compile(r"(?<![\d〔\[（(])(20[0-3]\d)年(?!\d|以来|来|版|至|—|-)(?!.{0,12}(?:将|计划|打算|工作思路))")
_DATE = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d|[二][〇○零一二三四五六七八九]{3})年(?P<m>\d{1,2}|[一二三四五六七八九十]{1,2})月(?P<d>\d{1,2}|[一二三四五六七八九十]{1,3})日"
)
_SCHOOL = re.compile(r"20\d\d年?\s*[-—–－~～至]{1,2}\s*20\d\d\s*学年")
_CN_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")


@dataclass(frozen=True, slots=True)
class Dated:
    """A full date in normal text with its span."""

    day: date
    start: int
    end: int


def year_of(report: Report) -> int | None:
    """The report's year; for a part without it the year named most often, a later one before an earlier."""
    if report.year is not None:
        return report.year
    counted: Counter[int] = Counter()
    for passage in passages(report):
        counted.update(int(y) for y in _YEAR.findall(without_titles(passage.text)))
    if not counted or len(counted) > 4:
        return None
    most = max(counted.values())
    return max(year for year, n in counted.items() if n * 2 >= most)


def span_of(report: Report, year: int) -> tuple[date, date]:
    """The first and the last day that a report of this year gives account of: a calendar year, or a school's year."""
    own = report.period is not None and _school(*report.period)
    if _SCHOOL.search(report.title or "") or (own and institution(report.org)):
        opens = date.fromisoformat(report.period[0]).month if own and report.period else 9
        return date(year - 1, opens, 1), date(year, opens, 1) - timedelta(days=1)
    return date(year, 5 if year == 2008 else 1, 1), date(year, 12, 31)


def _school(first: str, last: str) -> bool:
    """Whether a period is a whole year from one summer to the next."""
    begins, ends = date.fromisoformat(first), date.fromisoformat(last)
    return begins.month in (7, 8, 9) and begins.day == 1 and ends == date(begins.year + 1, begins.month, 1) - timedelta(days=1)


def dates(text: str) -> Iterator[Dated]:
    """The full dates of a text, in figures or Chinese numerals; impossible ones left out."""
    for match in _DATE.finditer(text):
        year = match["y"].translate(_CN_DIGITS)
        month, day = to_number(match["m"]), to_number(match["d"])
        if month is None or day is None:
            continue
        try:
            yield Dated(date(int(year), int(month), int(day)), match.start(), match.end())
        except ValueError:
            continue
