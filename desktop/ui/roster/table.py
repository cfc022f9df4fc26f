"""The table of the roster page: a model over plain rows, sorted by a click on a head."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from desktop.ui.roster.lines import HEADS, Line
from desktop.ui.theme import look

Index = QModelIndex | QPersistentModelIndex
STATE = 5  # the column that says how a body stands


class LineModel(QAbstractTableModel):
    """Rows with their heads."""

    def __init__(self) -> None:
        super().__init__()
        self.heads: tuple[str, ...] = HEADS
        self.lines: list[Line] = []

    def show(self, heads: tuple[str, ...], lines: list[Line]) -> None:
        """Other rows."""
        self.beginResetModel()
        self.heads, self.lines = heads, lines
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """By the words of a column."""
        if 0 <= column < len(self.heads):
            self.layoutAboutToBeChanged.emit()
            self.lines.sort(key=lambda line: line.cells[column], reverse=order == Qt.SortOrder.DescendingOrder)
            self.layoutChanged.emit()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.heads[section]
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: Index, role: int = 0) -> Any:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return line.cells[index.column()]
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == STATE and self.heads == HEADS:
            return look().colour(line.tone)
        if role == Qt.ItemDataRole.FontRole and index.column() == 0:
            return look().sans(10.5, bold=line.missing is not None)
        return None


class LineTable(QTableView):
    """Whole rows are chosen, several with Shift and Ctrl. ``opened`` fires for Enter and a double click."""

    opened = Signal()

    def __init__(self, model: LineModel) -> None:
        super().__init__()
        self.setModel(model)
        self.lines = model
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        # In line with the heads, which the window's style sheet sets in by as much.
        self.setStyleSheet("QTableView::item { padding-left: 5px; }")
        self.verticalHeader().hide()
        self.setSortingEnabled(False)
        self.horizontalHeader().setSectionsClickable(True)
        self.horizontalHeader().setSortIndicatorShown(False)
        self.horizontalHeader().sectionClicked.connect(self._sort)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.horizontalHeader().setStretchLastSection(True)
        self.doubleClicked.connect(lambda _index: self.opened.emit())
        self._order: tuple[int, Qt.SortOrder] = (-1, Qt.SortOrder.AscendingOrder)

    def size_columns(self) -> None:
        """Widths by what stands in them, within reason; rows as high as the type needs."""
        self.verticalHeader().setDefaultSectionSize(int(self.fontMetrics().height() * 1.3 + 12))
        self.resizeColumnsToContents()
        for column in range(len(self.lines.heads)):
            self.setColumnWidth(column, min(max(self.columnWidth(column) + 18, 70), 340))

    def chosen(self) -> list[Line]:
        """The rows chosen, from above."""
        return [self.lines.lines[row] for row in sorted({index.row() for index in self.selectedIndexes()})]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def _sort(self, column: int) -> None:
        up, down = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
        order = down if self._order == (column, up) else up
        self._order = (column, order)
        self.lines.sort(column, order)
        self.clearSelection()
