"""The window and its dialogs where there is little room: small screens, large type."""

from __future__ import annotations

from pathlib import Path

import pytest
from made import store_report
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from desktop.archive import Archive
from desktop.ui.app import make_application
from desktop.ui.desk.actions import DeskActions
from desktop.ui.desk.grid import POINTS, READABLE
from desktop.ui.desk.page import DeskPage
from desktop.ui.flow import Flow
from desktop.ui.session import Session
from desktop.ui.theme import look
from desktop.ui.window import MainWindow

# 1366x768 pixels at 125 %, less what a title bar and a task bar take.
ROOM = QSize(1366 * 100 // 125, 768 * 100 // 125 - 70)


@pytest.fixture
def session(qtbot, tmp_path: Path):
    make_application([])
    look().start("light")
    store = tmp_path / "store.db"
    with Archive.open(store) as archive:
        store_report(archive)
    made = Session.start(store)
    yield made
    made.close()


def test_the_window_fits_a_small_screen_at_125_percent(qtbot, session: Session) -> None:
    window = MainWindow(session)
    qtbot.addWidget(window)
    window.resize(ROOM)
    window.show()
    window.open_report(1)
    qtbot.waitUntil(lambda: window.desk.stored is not None and not session.gate.busy())
    for page in (window.inbox, window.desk, window.overview, window.roster):
        window.stack.setCurrentWidget(page)
        qtbot.wait(20)
        assert window.size() == ROOM, type(page).__name__
        least = page.minimumSizeHint()
        assert least.width() <= ROOM.width() and least.height() <= ROOM.height(), type(page).__name__
    window.close()


@pytest.fixture
def desk(qtbot, session: Session):
    page = DeskPage(session)
    qtbot.addWidget(page)
    page.actions = DeskActions(page, lambda: None)
    page.resize(ROOM)
    page.show()
    page.show_report(session.archive.load(1))
    yield page


def test_a_wide_table_is_drawn_smaller_until_it_fits_and_no_smaller_than_can_be_read(desk: DeskPage, qtbot) -> None:
    grid, seen = desk.panes.tables.grid, []
    for width in (400, 300, 270, 250, 210):
        desk.panes.setSizes([146, ROOM.width() - 146 - 250 - width, width, 250])
        qtbot.wait(20)
        seen.append((grid.points, grid.horizontalScrollBar().maximum() == 0))
    points = [size for size, _ in seen]
    assert points == sorted(points, reverse=True) and points[0] == POINTS and points[-1] == READABLE
    assert any(whole and READABLE <= size < POINTS for size, whole in seen), seen
    assert all(whole for size, whole in seen if size > READABLE)


def test_w_lets_the_table_take_the_window_and_escape_gives_it_back(desk: DeskPage, qtbot) -> None:
    left = []
    desk.wanted.connect(left.append)
    columns = [desk.panes.widget(i) for i in range(4)]
    QTest.keyClick(desk.source, Qt.Key.Key_W)
    qtbot.wait(20)
    assert [c.isVisible() for c in columns] == [False, False, True, False]
    assert desk.panes.tables.grid.points == POINTS and desk.panes.tables.grid.width() > ROOM.width() - 40
    desk.actions.escape()
    assert [c.isVisible() for c in columns] == [True] * 4 and not left
    desk.panes.tables.widen.click()
    assert not columns[1].isVisible()
    desk.panes.tables.widen.click()
    assert columns[1].isVisible()


def test_without_room_for_four_columns_the_outline_goes(desk: DeskPage, qtbot) -> None:
    desk.resize(760, 500)
    qtbot.wait(20)
    assert desk.width() == 760 and not desk.panes.widget(0).isVisible() and desk.panes.widget(3).isVisible()
    desk.resize(ROOM)
    qtbot.wait(20)
    assert desk.panes.widget(0).isVisible()


def test_the_title_keeps_its_room_and_the_pills_give_way(desk: DeskPage, qtbot) -> None:
    header = desk.header
    desk.resize(1500, 600)
    qtbot.wait(20)
    assert header.version_pill.isVisible() and header.form_pill.isVisible() and header.state_pill.isVisible()
    desk.resize(ROOM.width() - 200, 600)
    qtbot.wait(20)
    assert not header.version_pill.isVisible() and header.title.width() >= 200


def test_a_row_goes_on_in_a_second_line_and_hides_what_is_hidden(qtbot) -> None:
    make_application([])
    buttons = [QPushButton(f"{i}" * 12) for i in range(4)]
    flow = Flow(buttons[0], buttons[1], 1, buttons[2], buttons[3], spacing=6, least=30)
    holder = QWidget()
    qtbot.addWidget(holder)
    flow.setParent(holder)
    one = flow.sizeHint().width()
    holder.show()
    flow.resize(one + 100, flow.heightForWidth(one + 100))
    flow.show()
    assert len({b.y() for b in buttons}) == 1
    assert buttons[3].geometry().right() == flow.width() - 1, "the stretch pushes to the right"
    two = one * 2 // 3
    assert flow.heightForWidth(two) > flow.heightForWidth(one)
    flow.resize(two, flow.heightForWidth(two))
    assert len({b.y() for b in buttons}) == 2
    assert all(b.geometry().right() < two for b in buttons)
    buttons[1].hide()
    buttons[2].hide()
    qtbot.wait(20)
    assert len({b.y() for b in (buttons[0], buttons[3])}) == 1


def test_the_keys_fit_the_screen_and_scroll(qtbot, session: Session) -> None:
    from desktop.ui.dialogs.help import KeysDialog

    dialog = KeysDialog(None)
    qtbot.addWidget(dialog)
    room = dialog.screen().availableGeometry()
    assert dialog.height() <= room.height() and dialog.width() <= room.width()
    dialog.resize(700, 400)
    assert dialog.height() == 400
    assert any("Ctrl+Shift+D" in said.text() for said in dialog.findChildren(QLabel))
