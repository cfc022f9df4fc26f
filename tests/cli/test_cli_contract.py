"""``check --json`` says exactly what the contract says: keys, types, offsets, exit codes, and nothing else on stdout."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from desktop.cli import main

TEXT = """云台县人民政府2023年政府信息公开工作年度报告
发布日期：2024-01-20
一、总体情况
2023年，云台县人民政府主动公开政府信息105条，分别为政策文件50条、财政信息23条、人事信息6条。
三、收到和处理政府信息公开申请情况
全年收到申请12件。
四、政府信息公开行政复议、行政诉讼情况
行政复议|||||行政诉讼
结果维持|结果纠正|其他结果|尚未审结|总计
0|0|0|0|0
五、存在的主要问题及改进情况
公开内容有待充实。
六、其他需要报告的事项
无其他需要报告的事项。
"""
NUMBER = (int, float)
TEXT_OR_NONE = (str, type(None))
INT_OR_NONE = (int, type(None))
SHAPES: dict[str, dict[str, type | tuple[type, ...]]] = {
    "answer": {"file": str, "sha256": str, "format": str, "error": TEXT_OR_NONE, "text": str,
               "report": (dict, type(None)), "tables": list, "facts": dict, "findings": list},
    "report": {"kind": str, "org": TEXT_OR_NONE, "level": TEXT_OR_NONE, "region": TEXT_OR_NONE, "year": INT_OR_NONE,
               "form": TEXT_OR_NONE, "title": TEXT_OR_NONE, "published": TEXT_OR_NONE, "script": str, "sections": list},
    "section": {"number": int, "title": str, "start": int, "end": int},
    "table": {"id": str, "rows": int, "cols": int, "cells": list},
    "cell": {"row": int, "col": int, "rowspan": int, "colspan": int, "text": str, "start": int, "end": int,
             "page": INT_OR_NONE, "bbox": (list, type(None))},
    "fact": {"value": (int, float, type(None)), "raw": str, "start": int, "end": int},
    "finding": {"check": str, "family": str, "severity": str, "confidence": NUMBER, "message": str, "basis": str,
                "suggestion": str, "expected": TEXT_OR_NONE, "actual": TEXT_OR_NONE, "working": TEXT_OR_NONE,
                "fingerprint": str, "evidence": list},
    "evidence": {"start": int, "end": int, "quote": str, "table": TEXT_OR_NONE, "row": INT_OR_NONE, "col": INT_OR_NONE,
                 "file": TEXT_OR_NONE},
}
FAMILIES = {"parts", "text-table", "table", "list", "year", "name", "blank", "mark", "form", "cross-year", "cross-body"}


def shaped(name: str, said: dict[str, Any], more: frozenset[str] = frozenset()) -> None:
    """The object has all the keys of its shape with their types, and no others but ``more``."""
    assert set(said) - more == set(SHAPES[name]), name
    for key, kind in SHAPES[name].items():
        assert isinstance(said[key], kind) and not isinstance(said[key], bool), (name, key, said[key])


def check(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = main(["check", *words])
    out = capsys.readouterr()
    return code, out.out, out.err


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("报告")
    (made / "云台县.txt").write_text(TEXT, encoding="utf-8")
    (made / "坏.pdf").write_bytes(b"%PDF-1.4 no more")
    (made / "gold.json").write_text("{}")
    (made / "~$云台县.docx").write_text("lock")
    return made


def test_the_shape_of_every_object(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = check(capsys, str(folder), "--json")
    answers = json.loads(out)
    assert code == 1 and "云台县.txt" in err
    assert [Path(a["file"]).name for a in answers] == ["云台县.txt", "坏.pdf"], "every report under it, by path"
    for answer in answers:
        shaped("answer", answer, frozenset(("claims", "notices")))
        for table in answer["tables"]:
            shaped("table", table)
            for cell in table["cells"]:
                shaped("cell", cell)
                assert answer["text"][cell["start"]:cell["end"]] == cell["text"]
        for fact in answer["facts"].values():
            shaped("fact", fact, frozenset(("unit",)))
        for finding in answer["findings"]:
            shaped("finding", finding)
            assert finding["family"] in FAMILIES and finding["severity"] in ("error", "warning", "notice")
            assert 0 <= finding["confidence"] <= 1 and finding["fingerprint"]
            for place in finding["evidence"]:
                shaped("evidence", place)
                if place["file"] is None:
                    assert answer["text"][place["start"]:place["end"]] == place["quote"]


def test_a_report_is_described_and_its_problem_found(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = check(capsys, str(folder / "云台县.txt"), "--json")
    (answer,) = json.loads(out)
    shaped("report", answer["report"])
    for section in answer["report"]["sections"]:
        shaped("section", section)
    assert code == 0 and answer["error"] is None and answer["format"] == "txt"
    assert answer["sha256"] == hashlib.sha256(TEXT.encode()).hexdigest()
    assert (answer["report"]["org"], answer["report"]["year"]) == ("云台县人民政府", 2023)
    assert any(f["expected"] == "79" and f["actual"] == "105" for f in answer["findings"])
    states = {claim["state"] for claim in answer["claims"]}
    assert "wrong" in states and states <= {"right", "wrong", "unchecked", "not-work"}


def test_a_file_that_cannot_be_read_keeps_its_object(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    away = str(folder / "没有.docx")
    code, out, _ = check(capsys, away, str(folder / "云台县.txt"), "--json")
    first, second = json.loads(out)
    shaped("answer", first)
    assert code == 1 and first["file"] == away and first["error"].endswith("。") and first["report"] is None
    assert (first["text"], first["tables"], first["facts"], first["findings"]) == ("", [], {}, [])
    assert second["error"] is None


def test_fingerprints_are_stable(folder: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    moved = tmp_path / "改名.txt"
    moved.write_text("（本页为封面）\n" + TEXT, encoding="utf-8")
    marks = []
    for path in (folder / "云台县.txt", folder / "云台县.txt", moved):
        _, out, _ = check(capsys, str(path), "--json")
        marks.append({f["fingerprint"] for f in json.loads(out)[0]["findings"] if f["family"] == "parts"})
    assert marks[0] == marks[1] == marks[2] != set()


def test_people_get_a_table(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = check(capsys, str(folder))
    assert "云台县人民政府" in out and "未能读取" in out and "50+23+6=79" in out
    assert out.rstrip().splitlines()[-1].startswith("共 2 份，读取 1 份，未能读取 1 份")


@pytest.mark.parametrize("words", [["check"], ["check", "--nothing", "x"], ["check", "x", "--store"], ["nonsense"]])
def test_bad_usage_is_two(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 2
    assert capsys.readouterr().out == ""


def test_an_empty_folder_is_an_empty_list(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(capsys, str(tmp_path), "--json")[:2] == (0, "[]\n")


def test_the_store_is_compared_with(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    last = tmp_path / "2022.txt"
    last.write_text(TEXT.replace("2023", "2022").replace("2024", "2023"), encoding="utf-8")
    store = str(tmp_path / "desk.db")
    assert main(["import", str(last), "--store", store]) == 0
    capsys.readouterr()
    _, alone, _ = check(capsys, str(folder / "云台县.txt"), "--json")
    _, beside, _ = check(capsys, str(folder / "云台县.txt"), "--json", "--store", store)
    found = [{f["check"] for f in json.loads(out)[0]["findings"]} for out in (alone, beside)]
    assert found[1] > found[0], "last year's report was at hand"


def test_a_store_that_cannot_be_used_is_two(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = tmp_path / "desk.db"
    broken.write_text("no database at all, but long enough to be looked at" * 50)
    code, out, err = check(capsys, str(folder / "云台县.txt"), "--json", "--store", str(broken))
    assert (code, out) == (2, "") and "资料库" in err
