"""The table of the inbox: rows with chips for state and findings, headings between groups."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from desktop.archive import Submission
from desktop.ui.inbox.model import InboxModel, Index, cell_text
from desktop.ui.inbox.rows import COLUMNS, COPIED_MUCH, TITLES, Group
from desktop.ui.language import tr, tr_in
from desktop.ui.names import LEVELS, STATE_TONES, wrong_form
from desktop.ui.theme import look
from desktop.ui.widgets import draw_chip

WIDTHS = {"org": 196, "year": 58, "level": 58, "version": 64, "received": 112, "state": 100, "findings": 186, "copied": 98,
          "form": 126}


class InboxTable(QTableView):
    """Whole rows of one height: a tree view would ask every row of thousands for its place whenever one comes in.

    ``opened`` gives the id of the submission to open, ``picked`` the ids selected.
    """

    opened = Signal(int)
    picked = Signal(list)
    sorted_by = Signal(str)

    def __init__(self, model: InboxModel) -> None:
        super().__init__()
        self.setObjectName("inboxTable")
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setItemDelegate(_RowDelegate(self))
        self.setModel(model)
        self.inbox = model
        side = self.verticalHeader()
        side.hide()
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.header()
        header.setStretchLastSection(True)
        header.setSectionsClickable(True)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.sectionClicked.connect(lambda i: self.sorted_by.emit(COLUMNS[i]))
        header.setSectionResizeMode(COLUMNS.index("findings"), QHeaderView.ResizeMode.Interactive)
        header.setSortIndicatorShown(True)
        self.size_columns()
        model.modelReset.connect(self._span_groups)
        model.rowsInserted.connect(lambda *_: self._span_groups())
        model.rowsRemoved.connect(lambda *_: self._span_groups())
        model.rowsAboutToBeInserted.connect(self._look_up)
        model.rowsInserted.connect(self._stay)
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._restore)
        self.doubleClicked.connect(self._open)
        self.selectionModel().selectionChanged.connect(lambda *_: self.picked.emit(self.chosen()))
        self._spanned = False
        self._top = -1
        self._kept: list[int] = []
        self._kept_scroll = 0

    def header(self) -> QHeaderView:
        """The headings of the columns."""
        return self.horizontalHeader()

    def size_columns(self) -> None:
        """Widths and the rows' height by the size of the type; the body's name and the findings share what room is left."""
        self.verticalHeader().setDefaultSectionSize(int(self.fontMetrics().height() + 19 * look().scale))
        # Words of another language may be longer than the Chinese that the widths were made for.
        words = {"level": LEVELS.values(), "version": [TITLES["version"]]}
        need = {name: max(map(self.fontMetrics().horizontalAdvance, said)) + 18 for name, said in words.items()}
        widths = {name: max(WIDTHS[name] * look().scale, need.get(name, 0)) for name in COLUMNS}
        spare = self.viewport().width() - sum(widths.values())
        widths["org"] = max(widths["org"] + spare * 0.5, 130 * look().scale)
        widths["findings"] = max(widths["findings"] + spare * 0.5, 150 * look().scale)
        for i, name in enumerate(COLUMNS):
            self.setColumnWidth(i, int(widths[name]))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.size_columns()

    def show_order(self, column: str, descending: bool) -> None:
        """The arrow in the heading."""
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.header().setSortIndicator(COLUMNS.index(column), order)

    def chosen(self) -> list[int]:
        """Ids of the selected submissions, in the order shown."""
        rows = sorted({i.row() for i in self.selectionModel().selectedIndexes()})
        return [r.id for r in (self.inbox.rows[i] for i in rows if i < len(self.inbox.rows)) if isinstance(r, Submission)]

    def choose(self, report_id: int) -> None:
        """Selects a submission and scrolls it into view."""
        at = self.inbox.row_of(report_id)
        if at >= 0:
            index = self.inbox.index(at, 0)
            self.selectionModel().setCurrentIndex(
                index, QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows)
            self.scrollTo(index)

    def choose_first(self) -> None:
        """Selects the first submission when nothing is selected."""
        if not self.chosen():
            first = next((row for row in self.inbox.rows if isinstance(row, Submission)), None)
            if first is not None:
                self.choose(first.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Rows have no cells to go to: Home and End are the first and the last row."""
        if action in (QAbstractItemView.CursorAction.MoveHome, QAbstractItemView.CursorAction.MoveEnd):
            last = self.inbox.rowCount() - 1
            return self.inbox.index(0 if action == QAbstractItemView.CursorAction.MoveHome else last, 0)
        return super().moveCursor(action, modifiers)

    def _open(self, index: Index) -> None:
        row = self.inbox.submission(index)
        if row is not None:
            self.opened.emit(row.id)

    def _span_groups(self) -> None:
        if self.inbox.plain and not self._spanned:
            return
        self.clearSpans()
        self._spanned = not self.inbox.plain
        for i, row in enumerate(self.inbox.rows if self._spanned else ()):
            if isinstance(row, Group):
                self.setSpan(i, 0, 1, len(COLUMNS))

    def _look_up(self, *_: object) -> None:
        self._top = self.rowAt(0) if self.verticalScrollBar().value() > 0 else -1

    def _stay(self, _parent: Index, first: int, last: int) -> None:
        """What somebody looks at further down stays where it is when rows come in above."""
        if first <= self._top:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + (last - first + 1) * self.verticalHeader().defaultSectionSize())

    def _remember(self) -> None:
        self._kept = self.chosen()
        self._kept_scroll = self.verticalScrollBar().value()

    def _restore(self) -> None:
        """A reset keeps what was selected and where the table stood."""
        if not self._kept:
            return
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        places = {row.id: at for at, row in enumerate(self.inbox.rows) if isinstance(row, Submission)}
        for report_id in self._kept[:200]:
            at = places.get(report_id, -1)
            if at >= 0:
                self.selectionModel().select(self.inbox.index(at, 0), flags)
                if report_id == self._kept[0]:
                    self.selectionModel().setCurrentIndex(self.inbox.index(at, 0), QItemSelectionModel.SelectionFlag.NoUpdate)
        self.verticalScrollBar().setValue(self._kept_scroll)


