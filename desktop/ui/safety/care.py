"""What the window does for the safety of the data: a quiet check after an unclean end, the page of backups."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.archive import BugError, DamagedError, DiskFullError, KnownError, ReadOnlyError
from desktop.ui.language import tr
from desktop.ui.safety.data import DataDialog
from desktop.ui.safety.jobs import Job
from desktop.ui.safety.notice import Notice
from desktop.ui.session import Session
from desktop.ui.told import told

UNCLEAN = tr("上次没有正常关闭（断电或程序异常结束）。")
CHECKING = tr("{unclean}正在后台检查资料库，可以照常使用。", unclean=UNCLEAN)
WHOLE = tr("{unclean}资料库检查完好，判断、批注和更正都在。", unclean=UNCLEAN)

# What a person has to hear of at once; other errors of the store are said where the work was wanted.
GRAVE = (DamagedError, DiskFullError, ReadOnlyError, BugError)


class Care(QObject):
    """``job_wanted`` gives a Job that needs the store closed: the window closes, and ``app`` does it and opens anew."""

    job_wanted = Signal(object)

    def __init__(self, session: Session, notice: Notice) -> None:
        super().__init__(notice)
        self.session = session
        self.notice = notice
        self.faults: list[str] = []
        self._shown = False

    def start(self) -> None:
        """Looks at the store in the background when the last run did not end well."""
        archive, gate = self.session.archive, self.session.gate
        if archive.unclean:
            self.notice.say(CHECKING)
            gate.run(lambda task: (archive.faults(), archive.drafts()), lambda both: self.checked(*both),
                     lambda error: self.checked([str(error)], {}), owner=self, lane="care")

    def checked(self, faults: Sequence[str], drafts: dict[str, str]) -> None:
        """The check is done."""
        self.faults = list(faults)
        if faults:
            self.notice.say(
                tr("{unclean}资料库有 {count} 处损坏。请先不要继续审阅，打开“数据与备份”恢复最近的备份，或抢救现有内容。", unclean=UNCLEAN, count=len(faults)),
                tr("数据与备份…"), self.open)
            return
        waiting = drafts_text(drafts)
        self.notice.say(WHOLE + waiting)

    def trouble(self, error: Exception) -> None:
        """An error while the window is in use. One of the store is said over the window until it is put away, with the way to
        the page of backups; damage opens that page, once."""
        if not isinstance(error, GRAVE) and type(error) is not KnownError:
            return
        self.notice.say(tr("刚才的操作没有完成：{problem}", problem=told(str(error))), tr("数据与备份…"), self.open)
        if isinstance(error, DamagedError):
            self.faults = [str(error)]
            if not self._shown:
                self._shown = True
                QTimer.singleShot(0, self, self.open)

    def open(self) -> Job | None:
        """Shows the page of backups; passes on what was chosen there."""
        dialog = self.make()
        dialog.exec()
        job = dialog.job
        dialog.deleteLater()
        if job is not None:
            self.job_wanted.emit(job)
        return job

    def make(self) -> DataDialog:
        """The page."""
        parent = self.notice.window()
        return DataDialog(parent, self.session.archive.path, self.session, faults=self.faults)


def drafts_text(drafts: dict[str, str]) -> str:
    """What was being written when the program ended, in one sentence; empty for nothing."""
    if not drafts:
        return ""
    first = " ".join(next(iter(drafts.values())).split())
    short = first if len(first) <= 16 else first[:15] + "…"
    return tr("有 {count} 处没写完的内容已保留（“{short}”），打开原来的报告再按同一个键即可接着写。", count=len(drafts), short=short)


