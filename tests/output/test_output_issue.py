"""Numbers are taken with the letter and never twice; every paper is recorded; batches are whole or not at all."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import output_fakes as fakes
import pypdfium2 as pdfium
import pytest
from openpyxl import load_workbook

from desktop.archive import Archive, KnownError, Verdict
from desktop.output import (
    LetterSettings,
    Numbering,
    Order,
    OutputError,
    SheetOptions,
    carry_out,
    issue_letter,
    issue_sheet,
    make_letter,
    make_printout,
    make_reminder,
    next_number,
    printed,
    release,
    reserve,
    settings_from,
    tentative,
    unprinted,
    used_numbers,
)
from desktop.output import files as output_files

SETTINGS = LetterSettings(office="示例省人民政府办公厅", date="2025-03-12", code="示政办函", deadline="2025-03-25")
NEW = Numbering("new")


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "store.db") as made:
        yield made


def hand_in(archive: Archive, org: str = "示例市人民政府", year: int = 2024, judged: bool = True) -> int:
    made = fakes.report(org, year)
    report_id = archive.add(f"/共享/{org}{year}.docx", f"{org}{year}".encode(), made.document, made, None, "2025-03-01T08:00:00")
    archive.save_findings(report_id, fakes.findings(made), 0.1)
    if judged:
        for found in archive.findings(report_id):
            archive.set_verdict(report_id, Verdict(found.fingerprint, "accepted", None, None, None, "甲", "2025-03-02T08:00:00"))
    return report_id


def issue(archive: Archive, report_id: int, out: Path, numbering: Numbering = NEW, settings: LetterSettings = SETTINGS):
    stored = archive.load(report_id)
    return issue_letter(archive, "甲", lambda s: make_letter(stored, s), settings, frozenset({report_id}), out, numbering)


def text_of(path: Path) -> str:
    with pdfium.PdfDocument(path.read_bytes()) as document:
        return "".join(page.get_textpage().get_text_range() for page in document)


def test_a_letter_takes_the_next_number_and_is_recorded(archive: Archive, tmp_path: Path) -> None:
    report_id = hand_in(archive)
    assert tentative(archive, SETTINGS, NEW).number == 1
    assert next_number(archive, "示政办函", 2025) == 1, "a preview uses nothing up"
    export, numbered = issue(archive, report_id, tmp_path / "函.pdf")
    assert numbered.number == 1 and "示政办函〔2025〕1号" in text_of(export.path)
    [row] = archive.exports_of(report_id)
    assert (row.kind, row.author, row.number) == ("letter", "甲", "示政办函〔2025〕1号")
    assert row.sha256 == hashlib.sha256(export.path.read_bytes()).hexdigest() and row.size == export.path.stat().st_size
    assert Path(row.path) == export.path
    assert row.name == "反馈意见函：示例市人民政府办公室"
    assert [e.action for e in archive.log_entries(report_id) if "export" in e.action] == ["letter exported"]
    assert issue(archive, report_id, tmp_path / "二.pdf")[1].number == 2


def test_the_same_letter_may_bear_its_number_again_but_no_other_letter(archive: Archive, tmp_path: Path) -> None:
    one, two = hand_in(archive), hand_in(archive, "云台县人民政府")
    issue(archive, one, tmp_path / "函.pdf")
    assert used_numbers(archive, SETTINGS, "反馈意见函", frozenset({one})) == [1]
    assert used_numbers(archive, SETTINGS, "整改通知", frozenset({one})) == []
    assert used_numbers(archive, SETTINGS, "反馈意见函", frozenset({two})) == []
    issue(archive, one, tmp_path / "函.docx", Numbering("again", 1))
    assert next_number(archive, "示政办函", 2025) == 2
    for number, report_id, settings in ((1, two, SETTINGS), (1, one, replace(SETTINGS, template="rectify")), (9, one, SETTINGS)):
        with pytest.raises(OutputError, match="不能沿用"):
            issue(archive, report_id, tmp_path / "不.pdf", Numbering("again", number), settings)
    assert not (tmp_path / "不.pdf").exists()
    assert [row.number for row in archive.exports_of(one)] == ["示政办函〔2025〕1号"] * 2
    assert archive.exports_of(two) == []


def test_a_number_given_by_hand_must_be_free(archive: Archive, tmp_path: Path) -> None:
    report_id = hand_in(archive)
    assert issue(archive, report_id, tmp_path / "a.pdf", Numbering("new", 37))[1].number == 37
    with pytest.raises(OutputError, match="已经使用"):
        issue(archive, report_id, tmp_path / "b.pdf", Numbering("new", 37))
    assert next_number(archive, "示政办函", 2025) == 38


def test_a_draft_gets_no_number(archive: Archive, tmp_path: Path) -> None:
    report_id = hand_in(archive, judged=False)
    with pytest.raises(OutputError, match="还是草稿"):
        issue(archive, report_id, tmp_path / "函.pdf")
    assert next_number(archive, "示政办函", 2025) == 1 and not (tmp_path / "函.pdf").exists()
    export, settings = issue(archive, report_id, tmp_path / "函.pdf", Numbering("none"))
    assert settings.number is None and "草稿" in text_of(export.path)
    assert archive.exports_of(report_id)[0].number == ""
    result = carry_out(archive, "甲", [report_id], Order("letters", letter=SETTINGS, numbered=True), tmp_path / "出")
    assert not result.written and "还是草稿" in result.failed[0].reason


def test_a_letter_that_is_not_written_takes_no_number(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:
    report_id = hand_in(archive)
    (tmp_path / "挡.pdf").mkdir()
    (tmp_path / "挡.pdf" / "x").write_text("x")
    (tmp_path / "文件").write_text("x")
    with pytest.raises(OutputError):
        issue(archive, report_id, tmp_path / "文件" / "函.pdf")
    assert next_number(archive, "示政办函", 2025) == 1

    def refuse(self: output_files.Staged) -> None:
        self.drop()
        raise OutputError("文件可能正被其他程序打开，请关闭后重试。")

    with monkeypatch.context() as patch:
        patch.setattr(output_files.Staged, "put", refuse)
        with pytest.raises(OutputError, match="关闭后重试"):
            issue(archive, report_id, tmp_path / "函.pdf")
    assert next_number(archive, "示政办函", 2025) == 1
    assert archive.exports_of(report_id) == []

    def broken(settings: LetterSettings) -> None:
        raise OutputError("模板有误。")

    with pytest.raises(OutputError, match="模板有误"):
        issue_letter(archive, "甲", broken, SETTINGS, frozenset({report_id}), tmp_path / "函.pdf", NEW)  # type: ignore[arg-type]
    assert next_number(archive, "示政办函", 2025) == 1
    assert not list(tmp_path.glob(".shendu-*")) and not (tmp_path / "函.pdf").exists()


def test_a_record_that_fails_leaves_neither_file_nor_number(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:
    report_id = hand_in(archive)

    def full(*args: object, **named: object) -> int:
        raise KnownError("磁盘已满。")

    monkeypatch.setattr(archive, "record_export", full)
    with pytest.raises(KnownError):
        issue(archive, report_id, tmp_path / "函.pdf")
    monkeypatch.undo()
    assert next_number(archive, "示政办函", 2025) == 1
    assert not (tmp_path / "函.pdf").exists() and not list(tmp_path.glob(".shendu-*"))


def test_many_at_once_never_share_a_number(archive: Archive, tmp_path: Path) -> None:
    """Threads of this program and a second opening of the same store, as a command beside the window has it."""
    ids = [hand_in(archive, f"示例{n}县人民政府") for n in range(6)]
    numbers: list[int | None] = []
    with Archive.open(archive.path) as second:
        def work(n: int) -> None:
            numbers.append(issue((archive, second)[n % 2], ids[n], tmp_path / f"{n}.docx")[1].number)

        threads = [threading.Thread(target=work, args=(n,)) for n in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(numbers) == [1, 2, 3, 4, 5, 6]


def test_a_reserved_number_goes_back_when_nothing_was_printed(archive: Archive) -> None:
    stored = archive.load(hand_in(archive))
    held = reserve(archive, lambda s: make_letter(stored, s), SETTINGS, frozenset({stored.submission.id}), NEW)
    assert held.number == 1 and next_number(archive, "示政办函", 2025) == 2
    release(archive, held, NEW)
    assert next_number(archive, "示政办函", 2025) == 1
    first = reserve(archive, lambda s: make_letter(stored, s), SETTINGS, frozenset(), NEW)
    reserve(archive, lambda s: make_letter(stored, s), SETTINGS, frozenset(), NEW)
    release(archive, first, NEW)
    assert next_number(archive, "示政办函", 2025) == 3, "a later number was given, so this one stays used"


def test_a_reminder_on_no_report_is_known_by_its_addressee(archive: Archive, tmp_path: Path) -> None:
    settings = replace(SETTINGS, template="reminder")

    def remind(orgs: list[str], numbering: Numbering, name: str) -> None:
        issue_letter(archive, "甲", lambda s: make_reminder(orgs, 2024, s), settings, frozenset(), tmp_path / name, numbering)

    remind(["云台县人民政府"], NEW, "催.pdf")
    remind(["云台县人民政府"], Numbering("again", 1), "催.docx")
    with pytest.raises(OutputError, match="不能沿用"):
        remind(["青禾镇人民政府"], Numbering("again", 1), "催二.pdf")
    assert [(row.kind, row.number) for row in archive.latest_exports()] == [("letter", "示政办函〔2025〕1号")] * 2


def test_a_sheet_is_recorded(archive: Archive, tmp_path: Path) -> None:
    report_id = hand_in(archive)
    export = issue_sheet(archive, "甲", archive.load(report_id), tmp_path, SheetOptions("2025-03-12", "甲"))
    [row] = archive.exports_of(report_id)
    assert (row.kind, row.name, row.number, row.sha256) == ("sheet", "审核意见表", "", export.sha256)


def test_a_folder_of_letters_is_numbered_in_order(archive: Archive, tmp_path: Path) -> None:
    ids = [hand_in(archive, org) for org in ("示例市人民政府", "云台县人民政府", "示例市财政局")]
    bad = archive.add("/共享/坏.docx", b"bad", None, None, "文件加了密码。", "2025-03-04T08:00:00")
    issue(archive, ids[0], tmp_path / "先.pdf")
    out = tmp_path / "出"
    out.mkdir()
    (out / "云台县人民政府_2024_反馈意见函.pdf").write_text("旧文件")
    told: list[tuple[int, int]] = []
    result = carry_out(archive, "甲", [*ids, bad], Order("letters", letter=SETTINGS, numbered=True), out,
                       progress=lambda done, whole: told.append((done, whole)))
    assert sorted(path.name for path in out.iterdir()) == [
        "云台县人民政府_2024_反馈意见函.pdf", "云台县人民政府_2024_反馈意见函（2）.pdf", "示例市人民政府_2024_反馈意见函.pdf",
        "示例市财政局_2024_反馈意见函.pdf"]
    assert (out / "云台县人民政府_2024_反馈意见函.pdf").read_text() == "旧文件"
    assert result.numbers == (2, 4) and len(result.written) == 3
    [failure] = result.failed
    assert failure.name == "坏.docx" and "加了密码" in failure.reason
    assert "示政办函〔2025〕3号" in text_of(result.written[1])
    assert [archive.exports_of(i)[0].number for i in ids] == [f"示政办函〔2025〕{n}号" for n in (2, 3, 4)]
    assert next_number(archive, "示政办函", 2025) == 5
    assert told[-1][0] == told[-1][1]


def test_one_file_for_all_has_bookmarks_and_numbers(archive: Archive, tmp_path: Path) -> None:
    ids = [hand_in(archive, org) for org in ("示例市人民政府", "云台县人民政府")]
    result = carry_out(archive, "甲", ids, Order("letters", one=True, letter=SETTINGS, numbered=True), tmp_path / "全部.pdf")
    assert result.written == (tmp_path / "全部.pdf",) and result.numbers == (1, 2)
    with pdfium.PdfDocument(result.written[0].read_bytes()) as document:
        marks = [mark.get_title() for mark in document.get_toc() if mark.level == 0]
    assert marks == ["示例市人民政府（2024年）", "云台县人民政府（2024年）"]
    [row] = archive.latest_exports()
    assert (row.kind, row.number) == ("batch", "示政办函〔2025〕1号至2号")
    assert archive.exports_of(ids[1])[0].number == "示政办函〔2025〕2号"
    assert used_numbers(archive, SETTINGS, "反馈意见函", frozenset({ids[1]})) == [2]


@pytest.mark.parametrize("one", [False, True])
def test_a_cancelled_order_leaves_nothing(archive: Archive, tmp_path: Path, one: bool) -> None:
    ids = [hand_in(archive, f"示例{n}县人民政府") for n in range(4)]
    asked = iter([False] * 6)
    out = tmp_path / "出"
    result = carry_out(archive, "甲", ids, Order("letters", one=one, letter=SETTINGS, numbered=True), out / "全部.pdf" if one else out,
                       cancelled=lambda: next(asked, True))
    assert result.cancelled and not result.written
    assert not out.exists() or not list(out.iterdir())
    assert next_number(archive, "示政办函", 2025) == 1
    assert archive.latest_exports() == []


def test_numbers_given_meanwhile_are_not_given_again(archive: Archive, tmp_path: Path) -> None:
    ids = [hand_in(archive, f"示例{n}县人民政府") for n in range(3)]
    done = False

    def meanwhile(step: int, whole: int) -> None:
        nonlocal done
        if step == whole and not done:
            done = True
            issue(archive, ids[0], tmp_path / "急件.pdf")

    result = carry_out(archive, "甲", ids, Order("letters", letter=SETTINGS, numbered=True), tmp_path / "出", progress=meanwhile)
    assert result.numbers == (2, 4)
    assert "示政办函〔2025〕2号" in text_of(result.written[0])


def test_workbooks_and_sheets_of_a_selection(archive: Archive, tmp_path: Path) -> None:
    ids = [hand_in(archive, org, judged=False) for org in ("示例市人民政府", "云台县人民政府")]
    bad = archive.add("/共享/坏.docx", b"bad", None, None, "文件加了密码。", "2025-03-04T08:00:00")
    options = SheetOptions("2025-03-12", "甲", notices=False)
    problems = carry_out(archive, "甲", [*ids, bad], Order("problems", sheet=options), tmp_path / "问题.xlsx")
    rows = list(load_workbook(problems.written[0]).active.iter_rows(min_row=2, values_only=True))
    assert {row[0] for row in rows} == {"示例市人民政府", "云台县人民政府"} and "提示" not in {row[4] for row in rows}
    assert len(problems.failed) == 1
    overview = carry_out(archive, "甲", [*ids, bad], Order("overview"), tmp_path)
    assert load_workbook(overview.written[0]).active.max_row == 4
    sheets = carry_out(archive, "甲", ids, Order("sheets", form="docx", sheet=options), tmp_path / "表")
    assert sorted(path.suffix for path in sheets.written) == [".docx", ".docx"]
    assert [row.kind for row in archive.exports_of(ids[0])] == ["sheet", "overview", "problems"]
    with pytest.raises(OutputError, match="没有选择"):
        carry_out(archive, "甲", [], Order("overview"), tmp_path)


def test_days_make_a_deadline(archive: Archive) -> None:
    archive.set_setting("letter.days", "10")
    assert settings_from(archive, "2025-02-25").deadline == "2025-03-07"
    archive.set_setting("letter.deadline", "2025-04-01")
    assert settings_from(archive, "2025-02-25").deadline == "2025-04-01"


# -- printing a batch

LETTERS = Order("letters", letter=SETTINGS, numbered=True)


def test_letters_for_the_printer_take_their_numbers_and_are_recorded(archive: Archive) -> None:
    ids = [hand_in(archive, f"示例{n}县人民政府") for n in range(3)]
    draft = hand_in(archive, "示例市财政局", judged=False)
    made = make_printout(archive, [*ids, draft], LETTERS)
    assert made.numbers == (1, 3) and next_number(archive, "示政办函", 2025) == 4 and archive.latest_exports() == []
    assert [number for _, number in made.reports] == [f"示政办函〔2025〕{n}号" for n in (1, 2, 3)]
    assert [failure.name for failure in made.failed] == ["示例市财政局（2024年）"]
    with pdfium.PdfDocument(made.data) as document:
        marks = [(mark.get_title(), mark.get_dest().get_index() + 1) for mark in document.get_toc() if mark.level == 0]
    assert marks == [(f"示例{n}县人民政府（2024年）", start) for n, start in enumerate(made.starts)]
    printed(archive, "甲", made, "三楼打印机")
    row = archive.latest_exports()[0]
    assert (row.name, row.path, row.number) == ("反馈意见函（3份）：打印", "打印机：三楼打印机", "示政办函〔2025〕1号至3号")
    assert row.sha256 == hashlib.sha256(made.data).hexdigest()
    assert [archive.exports_of(i)[0].number for i in ids] == [f"示政办函〔2025〕{n}号" for n in (1, 2, 3)]


def test_letters_that_were_not_printed_give_their_numbers_back(archive: Archive) -> None:
    ids = [hand_in(archive, f"示例{n}县人民政府") for n in range(2)]
    unprinted(archive, make_printout(archive, ids, LETTERS))
    assert next_number(archive, "示政办函", 2025) == 1
    made = make_printout(archive, ids, LETTERS)
    issue(archive, hand_in(archive, "云台县人民政府"), archive.path.with_name("函.pdf"))
    unprinted(archive, made)
    assert next_number(archive, "示政办函", 2025) == 4, "a number that was given since keeps those before it"


def test_a_printout_that_is_stopped_takes_no_number(archive: Archive) -> None:
    ids = [hand_in(archive, f"示例{n}县人民政府") for n in range(3)]
    seen: list[tuple[int, int]] = []
    made = make_printout(archive, ids, LETTERS, progress=lambda done, whole: seen.append((done, whole)), cancelled=lambda: len(seen) > 4)
    assert made.cancelled and not made.data and next_number(archive, "示政办函", 2025) == 1
    with pytest.raises(OutputError):
        make_printout(archive, ids, Order("overview"))


def test_sheets_for_the_printer(archive: Archive) -> None:
    ids = [hand_in(archive, f"示例{n}县人民政府") for n in range(2)]
    made = make_printout(archive, ids, Order("sheets", sheet=SheetOptions("2025-03-12", "甲", "示例省人民政府办公厅")))
    assert made.numbers is None and made.name == "审核意见表（2份）" and len(made.starts) == 2
    printed(archive, "甲", made, "三楼打印机")
    assert archive.latest_exports()[0].number == "" and [len(archive.exports_of(i)) for i in ids] == [1, 1]
