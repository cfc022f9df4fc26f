"""kill -9 while a note is being typed: at most the last two seconds of typing are lost, and the store stays whole.

Killed a few times here; ``SHENDU_CRASHES=20`` for more.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from crashing import LETTERS
from made import store_report

from desktop.archive import Archive

CRASHES = int(os.environ.get("SHENDU_CRASHES", "3"))
PATIENCE = 120.0
LOST_SECONDS = 2.0


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("crash") / "store.db"
    with Archive.open(path) as archive:
        store_report(archive)
    return path


def lines_of(log: Path) -> list[tuple[float, int]]:
    """(seconds, characters) of each key; a line cut by the kill is left out."""
    whole = log.read_text(encoding="utf-8").rpartition("\n")[0] if log.exists() else ""
    return [(float(a), int(b)) for a, b in (line.split() for line in whole.splitlines())]


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is of POSIX")
@pytest.mark.parametrize("time_of_death", range(CRASHES))
def test_a_killed_window_loses_two_seconds_of_typing_at_most(store: Path, tmp_path: Path, time_of_death: int) -> None:
    log = tmp_path / "keys.txt"
    with Archive.open(store) as archive:
        archive.set_setting("draft.note.1", "")
    # At different points between two savings.
    enough = 45 + time_of_death * 7 % 40
    child = subprocess.Popen([sys.executable, str(Path(__file__).with_name("crashing.py")), str(store), str(log)])
    try:
        end = time.monotonic() + PATIENCE
        while len(lines_of(log)) < enough and time.monotonic() < end and child.poll() is None:
            time.sleep(0.02)
    finally:
        child.kill()
        child.wait()
    typed = lines_of(log)
    assert len(typed) >= enough, "the window died by itself or never came"
    with Archive.open(store) as archive:
        assert archive.unclean
        assert archive.faults() == []
        kept = archive.drafts().get("draft.note.1", "")
    whole = "".join(LETTERS[i % len(LETTERS)] for i in range(typed[-1][1] + 1))
    assert whole.startswith(kept)
    safe = max((count for at, count in typed if at <= typed[-1][0] - LOST_SECONDS), default=0)
    assert len(kept) >= safe, f"{typed[-1][1]} characters typed, {len(kept)} kept, {safe} were older than two seconds"
