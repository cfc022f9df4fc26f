"""Saved views of the inbox, the filter kept over a restart, and bulk changes that can be undone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from made import store_report
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from desktop.ui.app import make_application
from desktop.ui.inbox import page as inbox_page
from desktop.ui.inbox.rows import Wish
from desktop.ui.inbox.saved import from_text, name_for, to_text
from desktop.ui.session import Session
from desktop.ui.theme import look
from desktop.ui.window import MainWindow

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qapp, tmp_path: Path, qtbot):
    make_application([])
    look().set("light", 1.0)
    made = window_on(tmp_path / "store.db", qtbot, fill=True)
    yield made
    if made.isVisible():
        made.close()


def window_on(store: Path, qtbot, fill: bool = False) -> MainWindow:
    session = Session.start(store)
    if fill:
        for i, year in enumerate((2022, 2023, 2023, 2024)):
            store_report(session.archive, f"示例市第{i}局", year)
    made = MainWindow(session)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    qtbot.waitUntil(lambda: made.inbox.model.complete)
    return made


def name_it(monkeypatch, name: str) -> None:
    class Answered(inbox_page.SaveViewDialog):
        def exec(self) -> int:
            self.edit.setText(name)
            self.accept()
            return int(QDialog.DialogCode.Accepted)

    monkeypatch.setattr(inbox_page, "SaveViewDialog", Answered)


def nav_texts(window: MainWindow) -> list[str]:
    return [window.inbox.nav.item(i).text() for i in range(window.inbox.nav.count())]


def orgs(window: MainWindow) -> set[str]:
    return {row.org for row in window.inbox.model.submissions()}


def test_a_filter_gets_a_name_and_is_there_after_a_restart(window: MainWindow, tmp_path: Path, qtbot, monkeypatch) -> None:
    name_it(monkeypatch, "二三年未审")
    inbox = window.inbox
    inbox.set_wish(replace(inbox.wish, year=2023, state="new", sort="org", descending=False))
    qtbot.waitUntil(lambda: inbox.model.complete and inbox.model.rowCount() == 2)
    inbox.table.setFocus()
    qtbot.keyClick(inbox.table, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: "二三年未审" in nav_texts(window))
    inbox.go(("all",))
    qtbot.waitUntil(lambda: inbox.model.rowCount() == 4)
    window.close()
    again = window_on(tmp_path / "store.db", qtbot)
    qtbot.waitUntil(lambda: "二三年未审" in nav_texts(again))
    again.inbox.go(("saved", "二三年未审"))
    qtbot.waitUntil(lambda: again.inbox.model.complete and again.inbox.model.rowCount() == 2)
    assert orgs(again) == {"示例市第1局", "示例市第2局"}
    assert (again.inbox.wish.sort, again.inbox.wish.descending) == ("org", False)
    again.inbox.forget_view("二三年未审")
    qtbot.waitUntil(lambda: "二三年未审" not in nav_texts(again))
    assert again.session.archive.saved_queries() == []
    again.close()


def test_the_filter_itself_is_kept_over_a_restart(window: MainWindow, tmp_path: Path, qtbot) -> None:
    window.inbox.search.setText("第3局")
    qtbot.waitUntil(lambda: window.inbox.model.complete and window.inbox.model.rowCount() == 1)
    window.close()
    again = window_on(tmp_path / "store.db", qtbot)
    assert again.inbox.search.text() == "第3局"
    qtbot.waitUntil(lambda: again.inbox.model.rowCount() == 1)
    again.close()


def test_many_are_marked_at_once_and_undone_at_once(window: MainWindow, qtbot) -> None:
    table = window.inbox.table
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_A, CTRL)
    window.inbox.side.wanted.emit("state:waiting", table.chosen())
    archive = window.session.archive
    qtbot.waitUntil(lambda: archive.states(None) == {"waiting": 4})
    qtbot.waitUntil(lambda: window.inbox.model.complete)
    qtbot.keyClick(table, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: archive.states(None) == {"new": 4})


def test_filters_survive_as_text() -> None:
    wish = Wish("教育", 2023, "waiting", "errors", "org", False, True)
    assert from_text(to_text(wish)) == wish
    assert from_text("no json") == Wish()
    assert name_for(wish) == "2023年 待补正 有错误 教育"
