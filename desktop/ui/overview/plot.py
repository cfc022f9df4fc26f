"""A chart drawn with pyqtgraph: bars that can be pointed at, clicked and reached by keyboard."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QGraphicsRectItem, QSizePolicy, QStyleOptionGraphicsItem, QWidget

from desktop.output.charts import Bar, Chart
from desktop.ui.language import tr
from desktop.ui.theme import look

# Every tone has a pattern of its own, so that a print in grey tells them apart too.
PATTERNS = {
    "error": Qt.BrushStyle.SolidPattern, "warning": Qt.BrushStyle.BDiagPattern, "accent": Qt.BrushStyle.SolidPattern,
    "good": Qt.BrushStyle.Dense4Pattern, "notice": Qt.BrushStyle.HorPattern, "faint": Qt.BrushStyle.VerPattern}
BODY = 0.62  # share of its place that a bar fills
COLUMN_HEIGHT = 230
POINTS = 10.0


def tone_colour(tone: str) -> QColor:
    """The colour of a series."""
    return look().colour({"error": "error_line", "warning": "warning_line", "notice": "notice_line"}.get(tone, tone))


def number_text(value: float) -> str:
    """A value as people write it, with separators from 10,000 on."""
    whole = round(value, 1)
    text = f"{whole:,.1f}".removesuffix(".0")
    return text if abs(whole) >= 10_000 else text.replace(",", "")


class Bars(pg.GraphicsObject):
    """Rectangles in the chart's own measure; their patterns keep their size on the screen."""

    def __init__(self, parts: list[tuple[QRectF, str]]) -> None:
        super().__init__()
        self._parts = parts
        self._bounds = QRectF()
        for rect, _ in parts:
            self._bounds = self._bounds.united(rect)

    def boundingRect(self) -> QRectF:
        """All of them."""
        return self._bounds

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Outline and pattern, in pixels."""
        to_pixels = painter.transform()
        painter.save()
        painter.resetTransform()
        for rect, tone in self._parts:
            there = to_pixels.mapRect(rect)
            colour = tone_colour(tone)
            style = PATTERNS[tone]
            painter.setPen(QPen(colour, 1))
            painter.setBrush(look().colour("surface"))
            painter.drawRect(there)
            painter.setBrush(QBrush(colour, style))
            painter.drawRect(there)
        painter.restore()


class ChartPlot(pg.PlotWidget):
    """One chart. ``picked`` gives the number of the bar that was clicked or entered."""

    picked = Signal(int)

    def __init__(self, chart: Chart) -> None:
        super().__init__()
        self.chart = chart
        self.rows = chart.shape == "rows"
        self.current = -1
        self.hover = -1
        self._light: QGraphicsRectItem | None = None
        self._texts: list[str] = []
        self.setMenuEnabled(False)
        self.setMouseEnabled(False, False)
        self.hideButtons()
        self.getPlotItem().layout.setContentsMargins(0, 6, 4, 0)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(240)
        said = tr("；").join(f"{bar.label} {self.value_text(bar)}" for bar in chart.bars)
        self.setAccessibleName(tr("{title}：{said}", title=chart.title, said=said or tr("没有数据")))
        self.draw()

    # -- drawing

    def draw(self) -> None:
        """Draws everything anew, in the colours of now."""
        plot = self.getPlotItem()
        plot.clear()
        self._light = None
        self.setBackground(look().colour("surface"))
        metrics = QFontMetricsF(look().sans(POINTS))
        for name in ("left", "bottom"):
            axis = plot.getAxis(name)
            axis.setStyle(tickFont=look().sans(POINTS), tickLength=0)
            axis.setPen(look().colour("line_strong"))
            axis.setTextPen(look().colour("text"))
        if self.rows:
            self.setFixedHeight(int(max(len(self.chart.bars), 1) * (metrics.height() + 9) + 12))
            self._draw_rows(metrics)
        else:
            self.setFixedHeight(int(COLUMN_HEIGHT * look().scale))
            self._draw_columns(metrics)
        self._fit()
        self._highlight()

    def _draw_rows(self, metrics: QFontMetricsF) -> None:
        plot = self.getPlotItem()
        plot.hideAxis("bottom")
        plot.invertY(True)
        bars = self.chart.bars
        room = min(max((metrics.horizontalAdvance(b.label) for b in bars), default=60) + 14, 190 * look().scale)
        axis = plot.getAxis("left")
        axis.setWidth(int(room))
        axis.setTicks([[(i, metrics.elidedText(b.label, Qt.TextElideMode.ElideMiddle, room - 12)) for i, b in enumerate(bars)]])
        parts: list[tuple[QRectF, str]] = []
        for i, bar in enumerate(bars):
            at = 0.0
            for series, value in zip(self.chart.series, bar.values, strict=True):
                if value:
                    parts.append((QRectF(at, i - BODY / 2, value, BODY), series.tone))
                at += value
            self._write(f" {self.value_text(bar)}", at, i, (0, 0.5))
        if parts:
            self.addItem(Bars(parts))
        if not bars:
            self._write(tr("没有数据"), 0, 0, (0, 0.5), faint=True)
        plot.setYRange(-0.6, max(len(bars), 1) - 0.4, padding=0)

    def _draw_columns(self, metrics: QFontMetricsF) -> None:
        plot, chart = self.getPlotItem(), self.chart
        bars, count = chart.bars, len(chart.series)
        parts: list[tuple[QRectF, str]] = []
        for i, bar in enumerate(bars):
            at = 0.0
            for n, (series, value) in enumerate(zip(chart.series, bar.values, strict=True)):
                wide = BODY if chart.stacked else 0.8 / count
                left = i - BODY / 2 if chart.stacked else i - 0.4 + n * wide
                if value:
                    parts.append((QRectF(left, at, wide * (1 if chart.stacked else 0.9), value), series.tone))
                at = at + value if chart.stacked else 0.0
            if len(bars) <= 14 and bar.total:
                top = bar.total if chart.stacked else max(bar.values)
                self._write(number_text(bar.total if chart.stacked else bar.values[0]), i if chart.stacked else i - 0.4 + 0.4 / count,
                            top, (0.5, 1.0))
        if parts:
            self.addItem(Bars(parts))
        if chart.line is not None and bars:
            pen = QPen(look().colour("good"), 2)
            pen.setCosmetic(True)
            plot.plot(list(range(len(bars))), list(chart.line[1]), pen=pen, symbol="o", symbolSize=5,
                      symbolBrush=look().colour("good"), symbolPen=None)
            self._write(f"{chart.line[0]} {number_text(chart.line[1][-1])}", len(bars) - 1, chart.line[1][-1], (1, 1.25))
        for number, mark in enumerate(chart.marks):
            self._rule(mark.at, mark.label, 90, 0.96 - 0.13 * number)
        if chart.goal and bars:
            self._rule(chart.goal, tr("应报 {goal}", goal=chart.goal), 0, 0.5)
        every = max(1, -(-len(bars) // 12))
        plot.getAxis("bottom").setTicks([[(i, b.label) for i, b in enumerate(bars) if i % every == 0]])
        plot.getAxis("left").setWidth(int(max(metrics.horizontalAdvance("00,000"), 44)))
        top = max([max((b.total if chart.stacked else max(b.values)) for b in bars), *(chart.line[1] if chart.line else ()),
                   float(chart.goal)], default=1.0) if bars else 1.0
        if not bars:
            self._write(tr("没有数据"), 0, 0.5, (0.5, 0.5), faint=True)
        plot.setXRange(-0.6, max(len(bars), 1) - 0.4, padding=0)
        plot.setYRange(0, max(top, 1.0) * 1.16, padding=0)

    def _write(self, text: str, x: float, y: float, anchor: tuple[float, float], *, faint: bool = False) -> None:
        said = pg.TextItem(text, color=look().colour("faint" if faint else "soft"), anchor=anchor,
                           fill=None if self.rows else look().colour("surface"))
        said.setFont(look().sans(POINTS))
        self.addItem(said, ignoreBounds=True)
        said.setPos(x, y)
        said.setZValue(5)

    def _rule(self, at: float, text: str, angle: int, place: float) -> None:
        """A dashed line with its name: a deadline, or what is to be reached."""
        pen = QPen(look().colour("error" if angle else "faint"), 1.4, Qt.PenStyle.DashLine)
        pen.setCosmetic(True)
        line = pg.InfiniteLine(at, angle=angle, pen=pen, label=text, labelOpts={
            "position": place, "color": look().colour("error" if angle else "soft"), "fill": look().colour("surface"),
            "anchors": [(-0.04, 0.5), (1.04, 0.5)] if angle else [(0.5, 1.0), (0.5, 1.0)]})
        line.label.setFont(look().sans(POINTS))
        self.addItem(line, ignoreBounds=True)

    def value_text(self, bar: Bar) -> str:
        """A bar's values in words: with their names when there are several."""
        if len(bar.values) == 1:
            said = f"{number_text(bar.values[0])} {self.chart.unit}"
        else:
            said = tr("　").join(f"{s.name} {number_text(v)}" for s, v in zip(self.chart.series, bar.values, strict=True) if v)
        return said + (tr("　{note}", note=bar.note) if bar.note else "")

    def _fit(self) -> None:
        """Rows leave as much room at the right as their texts need."""
        if not self.rows:
            return
        metrics = QFontMetricsF(look().sans(POINTS))
        wide = max(self.width() - self.getPlotItem().getAxis("left").width() - 16, 60)
        most = 0.0
        for bar in self.chart.bars:
            share = min((metrics.horizontalAdvance(" " + self.value_text(bar)) + 14) / wide, 0.8)
            most = max(most, bar.total / (1 - share))
        self.getPlotItem().setXRange(0, most or 1, padding=0)

    # -- pointing

    def index_at(self, position: QPointF) -> int:
        """The bar at a place of the widget, its label included; -1 for none."""
        there = self.getPlotItem().vb.mapSceneToView(self.mapToScene(position.toPoint()))
        index = round(there.y() if self.rows else there.x())
        return index if 0 <= index < len(self.chart.bars) else -1

    def point_of(self, index: int) -> QPointF:
        """A place of the widget inside a bar's row or column."""
        low, high = self.getPlotItem().vb.viewRange()[0 if self.rows else 1]
        middle = (low + high) / 2
        there = QPointF(middle, index) if self.rows else QPointF(index, middle)
        return QPointF(self.mapFromScene(self.getPlotItem().vb.mapViewToScene(there)))

    def _highlight(self) -> None:
        index = self.hover if self.hover >= 0 else self.current
        plot = self.getPlotItem()
        if self._light is not None:
            plot.vb.removeItem(self._light)
            self._light = None
        if not 0 <= index < len(self.chart.bars):
            return
        (left, right), (low, high) = plot.vb.viewRange()
        rect = QRectF(left, index - 0.5, right - left, 1) if self.rows else QRectF(index - 0.5, low, 1, high - low)
        self._light = QGraphicsRectItem(rect)
        self._light.setPen(QPen(Qt.PenStyle.NoPen))
        self._light.setBrush(look().colour("accent_bg"))
        self._light.setZValue(-10)
        plot.vb.addItem(self._light, ignoreBounds=True)

    def _pick(self, index: int) -> None:
        if 0 <= index < len(self.chart.bars) and (self.chart.bars[index].total or not self.rows):
            self.picked.emit(index)

    # -- what Qt says

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Shows which bar a click would open, and what it says."""
        index = self.index_at(event.position())
        if index != self.hover:
            self.hover = index
            self._highlight()
            bar = self.chart.bars[index] if index >= 0 else None
            self.setToolTip(tr("{label}　{value_text}", label=bar.label, value_text=self.value_text(bar)) if bar else "")
            self.setCursor(Qt.CursorShape.PointingHandCursor if bar else Qt.CursorShape.ArrowCursor)

    def leaveEvent(self, event: QEvent) -> None:
        """No bar is under the mouse."""
        self.hover = -1
        self._highlight()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Opens the reports behind a bar."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if event.button() == Qt.MouseButton.LeftButton:
            self._pick(self.index_at(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Nothing is dragged here."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The first click has opened it."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The page scrolls, the chart does not zoom."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move, Enter opens."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()))
        if step is not None and self.chart.bars:
            self.current = min(max(self.current + step, 0), len(self.chart.bars) - 1)
            self._highlight()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._pick(self.current)
        else:
            event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The room for texts is measured in pixels."""
        super().resizeEvent(event)
        if hasattr(self, "chart"):
            self._fit()
            self._highlight()
