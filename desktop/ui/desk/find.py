"""The bar that finds words in the source."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit

from desktop.ui.desk.source import SourceText
from desktop.ui.language import tr
from desktop.ui.widgets import button, label


class FindBar(QFrame):
    """Ctrl+F opens it; Enter goes on, Shift+Enter back, Escape closes it."""

    closed = Signal()

    def __init__(self, source: SourceText) -> None:
        super().__init__()
        self.setObjectName("paneHead")
        self.source = source
        line = QHBoxLayout(self)
        line.setContentsMargins(10, 4, 8, 4)
        self.edit = QLineEdit()
        self.edit.setPlaceholderText(tr("在原文中查找"))
        self.edit.setClearButtonEnabled(True)
        self.count = label("", "soft")
        line.addWidget(self.edit, 1)
        line.addWidget(self.count)
        line.addWidget(button(tr("上一处"), lambda: self.go(-1), "small"))
        line.addWidget(button(tr("下一处"), lambda: self.go(1), "small"))
        line.addWidget(button(tr("关闭"), self.close_bar, "flat"))
        self.edit.textChanged.connect(self._search)
        self.hide()

    def open_bar(self) -> None:
        """Shows it with the selected words."""
        span = self.source.selected_span()
        if span is not None and "\n" not in (words := self.source.text_document.text[span[0]:span[1]]):
            self.edit.setText(words)
        self.show()
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.edit.selectAll()
        self._search(self.edit.text())

    def close_bar(self) -> None:
        """Hides it and its marks."""
        self.hide()
        self.source.find_text("")
        self.source.setFocus()
        self.closed.emit()

    def go(self, step: int) -> None:
        """To the next or previous place."""
        self._count(self.source.go_found(step))

    def _search(self, words: str) -> None:
        found = self.source.find_text(words.strip())
        self._count(self.source.go_found(1) if found else -1)

    def _count(self, at: int) -> None:
        words = self.edit.text().strip()
        total = len(self.source.found)
        self.count.setText("" if not words else f"{at + 1} / {total}" if total else tr("没有找到"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)
