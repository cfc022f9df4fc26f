"""A chart of horizontal bars, painted; every bar can be clicked or reached by keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.overview.numbers import Chart
from desktop.ui.theme import look


class BarChart(QWidget):
    """``picked`` gives the ids behind a bar and what it is called."""

    picked = Signal(list, str)

    def __init__(self, chart: Chart) -> None:
        super().__init__()
        self.chart = chart
        self.current = -1
        self._hover = -1
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(chart.title + "：" + "；".join(f"{b.label} {b.value:g}{chart.unit}" for b in chart.bars))

    def sizeHint(self) -> QSize:
        """As high as its bars."""
        return QSize(320, int(self._head() + max(len(self.chart.bars), 1) * self._row() + 14))

    def minimumSizeHint(self) -> QSize:
        """The same, but narrower."""
        return QSize(260, self.sizeHint().height())

    def bar_rect(self, index: int) -> QRectF:
        """The row of a bar."""
        return QRectF(8, self._head() + index * self._row(), self.width() - 16, self._row())

    def _row(self) -> float:
        return QFontMetricsF(look().sans()).height() + 9

    def _head(self) -> float:
        return QFontMetricsF(look().sans(11.5, bold=True)).height() + 18

    def paintEvent(self, event: QPaintEvent) -> None:
        """Title, then a row a bar: label, bar, number, note."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(look().colour("line"))
        painter.setBrush(look().colour("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.setFont(look().sans(11.5, bold=True))
        painter.setPen(look().colour("text"))
        painter.drawText(QRectF(16, 4, self.width() - 32, self._head() - 4), int(Qt.AlignmentFlag.AlignVCenter), self.chart.title)
        painter.setFont(look().sans())
        if not self.chart.bars:
            painter.setPen(look().colour("faint"))
            painter.drawText(self.bar_rect(0).adjusted(8, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), "没有数据")
        names = min(max((painter.fontMetrics().horizontalAdvance(b.label) for b in self.chart.bars), default=0) + 12,
                    int(self.width() * 0.45))
        most = max((b.value for b in self.chart.bars), default=0) or 1
        tail = 120 * look().scale
        for i, bar in enumerate(self.chart.bars):
            rect = self.bar_rect(i)
            if i in (self._hover, self.current):
                painter.fillRect(rect, look().colour("accent_bg"))
            painter.setPen(look().colour("text"))
            label = painter.fontMetrics().elidedText(bar.label, Qt.TextElideMode.ElideRight, names - 8)
            painter.drawText(rect.adjusted(8, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), label)
            room = rect.width() - names - tail - 8
            length = max(room * bar.value / most, 2 if bar.value else 0)
            body = QRectF(rect.left() + 8 + names, rect.top() + 5, length, rect.height() - 10)
            painter.setPen(Qt.PenStyle.NoPen)
            tone = bar.tone if bar.tone in ("accent", "good") else f"{bar.tone}_line"
            painter.setBrush(look().colour(tone))
            painter.drawRoundedRect(body, 3, 3)
            painter.setPen(look().colour("soft"))
            said = f"{bar.value:g} {self.chart.unit}" + (f"　{bar.note}" if bar.note else "")
            painter.drawText(QRectF(body.right() + 8, rect.top(), tail, rect.height()), int(Qt.AlignmentFlag.AlignVCenter), said)
        painter.end()

    def _at(self, y: float) -> int:
        index = int((y - self._head()) // self._row())
        return index if 0 <= index < len(self.chart.bars) and y >= self._head() else -1

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Shows which bar a click would open."""
        self._hover = self._at(event.position().y())
        self.setCursor(Qt.CursorShape.PointingHandCursor if self._hover >= 0 else Qt.CursorShape.ArrowCursor)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """No bar is under the mouse."""
        self._hover = -1
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Opens the submissions behind a bar."""
        self._pick(self._at(event.position().y()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move, Enter opens."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.chart.bars:
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            self.current = min(max(self.current + step, 0), len(self.chart.bars) - 1)
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._pick(self.current)
        else:
            super().keyPressEvent(event)

    def _pick(self, index: int) -> None:
        if 0 <= index < len(self.chart.bars) and self.chart.bars[index].ids:
            bar = self.chart.bars[index]
            self.picked.emit(list(bar.ids), f"{self.chart.title}：{bar.label}")
