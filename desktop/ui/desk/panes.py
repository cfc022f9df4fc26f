"""The four columns of the desk, each with its head, in a splitter that remembers its shape."""

from __future__ import annotations

from PySide6.QtCore import QSettings, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from desktop.ui.desk.cards import FindingList
from desktop.ui.desk.find import FindBar
from desktop.ui.desk.header import flat, pane_head
from desktop.ui.desk.pages import PageView
from desktop.ui.desk.source import SourcePane
from desktop.ui.desk.tables import TablePane
from desktop.ui.gate import Gate
from desktop.ui.language import tr
from desktop.ui.widgets import ElidedButton, NavList, Segments, label

LEAST = (158, 200, 210, 250)
NARROW = 830  # below that the outline gives its room to the others
SHARES = (152, 424, 410, 380)


class Panes(QSplitter):
    """Outline, source, tables, findings."""

    def __init__(self, gate: Gate) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.whole = False
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.outline = NavList("outline")
        self.source = SourcePane()
        self.pages = PageView(gate)
        self.tables = TablePane()
        self.findings = FindingList()
        self.view = Segments((("text", tr("文字")), ("pages", tr("原版页面"))))
        self.script = Segments((("as-is", tr("原样")), ("hans", tr("简体"))))
        self.find_button = flat(tr("查找"), tr("在原文中查找（Ctrl+F）"))
        self.smaller = flat("A−", tr("原文字号小一点（Ctrl+滚轮）"))
        self.larger = flat("A+", tr("原文字号大一点（Ctrl+滚轮）"))
        self.filter = Segments((("all", tr("全部")), ("open", tr("待定")), ("accepted", tr("采纳")), ("dismissed", tr("不采纳"))))
        self.find = FindBar(self.source.text)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.source)
        self.stack.addWidget(self.pages)
        self.notices = label("", "soft", wrap=True)
        self.notices.setContentsMargins(12, 6, 12, 6)
        self.versions = ElidedButton()
        self.versions.setProperty("kind", "flat")
        self.versions.hide()
        self.banner = QFrame()
        self.banner.setObjectName("banner")
        inside = QVBoxLayout(self.banner)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.notices)
        source_head, _ = pane_head(tr("原文"), self.view, self.script, 1, self.smaller, self.larger, self.find_button)
        table_head, _ = pane_head(tr("表格"), self.tables.tabs, 1, self.tables.fix, self.tables.widen)
        self.tables.widen.clicked.connect(lambda _checked=False: self.show_whole(not self.whole))
        finding_head, self.finding_title = pane_head(tr("问题"), self.filter, 1)
        self.addWidget(_column(self.outline))
        self.addWidget(_column(source_head, self.find, self.banner, self.stack))
        self.addWidget(_column(table_head, self.tables))
        self.addWidget(_column(finding_head, self.versions, self.findings))
        for i, least in enumerate(LEAST):
            self.widget(i).setMinimumWidth(least)
        for i, share in enumerate((0, 5, 5, 4)):
            self.setStretchFactor(i, share)
        self.setSizes(list(SHARES))

    def minimumSizeHint(self) -> QSize:
        """Room for all columns but the outline, which can go."""
        return QSize(sum(LEAST[1:]) + 2, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Without room for four columns there are three."""
        super().resizeEvent(event)
        if not self.whole:
            self.widget(0).setVisible(self.width() >= NARROW)

    def show_whole(self, on: bool) -> None:
        """The table over the whole desk, or all columns again."""
        self.whole = on
        for i in (0, 1, 3):
            self.widget(i).setVisible(not on and (i != 0 or self.width() >= NARROW))
        self.tables.show_whole(on)

    def restore(self, settings: QSettings) -> None:
        """Takes the shape that a person gave it last time."""
        kept = settings.value("desk/splitter")
        if kept is not None:
            self.restoreState(kept)
        self.splitterMoved.connect(lambda _pos, _index: settings.setValue("desk/splitter", self.saveState()))


def _column(*parts: QWidget) -> QWidget:
    holder = QFrame()
    holder.setObjectName("pane")
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for part in parts[:-1]:
        column.addWidget(part)
    column.addWidget(parts[-1], 1)
    return holder
