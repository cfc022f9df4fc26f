"""Killed at random moments (SIGKILL), the store keeps its word.

Each test forks a child that works and kills it after a random time. ``SHENDU_KILLS`` sets how often (a few in the
ordinary run, 200 before a release).
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.archive import Archive
from desktop.intake import import_folder
from desktop.review import Desk
from tests.archive.made_up import make_finding, make_report

KILLS = int(os.environ.get("SHENDU_KILLS", "4"))
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


def run_and_kill(work: Callable[[], None], after: float) -> bool:
    """Runs ``work`` in a forked child and kills it; returns whether it had come to its end by itself."""
    child = os.fork()
    if child == 0:
        try:
            work()
        except BaseException:  # noqa: BLE001 - the child must never return into pytest
            traceback.print_exc(file=sys.stderr)
            os._exit(3)
        os._exit(0)
    end = time.monotonic() + after
    while time.monotonic() < end:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            assert os.waitstatus_to_exitcode(status) == 0, "the child failed by itself"
            return True
        time.sleep(0.002)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return False


@pytest.mark.usefixtures("quick_looks")
def test_every_file_is_imported_exactly_once(tmp_path: Path) -> None:
    """Proves: whenever import is killed, going on later brings every file in once, read, checked and with its original."""
    folder, path = tmp_path / "收件", tmp_path / "desk.db"
    folder.mkdir()

    def hand_in(first: int, count: int) -> None:
        for index in range(first, first + count):
            (folder / f"{index:04}.txt").write_text(
                f"第{index}县人民政府2023年政府信息公开工作年度报告\n一、总体情况\n全年收到申请{index}件。\n")

    hand_in(0, 30)
    Archive.open(path).close()
    chance = random.Random(1)

    def work() -> None:
        with Archive.open(path) as archive:
            import_folder(archive, folder, workers=0)

    killed = 0
    for number in range(KILLS):
        hand_in(30 + 6 * number, 6)  # so that there is work left for every kill
        killed += not run_and_kill(work, 0.2 + chance.random() * 1.5)
        with Archive.open(path) as archive:
            assert archive.faults() == []
    assert killed, "no run was killed before its end"
    with Archive.open(path) as archive:
        import_folder(archive, folder, workers=0)
        rows = archive.submissions(latest_only=False)
        assert sorted(row.name for row in rows) == sorted(file.name for file in folder.iterdir())
        assert all(row.error is None and row.latest and row.version == 1 for row in rows)
        assert archive.unchecked() == [] and archive.lost_originals() == [] and archive.faults() == []
        assert import_folder(archive, folder, workers=0).imported == []


def test_every_acknowledged_verdict_is_there(tmp_path: Path) -> None:
    """Proves: a verdict whose call returned is in the store after a kill, with its log line and its undo step."""
    path, said = tmp_path / "desk.db", tmp_path / "acknowledged"
    report = make_report()
    with Archive.open(path) as archive:
        number = archive.add("/in/a.txt", b"a", report.document, report, None, "2024-02-01T09:00:00")
        archive.save_findings(number, [make_finding(report)])
    mark = make_finding(report).fingerprint
    chance = random.Random(2)

    def work() -> None:
        with Archive.open(path) as archive, said.open("a") as out:
            desk = Desk(archive, "甲")
            count = len(archive.verdict_history(number, mark))
            for index in range(count, count + 10_000):
                desk.dismiss(number, mark, f"理由{index}")
                out.write(f"理由{index}\n")
                out.flush()

    for _ in range(KILLS * 3):
        run_and_kill(work, 0.05 + chance.random() * 0.3)
        with Archive.open(path) as archive:
            history = [verdict.reason for verdict in archive.verdict_history(number, mark)]
            acknowledged = said.read_text().split() if said.exists() else []
            assert history[:len(acknowledged)] == acknowledged
            assert len(history) - len(acknowledged) <= 1, "at most the one under way is there without an answer"
            if not acknowledged:
                continue
            now = archive.verdict(number, mark)
            assert now is not None and now.reason == history[-1]
            said.write_text("".join(f"{reason}\n" for reason in history))
            assert archive.faults() == []
            assert Desk(archive, "甲").can_undo() == "不采纳问题"
            logged = [entry for entry in archive.log_entries(number, 100_000) if entry.action == "verdict dismissed"]
            assert len(logged) == len(history)
    assert said.exists() and said.read_text()
