"""What letter and sheet have in common: fields at the left, the paper at the right, save and print below."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from desktop.archive import StoreError
from desktop.output import OutputError
from desktop.ui.gate import Task
from desktop.ui.language import tr
from desktop.ui.papers.parts import FormColumn, ask_file, open_path
from desktop.ui.papers.preview import LANE, Drawn, PaperView
from desktop.ui.papers.printing import print_paper
from desktop.ui.session import Session
from desktop.ui.told import told
from desktop.ui.widgets import ElidedLabel, button, label, restyle

WIDTH, HEIGHT = 1180, 700


class PaperDialog(QDialog):
    """Shows a paper while its fields change. ``written`` gives the path of each file that left the desk."""

    written = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None, title: str) -> None:
        super().__init__(parent)
        self.session = session
        self.setWindowTitle(title)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint, True)
        room = self.screen().availableGeometry()
        self.resize(min(WIDTH, room.width() - 30), min(HEIGHT, room.height() - 50))
        # Replaced by tests, which have nobody to ask.
        self.ask_file: Callable[[str, str], Path | None] = lambda name, form: ask_file(session, self, name, form)
        self.print_paper: Callable[[bytes, str], str] = lambda data, name: print_paper(session.gate, self, data, name)
        self.last: Path | None = None
        self._busy = False
        self._ready = False
        self.fields = FormColumn(380)
        self.view = PaperView(session.gate)
        self.view.setMinimumWidth(360)
        self.note = label("", "soft", wrap=True)
        self.pages = label("", "faint")
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(12, 0, 0, 0)
        head = QHBoxLayout()
        head.addWidget(self.note, 1)
        head.addWidget(self.pages)
        column.addLayout(head)
        column.addWidget(self.view, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(self.fields)
        split.addWidget(right)
        split.setStretchFactor(1, 1)
        split.setSizes([410, 750])
        self.status = ElidedLabel()
        self.open_last = button(tr("打开文件"), lambda: self.last and open_path(self.last))
        self.open_last.hide()
        self.exported = button(tr("已导出…"), self.show_exported, "flat", tr("列出本报告已导出的文件"))
        self.print_button = button(tr("打印…"), self.print_now, tip=tr("预览并打印（Ctrl+Shift+P）"))
        self.word = button(tr("存为 Word…"), lambda: self.save("docx"))
        self.pdf = button(tr("存为 PDF…"), lambda: self.save("pdf"), "primary", "Ctrl+S")
        self.shut = button(tr("关闭  Esc"), self.reject)
        foot = QHBoxLayout()
        for part in (self.exported, self.status, self.open_last, self.print_button, self.word, self.pdf, self.shut):
            foot.addWidget(part, 1 if part is self.status else 0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 14, 16, 12)
        whole.setSpacing(10)
        whole.addWidget(split, 1)
        whole.addLayout(foot)
        for keys, call in (("Ctrl+S", lambda: self.save("pdf")), ("Ctrl+Shift+P", self.print_now)):
            QShortcut(QKeySequence(keys), self).activated.connect(call)
        self.view.shown.connect(self._shown)
        self.view.failed.connect(self._no_paper)
        self._buttons()

    # -- what a letter and a sheet do each in their way

    def paper(self) -> Callable[[], tuple[bytes, str]] | None:
        """Reads the fields; gives the work that makes (PDF, note)."""
        raise NotImplementedError

    def issue(self, out: Path) -> Callable[[], Path]:
        """Reads the fields; gives the work that writes and records the paper."""
        raise NotImplementedError

    def suggested_name(self) -> str:
        """A file name without ending."""
        raise NotImplementedError

    def report_ids(self) -> list[int]:
        """The reports that the paper is on."""
        raise NotImplementedError

    def issued(self) -> None:
        """Something was written or printed."""

    def to_print(self, done: Callable[[bytes, str], None]) -> None:
        """Brings the PDF as it is to be printed, and its name."""
        if self.view.drawn is not None:
            done(self.view.drawn.data, self.suggested_name())

    def printed(self, data: bytes, printer: str) -> None:
        """It was printed on this printer; '' when it was not."""
        raise NotImplementedError

    # -- what they have in common

    def start(self) -> None:
        """The fields are there: shows the paper and follows them."""
        self.view.follow(self.paper)
        self.show_count()

    def changed(self) -> None:
        """A field changed."""
        self.view.renew()

    def done(self, result: int) -> None:
        """Ends the dialog."""
        self.view.stop()
        super().done(result)

    def save(self, form: str) -> None:
        """Asks where to, writes in the background."""
        if self._busy or not self._ready:
            return
        out = self.ask_file(self.suggested_name(), form)
        if out is None:
            return
        work = self.issue(out)
        self.run(lambda: (out, work()), lambda pair: self._written(pair[1]), tr("正在生成…"))

    def run(self, work: Callable[[], Any], done: Callable[[Any], None], said: str) -> None:
        """Work behind the dialog, which waits with its buttons."""
        self._busy = True
        self._buttons()
        self.say(said)

        def ended(result: Any) -> None:
            self._busy = False
            self._buttons()
            done(result)

        def failed(error: Exception) -> None:
            self._busy = False
            self._buttons()
            if not isinstance(error, (OutputError, StoreError)):
                raise error
            self.say(str(error), bad=True)

        def call(task: Task) -> Any:
            return work()

        self.session.gate.run(call, ended, failed, owner=self, lane=LANE)

    def print_now(self) -> None:
        """Preview, then the system's print dialog."""
        if self._busy or not self._ready:
            return

        def go(data: bytes, name: str) -> None:
            self.printed(data, self.print_paper(data, name))

        self.to_print(go)

    def say(self, text: str, *, bad: bool = False) -> None:
        """A line at the foot."""
        self.status.setText(told(text))
        self.status.setToolTip(text)
        restyle(self.status, role="error" if bad else "soft")

    def show_exported(self) -> None:
        """The list of what was written before."""
        from desktop.ui.papers.exported import ExportedDialog

        ExportedDialog(self.session, self, self.report_ids()).exec()

    def show_count(self) -> None:
        """How often the reports were exported, on the button."""
        ids = self.report_ids()
        count = len({row.id for i in ids[:50] for row in self.session.archive.exports_of(i)})
        self.exported.setText(tr("已导出 {count}…", count=count) if count else tr("已导出…"))
        self.exported.setEnabled(bool(count))

    def _written(self, path: Path) -> None:
        self.last = path
        self.open_last.show()
        self.say(tr("已保存：{path}", path=path))
        self.issued()
        self.show_count()
        self.changed()
        self.written.emit(path)

    def _shown(self, drawn: Drawn) -> None:
        self._ready = True
        self.note.setText(told(drawn.note))
        restyle(self.note, role="soft")
        self.pages.setText(tr("共 {count} 页", count=len(drawn.sizes)))
        self._buttons()

    def _no_paper(self, reason: str) -> None:
        self._ready = False
        self.note.setText(told(reason))
        restyle(self.note, role="error")
        self._buttons()

    def _buttons(self) -> None:
        for part in (self.print_button, self.word, self.pdf):
            part.setEnabled(self._ready and not self._busy)
