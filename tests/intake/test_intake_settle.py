"""When a file is finished, with a clock that the test moves."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from desktop.intake.names import is_ignored_folder, is_submission, submissions_under
from desktop.intake.settle import BETWEEN_LOOKS, PATIENCE, RETRIES, Look, Settling, is_whole

PDF = b"%PDF-1.4\n...\n%%EOF\n"


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def settling(clock: Clock) -> Settling:
    return Settling(clock)


def seen(path: Path) -> Look:
    stat = path.stat()
    return Look(stat.st_size, stat.st_mtime_ns)


def test_two_looks_that_agree_make_a_file_finished(settling: Settling, clock: Clock, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("年报")
    settling.look(path, seen(path))
    assert settling.ready() == []
    clock.now += BETWEEN_LOOKS
    assert settling.ready() == [path]


def test_a_file_that_grows_is_not_finished(settling: Settling, clock: Clock, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    for _ in range(5):
        with path.open("a") as file:
            file.write("一页")
        settling.look(path, seen(path))
        clock.now += BETWEEN_LOOKS * 0.9
        assert settling.ready() == []
    clock.now += BETWEEN_LOOKS
    assert settling.ready() == [path]


def test_growth_seen_only_at_the_second_look(settling: Settling, clock: Clock, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("一")
    settling.look(path, seen(path))
    clock.now += BETWEEN_LOOKS
    path.write_text("一二")
    assert settling.ready() == []
    clock.now += BETWEEN_LOOKS
    assert settling.ready() == [path]


@pytest.mark.parametrize("data, whole", [
    (PDF, True), (PDF[:-8], False), (b"PK\x03\x04 ... PK\x05\x06" + b"\0" * 18, True), (b"PK\x03\x04 half", False),
    (b"", False), ("一、总体情况".encode(), True), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1...", True),
])
def test_containers_need_their_end(tmp_path: Path, data: bytes, whole: bool) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(data)
    assert is_whole(path) is whole


def test_a_container_without_end_is_waited_for_and_then_handed_on(
    settling: Settling, clock: Clock, tmp_path: Path,
) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(PDF[:-8])
    settling.look(path, seen(path))
    clock.now += PATIENCE / 2
    assert settling.ready() == [], "the scanner may still be writing"
    clock.now += PATIENCE
    assert settling.ready() == [path], "a broken file becomes a row with its reason, it does not wait for ever"


def test_a_wall_clock_set_back_does_no_harm(settling: Settling, clock: Clock, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("年报")
    os.utime(path, (4_000_000_000, 4_000_000_000))
    settling.look(path, seen(path))
    clock.now += BETWEEN_LOOKS
    assert settling.ready() == [path]


def test_a_file_that_goes_away_is_forgotten(settling: Settling, clock: Clock, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("年报")
    settling.look(path, seen(path))
    path.unlink()
    clock.now += BETWEEN_LOOKS
    assert settling.ready() == [] and len(settling) == 0


def test_a_locked_file_is_tried_again_after_growing_pauses(
    settling: Settling, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("年报")
    settling.look(path, seen(path))
    monkeypatch.setattr("desktop.intake.settle.is_whole", _locked)
    clock.now += BETWEEN_LOOKS
    for pause in RETRIES:
        assert settling.ready() == []
        assert settling.next_due() == pytest.approx(pause)
        clock.now += pause
    monkeypatch.undo()
    assert settling.ready() == [path]


def _locked(path: Path) -> bool:
    raise PermissionError(13, "locked")


@pytest.mark.parametrize("name", [
    "云台县2023年年报.docx", "REPORT.PDF", "年报.wps", "扫描件.jpg", "龘" * 80 + ".txt", "báo cáo 年報.html", "a b.zip",
])
def test_submissions_by_name(name: str) -> None:
    assert is_submission(name)


@pytest.mark.parametrize("name", [
    "~$县2023年年报.docx", ".~lock.年报.odt#", "Thumbs.db", "._年报.docx", ".DS_Store", "年报.docx.crdownload", "年报.tmp",
    "~WRL0003.tmp", "desktop.ini", ".年报.pdf.swp", "说明.md", "无后缀", "年报.docx.part",
])
def test_leftovers_by_name(name: str) -> None:
    assert not is_submission(name)


def test_the_walk_passes_over_service_folders(tmp_path: Path) -> None:
    for folder in ("@eaDir", ".git", "县", "县/镇", "#recycle"):
        (tmp_path / folder).mkdir(parents=True, exist_ok=True)
        (tmp_path / folder / "年报.txt").write_text("x")
    assert [path.parent.name for path, _ in submissions_under(tmp_path)] == ["县", "镇"]
    assert is_ignored_folder("@EADIR")


def test_a_folder_that_cannot_be_listed_is_told(tmp_path: Path) -> None:
    with pytest.raises(OSError):
        list(submissions_under(tmp_path / "away"))
