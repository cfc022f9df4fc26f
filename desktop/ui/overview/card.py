"""A chart in its frame: title, what the patterns stand for, the plot, a note."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.output.charts import Bar, Chart, Series
from desktop.ui.language import tr
from desktop.ui.overview.plot import PATTERNS, POINTS, ChartPlot, tone_colour
from desktop.ui.theme import look
from desktop.ui.told import told_chart
from desktop.ui.widgets import label


class Legend(QWidget):
    """Swatches with the names of the series."""

    def __init__(self, series: tuple[Series, ...]) -> None:
        super().__init__()
        self.series = series
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("、").join(s.name for s in series))

    def sizeHint(self) -> QSize:
        """As wide as its names."""
        metrics = QFontMetricsF(look().sans(POINTS))
        return QSize(int(sum(metrics.horizontalAdvance(s.name) + 34 for s in self.series)), int(metrics.height() + 4))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Swatch, name, swatch, name."""
        painter = QPainter(self)
        painter.setFont(look().sans(POINTS))
        x = 0.0
        for series in self.series:
            colour = tone_colour(series.tone)
            box = QRectF(x + 0.5, self.height() / 2 - 5, 16, 10)
            painter.setPen(QPen(colour, 1))
            painter.setBrush(QBrush(colour, PATTERNS[series.tone]))
            painter.drawRect(box)
            painter.setPen(look().colour("soft"))
            wide = painter.fontMetrics().horizontalAdvance(series.name) + 2
            painter.drawText(QRectF(x + 21, 0, wide, self.height()), int(Qt.AlignmentFlag.AlignVCenter), series.name)
            x += wide + 32
        painter.end()


class ChartCard(QFrame):
    """``picked`` gives the chart and the bar that was chosen."""

    picked = Signal(object, object)

    def __init__(self, chart: Chart) -> None:
        super().__init__()
        self.chart = chart
        self.setObjectName("card")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        shown = told_chart(chart)
        self.plot = ChartPlot(shown)
        self.plot.picked.connect(lambda index: self.picked.emit(chart, chart.bars[index]))
        head = QHBoxLayout()
        head.addWidget(label(shown.title, "h2"))
        head.addStretch(1)
        self.legend = Legend(shown.series) if len(shown.series) > 1 else None
        if self.legend is not None:
            head.addWidget(self.legend)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 9, 14, 9)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.plot)
        if shown.note:
            column.addWidget(label(shown.note, "faint", wrap=True))

    def restyle(self) -> None:
        """New colours or another size of type."""
        self.plot.draw()
        if self.legend is not None:
            self.legend.updateGeometry()
            self.legend.update()

    def bars(self) -> tuple[Bar, ...]:
        """What it shows."""
        return self.chart.bars
