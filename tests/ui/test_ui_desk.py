"""The desk on real widgets: selecting, judging by keyboard, undo, notes, corrections, what a restart keeps."""

from __future__ import annotations

from pathlib import Path

import pytest
from made import cell, make_report, passage, store_report
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QApplication, QDialog

from desktop.ui.app import make_application
from desktop.ui.desk import actions as desk_actions
from desktop.ui.desk.actions import DeskActions
from desktop.ui.desk.items import cells_of, focus_span
from desktop.ui.desk.page import DeskPage
from desktop.ui.session import Session
from desktop.ui.theme import look


@pytest.fixture
def session(qapp, tmp_path: Path):
    make_application([])
    look().set("light", 1.0)
    made = Session.start(tmp_path / "store.db")
    yield made
    made.close()


@pytest.fixture
def desk(session: Session, qtbot) -> DeskPage:
    report_id = store_report(session.archive)
    return open_desk(session, qtbot, report_id)


def open_desk(session: Session, qtbot, report_id: int) -> DeskPage:
    page = DeskPage(session)
    page.changes = []
    page.actions = DeskActions(page, lambda: page.changes.append(1))
    qtbot.addWidget(page)
    page.resize(1366, 720)
    page.show()
    page.open(report_id)
    qtbot.waitUntil(lambda: page.stored is not None)
    qtbot.waitExposed(page)
    return page


def key_of(page: DeskPage, check: str) -> str:
    return next(i.key for i in page.items if i.finding.check == check)


def decision(page: DeskPage, key: str) -> str | None:
    return page.item(key).decision


def press(qtbot, page: DeskPage, key: Qt.Key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    page.source.setFocus()
    qtbot.keyClick(page.source, key, modifier)


def answer(monkeypatch, name: str, fill) -> list[QDialog]:
    """Has a dialog answered as ``fill`` says instead of waiting for a person."""
    seen: list[QDialog] = []
    kind = getattr(desk_actions, name)

    class Answered(kind):
        def exec(self) -> int:
            seen.append(self)
            fill(self)
            self.accept()
            return int(QDialog.DialogCode.Accepted)

    monkeypatch.setattr(desk_actions, name, Answered)
    return seen


def test_opening_chooses_the_first_finding_and_shows_its_passage(desk: DeskPage) -> None:
    assert desk.current == desk.items[0].key == key_of(desk, "parts-of-total")
    place = desk.items[0].own[0]
    rects = desk.source.rects(place.start, place.end)
    assert rects and desk.source.viewport().rect().contains(rects[0].center().toPoint())


def test_a_finding_brings_its_cell_and_its_passage_into_view(desk: DeskPage, qtbot) -> None:
    key = key_of(desk, "table-row-total")
    desk.panes.findings.cards[key].clicked.emit(key)
    item = desk.item(key)
    wrong, part = cells_of(desk.stored.report, item)
    grid = desk.panes.tables.grid
    assert grid.current == wrong[1:]
    assert grid.marks[wrong[1:]].state == "wrong"
    assert [grid.marks[p[1:]].state for p in part] == ["part"] * 6
    assert grid.viewport().rect().contains(grid.cell_rect(*wrong[1:]).center().toPoint())
    assert focus_span(item) == (item.own[0].start, item.own[0].end), "the total, which is called wrong"
    shown = desk.source.rects(*focus_span(item))
    assert desk.source.viewport().rect().contains(shown[0].center().toPoint())
    assert "相差 72" in desk.panes.tables.tie_text.text()
    assert desk.panes.tables.tie.isVisible()
    qtbot.waitUntil(lambda: desk.panes.findings.cards[key].body.isVisible())


def test_a_cell_brings_its_finding_and_its_place_in_the_source(desk: DeskPage) -> None:
    place = cell(desk.stored.report, "applications.new.total")
    grid = desk.panes.tables.grid
    grid.select(place.row, place.col)
    point = grid.cell_rect(place.row, place.col).center()
    from PySide6.QtTest import QTest

    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=point.toPoint())
    assert desk.item().finding.check == "table-row-total"
    rects = desk.source.rects(place.start, place.end)
    assert desk.source.viewport().rect().contains(rects[0].center().toPoint())
    assert desk.panes.findings.current == desk.current


