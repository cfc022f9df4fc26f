"""The figures of the overview, gathered from the archive. No Qt here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from desktop.archive import Archive, Submission
from desktop.ui.desk.items import check_title
from desktop.ui.inbox.rows import group_of
from desktop.ui.names import STATE_TONES, STATES

MOST = 14


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what it stands for, how long it is, its tone, and the submissions behind it."""

    label: str
    value: float
    tone: str
    ids: tuple[int, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars under a title; ``unit`` follows the numbers."""

    title: str
    unit: str
    bars: tuple[Bar, ...]


def gather(archive: Archive, year: int | None, progress: Callable[[int, int], None] | None = None) -> tuple[Chart, ...]:
    """The charts of a year (of all years for None)."""
    rows = [r for r in archive.submissions(year=year) if r.error is None]
    kinds: dict[str, list[int]] = {}
    for i, row in enumerate(rows):
        if progress and i % 25 == 0:
            progress(i, len(rows))
        verdicts = None
        for finding in archive.findings(row.id):
            if finding.severity == "notice":
                continue
            verdicts = verdicts if verdicts is not None else archive.load(row.id).verdicts
            said = verdicts.get(finding.fingerprint)
            if said is None or said.decision != "dismissed":
                kinds.setdefault(check_title(finding.check), []).append(row.id)
    return (_states(rows), _received(rows), _kinds(kinds), _regions(rows), _ranking(rows), _copied(rows))


def _states(rows: list[Submission]) -> Chart:
    bars = []
    for state, name in STATES.items():
        ids = tuple(r.id for r in rows if r.state == state)
        bars.append(Bar(name, len(ids), STATE_TONES[state], ids))
    return Chart("审阅进度", "份", tuple(bars))


def _received(rows: list[Submission]) -> Chart:
    """By day for a few days, by month for many."""
    days = Counter(r.received[:10] for r in rows)
    cut = 10 if len(days) <= MOST else 7
    found: dict[str, list[int]] = {}
    for row in rows:
        found.setdefault(row.received[:cut], []).append(row.id)
    whole, bars = 0, []
    for day in sorted(found)[-MOST:]:
        whole += len(found[day])
        bars.append(Bar(day, len(found[day]), "accent", tuple(found[day]), f"累计 {whole}"))
    return Chart("收到时间", "份", tuple(bars))


def _kinds(kinds: dict[str, list[int]]) -> Chart:
    bars = [Bar(name, len(ids), "error", tuple(dict.fromkeys(ids)), f"{len(set(ids))} 份") for name, ids in kinds.items()]
    return Chart("常见问题（错误和疑似）", "个", tuple(sorted(bars, key=lambda b: -b.value)[:MOST]))


def _regions(rows: list[Submission]) -> Chart:
    found: dict[tuple[str, str], list[Submission]] = {}
    for row in rows:
        found.setdefault(group_of(row), []).append(row)
    bars = []
    for (_, name), some in sorted(found.items()):
        mean = sum(r.errors for r in some) / len(some)
        bars.append(Bar(name, round(mean, 1), "warning", tuple(r.id for r in some), f"{len(some)} 份"))
    return Chart("各地区平均每份错误", "个", tuple(sorted(bars, key=lambda b: -b.value)[:MOST]))


def _ranking(rows: list[Submission]) -> Chart:
    worst = sorted((r for r in rows if r.errors), key=lambda r: (-r.errors, -r.warnings))[:MOST]
    return Chart("错误最多的报告", "个", tuple(
        Bar(f"{r.org or r.name} {r.year or ''}".strip(), r.errors, "error", (r.id,), f"疑似 {r.warnings}" if r.warnings else "")
        for r in worst))


def _copied(rows: list[Submission]) -> Chart:
    most = sorted((r for r in rows if r.copied), key=lambda r: -(r.copied or 0))[:MOST]
    return Chart("与上年相同的比例", "%", tuple(
        Bar(f"{r.org or r.name} {r.year or ''}".strip(), round(100 * (r.copied or 0)), "notice", (r.id,)) for r in most))
