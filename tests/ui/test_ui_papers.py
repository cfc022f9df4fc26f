"""Sheet, batch, office settings, templates, printing and the list of exports on real widgets."""

from __future__ import annotations

import threading
from datetime import date
from pathlib import Path

import papers_kit as kit
import pytest
from docx import Document
from made import store_report
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter

from desktop.output import Order, SheetOptions, make_printout, next_number, templates
from desktop.reading.pages import draw_page
from desktop.ui.app import make_application
from desktop.ui.papers import batch as batch_module
from desktop.ui.papers import printing
from desktop.ui.papers.batch import BatchDialog
from desktop.ui.papers.exported import CHANGED, GONE, WHOLE, ExportedDialog
from desktop.ui.papers.letter import LetterDialog
from desktop.ui.papers.office import OfficeDialog
from desktop.ui.papers.open import Papers
from desktop.ui.papers.sheet import SheetDialog
from desktop.ui.session import Session
from desktop.ui.theme import look
from desktop.ui.window import MainWindow

YEAR = date.today().year


@pytest.fixture
def session(qapp, tmp_path: Path):
    make_application([])
    look().set("light", 1.0)
    made = Session.start(tmp_path / "store.db")
    kit.set_up(made.archive)
    yield made
    made.close()


def sheet_dialog(session: Session, qtbot, report_id: int) -> SheetDialog:
    dialog = SheetDialog(session, None, report_id)
    qtbot.addWidget(dialog)
    dialog.show()
    kit.settled(qtbot, dialog)
    return dialog


# -- sheet


def test_the_sheet_follows_its_options(session: Session, qtbot, tmp_path: Path) -> None:
    report_id = store_report(session.archive)
    dialog = sheet_dialog(session, qtbot, report_id)
    text = kit.text_of(dialog.view.drawn.data)
    assert "列出问题 4 项" in text and "李阅" in text and "现行有效件数与上年不衔接" in text
    dialog.notices.setChecked(False)
    dialog.reviewer.setText("王核")
    qtbot.waitUntil(lambda: "列出问题 3 项" in dialog.note.text() and not dialog.view.pending(), timeout=30_000)
    assert "王核" in kit.text_of(dialog.view.drawn.data)
    dialog.only_accepted.setChecked(True)
    qtbot.waitUntil(lambda: "未列出问题" in dialog.note.text(), timeout=30_000)
    dialog.only_accepted.setChecked(False)
    kit.settled(qtbot, dialog)
    kit.save(qtbot, dialog, tmp_path / "表.pdf")
    kit.save(qtbot, dialog, tmp_path / "表.docx", "docx")
    assert "王核" in kit.text_of(tmp_path / "表.pdf")
    assert any("王核" in cell.text for table in Document(tmp_path / "表.docx").tables for row in table.rows for cell in row.cells)
    assert [row.kind for row in session.archive.exports_of(report_id)] == ["sheet", "sheet"]
    again = sheet_dialog(session, qtbot, report_id)
    assert not again.notices.isChecked(), "the options stay as they were"


# -- printing


def test_pages_are_printed_true_to_size(session: Session, qtbot, tmp_path: Path) -> None:
    dialog = sheet_dialog(session, qtbot, kit.judged(session.archive))
    data = dialog.view.drawn.data
    printer = printing.set_up(QPrinter(QPrinter.PrinterMode.HighResolution), "意见表")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "印.pdf"))
    printer.setResolution(150)
    count = printing.paint(printer, data)
    with kit.opened(data) as made:
        assert count == len(made)
    with kit.opened(tmp_path / "印.pdf") as printed:
        assert count == len(printed)
        assert printed[0].get_size() == pytest.approx((595, 842), abs=1.5)
    before, after = draw_page(data, 1, 1.0), draw_page((tmp_path / "印.pdf").read_bytes(), 1, 1.0)
    edges = [_ink(image) for image in (before, after)]
    assert all(abs(a - b) <= 2 for a, b in zip(*edges, strict=True)), f"the ink stands where it stood: {edges}"