def test_a_passage_brings_its_finding_and_cell(desk: DeskPage) -> None:
    from PySide6.QtTest import QTest

    place = passage(desk.stored.report, "受理政府信息公开申请419件")
    desk.source.show_span(place.start, place.end)
    rect = desk.source.rects(place.start, place.end)[0]
    QTest.mouseClick(desk.source.viewport(), Qt.MouseButton.LeftButton, pos=rect.center().toPoint())
    assert desk.item().finding.check == "table-row-total"
    assert desk.panes.tables.grid.current is not None


def test_a_cell_without_a_finding_still_shows_its_place(desk: DeskPage) -> None:
    place = cell(desk.stored.report, "applications.granted.natural")
    desk.choose_cell(("applications", place.row, place.col))
    assert desk.current is None
    rects = desk.source.rects(place.start, place.end)
    assert desk.source.viewport().rect().contains(rects[0].center().toPoint())


def test_j_and_k_go_down_and_up(desk: DeskPage, qtbot) -> None:
    keys = [i.key for i in desk.items]
    press(qtbot, desk, Qt.Key.Key_J)
    assert desk.current == keys[1]
    press(qtbot, desk, Qt.Key.Key_J)
    press(qtbot, desk, Qt.Key.Key_K)
    assert desk.current == keys[1]


def test_a_accepts_and_goes_on_and_undo_takes_it_back(desk: DeskPage, qtbot) -> None:
    first = desk.current
    press(qtbot, desk, Qt.Key.Key_A)
    assert desk.current != first
    qtbot.waitUntil(lambda: decision(desk, first) == "accepted")
    assert desk.session.archive.verdict(desk.stored.submission.id, first).decision == "accepted"
    assert desk.stored.submission.state == "reviewing"
    press(qtbot, desk, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: decision(desk, first) is None)
    press(qtbot, desk, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: decision(desk, first) == "accepted")


def test_keys_pressed_fast_judge_every_finding_once(desk: DeskPage, qtbot) -> None:
    for _ in desk.items:
        press(qtbot, desk, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: all(i.decision == "accepted" for i in desk.items))


def test_d_asks_for_a_reason_and_remembers_it(desk: DeskPage, qtbot, monkeypatch) -> None:
    seen = answer(monkeypatch, "DismissDialog", lambda d: d.own.setText("单位已书面说明"))
    first = desk.current
    press(qtbot, desk, Qt.Key.Key_D)
    qtbot.waitUntil(lambda: decision(desk, first) == "dismissed")
    assert desk.item(first).verdict.reason == "单位已书面说明"
    qtbot.waitUntil(lambda: desk.session.reasons() == ["单位已书面说明"])
    press(qtbot, desk, Qt.Key.Key_D)
    assert seen[1].reasons[0] == "单位已书面说明"


def test_e_changes_the_wording_and_the_card_shows_it(desk: DeskPage, qtbot, monkeypatch) -> None:
    answer(monkeypatch, "TextDialog", lambda d: d.edit.setPlainText("请核对各分项之和。"))
    first = desk.current
    press(qtbot, desk, Qt.Key.Key_E)
    qtbot.waitUntil(lambda: desk.item(first).message == "请核对各分项之和。")
    assert "请核对各分项之和" in desk.panes.findings.cards[first].head.text()


def test_n_on_a_selected_passage_keeps_a_note_with_its_place(desk: DeskPage, qtbot, monkeypatch) -> None:
    answer(monkeypatch, "TextDialog", lambda d: d.edit.setPlainText("请补充说明专栏名称。"))
    place = passage(desk.stored.report, "设专栏16个")
    cursor = desk.source.textCursor()
    cursor.setPosition(desk.source.map.position(place.start))
    cursor.setPosition(desk.source.map.position(place.end), cursor.MoveMode.KeepAnchor)
    desk.source.setTextCursor(cursor)
    press(qtbot, desk, Qt.Key.Key_N)
    qtbot.waitUntil(lambda: len(desk.stored.notes) == 1)
    note = desk.stored.notes[0]
    assert (note.target, note.place.quote, note.section) == ("passage", "设专栏16个", 1)


