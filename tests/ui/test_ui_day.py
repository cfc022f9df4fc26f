"""A scripted day without a mouse: the ten samples come in, every finding is judged by key, two cells are corrected, one
correction is undone, every report is concluded, and a sheet is written.

``SHENDU_DAY=50`` adds reports made from the samples until there are that many."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from desktop.archive import Archive
from desktop.intake import import_folder
from desktop.ui.app import make_application
from desktop.ui.dialogs.judging import ConclusionDialog, CorrectDialog, DismissDialog
from desktop.ui.papers import base as papers_base
from desktop.ui.papers.sheet import SheetDialog
from desktop.ui.session import Session
from desktop.ui.theme import look
from desktop.ui.window import MainWindow
from tests.bench.made_submissions import make

SAMPLES = Path(__file__).resolve().parents[2] / "resources" / "samples"
DAY = int(os.environ.get("SHENDU_DAY", "10"))
CTRL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier
PATIENCE = 15_000


class Hands:
    """Presses keys on whatever has the focus, as a keyboard does, and counts them."""

    def __init__(self, window: MainWindow, qtbot) -> None:
        self.window = window
        self.qtbot = qtbot
        self.keys = 0

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE, on: QWidget | None = None) -> None:
        self.keys += 1
        if on is None:
            # Without a window manager the window is not active by itself again after a dialog.
            self.window.activateWindow()
            self.qtbot.waitUntil(lambda: QApplication.activeWindow() is self.window, timeout=PATIENCE)
        QTest.keyClick(on or self.window.focusWidget() or self.window, key, modifier)

    def until(self, true: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(true()), timeout=PATIENCE)

    def in_dialog(self, kind: type[QDialog], keys: Callable[[QWidget], None], open_it: Callable[[], None]) -> None:
        """Opens a dialog by ``open_it``, which waits for its end, and types into it once it is there."""
        seen = []
        end = time.monotonic() + PATIENCE / 1000

        def type_in() -> None:
            dialog = QApplication.activeModalWidget()
            if isinstance(dialog, kind) and QApplication.activeWindow() is dialog:
                seen.append(dialog)
                keys(dialog)
                QTimer.singleShot(2000, lambda: dialog.reject() if shiboken6.isValid(dialog) and dialog.isVisible() else None)
            elif time.monotonic() < end:
                if dialog is not None:
                    dialog.activateWindow()
                QTimer.singleShot(20, type_in)
            elif dialog is not None:
                dialog.reject()

        QTimer.singleShot(0, type_in)
        open_it()
        assert seen, f"{kind.__name__} never came"

    # -- what a reviewer does

    def dismiss(self) -> None:
        """D, then a number for the reason."""
        self.in_dialog(DismissDialog, lambda d: self.press(Qt.Key.Key_2, on=d.list), lambda: self.press(Qt.Key.Key_D))

    def correct(self, value: str) -> None:
        """F2, the figure, Enter."""
        def type_in(dialog: QWidget) -> None:
            dialog.edit.selectAll()
            QTest.keyClicks(dialog.edit, value)
            self.press(Qt.Key.Key_Return, on=dialog.edit)

        self.in_dialog(CorrectDialog, type_in, lambda: self.press(Qt.Key.Key_F2))

    def conclude(self) -> None:
        """G, Ctrl+Enter."""
        self.in_dialog(ConclusionDialog, lambda d: self.press(Qt.Key.Key_Return, CTRL, on=d.edit),
                       lambda: self.press(Qt.Key.Key_G))

    def write_sheet(self, done: Path) -> None:
        """Ctrl+P, Ctrl+S, Escape."""
        def type_in(dialog: SheetDialog) -> None:
            self.qtbot.waitUntil(lambda: dialog.pdf.isEnabled(), timeout=PATIENCE)
            self.press(Qt.Key.Key_S, CTRL, on=dialog)
            self.qtbot.waitUntil(lambda: done.exists() and dialog.last is not None, timeout=PATIENCE)
            self.press(Qt.Key.Key_Escape, on=dialog)

        self.in_dialog(SheetDialog, type_in, lambda: self.press(Qt.Key.Key_P, CTRL))


@pytest.fixture
def window(qapp, tmp_path: Path, qtbot):
    make_application([])
    look().set("light", 1.0)
    with Archive.open(tmp_path / "store.db") as archive:
        import_folder(archive, SAMPLES)
        for size in range(DAY - 10, 3 * DAY, 5):
            if len(archive.submissions()) >= DAY:
                break
            make(tmp_path / "more", size)
            import_folder(archive, tmp_path / "more")
        archive.set_setting("reviewer", "王敏")
    made = MainWindow(Session.start(tmp_path / "store.db"))
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    qtbot.waitUntil(lambda: made.inbox.model.complete and made.inbox.model.rowCount() > 0, timeout=PATIENCE)
    yield made
    if made.isVisible():
        made.close()


def test_a_day_by_keyboard(window: MainWindow, qtbot, tmp_path: Path, monkeypatch) -> None:
    out = tmp_path / "意见表.pdf"
    monkeypatch.setattr(papers_base, "ask_file", lambda session, parent, name, form: out)
    hands = Hands(window, qtbot)
    desk, archive = window.desk, window.session.archive
    everything = {row.id: row for row in archive.submissions()}
    assert len(everything) >= DAY
    visited, corrected, judged = [], 0, 0
    window.inbox.table.setFocus()
    hands.press(Qt.Key.Key_Return, CTRL)
    for _ in everything:
        hands.until(lambda: desk.stored is not None and desk.stored.submission.id not in visited)
        visited.append(desk.stored.submission.id)
        if corrected < 2 and desk.panes.tables.chosen_cell() is not None:
            corrections = len(desk.stored.corrections)
            hands.correct("7")
            hands.until(lambda n=corrections: len(desk.stored.corrections) == n + 1)
            corrected += 1
            if corrected == 2:
                hands.press(Qt.Key.Key_Z, CTRL)
                hands.until(lambda n=corrections: len(desk.stored.corrections) == n)
        for _turn in range(len(desk.items) * 2):
            open_ones = [i for i in desk.items if i.decision is None]
            if not open_ones:
                break
            if desk.item() is None or desk.item().decision is not None:
                hands.press(Qt.Key.Key_J if desk.item() is None or desk.item().number < open_ones[0].number else Qt.Key.Key_K)
                continue
            key = desk.current
            judged += 1
            if judged % 4:
                hands.press(Qt.Key.Key_A)
            else:
                hands.dismiss()
            hands.until(lambda key=key: desk.item(key).decision is not None)
        assert all(i.decision is not None for i in desk.items)
        if len(visited) == 1:
            hands.write_sheet(out)
        hands.conclude()
        hands.until(lambda: desk.stored.submission.state not in ("new", "reviewing"))
        if len(visited) < len(everything):
            hands.press(Qt.Key.Key_BracketRight)
    hands.press(Qt.Key.Key_Escape)
    assert window.stack.currentWidget() is window.inbox
    window.close()
    assert corrected == 2 and out.read_bytes().startswith(b"%PDF")
    with Archive.open(tmp_path / "store.db") as kept:
        assert not kept.unclean
        rows = kept.submissions()
        assert {row.id for row in rows} == set(visited) == set(everything)
        assert all(row.state in ("waiting", "returned", "accepted") and row.open == 0 for row in rows)
        assert sum(len(kept.corrections(row.id)) for row in rows) == 1
        verdicts = [v for row in rows for v in kept.load(row.id).verdicts.values() if v.decision]
        assert {v.decision for v in verdicts} == {"accepted", "dismissed"} and {v.author for v in verdicts} == {"王敏"}
        assert all(v.reason for v in verdicts if v.decision == "dismissed")
        assert len(kept.exports_of(visited[0])) == 1
    print(f"{len(visited)} reports, {judged} findings, {hands.keys} keys")
