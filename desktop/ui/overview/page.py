"""The page of charts; a bar shows its submissions in the inbox or opens the one behind it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QPixmap, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.archive import Scope
from desktop.intake.roster import LEVEL_NAMES
from desktop.output import OutputError
from desktop.output.charts import Bar, Chart, gather
from desktop.output.charts_book import export_charts
from desktop.output.files import file_name
from desktop.ui.gate import Task
from desktop.ui.language import tr, zh
from desktop.ui.names import LEVELS
from desktop.ui.session import Session
from desktop.ui.theme import look
from desktop.ui.told import told
from desktop.ui.widgets import Segments, bar, button, label

if TYPE_CHECKING:
    from desktop.ui.overview.card import ChartCard

WIDE = ("hand_in",)  # charts over both columns
SHARP = 2.0  # pixels of the picture for one of the screen
YEARS_SHOWN = 5
NARROW = 1150  # pixels; below that the charts stand in one column


class OverviewPage(QWidget):
    """``picked`` gives (ids, what they are); ``left`` wants the inbox back."""

    picked = Signal(list, str)
    left = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.scope = Scope()
        self.cards: list[ChartCard] = []
        self._task: Task | None = None
        self._stale = False
        self._waiting: list[Chart] = []
        self._heights = [0, 0]
        self._turn = QTimer(self, interval=0)
        self._turn.timeout.connect(self._next_card)
        self.years = Segments()
        self.years.changed.connect(lambda key: self.open(int(key) if key.isdigit() else None, self.scope.level))
        self.levels = Segments((("all", tr("各级")), *LEVELS.items()))
        self.levels.changed.connect(lambda key: self.open(self.scope.year, key if key in LEVELS else None))
        self.status = label("", "soft")
        top = bar("bar", button(tr("‹ 收件箱"), self.left.emit, tip=tr("回到收件箱（Esc）")), label(tr("总览"), "h1"), self.years, self.levels,
                  self.status, 1, button(tr("存为图片…"), self._ask_picture, tip=tr("全部图表存为一张 PNG")),
                  button(tr("存为工作簿…"), self._ask_book, tip=tr("数据和图表存为 xlsx")), height=52)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.inside = QWidget()
        whole = QVBoxLayout(self.inside)
        whole.setContentsMargins(16, 16, 16, 16)
        whole.setSpacing(14)
        self.wide = QVBoxLayout()
        whole.addLayout(self.wide)
        both = self.both = QHBoxLayout()
        both.setSpacing(14)
        self.columns = (QVBoxLayout(), QVBoxLayout())
        for column in self.columns:
            column.setSpacing(14)
            both.addLayout(column, 1)
        whole.addLayout(both)
        whole.addStretch(1)
        self.area.setWidget(self.inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(top)
        column.addWidget(self.area, 1)
        escape = QShortcut(QKeySequence("Escape"), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.left)
        look().changed.connect(self._restyle)

    def open(self, year: int | None, level: str | None = None) -> None:
        """Counts in the background and shows the charts of a year (None: all) and a level (None: all)."""
        self.scope = Scope(year, level)
        known = [y for y, _ in self.session.archive.years() if y is not None]
        shown = sorted({*known[:YEARS_SHOWN], *([year] if year is not None else [])}, reverse=True)
        self.years.set_choices((*((str(y), tr("{y}年", y=y)) for y in shown), ("all", tr("全部年度"))))
        self.years.set_key(str(year) if year is not None else "all")
        self.levels.set_key(level or "all")
        if self._task is not None:
            self._task.cancel()
        self.status.setText(tr("正在统计…"))
        scope = self.scope

        def work(task: Task) -> tuple[Chart, ...]:
            def told(done: int, total: int) -> None:
                task.check()
                task.progress(done, total)

            return gather(self.session.archive, scope, told)

        self._task = self.session.gate.run(
            work, self.show_charts, lambda error: self.status.setText(str(error)), owner=self,
            progress=lambda done, total, text: self.status.setText(tr("正在统计 {done}/{total}", done=done, total=total)))

    def named(self) -> str:
        """Of what the charts are, in Chinese: it names the files."""
        level = LEVEL_NAMES.get(self.scope.level or "", "")
        return (zh(f"{self.scope.year}年度") if self.scope.year is not None else zh("全部年度")) + level

    def charts(self) -> tuple[Chart, ...]:
        """What is shown."""
        return tuple(card.chart for card in self.cards)

    def card(self, key: str) -> ChartCard:
        """The card of a chart by its key."""
        return next(card for card in self.cards if card.chart.key == key)

    def show_charts(self, charts: tuple[Chart, ...]) -> None:
        """The hand-in over both columns, the rest in two columns of about the same height; one chart a turn of the event
        loop, so that the window stays awake."""
        self._clear()
        self._waiting = list(charts)
        self._heights = [0, 0]
        self._share()
        self._turn.start()

    def _next_card(self) -> None:
        # pyqtgraph and numpy take a moment to load; the inbox does not need them.
        from desktop.ui.overview.card import ChartCard

        if not self._waiting:
            self._turn.stop()
            for column in self.columns:
                column.addStretch(1)
            self.status.setText(tr("点一条，列出相应的报告"))
            return
        made = ChartCard(self._waiting.pop(0))
        made.picked.connect(self._picked)
        self.cards.append(made)
        if made.chart.key in WIDE:
            self.wide.addWidget(made)
            return
        self._put(made)

    def _put(self, card: ChartCard) -> None:
        """Into the shorter column; a narrow window has one."""
        shorter = 0 if self._heights[0] <= self._heights[1] or self._narrow() else 1
        self._heights[shorter] += card.sizeHint().height() + 14
        self.columns[shorter].addWidget(card)

    def _share(self) -> None:
        self.both.setStretch(1, 0 if self._narrow() else 1)

    def _narrow(self) -> bool:
        return self.width() < NARROW

    def resizeEvent(self, event: QResizeEvent) -> None:
        """From two columns to one, and back."""
        super().resizeEvent(event)
        before = event.oldSize().width()
        if before > 0 and (before < NARROW) != self._narrow():
            self._share()
            self._heights = [0, 0]
            for column in self.columns:
                while column.count():
                    column.takeAt(0)
            for card in self.cards:
                if card.chart.key not in WIDE:
                    self._put(card)
            for column in self.columns:
                column.addStretch(1)

    def _clear(self) -> None:
        for card in self.cards:
            card.hide()
            card.deleteLater()
        self.cards = []
        for column in (self.wide, *self.columns):
            while column.count():
                column.takeAt(0)

    def _picked(self, chart: Chart, chosen: Bar) -> None:
        title = told(chart.title.split(zh("（"))[0])

        def found(ids: list[int]) -> None:
            if ids:
                self.picked.emit(ids, tr("{title}：{label}", title=title, label=told(chosen.label)))
            else:
                self.status.setText(tr("{label}：没有报告", label=told(chosen.label)))

        self.session.gate.run(lambda task: self.session.archive.ids_of(chosen.scope, chosen.picked), found,
                              lambda error: self.status.setText(str(error)), owner=self)

    def _restyle(self) -> None:
        """Draws anew at once when it is seen, else when it is seen again."""
        self._stale = not self.isVisible()
        if not self._stale:
            for card in self.cards:
                card.restyle()

    def showEvent(self, event: QShowEvent) -> None:
        """Catches up with a change of colours or type."""
        super().showEvent(event)
        if self._stale:
            self._restyle()

    # -- out

    def save_picture(self, path: Path) -> bool:
        """Writes all charts as one picture, sharp enough for print."""
        picture = QPixmap(self.inside.size() * SHARP)
        picture.setDevicePixelRatio(SHARP)
        picture.fill(look().colour("ground"))
        self.inside.render(picture, QPoint(0, 0))
        return picture.save(str(path))

    def save_book(self, path: Path) -> None:
        """Writes numbers and charts as a workbook, in the background; says how it went."""
        charts, named = self.charts(), self.named()
        self.session.gate.run(
            lambda task: export_charts(charts, named, path), lambda made: self.status.setText(tr("已存为 {path}", path=made.path)),
            lambda error: self.status.setText(str(error) if isinstance(error, OutputError) else tr("没有存成，请换一个位置")),
            owner=self)

    def _ask_picture(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, tr("存为图片"), file_name(zh("总览"), self.named()) + ".png", "PNG (*.png)")
        if name:
            self.status.setText(tr("已存为 {name}", name=name) if self.save_picture(Path(name)) else tr("没有存成，请换一个位置"))

    def _ask_book(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, tr("存为工作簿"), file_name(zh("总览"), self.named()) + ".xlsx", "Excel (*.xlsx)")
        if name:
            self.save_book(Path(name).with_suffix(".xlsx"))
