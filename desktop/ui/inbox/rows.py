"""What the inbox asks the archive for, and how rows are ordered and grouped. No Qt here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import groupby

from desktop.archive import Archive, State, Submission
from desktop.forms.regions import of_code
from desktop.intake.standing import muster_of
from desktop.ui.language import tr, zh

LEVEL_RANK = {"province": 0, "prefecture": 1, "county": 2, "township": 3, "department": 4, None: 5}
STATE_RANK = {"new": 0, "reviewing": 1, "waiting": 2, "returned": 3, "accepted": 4}
COLUMNS = ("org", "year", "level", "version", "received", "state", "findings", "copied", "form")
TITLES = {"org": tr("单位"), "year": tr("年度"), "level": tr("级别"), "version": tr("版次"), "received": tr("收到"), "state": tr("状态"), "findings": tr("问题"),
          "copied": tr("与上年相同"), "form": tr("格式")}
COPIED_MUCH = 0.3
CHUNK = 400


@dataclass(frozen=True, slots=True)
class Group:
    """A heading row: a region, or refused files."""

    title: str
    size: int


Row = Submission | Group


@dataclass(frozen=True, slots=True)
class Wish:
    """What the inbox shows: words, a year, a state, one of the views (errors, copied, refused), or certain ``ids`` that
    the overview ``named``."""

    text: str = ""
    year: int | None = None
    state: State | None = None
    view: str = ""
    sort: str = "received"
    descending: bool = True
    grouped: bool = False
    ids: frozenset[int] = frozenset()
    named: str = ""


def fetch(archive: Archive, wish: Wish, offset: int, limit: int | None, ids: set[int] | None = None) -> list[Submission]:
    """One page of what is wished for (of certain ``ids`` only, if given), newest first."""
    return archive.submissions(
        text=wish.text, year=wish.year, state=wish.state, offset=offset, limit=limit, ids=ids,
        refused={"refused": True, "errors": False, "copied": False}.get(wish.view),
        least="error" if wish.view == "errors" else None,
    )


def narrowed(rows: list[Submission], wish: Wish) -> list[Submission]:
    """Rows that the archive cannot tell apart: certain ones, or by the share taken over from last year."""
    if wish.ids:
        return [row for row in rows if row.id in wish.ids]
    if wish.view == "copied":
        return [row for row in rows if (row.copied or 0.0) >= COPIED_MUCH]
    return rows


def ordered(rows: list[Submission], wish: Wish) -> list[Row]:
    """Rows sorted as wished and, when grouped, under headings of their prefecture."""
    if wish.sort != "received" or not wish.descending:
        rows = sorted(rows, key=lambda row: _key(row, wish.sort), reverse=wish.descending)
    if not wish.grouped:
        return list(rows)
    groups: dict[tuple[str, str], list[Submission]] = {}
    for row in rows:
        groups.setdefault(group_of(row), []).append(row)
    out: list[Row] = []
    for key in sorted(groups):
        some = groups[key] if wish.sort != "received" else sorted(
            groups[key], key=lambda r: (LEVEL_RANK.get(r.level, 5), r.org or ""))
        out.append(Group(key[1], len(some)))
        out += some
    return out


@dataclass(frozen=True, slots=True)
class Step:
    """Rows that ``come`` in at a place, or (when there are none) ``count`` rows that go from it."""

    at: int
    count: int
    come: tuple[Row, ...] = ()


def steps_between(old: list[Row], new: list[Row], most: int = 40) -> list[Step] | None:
    """The steps, in their order, that make the old rows the new ones, but for what a row says; None when rows change
    places, when nothing is left of the old ones, or when it takes more than ``most`` steps."""
    before, after = [_name(row) for row in old], [_name(row) for row in new]
    olds, news = set(before), set(after)
    stay = [name for name in before if name in news]
    if not stay or stay != [name for name in after if name in olds]:
        return None
    steps: list[Step] = []
    end = len(before)
    for going, names in groupby(reversed(before), lambda name: name not in news):
        size = len(list(names))
        end -= size
        if going:
            steps.append(Step(end, size))
    at = 0
    for coming, names in groupby(after, lambda name: name not in olds):
        size = len(list(names))
        if coming:
            steps.append(Step(at, size, tuple(new[at:at + size])))
        at += size
    return steps if len(steps) <= most else None


def _name(row: Row) -> object:
    return row.id if isinstance(row, Submission) else (row.title,)


def _key(row: Submission, column: str) -> tuple[object, ...]:
    if column == "org":
        return (row.org or row.name,)
    if column == "level":
        return (LEVEL_RANK.get(row.level, 5), row.region or "", row.org or "")
    if column == "year":
        return (row.year or 0, row.org or "")
    if column == "version":
        return (row.version,)
    if column == "state":
        return (STATE_RANK.get(row.state, 9),)
    if column == "findings":
        return (row.error is not None, row.errors, row.warnings, row.notices)
    if column == "copied":
        return (row.copied if row.copied is not None else -1.0,)
    if column == "form":
        return (row.form or "", row.format)
    return (row.received,)


def group_of(row: Submission) -> tuple[str, str]:
    """(sorting key, heading) of a row: its prefecture, by its region's first four digits, else by the body's name."""
    if row.error is not None:
        return ("9", tr("未能读取"))
    if row.region is not None:
        return (row.region[:4], _prefecture(row.region[:4]))
    found = re.match(zh(r".{1,7}?[市州盟]"), row.org or "")
    return ("7" + found.group(), found.group()) if found else ("8", tr("地区未识别"))


@lru_cache(maxsize=512)
def _prefecture(digits: str) -> str:
    names = of_code(digits + "00") or of_code(digits[:2] + "0000")
    return names[-1].name if names else tr("地区 {digits}", digits=digits)


def missing_of(archive: Archive, year: int | None, today: date) -> tuple[int, int]:
    """(bodies of the roster without a report for a year, those of them over the deadline); the year that is due now for
    None."""
    found = muster_of(archive, year if year is not None else today.year - 1, today).missing if archive.roster_size() else ()
    return len(found), sum(1 for s in found if s.days is not None and s.days < 0)


def states_line(counts: dict[State, int]) -> tuple[int, int]:
    """(all, accepted) of a year."""
    return sum(counts.values()), counts.get("accepted", 0)
