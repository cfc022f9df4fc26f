"""What the overview shows, as plain data: charts counted by the archive. Drawn by the window, written as a workbook."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from desktop.archive import Archive, Picked, Scope
from desktop.checks.base import wording
from desktop.forms.regions import of_code
from desktop.review import STATES

MOST = 12
_BY_DAY, _BY_WEEK = 45, 400  # days that a chart of days, of weeks may run over
Tone = Literal["error", "warning", "accent", "good", "notice", "faint"]
_DENIED = ("denied_secret", "denied_law", "denied_safety", "denied_third_party", "denied_internal", "denied_process",
           "denied_enforcement", "denied_inquiry")
_UNAVAILABLE = ("unavailable_not_held", "unavailable_must_create", "unavailable_unclear")
_REFUSED = ("refused_petition", "refused_repeat", "refused_publication", "refused_excessive", "refused_confirm")
_OTHER = ("other", "other_no_correction", "other_unpaid", "other_other")


@dataclass(frozen=True, slots=True)
class Series:
    """One of the numbers that every bar has: its name, and its colour and pattern."""

    name: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: its values in the order of the chart's series, a note, and how to find the reports behind it."""

    label: str
    values: tuple[float, ...]
    scope: Scope
    picked: Picked
    note: str = ""

    @property
    def total(self) -> float:
        """All series together."""
        return sum(self.values)


@dataclass(frozen=True, slots=True)
class Mark:
    """A deadline between bars: ``at`` counts in bars, 1.5 is the middle between the second and the third."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars under a title. ``rows`` lie one below the other, ``columns`` stand side by side; ``stacked`` values of a bar
    add up. ``line`` is a running total over the bars (name, values), ``goal`` a total to reach."""

    key: str
    title: str
    unit: str
    shape: Literal["rows", "columns"]
    series: tuple[Series, ...]
    bars: tuple[Bar, ...]
    stacked: bool = True
    note: str = ""
    line: tuple[str, tuple[float, ...]] | None = None
    marks: tuple[Mark, ...] = ()
    goal: int = 0


def gather(archive: Archive, scope: Scope, progress: Callable[[int, int], None] | None = None) -> tuple[Chart, ...]:
    """The charts of a scope. Everything is counted by the store. ``progress`` gets (done, all) and may raise to stop."""
    whole = len(_COUNTED) + 1
    archive.fill_figures((lambda _done: progress(0, whole)) if progress else None)
    charts = []
    for done, make in enumerate(_COUNTED):
        if progress:
            progress(done, whole)
        charts.append(make(archive, scope))
    if progress:
        progress(whole - 1, whole)
    sums = by_year(archive, scope)
    return (*charts, *(make(sums, scope) for make in _YEARLY))


def check_title(check: str) -> str:
    """The short Chinese name of a check; reviewers' own findings and checks no longer there have one too."""
    if check == "own":
        return "审阅人提出"
    try:
        return wording(check).title
    except (KeyError, OSError):
        return "其他问题"


def hand_in(archive: Archive, scope: Scope) -> Chart:
    """Hand-ins by day, week or month with their running total, against the days of article 49."""
    days = [(date.fromisoformat(day), n) for day, n in archive.count_days(scope)]
    deadlines = _deadlines(scope.year, scope.level)
    goal = 0
    if scope.year is not None:
        goal = sum(1 for body in archive.roster() if scope.level in (None, body.level))
    title = "报送进度"
    if not days:
        return Chart("hand_in", title, "份", "columns", (Series("收到", "accent"),), (), goal=goal)
    near = [d for d, _ in deadlines if days[0][0] - timedelta(366) <= d <= days[-1][0] + timedelta(92)]
    first, last = min([days[0][0], *near]), max([days[-1][0], *near])
    step = "day" if (last - first).days <= _BY_DAY else "week" if (last - first).days <= _BY_WEEK else "month"
    starts = _starts(first, last, step)
    if len(starts) > 60:
        starts = starts[-60:]
    bars, running = [], []
    whole = sum(n for day, n in days if day < starts[0])
    for at, start in enumerate(starts):
        end = (starts[at + 1] if at + 1 < len(starts) else _next(start, step)) - timedelta(1)
        count = sum(n for day, n in days if start <= day <= end)
        whole += count
        running.append(float(whole))
        bars.append(Bar(_day_label(start, step), (float(count),), scope,
                        Picked(days=(start.isoformat(), end.isoformat())), f"累计 {whole}"))
    marks = tuple(Mark(_place(starts, day, step), label) for day, label in deadlines if starts[0] <= day < _next(starts[-1], step))
    word = {"day": "每日", "week": "每周", "month": "每月"}[step]
    note = "按收到日期计；报告自己写明更早公布的，按公布日期计"
    return Chart("hand_in", f"{title}（{word}）", "份", "columns", (Series("收到", "accent"),), tuple(bars), note=note,
                 line=("累计", tuple(running)), marks=marks, goal=goal)