class _RowDelegate(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect = QRectF(option.rect)
        inbox: InboxModel = index.model()  # type: ignore[assignment]
        row = inbox.rows[index.row()]
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, look().colour("label_bg" if isinstance(row, Group) else "accent_bg" if chosen else "surface"))
        painter.setPen(look().colour("line"))
        painter.drawLine(QPointF(rect.left(), rect.bottom() - 0.5), QPointF(rect.right(), rect.bottom() - 0.5))
        if chosen and index.column() == 0:
            painter.fillRect(QRectF(rect.left(), rect.top(), 3, rect.height()), look().colour("accent"))
        painter.setFont(look().sans(10.5))
        if isinstance(row, Group):
            if index.column() == 0:
                painter.setFont(look().sans(10.5, bold=True))
                painter.setPen(look().colour("soft"))
                painter.drawText(rect.adjusted(10, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), str(index.data()))
        elif isinstance(row, Submission):
            self._paint_cell(painter, rect, row, COLUMNS[index.column()])

    def _paint_cell(self, painter: QPainter, rect: QRectF, row: Submission, column: str) -> None:
        inner = rect.adjusted(10, 0, -6, 0)
        text = cell_text(row, column)
        colour = "text"
        if column == "state":
            tone = "error" if row.error is not None else STATE_TONES.get(row.state, "notice")
            draw_chip(painter, text, tone, inner.left(), rect)
            return
        if column == "findings" and row.error is None and row.kind in (None, "annual_report"):
            self._chips(painter, inner, rect, row)
            return
        if column == "org":
            unseen = row.state == "new" and row.error is None
            painter.setFont(look().sans(10.5, bold=unseen))
            colour = "faint" if row.error is not None else "text"
        elif column == "findings":
            colour = "error" if row.error is not None else "faint"
        elif (column == "copied" and (row.copied or 0) >= COPIED_MUCH) or (column == "form" and wrong_form(row)):
            colour = "error"
        elif text == "—":
            colour = "faint"
        painter.setPen(look().colour(colour))
        said = text
        if len(text) * look().scale * 14.5 > inner.width():
            said = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(inner.width()))
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignVCenter), said)

    def _chips(self, painter: QPainter, inner: QRectF, rect: QRectF, row: Submission) -> None:
        x = inner.left()
        for count, sign, tone in ((row.errors, "×", "error"), (row.warnings, "!", "warning"), (row.notices, tr_in("sign", "提示"), "notice")):
            if count:
                x = draw_chip(painter, f"{sign} {count}", tone, x, rect) + 6
        if x == inner.left():
            painter.setPen(look().colour("faint"))
            painter.drawText(inner, int(Qt.AlignmentFlag.AlignVCenter), "—")
        elif row.open == 0:
            painter.setPen(look().colour("good"))
            painter.drawText(QRectF(x + 2, rect.top(), rect.right() - x, rect.height()), int(Qt.AlignmentFlag.AlignVCenter), tr("√ 已判断"))
