"""The page of charts; a bar shows its submissions in the inbox or opens the one behind it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.ui.gate import Task
from desktop.ui.overview.chart import BarChart
from desktop.ui.overview.numbers import Chart, gather
from desktop.ui.session import Session
from desktop.ui.theme import look
from desktop.ui.widgets import Segments, bar, button, label


class OverviewPage(QWidget):
    """``picked`` gives (ids, what they are); ``left`` wants the inbox back."""

    picked = Signal(list, str)
    left = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.year: int | None = None
        self.charts: list[BarChart] = []
        self._task: Task | None = None
        self.years = Segments()
        self.years.changed.connect(lambda key: self.open(int(key) if key.isdigit() else None))
        self.status = label("", "soft")
        top = bar("bar", button("‹ 收件箱", self.left.emit, tip="回到收件箱（Esc）"), label("总览", "h1"), self.years, self.status, 1,
                  button("存为图片…", self._save), height=52)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.inside = QWidget()
        both = QHBoxLayout(self.inside)
        both.setContentsMargins(16, 16, 16, 16)
        both.setSpacing(14)
        self.columns = (QVBoxLayout(), QVBoxLayout())
        for column in self.columns:
            column.setSpacing(14)
            both.addLayout(column, 1)
        self.area.setWidget(self.inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(top)
        column.addWidget(self.area, 1)
        escape = QShortcut(QKeySequence("Escape"), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.left)
        look().changed.connect(self.inside.update)

    def open(self, year: int | None) -> None:
        """Gathers the figures of a year in the background and shows them."""
        self.year = year
        known = [y for y, _ in self.session.archive.years() if y is not None][:6]
        self.years.set_choices((*((str(y), f"{y}年") for y in known), ("all", "全部")))
        self.years.set_key(str(year) if year is not None else "all")
        if self._task is not None:
            self._task.cancel()
        self.status.setText("正在统计…")

        def work(task: Task) -> tuple[Chart, ...]:
            def told(done: int, total: int) -> None:
                task.check()
                task.progress(done, total)

            return gather(self.session.archive, year, told)

        self._task = self.session.gate.run(
            work, self.show_charts, lambda error: self.status.setText(str(error)), owner=self,
            progress=lambda done, total, text: self.status.setText(f"正在统计 {done}/{total}"))

    def show_charts(self, charts: tuple[Chart, ...]) -> None:
        """Two columns of charts."""
        for old in self.charts:
            old.hide()
            old.deleteLater()
        self.charts = []
        for column in self.columns:
            while column.count():
                column.takeAt(0)
        for i, chart in enumerate(charts):
            made = BarChart(chart)
            made.picked.connect(self.picked)
            self.charts.append(made)
            self.columns[i % 2].addWidget(made)
        for column in self.columns:
            column.addStretch(1)
        self.status.setText("点一条，列出相应的报告")

    def save_picture(self, path: Path) -> bool:
        """Writes all charts as one picture."""
        return self.inside.grab().save(str(path))

    def _save(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, "存为图片", "总览.png", "PNG (*.png)")
        if name:
            self.status.setText(f"已存为 {name}" if self.save_picture(Path(name)) else "没有存成，请换一个位置")
