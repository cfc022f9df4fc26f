"""Work shared between two reviewers who have the same submissions: nothing is lost, nothing silently overwritten."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.archive import Archive, KnownError, Verdict
from desktop.cli import main
from desktop.report import Evidence
from desktop.review import Desk, decide, merge_bundle, read_bundle, write_bundle
from tests.archive.made_up import make_finding, make_report

MARK = make_finding(make_report()).fingerprint
OTHER = make_finding(make_report(), "申请").fingerprint
KEY = "applications.new.total"


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[tuple[Desk, Desk]]:
    """Two reviewers, each with a store of the same two reports."""
    with Archive.open(tmp_path / "甲.db") as one, Archive.open(tmp_path / "乙.db") as two:
        for archive in (one, two):
            for year in (2022, 2023):
                report = make_report(year=year)
                number = archive.add(f"/in/{year}.txt", str(year).encode(), report.document, report, None,
                                     "2024-02-01T09:00:00")
                archive.save_findings(number, [make_finding(report), make_finding(report, "申请")])
        yield Desk(one, "甲"), Desk(two, "乙")


def send(source: Desk, path: Path, *ids: int) -> Path:
    return write_bundle(source.archive, ids or (1, 2), path, source.author)


def test_everything_arrives_with_its_author(desks: tuple[Desk, Desk], tmp_path: Path) -> None:
    one, two = desks
    one.accept(1, MARK)
    one.dismiss(1, OTHER, "口径不同")
    one.add_note(1, "cell", "请核对", place=Evidence(0, 2, "云台"))
    mark = one.add_finding(1, None, "缺公章", "warning").subject
    one.correct(2, KEY, "25")
    one.conclude(1, "退回", "returned")
    bundle = read_bundle(send(one, tmp_path / "包.json"))
    merge = merge_bundle(two.archive, bundle)
    assert (merge.notes, merge.corrections, merge.findings, merge.conclusions) == (1, 1, 1, 1)
    assert merge.conflicts == [] and merge.missing == []
    stored = two.archive.load(1)
    assert stored.verdicts[MARK].author == "甲" and stored.verdicts[OTHER].reason == "口径不同"
    assert [note.author for note in stored.notes] == ["甲"] and stored.conclusion == "退回"
    assert mark in {finding.fingerprint for finding in stored.findings}
    assert two.archive.load(2).report.value(KEY) == 25
    again = merge_bundle(two.archive, bundle)
    assert (again.verdicts, again.notes, again.corrections, again.findings, again.conclusions) == (0, 0, 0, 0, 0)
    assert again.conflicts == []


def test_differences_are_shown_and_a_person_decides(desks: tuple[Desk, Desk], tmp_path: Path) -> None:
    one, two = desks
    one.accept(1, MARK)
    one.conclude(1, "退回", "returned")
    two.dismiss(1, MARK, "口径不同")
    two.conclude(1, "通过", "accepted")
    merge = merge_bundle(two.archive, read_bundle(send(one, tmp_path / "包.json")))
    assert [conflict.kind for conflict in merge.conflicts] == ["verdict", "conclusion"]
    verdict, conclusion = merge.conflicts
    assert isinstance(verdict.ours, Verdict) and isinstance(verdict.theirs, Verdict)
    assert (verdict.ours.decision, verdict.theirs.decision) == ("dismissed", "accepted")
    stored = two.archive.load(1)
    assert stored.verdicts[MARK].decision == "dismissed" and stored.conclusion == "通过", "nothing overwritten silently"
    decide(two.archive, verdict, "乙")
    decide(two.archive, conclusion, "乙")
    stored = two.archive.load(1)
    assert stored.verdicts[MARK].author == "甲" and stored.conclusion == "退回"
    assert [v.decision for v in two.archive.verdict_history(1, MARK)] == ["dismissed", "accepted"]


def test_reports_that_are_not_here_are_named(desks: tuple[Desk, Desk], tmp_path: Path) -> None:
    one, two = desks
    report = make_report("临湖县人民政府2023年报告\n收到申请15件。", org="临湖县人民政府")
    number = one.archive.add("/in/临湖县.txt", b"x", report.document, report, None, "2024-02-01T09:00:00")
    merge = merge_bundle(two.archive, read_bundle(send(one, tmp_path / "包.json", number)))
    assert merge.missing == ["临湖县.txt"] and "临湖县.txt" in merge.text()


def test_a_changed_or_newer_bundle_is_refused(desks: tuple[Desk, Desk], tmp_path: Path) -> None:
    one, _ = desks
    one.accept(1, MARK)
    path = send(one, tmp_path / "包.json")
    good = path.read_text(encoding="utf-8")
    path.write_text(good.replace("accepted", "dismissed"), encoding="utf-8")
    with pytest.raises(KnownError, match="不完整或被改动"):
        read_bundle(path)
    path.write_text(json.dumps(json.loads(good) | {"format": 2, "new": []}), encoding="utf-8")
    with pytest.raises(KnownError, match="请先升级程序"):
        read_bundle(path)
    for rubbish in ("", "[]", "{}", good[: len(good) // 2]):
        path.write_text(rubbish, encoding="utf-8")
        with pytest.raises(KnownError):
            read_bundle(path)
    with pytest.raises(KnownError, match="打不开"):
        read_bundle(tmp_path / "没有.json")


def test_by_command(desks: tuple[Desk, Desk], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one, two = desks
    one.accept(1, MARK)
    out = tmp_path / "交接" / "包.json"
    assert main(["bundle", "--out", str(out), "--store", str(one.archive.path)]) == 0
    two.dismiss(1, MARK, "口径不同")
    assert main(["merge", str(out), "--store", str(two.archive.path)]) == 1
    said = capsys.readouterr().out
    assert "双方不一致 1 处" in said and MARK in said
