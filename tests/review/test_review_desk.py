"""A reviewer's operations: each is written at once, can be undone and done again, also after a restart."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop.archive import Archive, KnownError
from desktop.report import Evidence
from desktop.review import Change, Desk
from tests.archive.made_up import make_finding, make_report

MARK = make_finding(make_report()).fingerprint
KEY = "applications.new.total"


def fill(archive: Archive) -> int:
    report = make_report()
    number = archive.add("/in/a.txt", b"a", report.document, report, None, "2024-02-01T09:00:00")
    archive.save_findings(number, [make_finding(report)])
    return number


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Archive.open(tmp_path / "desk.db") as archive:
        fill(archive)
        yield Desk(archive, "审读员甲")


def everything(desk: Desk) -> tuple[object, ...]:
    """What a person sees of the report, times aside."""
    stored = desk.archive.load(1)
    verdicts = {(v.fingerprint, v.decision, v.reason, v.wording, v.severity) for v in stored.verdicts.values()
                if (v.decision, v.reason, v.wording, v.severity) != (None, None, None, None)}
    return (verdicts, [(n.id, n.text) for n in stored.notes], stored.conclusion, stored.submission.state,
            [(c.key, c.value) for c in stored.corrections], stored.report.value(KEY),
            {f.fingerprint for f in stored.findings if f.check == "own"}, set(desk.archive.checklist(1)),
            (stored.submission.errors, stored.submission.open) if not stored.corrections else None)


OPERATIONS: dict[str, Callable[[Desk], object]] = {
    "accept": lambda desk: desk.accept(1, MARK),
    "dismiss": lambda desk: desk.dismiss(1, MARK, "口径不同"),
    "wording": lambda desk: desk.edit_wording(1, MARK, "请核对第三行。"),
    "severity": lambda desk: desk.set_severity(1, MARK, "notice"),
    "accept all": lambda desk: desk.accept_all(1, [MARK]),
    "note": lambda desk: desk.add_note(1, "section", "写得好", section=1),
    "finding": lambda desk: desk.add_finding(1, Evidence(0, 2, "云台"), "名称不全", "warning"),
    "conclude": lambda desk: desk.conclude(1, "请修改后重报。", "returned"),
    "section": lambda desk: desk.check_section(1, 2, True),
}


@pytest.mark.parametrize("name", OPERATIONS)
def test_every_operation_is_undone_and_done_again(desk: Desk, name: str) -> None:
    before = everything(desk)
    OPERATIONS[name](desk)
    after = everything(desk)
    assert after != before
    undone = desk.undo()
    assert isinstance(undone, Change) and undone.label_zh.startswith("撤销：")
    assert everything(desk) == before
    assert desk.undo() is None
    assert desk.redo() is not None
    assert everything(desk) == after
    assert desk.redo() is None


def test_a_long_walk_back_and_forth(desk: Desk) -> None:
    seen = [everything(desk)]
    for operation in OPERATIONS.values():
        operation(desk)
        seen.append(everything(desk))
    for expected in reversed(seen[:-1]):
        assert desk.undo() is not None
        assert everything(desk) == expected
    for expected in seen[1:]:
        assert desk.redo() is not None
        assert everything(desk) == expected


def test_undo_survives_a_restart(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "a.db") as archive:
        fill(archive)
        Desk(archive, "甲").dismiss(1, MARK, "口径不同")
    with Archive.open(tmp_path / "a.db") as archive:
        desk = Desk(archive, "甲")
        assert desk.can_undo() == "不采纳问题"
        desk.undo()
        verdict = archive.verdict(1, MARK)
        assert verdict is not None and verdict.decision is None
        assert archive.submission(1).state == "new"


def test_a_reviewer_undoes_only_the_own_work(desk: Desk) -> None:
    desk.accept(1, MARK)
    assert Desk(desk.archive, "审读员乙").undo() is None


def test_a_new_operation_forgets_what_could_be_done_again(desk: Desk) -> None:
    desk.accept(1, MARK)
    desk.undo()
    desk.dismiss(1, MARK, "口径不同")
    assert desk.redo() is None


def test_history_names_every_verdict(desk: Desk) -> None:
    desk.accept(1, MARK)
    desk.dismiss(1, MARK, "口径不同")
    said = [(v.decision, v.reason, v.author) for v in desk.archive.verdict_history(1, MARK)]
    assert said == [("accepted", None, "审读员甲"), ("dismissed", "口径不同", "审读员甲")]


def test_notes_are_edited_and_deleted_with_undo(desk: Desk) -> None:
    note = desk.add_note(1, "report", "第一稿")
    assert desk.edit_note(note, "第二稿").what == {"notes"}
    desk.delete_note(note)
    assert desk.archive.notes(1) == ()
    desk.undo()
    assert [n.text for n in desk.archive.notes(1)] == ["第二稿"]
    desk.undo()
    assert [n.text for n in desk.archive.notes(1)] == ["第一稿"]


def test_a_correction_changes_the_figure_and_runs_the_checks(desk: Desk) -> None:
    change = desk.correct(1, KEY, "25")
    assert change.what >= {"figures", "findings"}
    stored = desk.archive.load(1)
    assert stored.report.value(KEY) == 25
    assert MARK not in {f.fingerprint for f in stored.findings}, "the made-up finding is no finding of a check"
    desk.undo()
    assert desk.archive.load(1).report.value(KEY) == 15


def test_correcting_to_what_was_read_withdraws_the_correction(desk: Desk) -> None:
    desk.correct(1, KEY, "25")
    desk.correct(1, KEY, "15")
    assert desk.archive.corrections(1) == ()


def test_own_findings_stay_when_the_checks_run_again(desk: Desk) -> None:
    mark = desk.add_finding(1, None, "缺少公章", "warning").subject
    desk.correct(1, KEY, "25")
    assert mark in {f.fingerprint for f in desk.archive.findings(1)}
    desk.remove_finding(1, mark)
    assert mark not in {f.fingerprint for f in desk.archive.findings(1)}


def test_what_cannot_be_done_is_told(desk: Desk) -> None:
    with pytest.raises(KnownError, match="自己提出"):
        desk.remove_finding(1, MARK)
    with pytest.raises(KnownError, match="没有这个数据"):
        desk.correct(1, "applications.none.total", "1")
    with pytest.raises(KnownError, match="批注"):
        desk.edit_note(99, "x")


def test_a_failed_operation_leaves_nothing_behind(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    before = everything(desk)

    def fail(*_: object, **__: object) -> None:
        raise KnownError("磁盘空间不足")

    monkeypatch.setattr(desk.archive, "push_step", fail)
    with pytest.raises(KnownError):
        desk.conclude(1, "通过", "accepted")
    assert everything(desk) == before
