"""A season in short: submissions every day, judged, handed in again, backed up; every promise looked at every week.

``SHENDU_WEEKS`` sets the length (24 for a whole season; the ordinary run takes one week of 40 submissions a day).
"""

from __future__ import annotations

import os
import random
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path

import pytest

from db.backup import KEEP
from desktop.archive import Archive
from desktop.review import Desk
from tests.archive.made_up import make_finding, make_report

WEEKS = int(os.environ.get("SHENDU_WEEKS", "1"))
DAYS, A_DAY = 5, 40


class Season:
    """What should be in the archive, kept beside it in plain dictionaries."""

    def __init__(self) -> None:
        self.decisions: dict[tuple[int, str], str | None] = {}
        self.versions: dict[str, list[int]] = defaultdict(list)
        self.notes: dict[int, int] = defaultdict(int)
        self.data: dict[int, bytes] = {}


def one_day(archive: Archive, season: Season, chance: random.Random, day: str) -> None:
    """Forty hand-ins, one in five a further one of a report already there; two thirds are judged, some of it undone."""
    desk = Desk(archive, chance.choice(("甲", "乙")))
    for number in range(A_DAY):
        known = sorted(season.versions)
        org = chance.choice(known) if known and chance.random() < 0.2 else f"{day}第{number}村"
        report = make_report(f"{org}2023年政府信息公开工作年度报告\n收到申请15件。信箱来信{chance.randint(0, 9**9)}封。", org=org)
        data = f"{day} {number}".encode()
        new = archive.add(f"/in/{org}.txt", data, report.document, report, None, f"{day}T09:00:00")
        finding = make_finding(report)
        archive.save_findings(new, [finding, make_finding(report, "申请", severity="notice")], 0.1)
        before = season.versions[org][-1:]
        if before:
            for (old, mark), decision in list(season.decisions.items()):
                if old == before[0] and decision is not None:
                    season.decisions[new, mark] = decision  # the same words, so the verdict goes along
        season.versions[org].append(new)
        season.data[new] = data
        if chance.random() < 0.66:
            accept = chance.random() < 0.5
            earlier = season.decisions.get((new, finding.fingerprint))
            if accept:
                desk.accept(new, finding.fingerprint)
            else:
                desk.dismiss(new, finding.fingerprint, "口径不同")
            season.decisions[new, finding.fingerprint] = "accepted" if accept else "dismissed"
            if chance.random() < 0.1:
                desk.undo()
                season.decisions[new, finding.fingerprint] = earlier
        if chance.random() < 0.2:
            desk.add_note(new, "report", f"批注 {day}")
            season.notes[new] += 1


def look_at_everything(archive: Archive, season: Season) -> None:
    """Every invariant."""
    assert archive.faults() == [] and archive.lost_originals() == [] and archive.unchecked() == []
    rows = archive.submissions(latest_only=False)
    assert {row.id for row in rows} == set(season.data)
    assert archive.count() == len(season.versions)
    for versions in season.versions.values():
        found = archive.versions(versions[0])
        assert [row.id for row in found] == versions
        assert [row.version for row in found] == list(range(1, len(versions) + 1))
        assert [row.latest for row in found] == [False] * (len(versions) - 1) + [True]
    decided: dict[int, dict[str, str]] = defaultdict(dict)
    for (number, mark), decision in season.decisions.items():
        if decision is not None:
            decided[number][mark] = decision
    for row in rows:
        stored = archive.load(row.id)
        said = {mark: v.decision for mark, v in stored.verdicts.items() if v.decision is not None}
        assert said == decided[row.id], row
        assert row.open == 2 - len(said)
        assert row.errors == int("dismissed" not in said.values()) and row.notices == 1
        assert len(stored.notes) == season.notes[row.id]
        assert archive.original(row.id) == season.data[row.id]


def test_a_season_keeps_every_promise(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    season, chance = Season(), random.Random(7)
    today = date(2024, 1, 1)
    logged = 0
    for week in range(WEEKS):
        for _ in range(DAYS):
            day = today.isoformat()
            monkeypatch.setattr("desktop.archive.archive.now", lambda day=day: f"{day}T17:00:00")
            with Archive.open(tmp_path / "desk.db") as archive:
                assert not archive.unclean
                one_day(archive, season, chance, day)
                archive.back_up_daily()
                entries = len(archive.log_entries(None, 1_000_000))
                assert entries > logged, "the log only grows"
                logged = entries
            today += timedelta(days=1)
        today += timedelta(days=2)
        with Archive.open(tmp_path / "desk.db") as archive:
            look_at_everything(archive, season)
            assert len(archive.backups()) == min(KEEP["daily"], (week + 1) * DAYS)
            assert archive.search("信箱来信")
