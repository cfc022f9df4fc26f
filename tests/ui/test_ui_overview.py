"""The overview: figures, bars that open their reports, a picture of it all."""

from __future__ import annotations

from pathlib import Path

import pytest
from made import store_report
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from desktop.ui.app import make_application
from desktop.ui.overview.numbers import gather
from desktop.ui.session import Session
from desktop.ui.theme import look
from desktop.ui.window import MainWindow


@pytest.fixture
def window(qapp, tmp_path: Path):
    make_application([])
    look().set("light", 1.0)
    session = Session.start(tmp_path / "store.db")
    for org in ("示例市人民政府", "云台县人民政府", "示例市财政局"):
        store_report(session.archive, org, findings=org != "示例市财政局")
    made = MainWindow(session)
    made.resize(1366, 768)
    made.show()
    yield made
    made.close()


def test_figures_count_what_is_stored(window: MainWindow) -> None:
    charts = {c.title: c for c in gather(window.session.archive, 2024)}
    assert {b.label: b.value for b in charts["审阅进度"].bars}["新收到"] == 3
    assert sum(b.value for b in charts["收到时间"].bars) == 3
    assert [b.value for b in charts["错误最多的报告"].bars] == [2, 2]
    assert sum(b.value for b in charts["常见问题（错误和疑似）"].bars) == 6
    assert all(len(b.ids) == 2 for b in charts["常见问题（错误和疑似）"].bars)


def test_dismissed_findings_are_not_counted(window: MainWindow) -> None:
    archive = window.session.archive
    row = archive.submissions(text="云台")[0]
    for finding in archive.findings(row.id):
        window.session.desk.dismiss(row.id, finding.fingerprint, "口径不同")
    charts = {c.title: c for c in gather(archive, 2024)}
    assert sum(b.value for b in charts["常见问题（错误和疑似）"].bars) == 3


def test_a_bar_lists_its_reports_in_the_inbox(window: MainWindow, qtbot) -> None:
    window.inbox.go(("overview",))
    assert window.stack.currentWidget() is window.overview
    qtbot.waitUntil(lambda: len(window.overview.charts) == 6)
    chart = window.overview.charts[2]
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=chart.bar_rect(0).center().toPoint())
    assert window.stack.currentWidget() is window.inbox
    qtbot.waitUntil(lambda: window.inbox.model.complete and len(window.inbox.model.submissions()) == 2)
    window.inbox.go(("all",))
    qtbot.waitUntil(lambda: len(window.inbox.model.submissions()) == 3)


def test_a_bar_of_one_report_opens_it_by_keyboard(window: MainWindow, qtbot) -> None:
    window.show_overview()
    qtbot.waitUntil(lambda: len(window.overview.charts) == 6)
    chart = window.overview.charts[4]
    chart.setFocus()
    qtbot.keyClick(chart, Qt.Key.Key_Down)
    qtbot.keyClick(chart, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.desk.stored is not None)
    assert window.stack.currentWidget() is window.desk


def test_the_charts_can_be_saved_as_a_picture(window: MainWindow, qtbot, tmp_path: Path) -> None:
    window.show_overview()
    qtbot.waitUntil(lambda: len(window.overview.charts) == 6)
    assert window.overview.save_picture(tmp_path / "out.png")
    assert QImage(str(tmp_path / "out.png")).width() > 600
