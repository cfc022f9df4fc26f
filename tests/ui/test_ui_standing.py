"""Standing decisions and the checklist on the desk, by keyboard, with undo."""

from __future__ import annotations

from pathlib import Path

import pytest
from made import store_report
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from desktop.ui.app import make_application
from desktop.ui.desk import actions as desk_actions
from desktop.ui.desk.actions import DeskActions
from desktop.ui.desk.outline import TICK
from desktop.ui.desk.page import DeskPage
from desktop.ui.dialogs.standing import RulingsDialog
from desktop.ui.session import Session
from desktop.ui.theme import look

ORG = "示例市人民政府"
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def session(qapp, tmp_path: Path):
    make_application([])
    look().set("light", 1.0)
    made = Session.start(tmp_path / "store.db")
    yield made
    made.close()


@pytest.fixture
def desk(session: Session, qtbot) -> DeskPage:
    report_id = store_report(session.archive, ORG)
    page = DeskPage(session)
    page.actions = DeskActions(page, lambda: None)
    qtbot.addWidget(page)
    page.resize(1366, 720)
    page.show()
    page.open(report_id)
    qtbot.waitUntil(lambda: page.stored is not None)
    qtbot.waitExposed(page)
    return page


def press(qtbot, page: DeskPage, key: Qt.Key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    page.source.setFocus()
    qtbot.keyClick(page.source, key, modifier)


def answer_ruling(monkeypatch, reason: str) -> None:
    class Answered(desk_actions.RulingDialog):
        def exec(self) -> int:
            self.reason_box.setEditText(reason)
            self.accept()
            return int(QDialog.DialogCode.Accepted)

    monkeypatch.setattr(desk_actions, "RulingDialog", Answered)


def test_shift_d_puts_a_kind_aside_for_the_body_and_undo_brings_it_back(desk: DeskPage, qtbot, monkeypatch) -> None:
    answer_ruling(monkeypatch, "口径已说明")
    key = desk.current
    press(qtbot, desk, Qt.Key.Key_D, SHIFT)
    qtbot.waitUntil(lambda: desk.item(key).ruled)
    assert desk.item(key).decision == "dismissed"
    (ruling,) = desk.session.archive.rulings()
    assert (ruling.org, ruling.reason, ruling.author) == (ORG, "口径已说明", desk.session.reviewer)
    assert "一律不采纳" in desk.panes.findings.cards[key].head.text()
    assert any(text.startswith("取消“本单位") for text, _ in desk.actions.rare())
    press(qtbot, desk, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: desk.item(key).decision is None)
    assert desk.session.archive.rulings() == []


def test_a_rule_switched_off_can_still_be_taken_for_one_finding(desk: DeskPage, qtbot, monkeypatch) -> None:
    answer_ruling(monkeypatch, "")
    key = desk.current
    press(qtbot, desk, Qt.Key.Key_D, CTRL | SHIFT)
    qtbot.waitUntil(lambda: desk.item(key).ruled)
    assert [r.org for r in desk.session.archive.rulings()] == [""]
    press(qtbot, desk, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: desk.item(key).decision == "accepted")
    assert not desk.item(key).ruled


def test_the_list_of_settings_lifts_a_decision(desk: DeskPage, qtbot) -> None:
    session, check = desk.session, desk.items[0].finding.check
    session.desk.rule_out(check, ORG, "口径已说明")
    session.desk.rule_out(check, "")
    waiting = []

    def lift(ruling, done, failed) -> None:
        waiting.append(lambda: (session.desk.lift_ruling(ruling.check, ruling.org), done()))

    dialog = RulingsDialog(desk, session.archive.rulings(), lift)
    qtbot.addWidget(dialog)
    texts = [[dialog.table.item(i, j).text() for j in range(5)] for i in range(2)]
    assert [t[1] for t in texts] == ["全部单位（规则已停用）", ORG]
    assert texts[1][2:4] == ["口径已说明", session.reviewer] and texts[1][4].startswith("20")
    dialog.table.selectRow(0)
    qtbot.mouseClick(dialog.lift_button, Qt.MouseButton.LeftButton)
    assert not dialog.table.isEnabled() and "正在恢复" in dialog.said.text(), "it is done in the background"
    waiting.pop()()
    assert [r.org for r in session.archive.rulings()] == [ORG] and dialog.table.rowCount() == 1
    assert dialog.table.isEnabled() and not dialog.said.text()
    dialog.table.selectRow(0)
    dialog.lift_chosen()
    dialog._failed("资料库正忙，请稍候再试：/a")
    assert dialog.table.isEnabled() and dialog.said.text().startswith("资料库正忙") and dialog.table.rowCount() == 1


def test_v_ticks_sections_one_after_the_other(desk: DeskPage, qtbot) -> None:
    desk.go_section(0)
    press(qtbot, desk, Qt.Key.Key_V)
    qtbot.waitUntil(lambda: 1 in desk.stored.checked)
    assert desk.current_section == 1
    texts = [desk.panes.outline.item(i).text() for i in range(desk.panes.outline.count())]
    assert sum(t.startswith(TICK) for t in texts) == 1 and "已核 1/6" in texts
    press(qtbot, desk, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: not desk.stored.checked)


def test_v_takes_a_tick_away_again(desk: DeskPage, qtbot) -> None:
    desk.session.desk.check_section(1, 2, True)
    desk.refresh()
    desk.go_section(1)
    press(qtbot, desk, Qt.Key.Key_V)
    qtbot.waitUntil(lambda: not desk.stored.checked)
    assert desk.current_section == 1


def test_own_findings_can_be_taken_away_again(desk: DeskPage, qtbot) -> None:
    change = desk.session.desk.add_finding(1, None, "标题缺年份", "warning")
    desk.refresh()
    desk.choose(change.subject)
    calls = dict(desk.actions.rare())
    calls["删除我提出的问题"]()
    qtbot.waitUntil(lambda: desk.item(change.subject) is None)
