"""The letter dialog on real widgets: preview, fields, numbers, drafts, circular, reminder, printing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import papers_kit as kit
import pytest
from docx import Document
from made import store_report
from PySide6.QtCore import Qt

from desktop.output import next_number
from desktop.ui.app import make_application
from desktop.ui.session import Session
from desktop.ui.theme import look

YEAR = date.today().year


@pytest.fixture
def session(qapp, tmp_path: Path):
    make_application([])
    look().set("light", 1.0)
    made = Session.start(tmp_path / "store.db")
    kit.set_up(made.archive)
    yield made
    made.close()


def shown(dialog) -> str:
    return kit.text_of(dialog.view.drawn.data)


def test_the_preview_follows_the_fields(session: Session, qtbot) -> None:
    dialog = kit.letter_dialog(session, qtbot, [kit.judged(session.archive)])
    kit.settled(qtbot, dialog)
    text = shown(dialog)
    assert f"示政办函〔{YEAR}〕1号" in text and "张审" in text and "示例市人民政府办公室：" in text
    fields = dialog.letter_fields
    fields.contact.setText("王核")
    fields.addressee.setText("示例市政务公开领导小组")
    fields.signer.setText("示例省政务公开办公室")
    fields.copies.setText("示例省审计厅")
    fields.deadline.on.setChecked(True)
    fields.deadline.field.set_iso(f"{YEAR + 1}-01-05")
    fields.date.set_iso(f"{YEAR}-12-30")
    qtbot.waitUntil(lambda: not dialog.view.pending() and "王核" in shown(dialog), timeout=30_000)
    text = shown(dialog)
    for words in ("示例市政务公开领导小组：", "示例省政务公开办公室", "抄送：示例省审计厅", f"{YEAR + 1}年1月5日前", f"{YEAR}年12月30日"):
        assert words in text
    fields.deadline.on.setChecked(False)
    qtbot.waitUntil(lambda: not dialog.view.pending() and f"{YEAR + 1}年1月5日前" not in shown(dialog), timeout=30_000)
    assert next_number(session.archive, "示政办函", YEAR) == 1, "looking uses no number up"


def test_the_page_is_drawn_by_pdfium(session: Session, qtbot) -> None:
    dialog = kit.letter_dialog(session, qtbot, [kit.judged(session.archive)])
    kit.settled(qtbot, dialog)
    qtbot.waitUntil(lambda: any(page == 1 and pixels > 0 for page, pixels in dialog.view._images), timeout=30_000)
    image = next(image for (page, _), image in dialog.view._images.items() if page == 1)
    red = sum(image.pixelColor(x, y).red() > 180 and image.pixelColor(x, y).green() < 60
              for x in range(0, image.width(), 3) for y in range(0, image.height() // 3, 3))
    assert red > 50, "the red head is on the page"


def test_every_template_can_be_chosen(session: Session, qtbot) -> None:
    dialog = kit.letter_dialog(session, qtbot, [kit.judged(session.archive)])
    names = [dialog.template.itemText(i) for i in range(dialog.template.count())]
    assert names == ["反馈意见函", "整改通知", "通报", "催报通知"]
    for name, words in (("整改通知", "关于整改"), ("通报", "审核情况的通报"), ("催报通知", "")):
        dialog.template.setCurrentIndex(names.index(name))
        if words:
            qtbot.waitUntil(lambda words=words: dialog.view.drawn is not None and not dialog.view.pending()
                            and words in shown(dialog), timeout=30_000)
        assert dialog.orgs.isVisible() == (name == "催报通知")


def test_a_number_is_taken_by_saving_and_kept_for_this_letter(session: Session, qtbot, tmp_path: Path) -> None:
    report_id = kit.judged(session.archive)
    dialog = kit.letter_dialog(session, qtbot, [report_id])
    kit.settled(qtbot, dialog)
    kit.save(qtbot, dialog, tmp_path / "函.pdf")
    assert f"示政办函〔{YEAR}〕1号" in kit.text_of(tmp_path / "函.pdf")
    assert next_number(session.archive, "示政办函", YEAR) == 2
    assert dialog.letter_fields.number.currentText() == "沿用本函 1 号"
    kit.save(qtbot, dialog, tmp_path / "函.docx", "docx")
    words = "\n".join(p.text for p in Document(tmp_path / "函.docx").paragraphs)
    assert f"示政办函〔{YEAR}〕1号" in words
    assert next_number(session.archive, "示政办函", YEAR) == 2
    assert [(row.author, row.number) for row in session.archive.exports_of(report_id)] == [("李阅", f"示政办函〔{YEAR}〕1号")] * 2
    assert "已导出 2" in dialog.exported.text()
    again = kit.letter_dialog(session, qtbot, [report_id])
    assert again.letter_fields.number.currentText() == "沿用本函 1 号", "the next time it is offered again"
    other = kit.letter_dialog(session, qtbot, [kit.judged(session.archive, "云台县人民政府")])
    assert other.letter_fields.number.currentText() == "新编 2 号"


def test_a_file_that_cannot_be_written_takes_no_number(session: Session, qtbot, tmp_path: Path) -> None:
    dialog = kit.letter_dialog(session, qtbot, [kit.judged(session.archive)])
    kit.settled(qtbot, dialog)
    (tmp_path / "文件").write_text("x")
    dialog.ask_file = lambda name, form: tmp_path / "文件" / "函.pdf"
    dialog.save("pdf")
    qtbot.waitUntil(lambda: "无法写入" in dialog.status.text(), timeout=30_000)
    assert next_number(session.archive, "示政办函", YEAR) == 1
    assert dialog.pdf.isEnabled()


def test_a_number_asked_for_leaves_a_gap_but_none_comes_twice(session: Session, qtbot, tmp_path: Path) -> None:
    dialog = kit.letter_dialog(session, qtbot, [kit.judged(session.archive)])
    fields = dialog.letter_fields
    fields.number.setCurrentIndex(fields.number.findData("wish"))
    assert fields.wish.isVisible()
    fields.wish.setValue(37)
    kit.settled(qtbot, dialog)
    kit.save(qtbot, dialog, tmp_path / "函.pdf")
    assert f"〔{YEAR}〕37号" in kit.text_of(tmp_path / "函.pdf")
    assert next_number(session.archive, "示政办函", YEAR) == 38
    fields.number.setCurrentIndex(fields.number.findData("wish"))
    fields.wish.setValue(5)
    assert fields.wish.value() == 38, "a number that was given cannot even be asked for"


def test_a_draft_has_no_number(session: Session, qtbot, tmp_path: Path) -> None:
    report_id = store_report(session.archive, "示例市财政局")
    dialog = kit.letter_dialog(session, qtbot, [report_id])
    kit.settled(qtbot, dialog)
    assert "草稿" in dialog.note.text() and "草稿" in shown(dialog) and "1号" not in shown(dialog)
    assert not dialog.letter_fields.number.isEnabled()
    kit.save(qtbot, dialog, tmp_path / "草.pdf")
    assert next_number(session.archive, "示政办函", YEAR) == 1
    fields = dialog.letter_fields
    fields.include.setCurrentIndex(fields.include.findData("accepted"))
    qtbot.waitUntil(lambda: fields.number.isEnabled(), timeout=30_000)
    assert fields.number.currentText() == "新编 1 号"


def test_a_circular_over_many_reports(session: Session, qtbot, tmp_path: Path) -> None:
    ids = [kit.judged(session.archive, org) for org in ("示例市人民政府", "云台县人民政府", "青禾镇人民政府")]
    dialog = kit.letter_dialog(session, qtbot, ids, "circular")
    kit.settled(qtbot, dialog)
    assert "对3个单位报送的" in shown(dialog)
    kit.save(qtbot, dialog, tmp_path / "通报.pdf")
    assert {session.archive.exports_of(i)[0].number for i in ids} == {f"示政办函〔{YEAR}〕1号"}


def test_a_reminder_to_those_who_have_not_reported(session: Session, qtbot, tmp_path: Path) -> None:
    store_report(session.archive, "云台县人民政府", 2023)
    store_report(session.archive, "示例市人民政府", 2023)
    store_report(session.archive, "示例市人民政府", 2024)
    dialog = kit.letter_dialog(session, qtbot, [], "reminder")
    dialog.year.setValue(2024)
    assert not dialog.pdf.isEnabled(), "there is nobody to write to yet"
    qtbot.mouseClick(dialog.find, Qt.MouseButton.LeftButton)
    assert dialog.orgs.toPlainText() == "云台县人民政府"
    kit.settled(qtbot, dialog)
    qtbot.waitUntil(lambda: dialog.pdf.isEnabled())
    kit.save(qtbot, dialog, tmp_path / "催.pdf")
    assert "云台县人民政府办公室：" in kit.text_of(tmp_path / "催.pdf")
    assert [row.name for row in session.archive.latest_exports()] == ["催报通知：云台县人民政府办公室"]


@pytest.mark.parametrize("printer", ["", "一楼打印机"])
def test_printing_takes_a_number_only_when_it_was_printed(session: Session, qtbot, printer: str) -> None:
    report_id = kit.judged(session.archive)
    dialog = kit.letter_dialog(session, qtbot, [report_id])
    kit.settled(qtbot, dialog)
    seen: list[str] = []

    def print_paper(data: bytes, name: str) -> str:
        seen.append(kit.text_of(data))
        return printer

    dialog.print_paper = print_paper
    dialog.print_now()
    qtbot.waitUntil(lambda: bool(seen) and not dialog._busy, timeout=30_000)
    kit.settled(qtbot, dialog)
    assert f"示政办函〔{YEAR}〕1号" in seen[0]
    rows = session.archive.exports_of(report_id)
    assert next_number(session.archive, "示政办函", YEAR) == (2 if printer else 1)
    assert [row.path for row in rows] == ([f"打印机：{printer}"] if printer else [])
    assert dialog.letter_fields.number.currentText() == ("沿用本函 1 号" if printer else "新编 1 号")


def test_a_broken_own_template_is_told_and_the_bundled_one_used(session: Session, qtbot, tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "feedback.toml").write_text("name = ", encoding="utf-8")
    session.archive.set_setting("letter.templates", str(tmp_path / "letters"))
    dialog = kit.letter_dialog(session, qtbot, [kit.judged(session.archive)])
    assert "已改用自带模板" in dialog.status.text()
    kit.settled(qtbot, dialog)
    assert "审核意见的函" in shown(dialog)
