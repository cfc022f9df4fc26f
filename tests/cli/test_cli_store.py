"""The commands that work on a store: import, watch, sheet, letter."""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.archive import Archive
from desktop.cli import main

ROOT = Path(__file__).resolve().parents[2]


def text_of(org: str, year: int = 2023) -> str:
    return f"{org}{year}年政府信息公开工作年度报告\n一、总体情况\n全年收到政府信息公开申请12件。\n"


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A folder with one good and one broken file, imported into ``desk.db`` beside it; and what the command printed."""
    home = tmp_path_factory.mktemp("filled")
    folder = home / "收件"
    folder.mkdir()
    (folder / "云台县.txt").write_text(text_of("云台县人民政府"))
    (folder / "坏.pdf").write_bytes(b"%PDF-1.4")
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        assert main(["import", str(folder), "--store", str(home / "store" / "desk.db")]) == 1, "one file was refused"
    return folder, printed.getvalue()


@pytest.fixture
def filled(imported: tuple[Path, str], tmp_path: Path) -> tuple[Path, Path]:
    """The folder, and a store of one's own into which it was imported."""
    folder, _ = imported
    shutil.copytree(folder.parent / "store", tmp_path / "store")
    return folder, tmp_path / "store" / "desk.db"


def test_import_tells_what_came_and_makes_a_daily_backup(imported: tuple[Path, str], filled: tuple[Path, Path]) -> None:
    assert "云台县人民政府" in imported[1] and "新导入 1 份，不能读取 1 份。" in imported[1]
    with Archive.open(filled[1]) as archive:
        assert [backup.reason for backup in archive.backups()] == ["daily"]


@pytest.mark.parametrize("how", ["id", "hash", "path", "relative path"])
def test_a_sheet_by_any_name(
    filled: tuple[Path, Path], how: str, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder, store = filled
    with Archive.open(store) as archive:
        (row,) = archive.submissions(refused=False)
    monkeypatch.chdir(folder)
    word = {"id": str(row.id), "hash": row.sha256[:12], "path": row.path, "relative path": "云台县.txt"}[how]
    assert main(["sheet", word, "--store", str(store), "--out", str(tmp_path / "纸")]) == 0
    written = Path(capsys.readouterr().out.strip())
    assert written.parent == tmp_path / "纸" and written.read_bytes().startswith(b"%PDF")


def test_a_letter(filled: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, store = filled
    assert main(["letter", str(folder / "云台县.txt"), "--store", str(store), "--out", str(tmp_path / "纸"),
                 "--office", "示例市人民政府办公室"]) == 0
    assert Path(capsys.readouterr().out.strip()).read_bytes().startswith(b"%PDF")


def test_what_cannot_be_written_is_said(filled: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, store = filled
    out = ["--store", str(store), "--out", str(tmp_path / "纸")]
    assert main(["sheet", "9999", *out]) == 1
    assert main(["sheet", str(folder / "坏.pdf"), *out]) == 1
    assert main(["sheet", "1", "--store", str(tmp_path / "没有.db"), "--out", str(tmp_path)]) == 2
    said = capsys.readouterr()
    assert said.out == "" and "没有这份报告：9999" in said.err and "未能读取" in said.err and "找不到资料库" in said.err


def test_import_of_nothing_is_bad_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", str(tmp_path / "away"), "--store", str(tmp_path / "a.db")]) == 2
    assert not (tmp_path / "a.db").exists()


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_watch_runs_until_it_is_told_to_end(tmp_path: Path) -> None:
    folder = tmp_path / "收件"
    folder.mkdir()
    (folder / "云台县.txt").write_text(text_of("云台县人民政府"))
    process = subprocess.Popen(
        [sys.executable, "-m", "desktop", "watch", str(folder), "--store", str(tmp_path / "desk.db")], cwd=ROOT,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert process.stdout is not None
    line = process.stdout.readline()
    process.send_signal(signal.SIGTERM)
    assert process.wait(60) == 0
    assert "云台县人民政府" in line
    with Archive.open(tmp_path / "desk.db") as archive:
        assert not archive.unclean, "it closed the store"
