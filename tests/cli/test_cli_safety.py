"""backup, restore, verify and salvage by command."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desktop.archive import Archive
from desktop.cli import main

pytestmark = pytest.mark.usefixtures("quick_looks")
BODIES = {"云台县人民政府", "临湖县人民政府", "青禾镇人民政府"}


@pytest.fixture
def store(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    folder = tmp_path / "收件"
    folder.mkdir()
    for name in BODIES:
        (folder / f"{name}.txt").write_text(
            f"{name}2023年政府信息公开工作年度报告\n一、总体情况\n2023年，{name}收到申请3件。\n", encoding="utf-8")
    path = tmp_path / "desk.db"
    assert main(["import", str(folder), "--store", str(path)]) == 0
    capsys.readouterr()
    return path


def test_there_and_back(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["backup", "--store", str(store)]) == 0
    backup = capsys.readouterr().out.strip()
    with Archive.open(store) as archive:
        archive.set_setting("reviewer", "乙")
    assert main(["restore", "--store", str(store)]) == 0
    assert backup in capsys.readouterr().out
    assert main(["restore", backup, "--store", str(store)]) == 0
    with Archive.open(store) as archive:
        assert archive.setting("reviewer") == "" and archive.count() == 3
    assert main(["verify", "--originals", "--store", str(store)]) == 0
    assert "资料库完好" in capsys.readouterr().out


def test_damage_is_found_and_salvaged(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Archive.open(store) as archive:
        lost = archive.kept_file(archive.submission(1).sha256)
        data = lost.read_bytes()
    lost.write_bytes(b"changed")
    assert main(["verify", "--originals", "--store", str(store)]) == 1
    assert "内容与收到时不同" in capsys.readouterr().out
    lost.write_bytes(data)
    with closing(sqlite3.connect(store)) as connection:
        roots = [row[0] for row in connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name IN ('submissions', 'parsed', 'originals', 'findings')")]
    whole = bytearray(store.read_bytes())
    chance = random.Random(5)
    for page in roots:  # nothing can be read of these tables: only the originals are left
        whole[(page - 1) * 4096:page * 4096] = chance.randbytes(4096)
    store.write_bytes(whole)
    assert main(["salvage", "--store", str(store)]) == 1
    said = capsys.readouterr().out
    assert "3 份原件在库中已无记录，将重新导入" in said and "submissions" in said
    with Archive.open(store) as archive:
        assert archive.faults() == [] and archive.lost_originals() == []
        assert {row.org for row in archive.submissions(latest_only=False)} == BODIES
        assert archive.unchecked() == []


def test_without_a_store(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["backup"], ["verify"], ["salvage"], ["merge", "x"], ["bundle", "--out", "x"]):
        assert main([*words, "--store", str(tmp_path / "没有.db")]) == 2, words
    assert main(["restore", str(tmp_path / "没有.bak"), "--store", str(tmp_path / "没有.db")]) == 2
    assert "找不到备份文件" in capsys.readouterr().err