def test_n_without_a_selection_notes_the_section(desk: DeskPage, qtbot, monkeypatch) -> None:
    answer(monkeypatch, "TextDialog", lambda d: d.edit.setPlainText("本部分内容偏少。"))
    desk.choose_offset(passage(desk.stored.report, "一是公开内容").start)
    desk.current = None
    desk.panes.tables.grid.clear_current()
    press(qtbot, desk, Qt.Key.Key_N)
    qtbot.waitUntil(lambda: len(desk.stored.notes) == 1)
    assert (desk.stored.notes[0].target, desk.stored.notes[0].section) == ("section", 5)


def test_f2_corrects_a_cell_and_keeps_the_first_reading(desk: DeskPage, qtbot, monkeypatch) -> None:
    answer(monkeypatch, "CorrectDialog", lambda d: d.edit.setText("419"))
    place = cell(desk.stored.report, "applications.new.total")
    desk.choose_cell(("applications", place.row, place.col))
    press(qtbot, desk, Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: len(desk.stored.corrections) == 1, timeout=20000)
    correction = desk.stored.corrections[0]
    assert (correction.was, correction.value) == ("491", "419")
    grid = desk.panes.tables.grid
    assert grid.data.values[(place.row, place.col)] == "419"
    assert "491" in grid._tip((place.row, place.col))
    assert desk.stored.report.document.text[place.start:place.end] == "491"


def test_p_makes_a_finding_of_the_current_cell(desk: DeskPage, qtbot, monkeypatch) -> None:
    answer(monkeypatch, "OwnFindingDialog", lambda d: d.edit.setPlainText("此数与台账不一致。"))
    place = cell(desk.stored.report, "applications.partial.total")
    desk.choose_cell(("applications", place.row, place.col))
    press(qtbot, desk, Qt.Key.Key_P)
    qtbot.waitUntil(lambda: any(i.finding.check == "own" for i in desk.items))
    own = next(i for i in desk.items if i.finding.check == "own")
    assert own.own[0].quote == "54" and own.message == "此数与台账不一致。"


def test_conclusion_is_stored_with_its_state(desk: DeskPage, qtbot, monkeypatch) -> None:
    answer(monkeypatch, "ConclusionDialog", lambda d: d.edit.setPlainText("请修改后重报。"))
    press(qtbot, desk, Qt.Key.Key_G)
    qtbot.waitUntil(lambda: desk.stored.conclusion == "请修改后重报。")
    assert desk.stored.submission.state in ("waiting", "accepted")


def test_a_restart_keeps_verdicts_and_notes(qapp, qtbot, tmp_path: Path) -> None:
    make_application([])
    first = Session.start(tmp_path / "store.db")
    report_id = store_report(first.archive)
    page = open_desk(first, qtbot, report_id)
    key = page.current
    press(qtbot, page, Qt.Key.Key_A)
    first.close()
    second = Session.start(tmp_path / "store.db")
    again = open_desk(second, qtbot, report_id)
    assert decision(again, key) == "accepted"
    assert again.panes.findings.cards[key].property("done") == "true"
    second.close()


def test_simplified_switch_keeps_places(session: Session, qtbot) -> None:
    report_id = store_report(session.archive, "雲臺縣人民政府")
    page = open_desk(session, qtbot, report_id)
    page.set_simplified(True)
    assert "云台县人民政府" in page.source.toPlainText()
    place = passage(page.stored.report, "信息共105条")
    [(low, high)] = page.source.map.ranges(place.start, place.end)
    cursor = page.source.textCursor()
    cursor.setPosition(low)
    cursor.setPosition(high, cursor.MoveMode.KeepAnchor)
    assert cursor.selectedText() == "信息共105条"


