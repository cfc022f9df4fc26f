"""The watcher on a real folder: events as hints, scans as the truth, and a pulse that tells the truth.

Times are only upper bounds for waiting; nothing is asserted about speed.
"""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop.archive import Archive
from desktop.intake import Summary, Watcher
from desktop.intake.notices import Notices
from desktop.intake.settle import Settling

LONG = 60.0


def text_of(org: str) -> str:
    return f"{org}2023年政府信息公开工作年度报告\n一、总体情况\n全年收到政府信息公开申请12件。\n"


class Watched:
    """A watcher with its folder and store, and what it said."""

    def __init__(self, where: Path) -> None:
        self.folder = where / "收件"
        self.folder.mkdir()
        self.store = where / "desk.db"
        self.told: list[Summary] = []
        self.event = threading.Event()
        self.watcher: Watcher | None = None

    def start(self, **given: object) -> Watcher:
        self.watcher = Watcher(self.folder, self.store, self._on_change, workers=0, **given)  # type: ignore[arg-type]
        self.watcher.start()
        return self.watcher

    def _on_change(self, summary: Summary) -> None:
        self.told.append(summary)
        self.event.set()

    def until(self, true: Callable[[], bool]) -> None:
        end = time.monotonic() + LONG
        while not true():
            assert time.monotonic() < end, "the watcher did not get there"
            self.event.wait(0.2)
            self.event.clear()

    def imported(self) -> int:
        return sum(len(summary.imported) for summary in self.told)

    def orgs(self) -> set[str | None]:
        with Archive.open(self.store) as archive:
            return {row.org for row in archive.submissions(refused=False)}


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Watched]:
    made = Watched(tmp_path)
    yield made
    if made.watcher is not None:
        made.watcher.stop()


@pytest.mark.usefixtures("quick_looks")
@pytest.mark.parametrize("polling", [False, True])
def test_files_before_and_after_the_start_are_imported(watched: Watched, polling: bool) -> None:
    (watched.folder / "云台县.txt").write_text(text_of("云台县人民政府"))
    watcher = watched.start(polling=polling, rescan_seconds=1.0 if polling else 600.0)
    watched.until(lambda: watched.imported() == 1)
    inner = watched.folder / "县" / "镇"
    inner.mkdir(parents=True)
    (inner / "青禾镇.txt").write_text(text_of("青禾镇人民政府"))
    watched.until(lambda: watched.imported() == 2)
    assert watched.orgs() == {"云台县人民政府", "青禾镇人民政府"}
    health = watcher.health()
    assert health.last_scan and health.problem is None and health.folder == str(watched.folder)


@pytest.mark.usefixtures("quick_looks")
def test_a_folder_moved_in_whole_is_imported(watched: Watched, tmp_path: Path) -> None:
    watched.start(polling=False, rescan_seconds=600.0)
    watched.until(lambda: bool(watched.watcher and watched.watcher.health().last_scan))
    outside = tmp_path / "外来"
    outside.mkdir()
    for name in ("云台县", "临湖县"):
        (outside / f"{name}.txt").write_text(text_of(f"{name}人民政府"))
    shutil.move(outside, watched.folder / "外来")
    watched.until(lambda: watched.imported() == 2)


def test_a_slow_writer_is_waited_for(watched: Watched) -> None:
    watched.start(polling=False, rescan_seconds=600.0)
    watched.until(lambda: bool(watched.watcher and watched.watcher.health().last_scan))
    whole = text_of("云台县人民政府") + "六、其他需要报告的事项\n无。\n"
    with (watched.folder / "云台县.txt").open("w") as file:
        for line in whole.splitlines(keepends=True):
            file.write(line)
            file.flush()
            time.sleep(0.3)
    watched.until(lambda: watched.imported() == 1)
    with Archive.open(watched.store) as archive:
        (row,) = archive.submissions(latest_only=False)
        assert archive.original(row.id).decode() == whole


@pytest.mark.usefixtures("quick_looks")
def test_the_share_goes_away_and_comes_back(watched: Watched) -> None:
    (watched.folder / "云台县.txt").write_text(text_of("云台县人民政府"))
    watcher = watched.start(polling=False, rescan_seconds=0.5)
    watched.until(lambda: watched.imported() == 1)
    away = watched.folder.with_name("拔掉")
    watched.folder.rename(away)
    watched.until(lambda: watcher.health().problem is not None)
    assert "无法访问" in str(watcher.health().problem)
    away.rename(watched.folder)
    (watched.folder / "临湖县.txt").write_text(text_of("临湖县人民政府"))
    watched.until(lambda: watched.imported() == 2)
    watched.until(lambda: watcher.health().problem is None)


@pytest.mark.usefixtures("quick_looks")
def test_a_refused_file_is_counted_and_read_when_it_is_mended(watched: Watched) -> None:
    path = watched.folder / "云台县.txt"
    path.write_bytes(b"\x00\x00\x00\x00")
    watcher = watched.start(polling=False, rescan_seconds=600.0)
    watched.until(lambda: watcher.health().refused == 1)
    path.write_text(text_of("云台县人民政府"))
    watched.until(lambda: watched.orgs() == {"云台县人民政府"})
    watched.until(lambda: watcher.health().refused == 0)


def test_a_stop_in_the_middle_loses_nothing(watched: Watched) -> None:
    for index in range(6):
        (watched.folder / f"{index}.txt").write_text(text_of(f"第{index}县人民政府") + str(index))
    watcher = watched.start(polling=False, rescan_seconds=600.0)
    watched.until(lambda: watcher.health().waiting > 0)
    watcher.stop()
    watched.start(polling=False, rescan_seconds=600.0)
    watched.until(lambda: _count(watched.store) == 6)


def _count(store: Path) -> int:
    with Archive.open(store) as archive:
        return archive.count(latest_only=False)


def test_network_mounts_are_polled(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("desktop.intake.notices.is_network_path", lambda path: True)
    assert Watcher(tmp_path, tmp_path / "a.db", lambda summary: None).polling
    monkeypatch.setattr("desktop.intake.notices.is_network_path", lambda path: False)
    assert not Watcher(tmp_path, tmp_path / "a.db", lambda summary: None).polling
    assert Watcher(tmp_path, tmp_path / "a.db", lambda summary: None, polling=True).polling


def test_a_dead_observer_is_started_anew(tmp_path: Path) -> None:
    notices = Notices(tmp_path, polling=False)
    notices.ensure()
    first = notices._observer
    assert first is not None
    first.stop()
    first.join()
    notices.ensure()
    assert notices._observer is not first
    (tmp_path / "a.txt").write_text("x")
    assert str(tmp_path / "a.txt") in notices.wait(LONG)
    notices.stop()


def test_hints_from_elsewhere_and_service_folders_are_passed_over(tmp_path: Path) -> None:
    from desktop.intake.scanner import Scanner

    folder = tmp_path / "收件"
    (folder / "@eaDir").mkdir(parents=True)
    for path in (tmp_path / "外.txt", folder / "@eaDir" / "缩略.txt", folder / "~$锁.docx", folder / "真.txt"):
        path.write_text("x")
    with Archive.open(tmp_path / "desk.db") as archive:
        settling = Settling()
        Scanner(archive, folder, settling).hint([str(p) for p in tmp_path.rglob("*")] + [str(folder / "没有.txt")])
        assert len(settling) == 1 and folder / "真.txt" in settling
