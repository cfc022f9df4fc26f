"""Dates and years of a report: its year, statistics period, signature and posting."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from desktop.forms.lines import Prose
from desktop.normal import digits_of_year, to_number

YEAR = r"(?:(?:19|20)\d\d|[〇○零一二三四五六七八九]{4})"
_NUM = r"[\d〇○零一二三四五六七八九十]{1,3}"
DATE = rf"(?P<y>{YEAR})年(?P<m>{_NUM})月(?P<d>{_NUM})日"
_SIGNED = re.compile(DATE + r"(?:[（(].{0,12}[）)])?$")
_PERIOD = re.compile(
    rf"(?P<y>{YEAR})年(?P<m>{_NUM})月(?P<d>{_NUM})日(?:零时|0时)?起?(?:，)?[至到—–~－\-]+"
    rf"(?:(?P<y2>{YEAR})年)?(?P<m2>{_NUM})月(?P<d2>{_NUM})日"
)
_POSTED = re.compile(
    r"(?:发布日期|发布时间|公开日期|公布日期|发文日期|生成日期|信息时间|发稿时间|日期|时间)[:：]?"
    r"(?P<y>20\d\d)[-年/.](?P<m>\d{1,2})[-月/.](?P<d>\d{1,2})"
)
_SAID = re.compile(r"(?<!\d)(20\d\d)年(?!\d{1,2}月\d{1,2}日印发)")
_COMPARED = re.compile(r"(?:比|较|与|同比|相比|对比|同期)$")  # before a year that is not the report's but the one before
_IN_BRACKETS = re.compile(r"度?(?:[为是有共]|\d)")
_SINCE = re.compile(r"(?:自|从|将|截至|截止)$")
_BROUGHT = re.compile(r"(?:转入|转至|转到|结转|结转至|结转到|结转下年即|延至|顺延至|留待)$")
_PLANNED = re.compile(
    r"度?(?:的)?(?:政务公开|政府信息公开|信息公开)?(?:重点)?(?:工作)?(?:安排|打算|计划|思路|展望|设想|继续办理)|"
    r"度?[，,]?[^。；，,\d]{0,12}将(?!近)|度?[，,](?:我[\u4e00-\u9fff]{1,3})?(?:拟|计划|打算)"
)
_FILE_YEAR = re.compile(r"(?<![0-9A-Za-z])((?:19|20)\d\d)(?![0-9a-f]{3})")


@dataclass(frozen=True, slots=True)
class Dates:
    """What the text says of time; spans are document offsets."""

    period: tuple[str, str] | None = None
    period_span: tuple[int, int] | None = None
    signed: str | None = None
    signed_span: tuple[int, int] | None = None
    posted: str | None = None


def iso(year: str, month: str, day: str) -> str | None:
    """An ISO date of three numerals in either notation; None when there is no such day."""
    y, m, d = digits_of_year(year), to_number(month), to_number(day)
    if y is None or m is None or d is None:
        return None
    try:
        return date(y, int(m), int(d)).isoformat()
    except ValueError:
        return None


def dates_of(prose: Prose) -> Dates:
    """Period, signature and posting dates of a document."""
    period, period_span = _period(prose)
    signed, signed_span = _signed(prose)
    return Dates(period, period_span, signed, signed_span, _posted(prose))


def _period(prose: Prose) -> tuple[tuple[str, str] | None, tuple[int, int] | None]:
    text = prose.text
    best = None
    for match in _PERIOD.finditer(text):
        before = text[max(0, match.start() - 30):match.start()]
        near = bool(re.search("统计|数据|期限|时限|周期", before))
        if near or (best is None and match.start() < 1500):
            best = match
        if near:
            break
    if best is None:
        return None, None
    first = iso(best["y"], best["m"], best["d"])
    last = iso(best["y2"] or best["y"], best["m2"], best["d2"])
    span = prose.span(best.start(), best.end())
    return ((first, last) if first and last else None), span


def _signed(prose: Prose) -> tuple[str | None, tuple[int, int] | None]:
    for line in list(prose.body)[-1:-9:-1]:
        match = _SIGNED.search(line.text)
        # A date that ends a sentence of its own ("截至2024年12月31日") is no signature.
        if match and not re.search(r"[至到止截]$", line.text[:match.start()]):
            found = iso(match["y"], match["m"], match["d"])
            if found:
                return found, line.span(match.start(), match.start("d") + len(match["d"]) + 1)
    return None, None


def _posted(prose: Prose) -> str | None:
    if prose.document.posted:
        return prose.document.posted[:10]
    for line in (*prose.lines[:40], *prose.lines[-12:]):
        if len(line.text) > 200 and "发布" not in line.text[:120]:
            continue
        head = line.text[:300]
        match = _POSTED.search(head) if "日期" in head or "时间" in head else None
        if match:
            return iso(match["y"], match["m"], match["d"])
    return None


def _years_said(text: str) -> Counter[int]:
    """How often the text tells each year as its own: that after one compared with, that before one planned for."""
    out: Counter[int] = Counter()
    for match in _SAID.finditer(text):
        year, before = int(match[1]), text[max(0, match.start() - 5):match.start()]
        if _COMPARED.search(before) or (before[-1:] == "（" and _IN_BRACKETS.match(text, match.end())):
            year += 1
        elif _BROUGHT.search(before) or _PLANNED.match(text, match.end()):
            year -= 1
        elif _SINCE.search(before) and text[match.end():match.end() + 2] in ("起", "以来"):
            continue
        out[year] += 1
    return out


def year_of(title_year: int | None, dates: Dates, prose: Prose, file: str) -> int | None:
    """The year reported on: the title's, else what file name, period, signature and text agree on most."""
    if title_year is not None:
        return title_year
    votes: Counter[int] = Counter()
    named = _FILE_YEAR.findall(PurePath(file).stem)
    for year in named[:1]:
        votes[int(year)] += 4
    if dates.period:
        # Where the period ends before it begins, the earlier year is left from the report before.
        votes[int(max(dates.period)[:4])] += 4
    if dates.signed and int(dates.signed[5:7]) <= 6:
        votes[int(dates.signed[:4]) - 1] += 2
    elif dates.signed:
        votes[int(dates.signed[:4])] += 1
    text = prose.text
    stated = _years_said(text[:6000]).most_common(2)
    for year, count in stated[:1]:
        votes[year] += 2 + min(count, 4) // 3
    opening = re.search(r"(20\d\d)年(?:度)?[，,]?(?:我|全|本|[\u4e00-\u9fff]{2,20}(?:政府|局|委|办))", text)
    if opening:
        votes[int(opening[1])] += 2
    said = re.search(r"现将(?:我|本)?[\u4e00-\u9fff]{0,25}?(20\d\d)年", text)
    if said:
        votes[int(said[1])] += 3
    best = votes.most_common(1)
    return best[0][0] if best else None