def test_find_counts_and_goes_round(desk: DeskPage, qtbot) -> None:
    desk.open_find()
    desk.panes.find.edit.setText("行政")
    assert desk.panes.find.count.text().startswith("1 / ")
    total = len(desk.source.found)
    assert total == desk.stored.report.document.text.count("行政")
    for _ in range(total):
        desk.panes.find.go(1)
    assert desk.source.found_at == 0


def test_letters_typed_into_the_find_bar_judge_nothing(desk: DeskPage, qtbot) -> None:
    desk.open_find()
    qtbot.keyClicks(desk.panes.find.edit, "adjk")
    assert desk.panes.find.edit.text() == "adjk"
    assert all(i.decision is None for i in desk.items)


def test_the_outline_counts_by_section_and_goes_there(desk: DeskPage) -> None:
    texts = [desk.panes.outline.item(i).text() for i in range(desk.panes.outline.count())]
    assert any("总体情况" in t for t in texts)
    desk.go_section(4)
    section = desk.stored.report.sections[4]
    rect = desk.source.rects(section.start, section.start + 2)[0]
    assert desk.source.viewport().rect().contains(rect.center().toPoint())


def test_the_minimap_has_a_tick_for_every_open_finding(desk: DeskPage, qtbot) -> None:
    assert len(desk.source.marks()) == len(desk.items)
    assert all(0 <= share <= 1 for share, _ in desk.source.marks())


def test_arrow_keys_walk_over_merged_cells(desk: DeskPage, qtbot) -> None:
    grid = desk.panes.tables.grid
    grid.select(4, 0)
    grid.setFocus()
    qtbot.keyClick(grid, Qt.Key.Key_Right)
    assert grid.current == (4, 1)
    qtbot.keyClick(grid, Qt.Key.Key_Down)
    assert grid.current == (5, 1)
    qtbot.keyClick(grid, Qt.Key.Key_Left)
    assert grid.current == (4, 0)


def test_a_draft_is_kept_while_it_is_typed(desk: DeskPage, qtbot) -> None:
    from desktop.ui.dialogs.base import TextDialog

    draft = desk.actions._draft("note.1")
    dialog = TextDialog(desk, "批注", draft=draft)
    qtbot.addWidget(dialog)
    dialog.edit.setPlainText("写到一半")
    qtbot.waitUntil(lambda: draft.load() == "写到一半", timeout=5000)
    again = TextDialog(desk, "批注", draft=draft)
    qtbot.addWidget(again)
    assert again.text() == "写到一半"
    again.reject()
    qtbot.waitUntil(lambda: draft.load() == "")


def test_a_conclusion_half_written_is_kept_too(desk: DeskPage, qtbot) -> None:
    from desktop.ui.dialogs.base import Drafted
    from desktop.ui.dialogs.judging import ConclusionDialog

    draft = desk.actions._draft("conclusion.1")
    dialog = ConclusionDialog(desk, desk.stored, desk.items)
    qtbot.addWidget(dialog)
    Drafted(dialog, dialog.edit, draft)
    dialog.edit.setPlainText("经审阅，第三")
    qtbot.waitUntil(lambda: draft.load() == "经审阅，第三", timeout=5000)
    again = ConclusionDialog(desk, desk.stored, desk.items)
    qtbot.addWidget(again)
    Drafted(again, again.edit, draft)
    assert again.text() == "经审阅，第三"
    again.reject()
    qtbot.waitUntil(lambda: draft.load() == "")


def test_offset_under_the_mouse_is_the_character_under_it(desk: DeskPage) -> None:
    text = desk.stored.report.document.text
    for word in ("制作公报6期", "301", "尚未审结"):
        start = text.index(word)
        desk.source.show_span(start, start + 1)
        QApplication.processEvents()
        for offset in range(start, start + len(word)):
            center = desk.source.rects(offset, offset + 1)[0].center()
            assert desk.source.offset_at(QPointF(QPoint(int(center.x()), int(center.y())))) == offset
    assert make_report().document.text == text
