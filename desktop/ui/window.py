"""The main window: inbox and desk in turn, the watched folder behind them, the foot below."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QByteArray, QTimer
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from desktop.archive import Health, KnownError, Ruling, StoreError
from desktop.intake import Watcher
from desktop.intake.importer import Summary
from desktop.ui import language
from desktop.ui.desk.actions import DeskActions
from desktop.ui.desk.page import DeskPage
from desktop.ui.dialogs.firstrun import FirstRun
from desktop.ui.dialogs.help import KeysDialog
from desktop.ui.dialogs.standing import RulingsDialog
from desktop.ui.foot import Foot
from desktop.ui.gate import KEPT
from desktop.ui.help.opening import Help
from desktop.ui.inbox.page import InboxPage
from desktop.ui.language import tr
from desktop.ui.overview.page import OverviewPage
from desktop.ui.papers.open import WANTED, Papers
from desktop.ui.retry import retry_refused
from desktop.ui.roster.page import RosterPage
from desktop.ui.safety.care import Care
from desktop.ui.safety.jobs import Job
from desktop.ui.safety.notice import Notice
from desktop.ui.safety.sharing import WANTED as SHARED
from desktop.ui.safety.sharing import Sharing
from desktop.ui.session import Session
from desktop.ui.theme import look
from desktop.ui.told import told

SAMPLES = Path(__file__).resolve().parents[2] / "resources" / "samples"
REFRESH_MS = 600
FEW = 1000  # changed reports that the inbox looks up one by one
HEALTH_MS = 2000


class MainWindow(QMainWindow):
    """One window on one store."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.setWindowTitle(tr("审读台"))
        self.watcher: Watcher | None = None
        self.inbox = InboxPage(session)
        self.desk = DeskPage(session)
        self.foot = Foot()
        self.help = Help(self, session.gate, self.foot.say)
        self.papers = Papers(session, self)
        self.job: Job | None = None
        self.notice = Notice()
        self.sharing = Sharing(session, self)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.inbox)
        self.stack.addWidget(self.desk)
        self.overview = OverviewPage(session)
        self.stack.addWidget(self.overview)
        self.roster = RosterPage(session)
        self.stack.addWidget(self.roster)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notice)
        column.addWidget(self.stack, 1)
        column.addWidget(self.foot)
        self.setCentralWidget(middle)
        self._refresh = QTimer(self, singleShot=True, interval=REFRESH_MS)
        self._refresh.timeout.connect(self._refresh_now)
        self._health = QTimer(self, interval=HEALTH_MS)
        self._health.timeout.connect(self.show_health)
        self._came: set[int] = set()
        self._known_again = False
        self._stale = False
        self._connect()
        self.care = Care(session, self.notice)
        self.care.job_wanted.connect(self.close_for)
        session.gate.on_trouble = self.care.trouble
        self.foot.show_person(session.reviewer)
        self.inbox.refresh()
        self.show_health()
        self.care.start()
        self._size()

    def _connect(self) -> None:
        DeskActions(self.desk, self._changed)
        self.inbox.opened.connect(self.open_report)
        self.inbox.wanted.connect(self._wanted)
        self.inbox.settings_wanted.connect(lambda: self.ask_settings(first=False))
        self.inbox.rescan_wanted.connect(self.rescan)
        self.inbox.overview_wanted.connect(self.show_overview)
        self.inbox.roster_wanted.connect(self.show_roster)
        self.roster.left.connect(self.show_inbox)
        self.roster.opened.connect(self.open_report)
        self.roster.changed.connect(self.inbox.refresh)
        self.roster.reminder.connect(self.papers.remind)
        self.overview.left.connect(self.show_inbox)
        self.overview.picked.connect(self._overview_picked)
        self.desk.said.connect(self.foot.say)
        self.desk.opened.connect(self.open_report)
        self.desk.wanted.connect(self._desk_wanted)
        self.papers.said.connect(self.foot.say)
        self.papers.changed.connect(self.inbox.show_chosen)
        self.sharing.said.connect(self.foot.say)
        self.sharing.changed.connect(self.inbox.refresh)
        self.foot.help_wanted.connect(lambda: self.help.here(self.stack.currentWidget()))
        self.foot.refused_wanted.connect(lambda: (self.show_inbox(), self.inbox.go(("view", "refused"))))
        for keys, call in (
            ("F1", lambda: self.help.here(self.stack.currentWidget())), ("Shift+F1", self.show_keys), ("F9", self.toggle_dark), ("Ctrl++", lambda: self.zoom(1)), ("Ctrl+=", lambda: self.zoom(1)),
            ("Ctrl+-", lambda: self.zoom(-1)), ("Ctrl+0", lambda: self.zoom(0)),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(call)

    # -- pages

    def open_report(self, report_id: int) -> None:
        """Shows a submission on the desk; a refused one stays in the inbox with its reason."""
        try:
            row = self.session.archive.submission(report_id)
        except StoreError as problem:
            self.foot.say(str(problem))
            return
        if row.error is not None:
            self.foot.say(row.error)
            return
        self.stack.setCurrentWidget(self.desk)
        self.desk.open(report_id)

    def show_inbox(self) -> None:
        """Back to the inbox, at the report that was open."""
        if self.stack.currentWidget() is self.desk and self.desk.stored is not None:
            self.inbox.table.choose(self.desk.stored.submission.id)
        self.stack.setCurrentWidget(self.inbox)
        if self._stale:
            self._stale = False
            self.inbox.refresh()
        self.inbox.table.setFocus()

    def show_overview(self) -> None:
        """The charts of the year that the inbox shows."""
        self.stack.setCurrentWidget(self.overview)
        self.overview.open(self.inbox.wish.year)

    def show_roster(self) -> None:
        """Who has not handed in, for the year that the inbox shows."""
        self.stack.setCurrentWidget(self.roster)
        self.roster.open(self.inbox.wish.year)

    def _overview_picked(self, ids: list[int], named: str) -> None:
        if len(ids) == 1:
            self.open_report(ids[0])
        else:
            self.inbox.show_these(ids, named)
            self.show_inbox()

    def _desk_wanted(self, what: str) -> None:
        stored = self.desk.stored
        if what == "back":
            self.show_inbox()
        elif what in ("sheet", "letter") and stored is not None:
            self.papers.open(what, [stored.submission.id])
        elif what.startswith("rule:"):
            self.help.about(what)
        elif what == "next":
            found = self.inbox.next_open(stored.submission.id if stored else None)
            if found is None:
                self.foot.say(tr("没有其他待审报告"))
            else:
                self.open_report(found)

    def _wanted(self, what: str, ids: list[int]) -> None:
        if what in WANTED:
            self.papers.open(what, ids)
        elif what in SHARED:
            self.sharing.open(what, ids)
        elif what in ("undo", "redo"):
            self._travel(what)
        elif what == "retry":
            self.retry(ids)
        elif what.startswith("state:"):
            self._mark(what.removeprefix("state:"), ids)

    def _mark(self, state: str, ids: list[int]) -> None:
        desk = self.session.desk
        self.session.gate.run(
            lambda task: desk.set_states(ids, state),  # type: ignore[arg-type]
            lambda change: (self.foot.say(tr("{label_zh}　（Ctrl+Z 撤销）", label_zh=told(change.label_zh))), self.inbox.refresh()),
            lambda error: self.foot.say(str(error)), owner=self, lane=KEPT,
        )

    def _travel(self, what: str) -> None:
        """Undo or redo from the inbox."""
        desk = self.session.desk
        nothing = tr("没有可以撤销的操作") if what == "undo" else tr("没有可以重做的操作")
        self.session.gate.run(
            lambda task: desk.undo() if what == "undo" else desk.redo(),
            lambda change: (self.foot.say(change.label_zh if change else nothing), self.inbox.refresh()),
            lambda error: self.foot.say(str(error)), owner=self, lane=KEPT,
        )

    def _changed(self) -> None:
        self._stale = True

    # -- the folder

    def watch(self, folder: str) -> None:
        """Watches another folder from now on; the old watcher ends in the background."""
        self.unwatch()
        if not folder:
            self.show_health()
            return
        self.watcher = Watcher(Path(folder), self.session.archive.path, self._folder_changed, behind=True)
        self.watcher.start()
        self._health.start()
        self.show_health()

    def unwatch(self, wait: bool = False) -> None:
        """Ends watching; ``wait`` until it has ended."""
        watcher, self.watcher = self.watcher, None
        self._health.stop()
        if watcher is None:
            return
        if wait:
            watcher.stop()
        else:
            self.session.gate.run(lambda task: watcher.stop())

    def _folder_changed(self, what: Summary) -> None:
        """Called by the watcher's thread after each batch."""
        self.session.gate.post(self._something_came, self, what)

    def _something_came(self, what: Summary) -> None:
        self._came.update(what.imported, what.refused, what.checked)
        self._known_again |= what.known > 0
        if not self._refresh.isActive():
            self._refresh.start()

    def _refresh_now(self) -> None:
        self.show_health()
        came, self._came = self._came, set()
        known, self._known_again = self._known_again, False
        if not (came or known):
            return
        if self.stack.currentWidget() is not self.inbox:
            self._stale = True
        elif known or len(came) > FEW:
            self.inbox.refresh()
        else:
            self.inbox.update(came)

    def show_health(self) -> None:
        """Shows how the folder is."""
        health = self.watcher.health() if self.watcher else Health(None, None, 0, 0, None)
        self.foot.show_health(health)

    def rescan(self) -> None:
        """F5: looks through the folder at once."""
        if self.watcher is not None:
            self.watcher.rescan()
            self.foot.say(tr("正在扫描共享文件夹…"))
        else:
            self.ask_settings(first=False)

    def retry(self, ids: list[int]) -> None:
        """Reads refused files again."""
        self.foot.say(tr("正在重新读取…"))
        self.session.gate.run(
            lambda task: retry_refused(self.session.archive, ids),
            lambda said: (self.foot.say(said), self.inbox.refresh()), lambda error: self.foot.say(str(error)), owner=self,
        )

    # -- settings and look

    def ask_settings(self, first: bool) -> None:
        """The assistant of the first start, or the settings."""
        session = self.session
        samples = SAMPLES if SAMPLES.is_dir() and any(SAMPLES.iterdir()) else None
        dialog = FirstRun(self, folder=session.folder, office=session.office,
                          reviewer=session.archive.setting("reviewer"), samples=samples, first=first,
                          language=str(session.settings.value("look/language", language.code())),
                          office_page=self.ask_office,
                          pages=((tr("数据与备份…"), self._data_from_settings), (tr("不采纳的规则…"), self.show_rulings)))
        self._settings = dialog
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return
        if dialog.chosen_language() != language.code():
            self.foot.say(dialog.restart.text())
        session.settings.setValue("look/language", dialog.chosen_language())
        self.apply_settings(dialog.chosen_folder(), dialog.office.text().strip(), dialog.reviewer.text().strip())

    def ask_office(self) -> str:
        """The settings of letters; gives the office's name as it is now."""
        self.papers.open("office", [])
        return self.session.office

    def apply_settings(self, folder: str, office: str, reviewer: str) -> None:
        """Keeps the settings and watches the folder."""
        moved = folder != self.session.folder
        self.session.archive.set_setting("folder", folder)
        self.session.archive.set_setting("office", office)
        self.session.set_reviewer(reviewer)
        self.foot.show_person(self.session.reviewer)
        if moved or self.watcher is None:
            self.watch(folder)
        self.inbox.refresh()

    def show_rulings(self) -> None:
        """The standing decisions, where each can be taken back."""
        RulingsDialog(self, self.session.archive.rulings(), self._lift).exec()
        self.inbox.refresh()

    def _lift(self, ruling: Ruling, done: Callable[[], None], failed: Callable[[str], None]) -> None:
        """Takes a decision back; all reports that it is on are written, so in the background."""
        desk = self.session.desk
        self.session.gate.run(lambda task: desk.lift_ruling(ruling.check, ruling.org), lambda _change: (done(), self.inbox.refresh()),
                              lambda error: failed(str(error)), owner=self, lane=KEPT)

    def _data_from_settings(self) -> None:
        """The page of backups over the settings; a job chosen there ends the settings too."""
        if self.care.open() is not None:
            self._settings.reject()

    def close_for(self, job: Job) -> None:
        """Closes the window so that the job can be done on the closed store; ``app`` opens it anew."""
        self.job = job
        QTimer.singleShot(0, self, self.close)

    def show_keys(self) -> None:
        """Shift+F1."""
        KeysDialog(self).exec()

    def toggle_dark(self) -> None:
        """F9: light or dark; kept."""
        look().set(mode="light" if look().colours.dark else "dark")
        self.session.settings.setValue("look/mode", look().mode)

    def zoom(self, steps: int) -> None:
        """All type larger or smaller; 0 for the first size. Kept."""
        look().larger(steps) if steps else look().set(scale=1.0)
        self.inbox.table.size_columns()
        self.session.settings.setValue("look/scale", look().scale)

    def _size(self) -> None:
        kept = self.session.settings.value("window/geometry")
        if not (isinstance(kept, QByteArray) and self.restoreGeometry(kept)):
            room = self.screen().availableGeometry()
            self.resize(min(1600, room.width()), min(960, room.height()))

    def closeEvent(self, event: QCloseEvent) -> None:
        self.session.settings.setValue("window/geometry", self.saveGeometry())
        self.session.settings.sync()
        # The batch under way is finished first; nobody has to look at a dead window meanwhile.
        self.hide()
        self.unwatch(wait=True)
        try:
            self.session.close()
        except KnownError as problem:
            self.foot.say(str(problem))
        event.accept()
