"""The inbox as a Qt model: pages come from the archive in the background, so that 10,000 rows never stop the window."""

from __future__ import annotations

import time
from collections.abc import Iterable
from operator import attrgetter
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from desktop.archive import Archive, Submission
from desktop.ui.gate import Gate, Task
from desktop.ui.inbox.rows import CHUNK, COLUMNS, TITLES, Group, Row, Wish, fetch, narrowed, ordered, steps_between
from desktop.ui.language import tr
from desktop.ui.names import KINDS, LEVELS, STATES, form_of, moment

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
HEADING = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
CHOOSABLE = HEADING | Qt.ItemFlag.ItemIsSelectable
BREATH = 0.003  # seconds between two pages


class InboxModel(QAbstractTableModel):
    """Rows of a Wish. ``loaded`` fires when all rows are there, ``failed`` with a reason when they are not."""

    loaded = Signal()
    failed = Signal(str)

    def __init__(self, archive: Archive, gate: Gate, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.archive = archive
        self.gate = gate
        self.wish = Wish()
        self.rows: list[Row] = []
        self._known: list[Submission] = []
        self._task: Task | None = None
        self._changed: set[int] = set()
        self._changing = False
        self.plain = True
        self.complete = False

    def ask(self, wish: Wish) -> None:
        """Loads what is wished for: the first page at once, the rest behind it. An earlier question is dropped."""
        if self._task is not None:
            self._task.cancel()
        self.wish = wish
        self.complete = False

        def first(task: Task) -> list[Submission]:
            return fetch(self.archive, wish, 0, CHUNK)

        self._task = self.gate.run(first, lambda rows: self._first(wish, rows), self._error, owner=self)

    def reorder(self, wish: Wish) -> None:
        """Another order or grouping of the rows at hand."""
        self.wish = wish
        if not self.complete:
            self.ask(wish)
            return
        self._show(ordered(narrowed(self._known, wish), wish))

    def submission(self, index: Index) -> Submission | None:
        """The submission of a row, None for a heading."""
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        return row if isinstance(row, Submission) else None

    def row_of(self, report_id: int) -> int:
        """The row of a submission, -1 when it is not there."""
        return next((i for i, r in enumerate(self.rows) if isinstance(r, Submission) and r.id == report_id), -1)

    def submissions(self) -> list[Submission]:
        """All rows but headings, in the order shown."""
        return [r for r in self.rows if isinstance(r, Submission)]

    def _first(self, wish: Wish, rows: list[Submission]) -> None:
        # The same rows again (a rescan that brought nothing) must not make the table blink.
        if len(rows) < CHUNK:
            self._all(wish, rows)
            return
        if self._known[:CHUNK] != rows:
            self._known = rows
            self._show(ordered(narrowed(rows, wish), wish))

        def rest(task: Task) -> tuple[list[Submission], list[Row]]:
            found = list(rows)
            while True:
                task.check()
                time.sleep(BREATH)  # making rows is work of Python, which the window would have to wait for
                more = fetch(self.archive, wish, len(found), CHUNK)
                found += more
                if len(more) < CHUNK:
                    return found, ordered(narrowed(found, wish), wish)

        self._task = self.gate.run(rest, lambda both: self._all(wish, *both), self._error, owner=self)

    def _all(self, wish: Wish, rows: list[Submission], order: list[Row] | None = None) -> None:
        self._known = rows
        self.complete = True
        self._show(order if order is not None else ordered(narrowed(rows, wish), wish))
        self.loaded.emit()
        self._catch_up()

    def update(self, ids: Iterable[int]) -> None:
        """Brings the rows up to date after certain submissions changed or came; all others stay as they are."""
        if not self.complete or self._changing:
            self._changed.update(ids)
            return
        self._changing, wish, known = True, self.wish, self._known

        def changes(task: Task) -> tuple[list[Submission], list[Row]]:
            concerned = self.archive.beside(ids)
            rows = [row for row in known if row.id not in concerned] + fetch(self.archive, wish, 0, None, concerned)
            rows.sort(key=attrgetter("id"), reverse=True)
            return rows, ordered(narrowed(rows, wish), wish)

        def done(both: tuple[list[Submission], list[Row]]) -> None:
            self._changing = False
            if self.complete and self._known is known:
                self._all(wish, *both) if self.wish == wish else self._again(both[0])
            else:
                self._changed.update(ids)  # another question was asked meanwhile: its answer may be older than these
            self._catch_up()

        def failed(error: Exception) -> None:
            self._changing = False
            self._error(error)

        self.gate.run(changes, done, failed, owner=self)

    def _again(self, rows: list[Submission]) -> None:
        """The rows in the order that was wished for meanwhile."""
        self._known = rows
        self._show(ordered(narrowed(rows, self.wish), self.wish))
        self.loaded.emit()

    def _catch_up(self) -> None:
        """What changed while the rows were being fetched."""
        if self._changed and self.complete and not self._changing:
            ids, self._changed = self._changed, set()
            self.update(ids)

    def _show(self, rows: list[Row]) -> None:
        """Tells the view what is different and nothing else, so that what is selected and where it stands are kept."""
        if rows == self.rows:
            return
        self.plain = not any(isinstance(row, Group) for row in rows)
        steps = steps_between(self.rows, rows)
        if steps is None:
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()
            return
        shown = self.rows = list(self.rows)
        for step in steps:
            last = step.at + step.count - 1
            if step.come:
                self.beginInsertRows(QModelIndex(), step.at, last)
                shown[step.at:step.at] = step.come
                self.endInsertRows()
            else:
                self.beginRemoveRows(QModelIndex(), step.at, last)
                del shown[step.at:last + 1]
                self.endRemoveRows()
        changed = [i for i, (one, other) in enumerate(zip(shown, rows, strict=True)) if one is not other and one != other]
        self.rows = rows
        if changed:
            self.dataChanged.emit(self.index(changed[0], 0), self.index(changed[-1], len(COLUMNS) - 1))

    def _error(self, error: Exception) -> None:
        self.complete = True
        self.failed.emit(str(error))

    # -- what Qt asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return TITLES[COLUMNS[section]]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        return CHOOSABLE if self.plain or self.submission(index) is not None else HEADING

    def data(self, index: Index, role: int = 0) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if isinstance(row, Group):
            return tr("{title}　{size} 份", title=row.title, size=row.size) if role == Qt.ItemDataRole.DisplayRole and index.column() == 0 else None
        if role == Qt.ItemDataRole.DisplayRole:
            return cell_text(row, COLUMNS[index.column()])
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.error or f"{row.title or row.name}\n{row.path}"
        return None


def cell_text(row: Submission, column: str) -> str:
    """What a column says of a submission."""
    if column == "org":
        return row.name if row.error is not None or row.org is None else row.org
    if column == "year":
        return str(row.year) if row.year else "—"
    if column == "level":
        return LEVELS.get(row.level or "", "—")
    if column == "version":
        return tr("第{version}稿", version=row.version) if row.error is None else "—"
    if column == "received":
        return moment(row.received)
    if column == "state":
        return tr("未能读取") if row.error is not None else STATES.get(row.state, row.state)
    if column == "findings":
        return findings_text(row)
    if column == "copied":
        return f"{row.copied:.0%}" if row.copied is not None else "—"
    return form_of(row)


def findings_text(row: Submission) -> str:
    """The findings in words, also for screen readers: why unread, what kind of file, or counts."""
    if row.error is not None:
        return row.error
    if row.kind not in (None, "annual_report"):
        return tr("不是年度报告：{kind}", kind=KINDS.get(row.kind, row.kind))
    parts = [(row.errors, tr("错误")), (row.warnings, tr("疑似")), (row.notices, tr("提示"))]
    return tr("　").join(f"{name} {n}" for n, name in parts if n) or "—"