def _ink(image) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of what is dark, in pixels."""
    dark = [(x, y) for y in range(image.height) for x in range(image.width)
            if image.pixels[y * image.stride + 3 * x + 1] < 225]
    return min(x for x, _ in dark), min(y for _, y in dark), max(x for x, _ in dark), max(y for _, y in dark)


def test_only_the_pages_asked_for_are_printed(session: Session, qtbot, tmp_path: Path) -> None:
    dialog = sheet_dialog(session, qtbot, kit.judged(session.archive))
    printer = printing.set_up(QPrinter(QPrinter.PrinterMode.HighResolution), "意见表")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "印.pdf"))
    printer.setResolution(100)
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 2)
    assert printing.paint(printer, dialog.view.drawn.data) == 1
    with kit.opened(tmp_path / "印.pdf") as printed:
        assert len(printed) == 1


@pytest.mark.parametrize("accept", [False, True])
def test_the_preview_opens_and_tells_whether_it_was_printed(session: Session, qtbot, tmp_path: Path, accept: bool) -> None:
    dialog = sheet_dialog(session, qtbot, kit.judged(session.archive))
    data = dialog.view.drawn.data
    preview = printing.PrintDialog(session.gate, dialog, data, "意见表")
    preview.show()
    with kit.opened(data) as made:
        count = len(made)
    assert len(preview.sizes) == count
    qtbot.waitUntil(lambda: any(page == 1 for page, _ in preview.view._images), timeout=30_000)

    def ask(printer: QPrinter) -> bool:
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "印.pdf"))
        printer.setResolution(100)
        return accept

    preview.ask_printer = ask
    qtbot.mouseClick(preview.go, Qt.MouseButton.LeftButton)
    assert preview.isVisible() is not accept and bool(preview.printed) is accept
    assert (tmp_path / "印.pdf").exists() is accept
    dialog.print_paper = lambda data, name: preview.printed
    dialog.print_now()
    qtbot.waitUntil(lambda: not dialog._busy)
    assert len(session.archive.exports_of(dialog.stored.submission.id)) == (1 if accept else 0)
    preview.reject()


# -- batch


def batch(session: Session, qtbot, ids: list[int], kind: str, shape: str, out: Path) -> BatchDialog:
    dialog = BatchDialog(session, None, ids, kind)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.shape.setCurrentIndex(dialog.shape.findData(shape))
    dialog.ask_folder = lambda: out
    dialog.ask_file = lambda name, form: out.with_suffix(f".{form}")
    dialog.start()
    qtbot.waitUntil(lambda: not dialog._running, timeout=60_000)
    return dialog


def test_a_folder_of_letters_with_an_end_summary(session: Session, qtbot, tmp_path: Path) -> None:
    ids = [kit.judged(session.archive, org) for org in ("示例市人民政府", "云台县人民政府")]
    draft = store_report(session.archive, "示例市财政局")
    bad = session.archive.add("/共享/坏.docx", b"bad", None, None, "文件加了密码。", "2025-03-04T08:00:00")
    dialog = batch(session, qtbot, [*ids, draft, bad], "letters", "pdf", tmp_path / "出")
    assert dialog.said.text() == "已生成 2 个文件，2 份报告未成"
    assert str(tmp_path / "出") in dialog.told.text() and "文号：1号至2号" in dialog.told.text()
    told = dialog.failures.toPlainText()
    assert "示例市财政局（2024年）" in told and "草稿" in told and "坏.docx" in told and "加了密码" in told
    assert sorted(p.name for p in (tmp_path / "出").iterdir()) == [
        "云台县人民政府_2024_反馈意见函.pdf", "示例市人民政府_2024_反馈意见函.pdf"]
    assert f"示政办函〔{YEAR}〕2号" in kit.text_of(tmp_path / "出" / "云台县人民政府_2024_反馈意见函.pdf")


def test_sheets_in_one_file_and_the_workbooks(session: Session, qtbot, tmp_path: Path) -> None:
    ids = [kit.judged(session.archive, org) for org in ("示例市人民政府", "云台县人民政府")]
    dialog = batch(session, qtbot, ids, "sheets", "one", tmp_path / "全")
    assert dialog.said.text() == "已生成 1 个文件" and str(tmp_path / "全.pdf") in dialog.told.text()
    with kit.opened(tmp_path / "全.pdf") as document:
        assert [mark.get_title() for mark in document.get_toc() if mark.level == 0] == [
            "示例市人民政府（2024年）", "云台县人民政府（2024年）"]
    batch(session, qtbot, ids, "problems", "pdf", tmp_path / "问题")
    assert load_workbook(tmp_path / "问题.xlsx").active.max_row == 9
    batch(session, qtbot, ids, "overview", "pdf", tmp_path / "总览")
    assert load_workbook(tmp_path / "总览.xlsx").active.max_row == 3
    batch(session, qtbot, ids, "sheets", "docx", tmp_path / "表")
    assert len(list((tmp_path / "表").glob("*.docx"))) == 2


def test_a_batch_that_is_stopped_leaves_nothing(session: Session, qtbot, tmp_path: Path, monkeypatch) -> None:
    ids = [kit.judged(session.archive, f"示例{n}县人民政府") for n in range(4)]
    begun, go = threading.Event(), threading.Event()
    real = batch_module.carry_out

    def slow(*args, progress, **named):
        def tell(done: int, whole: int) -> None:
            progress(done, whole)
            if done > whole // 2:
                begun.set()
                go.wait(30)

        return real(*args, progress=tell, **named)

    monkeypatch.setattr(batch_module, "carry_out", slow)
    dialog = BatchDialog(session, None, ids, "letters")
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.ask_folder = lambda: tmp_path / "出"
    dialog.start()
    qtbot.waitUntil(begun.is_set, timeout=30_000)
    qtbot.waitUntil(lambda: dialog.bar.maximum() == 8)
    qtbot.mouseClick(dialog.stop, Qt.MouseButton.LeftButton)
    assert dialog.isVisible() and dialog.said.text() == "正在停止…"
    go.set()
    qtbot.waitUntil(lambda: dialog.said.text() == "已停止", timeout=30_000)
    assert not (tmp_path / "出").exists() or not list((tmp_path / "出").iterdir())
    assert next_number(session.archive, "示政办函", YEAR) == 1 and session.archive.latest_exports() == []
    qtbot.mouseClick(dialog.stop, Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()


def test_a_folder_that_cannot_be_written_is_told(session: Session, qtbot, tmp_path: Path) -> None:
    (tmp_path / "文件").write_text("x")
    dialog = batch(session, qtbot, [kit.judged(session.archive)], "letters", "pdf", tmp_path / "文件" / "出")
    assert dialog.said.text() == "导出没有完成" and "写入权限" in dialog.told.text()
    assert next_number(session.archive, "示政办函", YEAR) == 1


def test_a_batch_is_printed_from_the_window(session: Session, qtbot, tmp_path: Path) -> None:
    ids = [kit.judged(session.archive, org) for org in ("示例市人民政府", "云台县人民政府")]
    dialog = BatchDialog(session, None, [*ids, store_report(session.archive, "示例市财政局")], "letters")
    qtbot.addWidget(dialog)
    dialog.show()
    shown: list[tuple[str, int]] = []
    dialog.print_paper = lambda made: shown.append((made.name, next_number(session.archive, "示政办函", YEAR))) or ""
    qtbot.mouseClick(dialog.print_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(shown) and not dialog._running, timeout=60_000)
    assert shown == [("反馈意见函（2份）", 3)], "numbers are taken before the preview"
    assert next_number(session.archive, "示政办函", YEAR) == 1 and dialog.pages.currentIndex() == 0
    assert session.archive.latest_exports() == []

    def go(made) -> str:
        preview = printing.PrintDialog(session.gate, dialog, made.data, made.name, made.starts)
        preview.show()
        preview.ask_printer = lambda printer: _to_file(printer, tmp_path / "印.pdf")
        qtbot.mouseClick(preview.go, Qt.MouseButton.LeftButton)
        preview.close()
        return preview.printed

    dialog.print_paper = go
    qtbot.mouseClick(dialog.print_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.said.text() == "已打印 2 份，1 份报告未成", timeout=60_000)
    assert "文号：1号至2号" in dialog.told.text() and "示例市财政局" in dialog.failures.toPlainText()
    assert not dialog.show_files.isVisible() and (tmp_path / "印.pdf").exists()
    assert [row.kind for row in session.archive.exports_of(ids[0])] == ["batch"]
    dialog.reject()
    assert not dialog.isVisible()
    lists = BatchDialog(session, None, ids, "overview")
    qtbot.addWidget(lists)
    lists.show()
    assert not lists.print_button.isVisible(), "a workbook is printed from where it is opened"


def _to_file(printer: QPrinter, path: Path) -> bool:
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    printer.setResolution(72)
    return True


def test_no_paper_begins_on_the_back_of_another(session: Session, qtbot, tmp_path: Path, monkeypatch) -> None:
    whole, starts = [1, 2, 3, 4, 5, 6], (1, 4, 5)
    faces = printing._faces
    assert faces(whole, starts, False, False) == whole
    assert faces(whole, starts, True, False) == [1, 2, 3, None, 4, None, 5, 6]
    assert faces(whole[3:], starts, True, False) == [4, None, 5, 6], "a part of the pages begins on a sheet of its own"
    assert faces(whole, starts, False, True) == whole[::-1]
    assert faces(whole[:5], starts, True, True) == [None, 5, None, 4, None, 3, 2, 1]
    made = make_printout(session.archive, [kit.judged(session.archive)], Order("sheets", sheet=SheetOptions("2025-03-12")))
    printer = printing.set_up(QPrinter(QPrinter.PrinterMode.HighResolution), "意见表")
    _to_file(printer, tmp_path / "印.pdf")
    monkeypatch.setattr(printing, "_both_sides", lambda _printer: True)
    with kit.opened(made.data) as document:
        pages = len(document)
    assert pages > 1 and printing.paint(printer, made.data, starts=(1, 2)) == pages
    with kit.opened(tmp_path / "印.pdf") as printed:
        assert len(printed) == pages + 1
        assert not printed[1].get_textpage().get_text_range() and not list(printed[1].get_objects())


def test_a_print_can_be_called_off(session: Session, qtbot, tmp_path: Path) -> None:
    made = make_printout(session.archive, [kit.judged(session.archive)], Order("sheets", sheet=SheetOptions("2025-03-12")))
    printer = printing.set_up(QPrinter(QPrinter.PrinterMode.HighResolution), "意见表")
    _to_file(printer, tmp_path / "印.pdf")
    seen: list[tuple[int, int]] = []
    assert printing.paint(printer, made.data, step=lambda done, whole: seen.append((done, whole)) or done < 1) == 0
    assert [done for done, _ in seen] == [0, 1] and seen[0][1] > 1


# -- office and templates


def office_dialog(session: Session, qtbot) -> OfficeDialog:
    dialog = OfficeDialog(session, None)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def test_the_office_is_kept_and_used_by_the_next_letter(session: Session, qtbot) -> None:
    dialog = office_dialog(session, qtbot)
    dialog.office.setText("示例省司法厅")
    assert dialog.calls.placeholderText() == "我厅"
    dialog.code.setText("示司函")
    dialog.next.setValue(12)
    dialog.contact.setText("赵办")
    dialog.copies.setText("示例省审计厅")
    dialog.days.setValue(15)
    dialog.sealed.setChecked(False)
    assert f"示司函〔{YEAR}〕12号" in dialog.number_shown.text()
    qtbot.keyClick(dialog, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert "已保存" in dialog.said.text()
    letter = kit.letter_dialog(session, qtbot, [kit.judged(session.archive)])
    fields = letter.letter_fields
    assert (fields.office.text(), fields.contact.text(), fields.copies.text()) == ("示例省司法厅", "赵办", "示例省审计厅")
    assert fields.number.currentText() == "新编 12 号" and not fields.sealed.isChecked()
    assert fields.deadline.field.date() == fields.date.date().addDays(15)
    assert next_number(session.archive, "示政办函", YEAR) == 1, "each code has a series of its own"
    again = office_dialog(session, qtbot)
    assert again.next.minimum() == 12, "numbers cannot be set back"


def test_a_template_is_edited_previewed_kept_and_restored(session: Session, qtbot, tmp_path: Path) -> None:
    dialog = office_dialog(session, qtbot)
    dialog.show_page("templates")
    editor = dialog.editor
    editor.ask = lambda question: True
    editor.list.setCurrentRow(1)
    assert editor.name.text() == "整改通知" and not editor.undo_own.isEnabled()
    qtbot.waitUntil(lambda: kit.quiet(editor.view), timeout=30_000)
    editor.body.setPlainText("请{你单位}于{整改期限}前整改。\n")
    editor.insert("联系人")
    qtbot.waitUntil(lambda: not editor.view.pending() and "请你市于2025年3月25日前整改。" in kit.text_of(editor.view.drawn.data),
                    timeout=30_000)
    dialog.keep()
    folder = session.archive.path.with_name("letters")
    assert (folder / "rectify.toml").is_file() and editor.undo_own.isEnabled()
    assert session.archive.setting("letter.templates") == str(folder)
    letter = kit.letter_dialog(session, qtbot, [kit.judged(session.archive)], "rectify")
    kit.settled(qtbot, letter)
    assert "前整改。" in kit.text_of(letter.view.drawn.data)
    qtbot.mouseClick(editor.undo_own, Qt.MouseButton.LeftButton)
    assert not (folder / "rectify.toml").exists()
    assert editor.body.toPlainText() == next(t for t in templates() if t.id == "rectify").body.strip("\n")


def test_a_wrong_field_is_told_while_typing_and_not_kept(session: Session, qtbot) -> None:
    dialog = office_dialog(session, qtbot)
    dialog.show_page("templates")
    editor = dialog.editor
    editor.body.setPlainText("请{收件人}查收。")
    qtbot.waitUntil(lambda: editor.problem.isVisible() and "收件人" in editor.problem.text(), timeout=30_000)
    assert not editor.keep() and "收件人" in dialog.said.text()
    assert not session.archive.path.with_name("letters").exists()
    editor.ask = lambda question: False
    dialog.reject()
    assert dialog.isVisible(), "what was typed is not thrown away"
    editor.list.setCurrentRow(2)
    assert editor.current is not None and editor.current.name == "反馈意见函"
    editor.ask = lambda question: True
    dialog.reject()
    assert not dialog.isVisible()


def test_all_fields_are_listed_with_examples(session: Session, qtbot) -> None:
    dialog = office_dialog(session, qtbot)
    table = dialog.editor.table
    names = [table.item(row, 0).text() for row in range(table.rowCount())]
    assert "{单位}" in names and "{整改期限}" in names and all(table.item(row, 2).text() for row in range(table.rowCount()))


# -- the list of exports, and the window


def test_the_list_says_what_became_of_the_files(session: Session, qtbot, tmp_path: Path) -> None:
    ids = [kit.judged(session.archive, f"示例{n}县人民政府") for n in range(3)]
    batch(session, qtbot, ids, "letters", "pdf", tmp_path / "出")
    files = sorted((tmp_path / "出").iterdir())
    files[0].write_bytes(b"x" * files[0].stat().st_size)
    files[1].unlink()
    dialog = ExportedDialog(session, None)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.table.rowCount() == 3)
    states = {Path(dialog.table.item(row, 4).text()): dialog.table.item(row, 5).text() for row in range(3)}
    assert [states[path] for path in files] == [CHANGED, GONE, WHOLE]
    assert "1 个文件导出后被改动过" in dialog.hint.text()
    assert dialog.table.item(0, 3).text() == "李阅"
    one = ExportedDialog(session, None, ids[:1])
    qtbot.addWidget(one)
    qtbot.waitUntil(lambda: one.table.rowCount() == 1)
    assert one.table.item(0, 2).text() == f"示政办函〔{YEAR}〕1号"


def test_the_right_dialog_opens(session: Session, qtbot) -> None:
    from PySide6.QtWidgets import QWidget

    parent = QWidget()
    qtbot.addWidget(parent)
    papers = Papers(session, parent)
    said: list[str] = []
    papers.said.connect(said.append)
    ids = [kit.judged(session.archive, org) for org in ("示例市人民政府", "云台县人民政府")]
    bad = session.archive.add("/共享/坏.docx", b"bad", None, None, "文件加了密码。", "2025-03-04T08:00:00")
    assert isinstance(papers.make("sheet", ids[:1]), SheetDialog)
    assert isinstance(papers.make("letter", ids[:1]), LetterDialog)
    for what, kind in (("sheet", "sheets"), ("letter", "letters"), ("problems", "problems"), ("overview", "overview")):
        made = papers.make(what, ids)
        assert isinstance(made, BatchDialog) and made.kind.key() == kind
    circular, reminder = papers.make("circular", ids), papers.make("reminder", [])
    assert isinstance(circular, LetterDialog) and circular.used().about == "many"
    assert isinstance(reminder, LetterDialog) and reminder.used().about == "missing"
    assert papers.make("sheet", [bad]) is None and "未能读取" in said[-1]
    assert papers.make("batch", []) is None and said[-1] == "请先选择报告"


def test_the_inbox_says_how_often_a_report_was_exported(session: Session, qtbot, tmp_path: Path) -> None:
    report_id = kit.judged(session.archive)
    window = MainWindow(session)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    qtbot.waitUntil(lambda: window.inbox.side.ids == [report_id], timeout=10_000)
    assert not window.inbox.side.exported.isVisible()
    batch(session, qtbot, [report_id], "letters", "pdf", tmp_path / "出")
    window.papers.changed.emit()
    qtbot.waitUntil(lambda: window.inbox.side.exported.text() == "已导出 1 次" and window.inbox.side.exported.isVisible())
    wanted: list[tuple[str, list[int]]] = []
    window.papers.open = lambda what, ids: wanted.append((what, list(ids)))  # type: ignore[method-assign]
    for part in (window.inbox.side.sheet, window.inbox.side.letter, window.inbox.side.exported):
        qtbot.mouseClick(part, Qt.MouseButton.LeftButton)
    assert wanted == [("sheet", [report_id]), ("letter", [report_id]), ("exported", [report_id])]
    window.unwatch(wait=True)
