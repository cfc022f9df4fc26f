"""``roster`` and ``missing``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desktop.archive import Archive
from desktop.cli import main
from desktop.forms import understand
from desktop.reading import read_text

EXAMPLE = Path(__file__).resolve().parents[2] / "resources" / "roster" / "应报单位名录示例.csv"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "desk.db"
    with Archive.open(path) as archive:
        for org, received in (("云台县人民政府", "2025-02-20T09:00:00"), ("景川市财政局", "2025-02-03T09:00:00"),
                              ("景川市档案局", "2025-01-10T09:00:00")):
            document = read_text(f"{org}2024年政府信息公开工作年度报告\n一、总体情况\n全年收到政府信息公开申请12件。\n")
            archive.add(f"/收件/{org}.txt", org.encode(), document, understand(document, f"{org}.txt"), None, received)
    return path


def test_import_then_missing(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["missing", "--year", "2024", "--store", str(store)]) == 2
    assert "还没有应报单位名录" in capsys.readouterr().err
    assert main(["roster", str(EXAMPLE), "--store", str(store)]) == 0
    assert "读到 13 个单位。已存入资料库。" in capsys.readouterr().out
    words = ["missing", "--year", "2024", "--store", str(store), "--today", "2025-03-01"]
    assert main([*words, "--json"]) == 1, "somebody is missing"
    said = json.loads(capsys.readouterr().out)
    assert (said["roster"], said["came"], len(said["missing"])) == (13, 2, 11)
    assert said["missing"][0]["days"] == -29 and said["missing"][0]["deadline"] == "2025-01-31"
    assert [(body["org"], body["days"]) for body in said["late"]] == [("景川市财政局", -3)]
    assert [(row["org"], row["nearest"]) for row in said["unlisted"]] == [("景川市档案局", None)]
    assert main(words) == 1
    out = capsys.readouterr().out
    assert "应报 13 个单位，已报 2 个，未报 11 个，逾期报送 1 个" in out and "已逾期 29 天" in out and "还有 30 天" in out


def test_bad_rows_are_told_and_the_rest_is_imported(
    tmp_path: Path, store: Path, capsys: pytest.CaptureFixture[str],
) -> None:
    path = tmp_path / "名录.csv"
    path.write_bytes("单位,级别\n云台县人民政府,县级\n,县级\n".encode("gbk"))
    assert main(["roster", str(path), "--store", str(store)]) == 1
    caught = capsys.readouterr()
    assert "第3行：没有填写单位名称" in caught.err and "读到 1 个单位，1 行未能使用。" in caught.out
    path.write_bytes(b"a,b\n")
    assert main(["roster", str(path), "--store", str(store)]) == 2
    with Archive.open(store) as archive:
        assert archive.roster_size() == 1, "a bad file leaves the roster as it was"


def test_nobody_is_missing(tmp_path: Path, store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "名录.csv"
    path.write_text("单位\n云台县人民政府\n景川市财政局\n景川市档案局\n", encoding="utf-8")
    assert main(["roster", str(path), "--store", str(store)]) == 0
    assert main(["missing", "--year", "2024", "--store", str(store)]) == 0
    assert main(["missing", "--year", "2024", "--store", str(tmp_path / "none.db")]) == 2
