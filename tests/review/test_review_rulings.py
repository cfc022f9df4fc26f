"""Standing decisions: a kind of finding not taken for one body, or a rule switched off; states of several reports."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.archive import OWN, Archive, KnownError
from desktop.review import Desk, read_bundle, write_bundle
from tests.archive.made_up import make_finding, make_report

FINDING = make_finding(make_report())
ORG = make_report().org or ""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Archive.open(tmp_path / "desk.db") as archive:
        for name, org in (("a", ORG), ("b", "示例县青禾镇人民政府")):
            report = make_report(org=org)
            number = archive.add(f"/in/{name}.txt", name.encode(), report.document, report, None, "2024-02-01T09:00:00")
            archive.save_findings(number, [make_finding(report)])
        yield Desk(archive, "审读员甲")


def decisions(desk: Desk) -> list[str | None]:
    out = []
    for number in (1, 2):
        stored = desk.archive.load(number)
        verdict = stored.verdicts.get(stored.findings[0].fingerprint)
        out.append(verdict.decision if verdict else None)
    return out


def counted(desk: Desk) -> list[tuple[int, int]]:
    rows = [desk.archive.submission(n) for n in (1, 2)]
    return [(row.errors + row.warnings + row.notices, row.open) for row in rows]


def test_a_kind_of_finding_is_not_taken_for_one_body(desk: Desk) -> None:
    change = desk.rule_out(FINDING.check, ORG, "口径已说明")
    assert change.report_id == 0
    assert decisions(desk) == ["dismissed", None]
    assert counted(desk) == [(0, 0), (1, 1)]
    stored = desk.archive.load(1)
    verdict = stored.verdicts[stored.findings[0].fingerprint]
    assert verdict.standing and verdict.author == "审读员甲" and "口径已说明" in (verdict.reason or "")
    assert len(stored.findings) == 1, "greyed out, not lost"


def test_a_rule_is_switched_off_for_all_and_undone(desk: Desk) -> None:
    desk.rule_out(FINDING.check, "")
    assert decisions(desk) == ["dismissed", "dismissed"]
    assert [(r.check, r.org, r.author) for r in desk.archive.rulings()] == [(FINDING.check, "", "审读员甲")]
    desk.undo()
    assert decisions(desk) == [None, None] and counted(desk) == [(1, 1), (1, 1)]
    assert desk.archive.rulings() == []
    desk.redo()
    assert decisions(desk) == ["dismissed", "dismissed"]
    desk.lift_ruling(FINDING.check, "")
    assert decisions(desk) == [None, None]


def test_a_verdict_on_one_finding_goes_before_the_ruling(desk: Desk) -> None:
    desk.rule_out(FINDING.check, ORG)
    mark = desk.archive.findings(1)[0].fingerprint
    desk.accept(1, mark)
    assert decisions(desk)[0] == "accepted" and counted(desk)[0] == (1, 0)
    desk.undo()
    assert decisions(desk)[0] == "dismissed"


def test_an_edited_wording_stays_under_a_ruling(desk: Desk) -> None:
    mark = desk.archive.findings(1)[0].fingerprint
    desk.edit_wording(1, mark, "请核对。")
    desk.rule_out(FINDING.check, ORG)
    verdict = desk.archive.load(1).verdicts[mark]
    assert verdict.wording == "请核对。" and verdict.decision == "dismissed"


def test_checks_run_later_are_counted_with_the_ruling(desk: Desk) -> None:
    desk.rule_out(FINDING.check, ORG)
    desk.archive.save_findings(1, desk.archive.findings(1))
    assert counted(desk)[0] == (0, 0)


def test_own_findings_cannot_be_ruled_out(desk: Desk) -> None:
    with pytest.raises(KnownError):
        desk.rule_out(OWN, ORG)


def test_a_bundle_holds_no_standing_decisions(desk: Desk, tmp_path: Path) -> None:
    desk.rule_out(FINDING.check, ORG)
    bundle = read_bundle(write_bundle(desk.archive, [1], tmp_path / "work.json", "审读员甲"))
    assert bundle.reports[0].verdicts == ()


def test_states_of_several_reports_are_one_operation(desk: Desk) -> None:
    desk.set_state(2, "waiting")
    desk.set_states([1, 2], "accepted")
    assert [desk.archive.submission(n).state for n in (1, 2)] == ["accepted", "accepted"]
    desk.undo()
    assert [desk.archive.submission(n).state for n in (1, 2)] == ["new", "waiting"]


def test_the_checklist_comes_with_the_report(desk: Desk) -> None:
    desk.check_section(1, 2, True)
    assert desk.archive.load(1).checked[2][0] == "审读员甲"