def _deadlines(year: int | None, level: str | None) -> list[tuple[date, str]]:
    if year is None or level == "township":
        return []
    both = [(date(year + 1, 1, 31), "部门期限 1月31日")] if year >= 2019 and level in (None, "department") else []
    if level != "department" or year < 2019:
        both.append((date(year + 1, 3, 31), "政府期限 3月31日" if year >= 2019 else "期限 3月31日"))
    return both


def _starts(first: date, last: date, step: str) -> list[date]:
    day = {"day": first, "week": first - timedelta(first.weekday()), "month": first.replace(day=1)}[step]
    out = []
    while day <= last:
        out.append(day)
        day = _next(day, step)
    return out


def _next(day: date, step: str) -> date:
    if step == "month":
        return (day.replace(day=1) + timedelta(32)).replace(day=1)
    return day + timedelta(7 if step == "week" else 1)


def _place(starts: list[date], day: date, step: str) -> float:
    """Where the end of a day lies among the bars, bar n being drawn from n - 0.5 to n + 0.5."""
    at = max(i for i, start in enumerate(starts) if start <= day)
    return at - 0.5 + ((day - starts[at]).days + 1) / (_next(starts[at], step) - starts[at]).days


def _day_label(day: date, step: str) -> str:
    return f"{day.year}-{day.month:02d}" if step == "month" else f"{day.month}-{day.day:02d}"


def progress_of(archive: Archive, scope: Scope) -> Chart:
    """Where the reports stand in the review."""
    counts = archive.count_states(scope)
    bars = tuple(Bar(name, (float(counts.get(state, 0)),), scope, Picked(state=state)) for state, name in STATES.items())
    return Chart("progress", "审阅进度", "份", "rows", (Series("报告", "accent"),), bars)


_GRAVE = (Series("错误", "error"), Series("疑似", "warning"))


def kinds(archive: Archive, scope: Scope) -> Chart:
    """Findings by what they are."""
    merged: dict[str, list[tuple[str, int, int, int]]] = {}
    for row in archive.count_checks(scope):
        merged.setdefault(check_title(row[0]), []).append(row)
    bars = tuple(
        Bar(title, (float(sum(r[1] for r in rows)), float(sum(r[2] for r in rows))), scope,
            Picked(checks=tuple(r[0] for r in rows)), f"{rows[0][3]} 份" if len(rows) == 1 else "")
        for title, rows in list(merged.items())[:MOST])
    return Chart("kinds", "问题按种类", "个", "rows", _GRAVE, bars, note="不含提示和已不采纳的问题")


def regions(archive: Archive, scope: Scope) -> Chart:
    """Findings by prefecture; a body without a known region goes by the city in its name."""
    sums: dict[str, list[int]] = {}
    where: dict[str, tuple[list[str], list[str]]] = {}
    for area, body, reports, errors, warnings in archive.count_areas(scope):
        name = area_name(area) if area else _city(body)
        for i, n in enumerate((errors, warnings, reports)):
            sums.setdefault(name, [0, 0, 0])[i] += n
        areas, bodies = where.setdefault(name, ([], []))
        if area:
            areas.append(area)
        elif body:
            bodies.append(body)
    ranked = sorted(sums.items(), key=lambda entry: (-(entry[1][0] + entry[1][1]), entry[0]))[:MOST]
    bars = tuple(
        Bar(name, (float(n[0]), float(n[1])), scope,
            Picked(areas=tuple(where[name][0]), orgs=tuple(where[name][1])), f"{n[2]} 份，平均 {(n[0] + n[1]) / n[2]:.1f}")
        for name, n in ranked)
    return Chart("regions", "问题按地区", "个", "rows", _GRAVE, bars)


def area_name(digits: str) -> str:
    """The name of the prefecture (or province) whose code begins with four digits."""
    names = of_code(digits + "00") or of_code(digits[:2] + "0000")
    return names[-1].name if names else f"地区 {digits}"


