"""Backups come back whole, and a damaged store gives up what it still has."""

from __future__ import annotations

import os
import random
import sqlite3
from pathlib import Path

import pytest

from db.backup import KEEP
from desktop.archive import Archive, DamagedError, KnownError, Verdict, list_backups, restore, salvage
from desktop.archive.rescue import LOST
from tests.archive.made_up import make_finding, make_report

MARK = make_finding(make_report()).fingerprint


def fill(archive: Archive, count: int, start: int = 0) -> None:
    """Reports of invented villages, each with a judged finding and a note."""
    for index in range(start, start + count):
        # Text that does not compress, so that a report takes pages of its own.
        chance = random.Random(index)
        noise = "".join(chr(chance.randint(0x4E00, 0x9FA5)) for _ in range(1500))
        report = make_report(f"第{index}村2023年政府信息公开工作年度报告\n收到申请15件。{noise}", org=f"第{index}村")
        number = archive.add(f"/in/{index}.txt", f"file {index}".encode(), report.document, report, None,
                             "2024-02-01T09:00:00")
        archive.save_findings(number, [make_finding(report)])
        archive.set_verdict(number, Verdict(MARK, "accepted", None, None, None, "甲", "2024-03-01T00:00:00"))
        archive.add_note(number, "report", f"批注{index}", "甲")


def test_a_backup_brings_everything_back(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    with Archive.open(path) as archive:
        fill(archive, 3)
        backup = archive.back_up()
        fill(archive, 2, start=3)
    saved = restore(path, backup)
    with Archive.open(path) as archive:
        assert archive.count() == 3 and archive.load(2).verdicts[MARK].decision == "accepted"
        assert archive.faults() == [] and archive.lost_originals() == []
    assert saved is not None
    restore(path, saved)
    with Archive.open(path) as archive:
        assert archive.count() == 5, "a restore can be taken back"


def test_a_backup_of_a_store_in_use_is_whole(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "desk.db") as archive:
        fill(archive, 2)
        with archive.batch():
            archive.set_setting("half", "done")
            backup = archive.back_up()
    with sqlite3.connect(backup) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_daily_backups_are_made_once_a_day_and_rotate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Archive.open(tmp_path / "desk.db") as archive:
        assert archive.back_up_daily() is None, "an empty store needs none"
        fill(archive, 1)
        for day in range(1, KEEP["daily"] + 4):
            monkeypatch.setattr("desktop.archive.archive.now", lambda day=day: f"2024-03-{day:02}T08:00:00")
            assert archive.back_up_daily() is not None
            assert archive.back_up_daily() is None
        assert len(archive.backups()) == KEEP["daily"]


def test_a_damaged_backup_is_not_restored(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    with Archive.open(path) as archive:
        fill(archive, 3)
        backup = archive.back_up()
    data = bytearray(backup.read_bytes())
    data[5000:9000] = os.urandom(4000)
    backup.write_bytes(data)
    with pytest.raises(DamagedError, match="未作恢复"):
        restore(path, backup)
    with Archive.open(path) as archive:
        assert archive.count() == 3


def test_nothing_is_restored_under_an_open_window(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "desk.db") as archive:
        fill(archive, 1)
        backup = archive.back_up()
        with pytest.raises(KnownError, match="正在使用中"):
            restore(archive.path, backup)
        with pytest.raises(KnownError, match="正在使用中"):
            salvage(archive.path)
        assert archive.count() == 1
    assert list_backups(tmp_path / "desk.db")[0].path == backup


@pytest.mark.parametrize("seed", range(6))
def test_pages_destroyed_at_random(tmp_path: Path, seed: int) -> None:
    """Three pages of rubbish: what is left opens, is whole, and nothing in it is wrong; originals are all there."""
    path = tmp_path / "desk.db"
    with Archive.open(path) as archive:
        fill(archive, 40)
    data = bytearray(path.read_bytes())
    pages = len(data) // 4096
    chance = random.Random(seed)
    for page in chance.sample(range(20, pages), 3):
        data[page * 4096:(page + 1) * 4096] = chance.randbytes(4096)
    path.write_bytes(data)
    rescue = salvage(path)
    assert rescue.old.is_file() and "救回" in rescue.text()
    with Archive.open(path) as archive:
        assert archive.faults() == []
        assert archive.lost_originals() == []
        rows = archive.submissions(latest_only=False)
        assert len(rows) + len(rescue.unlisted) == 40, "every file handed in is accounted for"
        assert len(rows) >= 20, "a page holds some sixteen rows"
        for row in rows:
            stored = archive.load(row.id)
            assert row.error in (None, LOST)
            if row.error is None:
                assert stored.report.org == row.org and row.org in stored.report.document.text
        assert {row.id for row in rows if row.error} == set(rescue.unread)
        readable = [row for row in rows if row.error is None and row.org]
        assert archive.submissions(text=str(readable[0].org))[0].org == readable[0].org


def test_a_whole_store_loses_nothing_by_salvage(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    with Archive.open(path) as archive:
        fill(archive, 5)
        before = [archive.load(row.id) for row in archive.submissions()]
    rescue = salvage(path)
    assert rescue.damaged == () and rescue.orphans == 0 and rescue.unread == () and rescue.unlisted == ()
    with Archive.open(path) as archive:
        assert [archive.load(row.id) for row in archive.submissions()] == before
        assert archive.log_entries(1)


def test_a_crash_is_noticed_at_the_next_start(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "desk.db") as archive:
        fill(archive, 1)
    with sqlite3.connect(tmp_path / "desk.db") as connection:
        connection.execute("INSERT INTO sessions (pid, host, opened) SELECT 999999, host, opened FROM sessions LIMIT 1")
    with Archive.open(tmp_path / "desk.db") as archive:
        assert archive.unclean and archive.faults() == []
    with Archive.open(tmp_path / "desk.db") as archive:
        assert not archive.unclean


def test_a_second_program_beside_the_window_is_no_crash(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "desk.db") as window, Archive.open(tmp_path / "desk.db") as command:
        assert not command.unclean
        fill(command, 1)
        assert window.count() == 1
        window.set_setting("reviewer", "甲")
        assert command.setting("reviewer") == "甲"
