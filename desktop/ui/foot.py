"""The line at the bottom: the folder's health, what goes on in the background, what was just done."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QSizePolicy

from desktop.archive import Health
from desktop.ui.language import tr
from desktop.ui.names import clock
from desktop.ui.told import told
from desktop.ui.widgets import button, label, restyle

SHOWN_MS = 9000


class Foot(QFrame):
    """``refused_wanted`` fires when the count of refused files is clicked."""

    refused_wanted = Signal()
    cancel_wanted = Signal()
    help_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("foot")
        line = QHBoxLayout(self)
        line.setContentsMargins(14, 3, 14, 3)
        line.setSpacing(16)
        self.health = label("", "")
        self.refused = button("", self.refused_wanted.emit, "flat", tr("列出未能读取的文件"))
        self.refused.hide()
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(140)
        self.progress_text = label("", "")
        self.message = label("", "")
        self.message.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.person = label("", "")
        line.addWidget(self.health)
        line.addWidget(self.refused)
        line.addWidget(self.progress_text)
        line.addWidget(self.progress)
        line.addWidget(self.message, 4)
        line.addWidget(self.person)
        line.addWidget(button(tr("帮助 F1"), self.help_wanted.emit, "flat", tr("使用说明、核对规则、表格格式")))
        self._clear = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self._clear.timeout.connect(lambda: self.message.setText(""))
        self.show_progress(0, 0, "")

    def show_health(self, health: Health) -> None:
        """How the folder is."""
        if health.folder is None:
            text, tone = tr("○ 未选择共享文件夹"), ""
        elif health.problem:
            text, tone = tr("▲ {problem}　上次成功扫描 {clock}", problem=told(health.problem), clock=clock(health.last_scan)), "error"
        else:
            text, tone = tr("● 共享文件夹正常　上次扫描 {clock}　待导入 {waiting}", clock=clock(health.last_scan), waiting=health.waiting), ""
        self.health.setText(text)
        self.health.setToolTip(f"{health.folder or ''}\n{text}")
        restyle(self.health, tone=tone)
        self.refused.setText(tr("未能读取 {refused}", refused=health.refused))
        self.refused.setVisible(health.refused > 0)

    def show_progress(self, done: int, total: int, text: str) -> None:
        """An import under way; total 0 and no text for none."""
        busy = bool(text)
        self.progress.setVisible(busy)
        self.progress_text.setVisible(busy)
        self.progress.setRange(0, total)
        self.progress.setValue(done)
        self.progress_text.setText(tr("正在导入 {done}/{total}", done=done, total=total) if total else text)
        self.progress_text.setToolTip(text)

    def say(self, text: str) -> None:
        """A short message; it goes after a while."""
        text = told(text)
        self.message.setText(text)
        self.message.setToolTip(text)
        self._clear.start()

    def show_person(self, name: str) -> None:
        """Who reviews."""
        self.person.setText(tr("审阅人：{name}", name=name))
