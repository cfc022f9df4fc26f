"""What all dialogs share: a title line, buttons in Chinese, and text that survives a crash while it is typed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.ui.language import tr
from desktop.ui.widgets import button, label

AUTOSAVE_MS = 800


class Draft:
    """Where a half-written text is kept until it is done; both ways may be anything that stores a string."""

    def __init__(self, load: Callable[[], str], save: Callable[[str], None]) -> None:
        self.load = load
        self.save = save


class Dialog(QDialog):
    """A dialog with a headline and 确定/取消. Ctrl+Enter accepts, Escape rejects."""

    def __init__(self, parent: QWidget | None, title: str, accept: str = tr("确定")) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(520)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(20, 16, 20, 16)
        self.column.setSpacing(10)
        self.column.addWidget(label(title, "h2"))
        self.ok = button(f"{accept}  Ctrl+Enter", self.accept, "primary")
        self.cancel = button(tr("取消  Esc"), self.reject)
        self.foot = QHBoxLayout()
        self.foot.addStretch(1)
        self.foot.addWidget(self.cancel)
        self.foot.addWidget(self.ok)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self._accept_if_allowed)

    def finish(self) -> None:
        """Puts the buttons below what was added, and gives wrapped texts the height that they need."""
        self.column.addLayout(self.foot)
        for said in self.findChildren(QLabel):
            if said.wordWrap():
                said.setMinimumHeight(max(said.heightForWidth(self.minimumWidth() - 44), 0))

    def at_least(self, width: int, part: QWidget | None = None, height: int = 0) -> None:
        """A width that the dialog needs, and a height for the part that may scroll; a small screen gives less."""
        room = self.screen().availableGeometry()
        self.setMinimumWidth(min(width, room.width() - 20))
        if part is not None:
            part.setMinimumHeight(min(height, room.height() // 4))

    def _accept_if_allowed(self) -> None:
        if self.ok.isEnabled():
            self.accept()


class Drafted(QObject):
    """Keeps what is typed into a field of a dialog as a draft, offers it again after a crash, drops it at the end."""

    def __init__(self, dialog: Dialog, edit: QPlainTextEdit, draft: Draft) -> None:
        super().__init__(dialog)
        kept = draft.load()
        if kept:
            edit.setPlainText(kept)
        self._timer = QTimer(self, singleShot=True, interval=AUTOSAVE_MS)
        self._timer.timeout.connect(lambda: draft.save(edit.toPlainText()))
        edit.textChanged.connect(lambda: None if self._timer.isActive() else self._timer.start())
        dialog.finished.connect(lambda _result: (self._timer.stop(), draft.save("")))


class TextDialog(Dialog):
    """Asks for a text. What is typed is kept as a draft while it is typed and offered again after a crash."""

    def __init__(
        self, parent: QWidget | None, title: str, text: str = "", *, hint: str = "", above: str = "",
        draft: Draft | None = None, must: bool = True,
    ) -> None:
        super().__init__(parent, title)
        if above:
            self.column.addWidget(label(above, "soft", wrap=True))
        self.edit = QPlainTextEdit()
        self.edit.setPlaceholderText(hint)
        self.edit.setTabChangesFocus(True)
        self.edit.setMinimumHeight(120)
        self.column.addWidget(self.edit)
        self.restored = label(tr("已恢复上次未写完的内容。"), "faint")
        self.restored.hide()
        self.column.addWidget(self.restored)
        self.finish()
        self._draft = draft
        self._must = must
        self._timer = QTimer(self, singleShot=True, interval=AUTOSAVE_MS)
        self._timer.timeout.connect(self._keep)
        kept = draft.load() if draft else ""
        if kept and kept != text:
            self.restored.show()
        self.edit.setPlainText(kept or text)
        self.edit.textChanged.connect(self._typed)
        self._typed()
        self._timer.stop()
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edit.moveCursor(self.edit.textCursor().MoveOperation.End)

    def text(self) -> str:
        """What was typed."""
        return self.edit.toPlainText().strip()

    def done(self, result: int) -> None:
        """Ends the dialog; a draft is needed no longer, whether the text was taken or thrown away."""
        self._timer.stop()
        if self._draft is not None:
            self._draft.save("")
        super().done(result)

    def _typed(self) -> None:
        self.ok.setEnabled(bool(self.text()) or not self._must)
        # A timer that every key restarts would never fire while someone types on.
        if self._draft is not None and not self._timer.isActive():
            self._timer.start()

    def _keep(self) -> None:
        if self._draft is not None:
            self._draft.save(self.edit.toPlainText())
