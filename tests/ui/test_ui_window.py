"""The whole window: import behind it, nothing blocked, first start, sheets, look."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from made import PROSE, store_report
from PySide6.QtCore import Qt, QTimer

from desktop.ui.app import make_application, parser
from desktop.ui.dialogs.firstrun import FirstRun
from desktop.ui.dialogs.help import KEYS, KeysDialog
from desktop.ui.session import Session
from desktop.ui.theme import look
from desktop.ui.window import MainWindow


@pytest.fixture
def window(qapp, qtbot, tmp_path: Path):
    make_application([])
    look().set("light", 1.0)
    made = MainWindow(Session.start(tmp_path / "store.db"))
    made.resize(1366, 768)
    made.show()
    yield made
    made.close()


def hand_in(folder: Path, org: str, year: int = 2024) -> Path:
    lines = [said.format(org=org, year=year) for kind, said in PROSE if kind != "table"]
    path = folder / f"{org}{year}.txt"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_files_dropped_into_the_folder_appear_while_the_window_lives(window: MainWindow, qtbot, tmp_path: Path) -> None:
    folder = tmp_path / "共享"
    folder.mkdir()
    for i in range(12):
        hand_in(folder, f"示例市第{i + 1}局")
    (folder / "坏文件.docx").write_bytes(b"PK\x03\x04 broken")
    beats: list[float] = []
    timer = QTimer()
    timer.timeout.connect(lambda: beats.append(time.monotonic()))
    timer.start(20)
    window.apply_settings(str(folder), "示例市政务公开办公室", "甲")
    qtbot.waitUntil(lambda: window.inbox.model.rowCount() == 13, timeout=120_000)
    timer.stop()
    assert len(beats) > 20, "the window's own timer must go on while files come in"
    refused = [r for r in window.inbox.model.submissions() if r.error is not None]
    assert [r.name for r in refused] == ["坏文件.docx"] and refused[0].error
    assert window.foot.person.text() == "审阅人：甲"
    qtbot.waitUntil(lambda: (window.show_health(), window.foot.refused.isVisible())[1], timeout=20_000)


def test_opening_judging_and_going_back(window: MainWindow, qtbot) -> None:
    report_id = store_report(window.session.archive)
    window.inbox.refresh()
    qtbot.waitUntil(lambda: window.inbox.model.rowCount() == 1)
    window.open_report(report_id)
    qtbot.waitUntil(lambda: window.desk.stored is not None)
    assert window.stack.currentWidget() is window.desk
    window.desk.source.setFocus()
    qtbot.keyClick(window.desk.source, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: window.desk.items[0].decision == "accepted")
    qtbot.keyClick(window.desk.source, Qt.Key.Key_Escape)
    assert window.stack.currentWidget() is window.inbox
    qtbot.waitUntil(lambda: window.inbox.model.submissions()[0].state == "reviewing")
    assert window.inbox.table.chosen() == [report_id]


def test_bulk_state_change_is_one_step(window: MainWindow, qtbot) -> None:
    ids = [store_report(window.session.archive, org) for org in ("示例市人民政府", "云台县人民政府")]
    window.inbox.refresh()
    window._wanted("state:accepted", ids)
    qtbot.waitUntil(lambda: [s.state for s in window.inbox.model.submissions()] == ["accepted", "accepted"])


def test_retry_says_what_came_of_it(window: MainWindow, qtbot) -> None:
    data = "一、总体情况\n示例市人民政府2024年政府信息公开工作年度报告".encode()
    report_id = window.session.archive.add("/共享/报告.txt", data, None, None, "读取超时，请重试。", "2025-03-01T08:00:00")
    window.retry([report_id])
    qtbot.waitUntil(lambda: "已读取 1 份" in window.foot.message.text(), timeout=60_000)
    assert window.session.archive.submission(report_id).error is None


def test_the_first_start_asks_for_folder_office_and_name(window: MainWindow, qtbot, tmp_path: Path) -> None:
    dialog = FirstRun(window, samples=tmp_path)
    qtbot.addWidget(dialog)
    dialog.folder.setText(str(tmp_path / "没有"))
    assert not dialog.ok.isEnabled() and "不存在" in dialog.problem.text()
    dialog.samples.setChecked(True)
    assert dialog.ok.isEnabled() and dialog.chosen_folder() == str(tmp_path)


def test_the_cheat_sheet_names_the_keys(window: MainWindow, qtbot) -> None:
    dialog = KeysDialog(window)
    qtbot.addWidget(dialog)
    keys = {key for _, rows in KEYS for key, _ in rows}
    assert {"A", "D", "E", "N", "J / K", "F2", "Ctrl+K"} <= keys


def test_dark_and_zoom_are_kept(window: MainWindow) -> None:
    window.toggle_dark()
    assert look().colours.dark
    assert window.session.settings.value("look/mode") == "dark"
    window.zoom(1)
    assert float(window.session.settings.value("look/scale")) > 1
    window.zoom(0)
    window.toggle_dark()
    assert not look().colours.dark


def test_options_of_the_window() -> None:
    given = parser().parse_args(["--store", "a.db", "--folder", "b"])
    assert (given.store, given.folder) == (Path("a.db"), Path("b"))
