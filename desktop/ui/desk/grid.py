"""An official table drawn as the form prints it, merged cells included, with wrong and taking-part cells marked."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip, QWidget

from desktop.report import Cell
from desktop.ui.desk.layout import LEAST, GridLayout, lay_out
from desktop.ui.desk.rendering import shown
from desktop.ui.language import tr, zh
from desktop.ui.theme import look

POINTS = 10.5
READABLE = 8.0  # type does not become smaller than that to make a table fit
WRAP = int(Qt.TextFlag.TextWrapAnywhere)


@dataclass(frozen=True, slots=True)
class CellMark:
    """How a cell is drawn: ``state`` is wrong, part, or empty; ``tip`` is said on hover; ``number`` of the finding."""

    state: str = ""
    severity: str = "error"
    tip: str = ""
    number: int | None = None


@dataclass(slots=True)
class GridData:
    """A table to draw. ``values`` is the text of corrected cells, ``was`` their first reading; ``doubtful`` cells have
    other readings; ``noted`` cells carry a note."""

    rows: int
    cols: int
    cells: tuple[Cell, ...]
    values: dict[tuple[int, int], str] = field(default_factory=dict)
    was: dict[tuple[int, int], str] = field(default_factory=dict)
    doubtful: frozenset[tuple[int, int]] = frozenset()
    noted: frozenset[tuple[int, int]] = frozenset()


class TableGrid(QAbstractScrollArea):
    """Draws a GridData. ``chosen`` fires with (row, col) of the cell clicked or reached by the arrow keys."""

    chosen = Signal(int, int)
    opened = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("grid")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.viewport().setMouseTracking(True)
        self.data = GridData(0, 0, ())
        self.marks: dict[tuple[int, int], CellMark] = {}
        self.current: tuple[int, int] | None = None
        self.simplified = False
        self._hover: tuple[int, int] | None = None
        self._layout = GridLayout([], [], {})
        self._body = 0
        self.points = POINTS

    def set_data(self, data: GridData) -> None:
        """Shows another table."""
        self.data = data
        self.marks = {}
        self.current = None
        self.relayout()

    def set_marks(self, marks: dict[tuple[int, int], CellMark]) -> None:
        """Marks cells, by (row, col) of their top left."""
        self.marks = marks
        self.viewport().update()

    def select(self, row: int, col: int) -> None:
        """Makes a cell current and scrolls it into view, without ``chosen``."""
        self.current = (row, col)
        rect = self._layout.rects.get((row, col))
        if rect is not None:
            bar = self.verticalScrollBar()
            if rect.top() < bar.value() or rect.bottom() > bar.value() + self.viewport().height():
                bar.setValue(int(rect.center().y() - self.viewport().height() / 2))
            side = self.horizontalScrollBar()
            if rect.left() < side.value() or rect.right() > side.value() + self.viewport().width():
                side.setValue(int(rect.center().x() - self.viewport().width() / 2))
        self.viewport().update()

    def clear_current(self) -> None:
        """No cell is current."""
        self.current = None
        self.viewport().update()

    def relayout(self) -> None:
        """Works out column widths and row heights anew; type gets smaller where the table would be wider than its room."""
        self._body = min((c.row for c in self.data.cells if is_figure(self._text(c))), default=0)
        room = self.viewport().width() - 12
        self.points = POINTS
        while True:
            metrics = QFontMetricsF(look().sans(self.points))
            self._layout = lay_out(self.data.rows, self.data.cols, self.data.cells, self._text, metrics, room,
                                   LEAST * self.points / POINTS)
            if sum(self._layout.widths) <= room + 1 or self.points <= READABLE:
                break
            self.points -= 0.5
        width = 12 + sum(self._layout.widths)
        height = 12 + sum(self._layout.heights)
        self.verticalScrollBar().setRange(0, max(0, int(height - self.viewport().height())))
        self.verticalScrollBar().setPageStep(self.viewport().height())
        self.verticalScrollBar().setSingleStep(24)
        self.horizontalScrollBar().setRange(0, max(0, int(width - self.viewport().width())))
        self.horizontalScrollBar().setPageStep(self.viewport().width())
        self.setMaximumHeight(int(height) + 4)
        self.viewport().update()

    def content_height(self) -> float:
        """How high the whole table is drawn."""
        return 12 + sum(self._layout.heights)

    def cell_rect(self, row: int, col: int) -> QRectF:
        """Where a cell stands in the viewport."""
        rect = self._layout.rects.get((row, col), QRectF())
        return rect.translated(6 - self.horizontalScrollBar().value(), 6 - self.verticalScrollBar().value())

    def cell_under(self, point: QPoint | QPointF) -> tuple[int, int] | None:
        """The cell at a point of the viewport."""
        at = QPointF(point)
        return next((key for key in self._layout.rects if self.cell_rect(*key).contains(at)), None)

    def _text(self, cell: Cell) -> str:
        value = self.data.values.get((cell.row, cell.col), cell.text)
        return shown(value, self.simplified)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.relayout()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.viewport().rect(), look().colour("surface"))
        view = QRectF(self.viewport().rect())
        shown_cells = [c for c in self.data.cells if self.cell_rect(c.row, c.col).intersects(view)]
        for cell in shown_cells:
            self._paint_cell(painter, cell)
        for cell in shown_cells:
            self._paint_frame(painter, cell)
        painter.end()

    def _paint_cell(self, painter: QPainter, cell: Cell) -> None:
        key = (cell.row, cell.col)
        rect = self.cell_rect(*key)
        mark = self.marks.get(key, CellMark())
        text = self._text(cell).strip()
        figure = is_figure(text)
        ground = "surface" if figure or not text else "label_bg"
        if mark.state:
            ground = f"{mark.severity}_{'sel' if mark.state == 'wrong' else 'bg'}"
        elif key in (self._hover, self.current):
            ground = "accent_bg"
        painter.fillRect(rect, look().colour(ground))
        painter.setPen(QPen(look().colour("grid"), 1))
        painter.drawRect(rect)
        painter.setFont(look().sans(self.points, bold=mark.state == "wrong"))
        quiet = figure and not mark.state and text in ("0", zh("０"))
        painter.setPen(look().colour("faint" if quiet else "text"))
        wide = not figure and (rect.width() > 90 or len(text) > 4) and (cell.row >= self._body or len(text) > 12)
        align = Qt.AlignmentFlag.AlignVCenter | (Qt.AlignmentFlag.AlignLeft if wide else Qt.AlignmentFlag.AlignHCenter)
        seen = rect.intersected(QRectF(self.viewport().rect()))
        # The label of many merged rows is read in the part of them that is in view.
        room = seen if cell.rowspan > 1 and seen.height() > 60 else rect
        painter.drawText(room.adjusted(4, 2, -4, -2), int(align) | WRAP, text)

    def _paint_frame(self, painter: QPainter, cell: Cell) -> None:
        key = (cell.row, cell.col)
        rect = self.cell_rect(*key)
        mark = self.marks.get(key, CellMark())
        if mark.state == "wrong":
            painter.setPen(QPen(look().colour(f"{mark.severity}_line"), 2.5))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
            self._corner_sign(painter, rect, "×" if mark.severity == "error" else "!", f"{mark.severity}_line")
        elif mark.state == "part":
            painter.setPen(QPen(look().colour(f"{mark.severity}_line"), 1.5, Qt.PenStyle.DashLine))
            painter.drawRect(rect.adjusted(1.5, 1.5, -1.5, -1.5))
        if key in self.data.values:
            self._corner(painter, rect, "accent")
        elif key in self.data.noted:
            self._corner(painter, rect, "good")
        if key in self.data.doubtful:
            self._corner_sign(painter, rect, "?", "warning_line")
        if key == self.current:
            painter.setPen(QPen(look().colour("accent"), 2))
            painter.drawRect(rect.adjusted(2.5, 2.5, -2.5, -2.5) if mark.state else rect.adjusted(1, 1, -1, -1))

    def _corner(self, painter: QPainter, rect: QRectF, colour: str) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look().colour(colour))
        top = rect.topLeft()
        painter.drawPolygon(QPolygonF([top, top + QPointF(9, 0), top + QPointF(0, 9)]))
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _corner_sign(self, painter: QPainter, rect: QRectF, sign: str, colour: str) -> None:
        box = QRectF(rect.right() - 15, rect.top(), 14, 14)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look().colour(colour))
        painter.drawRoundedRect(box, 3, 3)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(look().colour("surface"))
        painter.setFont(look().sans(9, bold=True))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, sign)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        hover = self.cell_under(event.position())
        if hover != self._hover:
            self._hover = hover
            self.viewport().update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hover = None
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        key = self.cell_under(event.position())
        if key is not None:
            self.current = key
            self.viewport().update()
            self.chosen.emit(*key)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        key = self.cell_under(event.position())
        if key is not None:
            self.opened.emit(*key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0)}
        step = steps.get(Qt.Key(event.key()))
        if step is None or not self.data.cells:
            super().keyPressEvent(event)
            return
        if self.current is None:
            self.current = (self.data.cells[0].row, self.data.cells[0].col)
        else:
            self.current = self._neighbour(*self.current, *step)
        self.select(*self.current)
        self.chosen.emit(*self.current)

    def _neighbour(self, row: int, col: int, down: int, right: int) -> tuple[int, int]:
        here = next((c for c in self.data.cells if (c.row, c.col) == (row, col)), None)
        if here is None:
            return row, col
        to_row = here.row + (here.rowspan if down > 0 else down)
        to_col = here.col + (here.colspan if right > 0 else right)
        for cell in self.data.cells:
            if cell.row <= to_row < cell.row + cell.rowspan and cell.col <= to_col < cell.col + cell.colspan:
                return cell.row, cell.col
        return row, col

    def event(self, event: QEvent) -> bool:
        return super().event(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            key = self.cell_under(event.pos())
            tip = self._tip(key) if key else ""
            if tip:
                QToolTip.showText(event.globalPos(), tip, self)
                return True
        return super().viewportEvent(event)

    def _tip(self, key: tuple[int, int]) -> str:
        parts = [self.marks[key].tip] if key in self.marks and self.marks[key].tip else []
        if key in self.data.values:
            parts.append(tr("已更正识别：原读作“{was}”", was=self.data.was.get(key, "").strip() or tr("空白")))
        if key in self.data.doubtful:
            parts.append(tr("本格识别存疑，按 F2 核对更正"))
        if key in self.data.noted:
            parts.append(tr("本格有批注"))
        return "\n".join(parts)


def is_figure(text: str) -> bool:
    """Whether a cell holds a figure rather than a label."""
    tidy = "".join(text.split())
    return bool(tidy) and len(tidy) <= 14 and all(c.isdigit() or c in zh(".,，-—－/／％%+") for c in tidy)
