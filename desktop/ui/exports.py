"""Paper from the window: comment sheets and letters of one or many submissions, made in the background."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMessageBox, QProgressDialog, QWidget

from desktop.archive import StoreError
from desktop.output import OutputError, settings_from, write_letter, write_sheet
from desktop.ui.gate import Task
from desktop.ui.session import Session

NAMES = {"sheet": "意见表", "letter": "反馈函"}


@dataclass(slots=True)
class Made:
    """What an export brought: files written, and what failed with its reason."""

    files: list[Path]
    failed: list[str]


class Exports(QObject):
    """Asks where to, writes, says what was written. ``said`` carries a line for the status bar."""

    said = Signal(str)
    finished = Signal(list)

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self.session = session
        self.window = window
        # Replaced by tests, which have nobody to ask.
        self.ask_folder: Callable[[str], str] = self._ask_folder
        self.show_result: Callable[[Made, str], None] = self._show_result

    def make(self, what: str, ids: list[int]) -> None:
        """Writes sheets or letters of these submissions into a folder that the person chooses."""
        if not ids:
            return
        folder = self.ask_folder(self._last_folder())
        if not folder:
            return
        self.session.settings.setValue("export/folder", folder)
        out = Path(folder)
        progress = QProgressDialog(f"正在生成{NAMES[what]}…", "停止", 0, len(ids), self.window)
        progress.setMinimumDuration(600)
        progress.setValue(0)
        write = self._writer(what)

        def work(task: Task) -> Made:
            made = Made([], [])
            for i, report_id in enumerate(ids):
                if task.cancelled:
                    break
                stored = self.session.archive.load(report_id)
                task.progress(i, len(ids), stored.submission.org or stored.submission.name)
                if stored.submission.error is not None:
                    made.failed.append(f"{stored.submission.name}：未能读取，没有可写的内容")
                    continue
                try:
                    made.files.append(write(report_id, out))
                except (OutputError, StoreError) as problem:
                    made.failed.append(f"{stored.submission.org or stored.submission.name}：{problem}")
            return made

        task = self.session.gate.run(
            work, lambda made: self._done(what, made, progress), lambda error: self._done(what, Made([], [str(error)]), progress),
            progress=lambda done, total, text: (progress.setValue(done), progress.setLabelText(f"{NAMES[what]}：{text}")),
            owner=self,
        )
        progress.canceled.connect(task.cancel)

    def _writer(self, what: str) -> Callable[[int, Path], Path]:
        archive = self.session.archive
        reviewer, office = self.session.reviewer, self.session.office
        if what == "sheet":
            return lambda report_id, out: write_sheet(archive.load(report_id), out, reviewer=reviewer, office=office)
        settings = settings_from(archive, date.today().isoformat())
        return lambda report_id, out: write_letter(archive.load(report_id), out, settings)

    def _done(self, what: str, made: Made, progress: QProgressDialog) -> None:
        progress.canceled.disconnect()
        progress.close()
        text = f"已生成 {len(made.files)} 份{NAMES[what]}" + (f"，{len(made.failed)} 份未成" if made.failed else "")
        self.said.emit(text)
        self.finished.emit(made.files)
        self.show_result(made, text)

    def _show_result(self, made: Made, text: str) -> None:
        box = QMessageBox(self.window)
        box.setWindowTitle("审读台")
        box.setText(text)
        box.setInformativeText("\n".join([*(str(f) for f in made.files[:6]), *made.failed[:6]]))
        opener = None
        if made.files:
            one = len(made.files) == 1
            opener = box.addButton("打开文件" if one else "打开文件夹", QMessageBox.ButtonRole.AcceptRole)
        box.addButton("关闭", QMessageBox.ButtonRole.RejectRole)
        box.exec()
        if opener is not None and box.clickedButton() is opener:
            target = made.files[0] if len(made.files) == 1 else made.files[0].parent
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(target)))

    def _last_folder(self) -> str:
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        return str(self.session.settings.value("export/folder", documents))

    def _ask_folder(self, start: str) -> str:
        return QFileDialog.getExistingDirectory(self.window, "存放到哪个文件夹", start)
