"""Safety of the data in the window: after an unclean end, backups, restore, salvage, and bundles merged."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from made import store_report
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.archive import Archive, DamagedError, DiskFullError, LockedError
from desktop.review import Desk, merge_bundle, read_bundle, write_bundle
from desktop.ui import app as starting
from desktop.ui.app import do_job, make_application, open_store
from desktop.ui.safety.care import CHECKING, UNCLEAN
from desktop.ui.safety.data import DataDialog
from desktop.ui.safety.jobs import Job
from desktop.ui.safety.merge import THEIRS, sides_of
from desktop.ui.safety.sharing import Sharing
from desktop.ui.session import Session
from desktop.ui.theme import look
from desktop.ui.window import MainWindow


@pytest.fixture
def store(qapp, tmp_path: Path) -> Path:
    make_application([])
    look().set("light", 1.0)
    with Archive.open(tmp_path / "store.db") as archive:
        store_report(archive)
    return tmp_path / "store.db"


@pytest.fixture
def session(store: Path):
    made = Session.start(store)
    yield made
    made.close()


def leave_unclean(store: Path) -> None:
    """As after a power cut: a session that was never closed, of a process that is gone."""
    with sqlite3.connect(store) as connection:
        import socket

        connection.execute("INSERT INTO sessions (pid, host, opened) VALUES (?, ?, '2025-03-10T09:00:00')",
                           [2 ** 22 + 7, socket.gethostname()])


def window_on(store: Path, qtbot) -> MainWindow:
    window = MainWindow(Session.start(store))
    qtbot.addWidget(window)
    window.show()
    return window


def test_after_an_unclean_end_the_store_is_checked_and_drafts_are_named(store: Path, qtbot) -> None:
    with Archive.open(store) as archive:
        archive.set_setting("draft.note.1", "第三行与正文不一致，请")
    leave_unclean(store)
    window = window_on(store, qtbot)
    assert window.notice.isVisible() and window.notice.text.text() == CHECKING
    qtbot.waitUntil(lambda: "检查完好" in window.notice.text.text())
    assert window.notice.text.text().startswith(UNCLEAN) and "第三行与正文" in window.notice.text.text()
    qtbot.mouseClick(window.notice.shut, Qt.MouseButton.LeftButton)
    assert not window.notice.isVisible()
    window.close()


def test_after_a_clean_end_nothing_is_said(store: Path, qtbot) -> None:
    window = window_on(store, qtbot)
    assert not window.notice.isVisible()
    window.close()


def test_damage_is_told_with_what_to_do(store: Path, qtbot) -> None:
    window = window_on(store, qtbot)
    window.session.archive.back_up()
    window.care.checked(["资料库：row 7 missing from index"], {})
    assert "1 处损坏" in window.notice.text.text() and window.notice.act.isVisible()
    dialog = window.care.make()
    qtbot.addWidget(dialog)
    assert "row 7 missing" in dialog.state.text() and "恢复最近的备份" in dialog.advice.text()
    assert dialog.chosen() is not None and dialog.restore.isEnabled()
    window.close()


def test_a_backup_is_made_checked_and_put_back(store: Path, qtbot) -> None:
    window = window_on(store, qtbot)
    dialog = window.care.make()
    qtbot.addWidget(dialog)
    qtbot.mouseClick(dialog.back_up, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.table.rowCount() == 1)
    assert dialog.table.item(0, 1).text() == "手动"
    qtbot.mouseClick(dialog.check, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "资料库完好" in dialog.state.text())
    window.session.desk.conclude(1, "备份之后写的结论", "accepted")
    asked = []
    dialog.confirm = lambda title, text: bool(asked.append(text)) or True
    dialog.table.selectRow(0)
    qtbot.mouseClick(dialog.restore, Qt.MouseButton.LeftButton)
    assert "不会丢失" in asked[0] and dialog.job == Job(dialog.copies[0].path)
    window.close_for(dialog.job)
    qtbot.waitUntil(lambda: not window.isVisible())
    assert "已恢复备份" in do_job(window.job, store)
    with Archive.open(store) as archive:
        assert archive.conclusion(1) == "" and archive.submission(1).state == "new"
    reasons = [b.reason for b in DataDialog(None, store, None).copies]
    assert reasons[0] == "before-restore"


def test_a_job_on_a_store_in_use_is_refused_in_words(session: Session) -> None:
    session.archive.back_up()
    assert "正在使用中" in do_job(Job(session.archive.backups()[0].path), session.archive.path)


def test_a_store_that_cannot_be_opened_offers_restore_and_salvage(store: Path, qtbot, monkeypatch) -> None:
    with Archive.open(store) as archive:
        archive.back_up()
    store.write_bytes(b"no database at all" * 500)
    seen = []

    class Answered(DataDialog):
        def exec(self) -> int:
            seen.append((self.state.text(), self.back_up.isVisibleTo(self), self.chosen()))
            self.confirm = lambda title, text: True
            self.restore_chosen()
            return 1

    monkeypatch.setattr("desktop.ui.safety.data.DataDialog", Answered)
    job = open_store(store)
    assert isinstance(job, Job)
    ((said, can_back_up, chosen),) = seen
    assert "损坏" in said and not can_back_up and chosen == job.backup
    assert "已恢复备份" in do_job(job, store)
    again = open_store(store)
    assert isinstance(again, Session) and again.archive.count() == 1
    again.close()


def test_salvage_gives_its_account(store: Path) -> None:
    said = do_job(Job(), store)
    assert "救回报送记录 1 条" in said
    with Archive.open(store) as archive:
        assert archive.count() == 1


def other_desk(folder: Path) -> Archive:
    archive = Archive.open(folder / "other.db")
    store_report(archive)
    return archive


def test_a_bundle_is_written_and_differing_verdicts_are_decided_by_a_person(session: Session, tmp_path: Path, qtbot) -> None:
    mark = session.archive.findings(1)[0].fingerprint
    session.desk.accept(1, mark)
    with other_desk(tmp_path) as archive:
        other = Desk(archive, "乙")
        other.dismiss(1, mark, "口径不同")
        other.accept(1, archive.findings(1)[1].fingerprint)
        path = write_bundle(archive, [1], tmp_path / "乙.json", "乙")
    sharing = Sharing(session, QApplication.activeWindow())
    said = []
    sharing.said.connect(said.append)
    merge = merge_bundle(session.archive, read_bundle(path))
    dialog = sharing.make(merge, sides_of(session.archive, merge.conflicts))
    qtbot.addWidget(dialog)
    assert dialog.table.rowCount() == 1
    assert dialog.table.item(0, 2).text().startswith("采纳") and "口径不同" in dialog.table.item(0, 3).text()
    assert dialog.chosen() == [], "ours stays until a person says otherwise"
    dialog.choose([0], True)
    assert dialog.table.item(0, 4).text() == THEIRS
    sharing.settle(dialog.chosen(), merge.text())
    qtbot.waitUntil(lambda: session.archive.verdict(1, mark).decision == "dismissed")
    assert session.archive.verdict(1, mark).author == "乙"
    qtbot.waitUntil(lambda: any("已采用对方意见 1 处" in s for s in said))


def test_a_bundle_leaves_by_the_menu(session: Session, tmp_path: Path, qtbot) -> None:
    session.desk.conclude(1, "请修改。", "returned")
    sharing = Sharing(session, QApplication.activeWindow())
    sharing.ask_out = lambda name: str(tmp_path / name)
    with qtbot.waitSignal(sharing.said) as said:
        sharing.open("bundle", [1])
    (path,) = tmp_path.glob("审读包-*.shendu.json")
    assert path.name in said.args[0] and read_bundle(path).reports[0].conclusion == "请修改。"


def test_damage_found_while_working_opens_the_page_of_backups_once(qtbot, tmp_path: Path, monkeypatch) -> None:
    window = MainWindow(Session.start(tmp_path / "store.db"))
    qtbot.addWidget(window)
    window.show()
    opened = []
    monkeypatch.setattr(type(window.care), "open", lambda self: opened.append(list(self.faults)))

    def fail(error: Exception) -> None:
        def work(task: object) -> None:
            raise error

        heard = []
        window.session.gate.run(work, None, heard.append)
        qtbot.waitUntil(lambda: bool(heard))
        qtbot.wait(20)

    fail(ValueError("不是资料库的错"))
    fail(LockedError("资料库正忙，请稍候再试：/a"))
    assert not window.notice.isVisible() and not opened
    fail(DiskFullError("磁盘空间不足，资料未能保存。请清理磁盘后再试：/a"))
    assert window.notice.isVisible() and "磁盘空间不足" in window.notice.text.text() and not opened
    assert window.notice.act.isVisible(), "the way to the page of backups"
    for _ in range(2):
        fail(DamagedError("资料库文件已损坏，或不是审读台的资料库：/a。"))
    assert opened == [["资料库文件已损坏，或不是审读台的资料库：/a。"]]
    assert "刚才的操作没有完成" in window.notice.text.text()
    window.close()


def test_an_error_of_the_store_in_a_click_is_heard_too(qtbot, tmp_path: Path) -> None:
    window = MainWindow(Session.start(tmp_path / "store.db"))
    qtbot.addWidget(window)
    window.show()
    passed_on = []
    heard = starting.hook(window, lambda *given: passed_on.append(given[1]))
    error, other = DiskFullError("磁盘空间不足。"), ValueError("别的")
    heard(ValueError, other, None)
    assert not window.notice.isVisible()
    heard(DiskFullError, error, None)
    assert window.notice.isVisible() and passed_on == [other, error]
    window.close()