def _city(body: str | None) -> str:
    found = re.match(r".{1,7}?[市州盟]", body or "") or re.match(r".{1,7}?[县区旗]", body or "")
    return found.group() if found else "地区未识别"


def ranking(archive: Archive, scope: Scope) -> Chart:
    """The bodies with most findings."""
    bars = tuple(Bar(org, (float(errors), float(warnings)), scope, Picked(orgs=(org,)), f"{n} 份" if n > 1 else "")
                 for org, errors, warnings, n in archive.rank_bodies(scope, MOST))
    return Chart("ranking", "问题最多的单位", "个", "rows", _GRAVE, bars)


def copied(archive: Archive, scope: Scope) -> Chart:
    """The reports that took over most of last year's text."""
    bars = tuple(
        Bar(f"{org} {year or ''}".strip() if scope.year is None else org, (float(round(100 * share)),),
            Scope(year if year is not None else scope.year, scope.level), Picked(orgs=(org,)))
        for org, year, share in archive.rank_copied(scope, MOST))
    return Chart("copied", "与上年相同的比例", "%", "rows", (Series("相同", "notice"),), bars)


Sums = dict[int, dict[str, float]]


def by_year(archive: Archive, scope: Scope) -> Sums:
    """Sums of figures by year; the other years are wanted too, whatever year the page shows."""
    out: Sums = {}
    for year, key, value, _ in archive.sum_figures(Scope(None, scope.level)):
        plain = key.removesuffix(".year") if key.startswith("stats.") else key
        years = out.setdefault(year, {})
        years[plain] = years.get(plain, 0.0) + value
    return out


def applications(sums: Sums, scope: Scope) -> Chart:
    """Applications that came and that were answered, year by year."""
    return _years("applications", "各年申请总量", sums, scope, stacked=False, parts=(
        (Series("新收", "accent"), ("applications.new.total", "stats.received")),
        (Series("上年结转", "notice"), ("applications.carried_in.total",)),
        (Series("办结", "good"), ("applications.total.total", "stats.closed"))))


def outcomes(sums: Sums, scope: Scope) -> Chart:
    """How applications were answered, year by year."""
    def rows(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(f"applications.{name}.total" for name in names)

    return _years("outcomes", "各年办理结果", sums, scope, stacked=True, parts=(
        (Series("予以公开", "good"), (*rows(("granted",)), "stats.answered_granted", "stats.answered_public")),
        (Series("部分公开", "accent"), (*rows(("partial",)), "stats.answered_partial")),
        (Series("不予公开", "error"), (*rows(_DENIED), "stats.answered_refused")),
        (Series("无法提供", "warning"), (*rows(_UNAVAILABLE), "stats.answered_not_existing", "stats.answered_not_ours")),
        (Series("不予处理", "notice"), rows(_REFUSED)),
        (Series("其他", "faint"), (*rows(_OTHER), "stats.answered_amend", "stats.answered_other_channel"))))


def remedies(sums: Sums, scope: Scope) -> Chart:
    """Reviews and suits, year by year."""
    suits = ("suit_direct", "suit_after_review")
    return _years("remedies", "各年复议、诉讼", sums, scope, stacked=False, parts=(
        (Series("复议", "accent"), ("review.total", "stats.review")),
        (Series("复议纠正", "error"), ("review.corrected", "stats.review_corrected")),
        (Series("诉讼", "notice"), (*(f"{s}.total" for s in suits), "stats.suit")),
        (Series("诉讼纠正", "warning"), (*(f"{s}.corrected" for s in suits), "stats.suit_corrected"))))


def _years(key: str, title: str, sums: Sums, scope: Scope, *, stacked: bool,
           parts: tuple[tuple[Series, tuple[str, ...]], ...]) -> Chart:
    years = sorted(sums.items())[-MOST:]
    bars = tuple(
        Bar(str(year), tuple(sum(here.get(name, 0.0) for name in names) for _, names in parts), Scope(year, scope.level),
            Picked())
        for year, here in years if any(name in here for _, names in parts for name in names))
    return Chart(key, title, "件", "columns", tuple(series for series, _ in parts), bars, stacked,
                 note="各报告所填数之和；上级汇总数与下级有重复，可按级别查看")


_COUNTED = (hand_in, progress_of, kinds, regions, ranking, copied)
_YEARLY = (applications, outcomes, remedies)
