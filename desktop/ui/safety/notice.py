"""A strip over the window for what a person has to know: how the last run ended, what a restore did."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy

from desktop.ui.language import tr
from desktop.ui.told import told
from desktop.ui.widgets import button, label


class Notice(QFrame):
    """One message, a button for what to do about it, and one to put it away."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("banner")
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 6, 10, 6)
        line.setSpacing(10)
        self.text = label("", "", wrap=True)
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.act = button("", self._acted, "small")
        self.shut = button(tr("知道了"), self.hide, "small")
        line.addWidget(self.text, 1)
        line.addWidget(self.act)
        line.addWidget(self.shut)
        self._call: Callable[[], object] | None = None
        self.hide()

    def say(self, text: str, act: str = "", call: Callable[[], object] | None = None) -> None:
        """Shows a message, with a button that calls ``call``."""
        self.text.setText(told(text))
        self.act.setText(act)
        self.act.setVisible(bool(act))
        self._call = call
        self.show()

    def _acted(self) -> None:
        if self._call is not None:
            self._call()
