"""Who has handed in and who has not: the roster held against what came. Pure functions; today's date is given.

A report counts as on time when it came, or was published by its own statement, by the day that article 49 names. The
earlier of both days counts: a report that this office merely collected later was not late.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from desktop.archive import Archive, HandInRow, RosterRow
from desktop.checks.structure.published_late import deadline_of
from desktop.intake.roster import key_of, whole_name

_OFFICE = re.compile(r"(人民政府|管理委员会)办公[厅室]$")
_PLACE = re.compile(r"[\u4e00-\u9fff]{2,}?[省市县区州盟旗]")
_KIND = re.compile(r"(?:人民政府|管理委员会|委员会|办事处|办公[厅室]|局|厅|委)$")
# How near a name must be to be offered, in percent, its place and the rest of it each.
_NEAR = 60


@dataclass(frozen=True, slots=True)
class Standing:
    """A body of the roster and what came from it. ``deadline`` is an ISO date, None where the law names none.

    ``days`` counts from today (missing) or from the day it came (handed in) to the deadline: negative is over it.
    ``came`` is that day (ISO), None for a missing body. ``reports`` are the hand-ins, one a chain of versions.
    """

    body: RosterRow
    deadline: str | None
    days: int | None
    came: str | None = None
    reports: tuple[HandInRow, ...] = ()

    @property
    def late(self) -> bool:
        """Whether it came behind the deadline."""
        return self.came is not None and self.days is not None and self.days < 0

    @property
    def times(self) -> int:
        """How often the body handed in."""
        return sum(report.hand_ins for report in self.reports)


@dataclass(frozen=True, slots=True)
class Unlisted:
    """A report whose body is not on the roster; ``nearest`` is the roster's name that it may mean."""

    report: HandInRow
    nearest: str | None


@dataclass(frozen=True, slots=True)
class Muster:
    """How the roster stands for a year on a day (ISO)."""

    year: int
    today: str
    standings: tuple[Standing, ...]
    unlisted: tuple[Unlisted, ...]

    @property
    def missing(self) -> tuple[Standing, ...]:
        """Nothing came; the most pressing first."""
        found = (s for s in self.standings if s.came is None)
        return tuple(sorted(found, key=lambda s: (s.deadline is None, s.deadline or "", s.body.id)))

    @property
    def late(self) -> tuple[Standing, ...]:
        """Came behind the deadline; the latest first."""
        return tuple(sorted((s for s in self.standings if s.late), key=lambda s: (s.days or 0, s.body.id)))

    @property
    def twice(self) -> tuple[Standing, ...]:
        """Handed in more than once."""
        return tuple(s for s in self.standings if s.times > 1)

    @property
    def came(self) -> tuple[Standing, ...]:
        """Handed in, late or not."""
        return tuple(s for s in self.standings if s.came is not None)


def muster_of(archive: Archive, year: int, today: date) -> Muster:
    """How the archive's roster stands for a year."""
    return muster(archive.roster(), archive.hand_ins(year), year, today)


def muster(bodies: Sequence[RosterRow], reports: Iterable[HandInRow], year: int, today: date) -> Muster:
    """How a roster stands, given the reports that came for the year."""
    names = _names(bodies)
    came: dict[int, list[HandInRow]] = {}
    strangers: list[HandInRow] = []
    for report in reports:
        found = _body_of(report.org, names)
        if found is None:
            strangers.append(report)
        else:
            came.setdefault(found, []).append(report)
    standings = tuple(_standing(body, tuple(came.get(body.id, ())), year, today) for body in bodies)
    # A body that has not handed in is what a strange name most likely means.
    candidates = sorted(bodies, key=lambda body: body.id in came)
    return Muster(year, today.isoformat(), standings,
                  tuple(Unlisted(report, nearest(report.org, report.name, candidates)) for report in strangers))


def days_text(standing: Standing) -> str:
    """The days left or over, in Chinese."""
    if standing.days is None:
        return "条例未规定期限"
    if standing.came is not None:
        return f"逾期 {-standing.days} 天报送" if standing.days < 0 else "按期报送"
    if standing.days == 0:
        return "今天到期"
    return f"还有 {standing.days} 天" if standing.days > 0 else f"已逾期 {-standing.days} 天"


def nearest(org: str | None, file: str, bodies: Sequence[RosterRow]) -> str | None:
    """The roster's name that a body (or, when it was not recognised, its file's name) comes nearest to; None when
    nothing is near. Of equally near ones the first."""
    if org is None:
        said = key_of(file)
        return next((body.org for body in bodies if key_of(body.org) in said), None)
    place, rest = _parts(org)
    best: tuple[float, str | None] = (0.0, None)
    for body in bodies:
        other_place, other_rest = _parts(body.org)
        places, rests = fuzz.ratio(place, other_place), fuzz.ratio(rest, other_rest)
        if places == 100 and _shortened(rest, other_rest):
            rests = max(rests, _NEAR)
        if min(places, rests) >= _NEAR and places + rests > best[0]:
            best = (places + rests, body.org)
    return best[1]


def _shortened(one: str, other: str) -> bool:
    """Whether the shorter of two names is made of characters of the longer, in order (文旅 of 文化广电和旅游)."""
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) >= 2 and LCSseq.similarity(shorter, longer) == len(shorter)


def _parts(name: str) -> tuple[str, str]:
    """(place, the rest without the word for its kind)."""
    key = key_of(name)
    match = _PLACE.match(key)
    place = match.group() if match else ""
    return place, _KIND.sub("", key[len(place):])


def _names(bodies: Sequence[RosterRow]) -> dict[str, int]:
    """Every name that stands for just one body; whole names go before those with the region put before them."""
    names = {key_of(body.org): body.id for body in bodies}
    longer: dict[str, set[int]] = {}
    for body in bodies:
        for region in (body.region, body.parent):
            if region and not body.org.startswith(region):
                longer.setdefault(key_of(region + body.org), set()).add(body.id)
                longer.setdefault(key_of(whole_name(body.org, region)), set()).add(body.id)
    for key, ids in longer.items():
        if len(ids) == 1:
            names.setdefault(key, next(iter(ids)))
    return names


def _body_of(org: str | None, names: dict[str, int]) -> int | None:
    """The body of the roster that a name means. A government's report may be signed by its office, and the other way
    round, when the roster has only one of the two."""
    if org is None:
        return None
    key = key_of(org)
    if key in names:
        return names[key]
    if _OFFICE.search(key):
        return names.get(_OFFICE.sub(r"\1", key))
    if key.endswith("人民政府"):
        return names.get(key + "办公室", names.get(key + "办公厅"))
    return None


def _standing(body: RosterRow, reports: tuple[HandInRow, ...], year: int, today: date) -> Standing:
    deadline = deadline_of(body.level, body.org, year)
    came = min((_day(report) for report in reports), default=None)
    if deadline is None:
        return Standing(body, None, None, came, reports)
    end = date.fromisoformat(deadline)
    since = date.fromisoformat(came) if came is not None else today
    return Standing(body, deadline, (end - since).days, came, reports)


def _day(report: HandInRow) -> str:
    received = report.first[:10]
    if report.published is None:
        return received
    return min(received, date.fromordinal(int(report.published)).isoformat())
