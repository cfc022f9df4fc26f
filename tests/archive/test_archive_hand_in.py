"""Files handed in: versions, known bytes, refusals, the search."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.archive import Archive, KnownError, Verdict
from desktop.report import Report
from tests.archive.conftest import Handing
from tests.archive.made_up import make_finding, make_report


def test_a_report_comes_back_as_it_was_read(archive: Archive, hand_in: Handing) -> None:
    report = make_report()
    stored = archive.load(hand_in())
    assert stored.report == report
    assert stored.submission.org == "云台县人民政府"
    assert stored.submission.version == 1 and stored.submission.latest
    assert archive.original(stored.submission.id) == report.document.text.encode()


def test_it_survives_a_restart(tmp_path: Path) -> None:
    report = make_report()
    with Archive.open(tmp_path / "a.db") as first:
        number = first.add("/in/a.txt", b"bytes", report.document, report, None, "2024-02-01T09:00:00")
    with Archive.open(tmp_path / "a.db") as again:
        assert again.load(number).report == report
        assert not again.unclean


def test_the_same_bytes_are_recognised(archive: Archive, hand_in: Handing) -> None:
    assert hand_in("/in/a.txt", b"same") == hand_in("/in/copy.txt", b"same")
    assert archive.count(latest_only=False) == 1


def test_a_changed_report_is_a_new_version(archive: Archive, hand_in: Handing) -> None:
    first, second = hand_in(data=b"one"), hand_in(data=b"two")
    assert [s.id for s in archive.submissions()] == [second]
    assert archive.submission(second).version == 2
    assert not archive.submission(first).latest
    assert archive.load(second).previous_id == first
    assert archive.load(first).version_ids == (first, second)
    assert archive.count() == 1 and archive.count(latest_only=False) == 2


def test_another_year_is_no_version(archive: Archive, hand_in: Handing) -> None:
    hand_in("/in/a.txt", b"one"), hand_in("/in/b.txt", b"two", year=2022)
    assert archive.count() == 2
    assert [report.year for report in archive.reports_of("云台县人民政府")] == [2022, 2023]
    assert archive.years() == [(2023, 1), (2022, 1)]


def test_going_back_to_old_bytes_makes_them_current(archive: Archive, hand_in: Handing) -> None:
    first, second = hand_in(data=b"one"), hand_in(data=b"two")
    archive.see("/in/年报.txt", 3, 1, "x", second)
    archive.see("/in/年报.txt", 3, 2, "y", first)
    assert archive.submission(first).latest and not archive.submission(second).latest


def test_a_refused_file_is_a_row_and_is_replaced_by_a_readable_one(archive: Archive, hand_in: Handing) -> None:
    refused = archive.add("/in/年报.txt", b"broken", None, None, "文件不完整。", "2024-02-01T09:00:00")
    row = archive.submission(refused)
    assert row.error == "文件不完整。" and row.org is None and row.format == "txt"
    assert archive.count(refused=True) == 1
    read = hand_in()
    assert [s.id for s in archive.submissions()] == [read]


def test_a_refused_file_that_can_be_read_later_is_filled(archive: Archive) -> None:
    report = make_report()
    refused = archive.add("/in/a.txt", b"bytes", None, None, "文件不完整。", "2024-02-01T09:00:00")
    again = archive.add("/in/a.txt", b"bytes", report.document, report, None, "2024-02-01T09:05:00")
    assert again == refused
    assert archive.submission(again).error is None
    assert archive.load(again).report == report
    assert [h.report_id for h in archive.search("总体")] == [again]


@pytest.mark.parametrize("words", ["申请", "收到申请", "申請", "1５件", "云台县人民政府2023年"])
def test_search_finds_two_characters_and_either_script(archive: Archive, hand_in: Handing, words: str) -> None:
    number = hand_in()
    hand_in("/in/other.txt", text="青禾镇人民政府\n没有别的", org="青禾镇人民政府")
    found = archive.search(words)
    assert [hit.report_id for hit in found] == [number]
    assert found[0].marks
    start, end = found[0].marks[0]
    text = make_report().document.text
    assert text[found[0].offset + start:found[0].offset + end] == found[0].snippet[start:end]
    assert [s.id for s in archive.submissions(text=words)] == [number]


def test_search_of_marks_alone_finds_nothing(archive: Archive, hand_in: Handing) -> None:
    hand_in()
    assert archive.search("，。") == [] and archive.search('"') == []


def test_a_report_is_named_by_id_hash_or_path(archive: Archive, hand_in: Handing) -> None:
    number = hand_in("/in/镇/年报_1.txt", b"abc")
    sha256 = archive.submission(number).sha256
    for word in (str(number), sha256[:10], "/in/镇/年报_1.txt", "年报_1.txt", "镇/年报_1.txt"):
        assert [s.id for s in archive.find_submissions(word)] == [number], word
    assert archive.find_submissions("年报X1.txt") == []


def test_an_unknown_id_is_told_in_chinese(archive: Archive) -> None:
    with pytest.raises(KnownError, match="没有编号为 77"):
        archive.load(77)


def test_a_batch_is_all_or_nothing(archive: Archive, hand_in: Handing) -> None:
    with pytest.raises(ZeroDivisionError), archive.batch():
        hand_in("/in/a.txt", b"one")
        raise ZeroDivisionError
    assert archive.count() == 0
    assert hand_in("/in/a.txt", b"one") == 1


def _judged(archive: Archive, number: int, report: Report) -> str:
    finding = make_finding(report)
    archive.save_findings(number, [finding])
    archive.set_verdict(number, Verdict(finding.fingerprint, "dismissed", "口径不同", None, None, "甲", "2024-03-01T00:00:00"))
    return finding.fingerprint


def test_verdicts_follow_findings_that_say_the_same(archive: Archive, hand_in: Handing) -> None:
    first = hand_in(data=b"one")
    mark = _judged(archive, first, make_report())
    second = hand_in(data=b"two")
    archive.save_findings(second, [make_finding(make_report())])
    stored = archive.load(second)
    assert stored.verdicts[mark].decision == "dismissed"
    assert stored.submission.errors == 0 and stored.submission.open == 0


def test_verdicts_do_not_follow_changed_values(archive: Archive, hand_in: Handing) -> None:
    first = hand_in(data=b"one")
    _judged(archive, first, make_report())
    second = hand_in(data=b"two")
    archive.save_findings(second, [make_finding(make_report(), expected="17")])
    assert archive.load(second).verdicts == {}
    assert archive.submission(second).open == 1


def test_counts_follow_verdicts(archive: Archive, hand_in: Handing) -> None:
    number = hand_in()
    one, two = make_finding(make_report()), make_finding(make_report(), "申请", severity="warning")
    archive.save_findings(number, [one, two], copied=0.25)
    row = archive.submission(number)
    assert (row.errors, row.warnings, row.notices, row.open, row.copied) == (1, 1, 0, 2, 0.25)
    archive.set_verdict(number, Verdict(two.fingerprint, "accepted", None, None, "notice", "甲", "2024-03-01T00:00:00"))
    row = archive.submission(number)
    assert (row.errors, row.warnings, row.notices, row.open) == (1, 0, 1, 1)
    assert archive.count(least="error") == 1 and archive.count(least="warning") == 1


def test_a_correction_lies_over_what_was_read(archive: Archive, hand_in: Handing) -> None:
    number = hand_in()
    archive.add_correction(number, "applications.new.total", "15", "25", "甲")
    report = archive.load(number).report
    assert report.value("applications.new.total") == 25
    assert report.tables[0].cells[0].text == "25"
    as_read = archive.as_read(number)
    assert as_read is not None and as_read.value("applications.new.total") == 15
    archive.withdraw_correction(number, "applications.new.total", "甲")
    assert archive.load(number).report.value("applications.new.total") == 15


def test_notes_conclusion_checklist_and_log_are_kept(archive: Archive, hand_in: Handing) -> None:
    number = hand_in()
    note = archive.add_note(number, "section", "请补充", "甲", section=1)
    archive.edit_note(note, "请补充说明", "乙")
    assert [n.text for n in archive.notes(number)] == ["请补充说明"]
    archive.delete_note(note, "乙")
    assert archive.notes(number) == ()
    archive.restore_note(note, "乙")
    archive.set_conclusion(number, "退回修改", "甲")
    archive.set_state(number, "returned", "甲")
    archive.set_checked(number, 1, True, "甲")
    stored = archive.load(number)
    assert stored.conclusion == "退回修改" and stored.submission.state == "returned" and len(stored.notes) == 1
    assert set(archive.checklist(number)) == {1}
    actions = [entry.action for entry in archive.log_entries(number)]
    assert actions[0] == "section checked" and "note deleted" in actions and actions[-1] == "received"
