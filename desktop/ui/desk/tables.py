"""The middle of the desk: the official tables, one at a time, and the box that explains the tie that fails."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from desktop.archive.model import Correction, Note, StoredReport
from desktop.report import FormTable, Report
from desktop.ui.desk.cards import breakable
from desktop.ui.desk.grid import CellMark, GridData, TableGrid
from desktop.ui.desk.items import CellKey, Item, cells_of, check_title, focus_of, table_name, table_short
from desktop.ui.language import tr
from desktop.ui.theme import look
from desktop.ui.widgets import Segments, button, label, restyle


class TablePane(QWidget):
    """Tabs, grid and explanation. ``cell_chosen`` and ``cell_opened`` give (table id, row, col)."""

    cell_chosen = Signal(str, int, int)
    cell_opened = Signal(str, int, int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("pane")
        self.tabs = Segments()
        self.tabs.changed.connect(self.show_table)
        self.grid = TableGrid()
        self.grid.chosen.connect(lambda r, c: self.cell_chosen.emit(self.tabs.key(), r, c))
        self.grid.opened.connect(lambda r, c: self.cell_opened.emit(self.tabs.key(), r, c))
        self.tie = QFrame()
        self.tie.setObjectName("tie")
        self.tie_text = QLabel()
        self.tie_text.setTextFormat(Qt.TextFormat.RichText)
        self.tie_text.setWordWrap(True)
        self.tie_text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.tie_text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        inside = QVBoxLayout(self.tie)
        inside.setContentsMargins(10, 7, 10, 7)
        inside.addWidget(self.tie_text)
        self.tie.hide()
        self.none = label(tr("没有识别到法定表格。正文和其他问题仍可审阅。"), "soft", wrap=True)
        self.none.setContentsMargins(16, 16, 16, 16)
        self.fix = button(tr("更正 F2"), self._fix, "flat", tr("更正选中单元格的识别结果；原识别仍会保留显示"))
        self.widen = button(tr("放大 W"), lambda: None, "flat")
        self.show_whole(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.none)
        column.addWidget(self.grid, 1000)
        tie_room = QVBoxLayout()
        tie_room.setContentsMargins(8, 4, 8, 8)
        tie_room.addWidget(self.tie)
        column.addLayout(tie_room)
        column.addStretch(0)
        self.report: Report | None = None
        self.items: tuple[Item, ...] = ()
        self.current: Item | None = None
        self._data: dict[str, GridData] = {}
        self._shown = ""

    def set_report(self, stored: StoredReport) -> None:
        """Shows the tables of a report; keeps the tab when there is one of the same name."""
        self.report = stored.report
        self._data = {t.id: grid_data(stored.report, t, stored.corrections, stored.notes) for t in _once(stored.report)}
        tables = _once(stored.report)
        self.tabs.set_choices([(t.id, table_short(stored.report, t)) for t in tables])
        self.tabs.set_tips({t.id: tr("{table_name}（{i}）", table_name=table_name(stored.report, t), i=i + 1) for i, t in enumerate(tables)})
        self._shown = ""
        self.none.setVisible(not self._data)
        self.grid.setVisible(bool(self._data))
        self.fix.setVisible(bool(self._data))
        self.widen.setVisible(bool(self._data))
        if self._data:
            self.show_table(self.tabs.key())

    def refresh(self, stored: StoredReport) -> None:
        """Takes over notes and corrections without losing the place."""
        keep, place = self.grid.current, self.grid.verticalScrollBar().value()
        self.set_report(stored)
        self.grid.verticalScrollBar().setValue(place)
        if keep is not None:
            self.grid.current = keep

    def set_items(self, items: tuple[Item, ...]) -> None:
        """Marks the cells of these findings."""
        self.items = items
        if self.current is not None:
            self.current = next((i for i in items if i.key == self.current.key), None)
        self._mark()

    def show_table(self, name: str) -> None:
        """Turns to a table."""
        if name not in self._data:
            return
        self.tabs.set_key(name)
        if self._shown != name:
            self._shown = name
            self.grid.set_data(self._data[name])
        self._mark()

    def select(self, item: Item | None, cell: CellKey | None = None) -> None:
        """Marks a finding's cells and turns to its table; ``cell`` says which of them is to be seen."""
        self.current = item
        if item is not None and self.report is not None and cell is None:
            cell = focus_of(self.report, item)
        if cell is not None and cell[0] in self._data:
            self.show_table(cell[0])
            self._mark()
            self.grid.select(cell[1], cell[2])
        else:
            self.grid.clear_current()
            self._mark()
        self._explain(item)

    def chosen_cell(self) -> CellKey | None:
        """The current cell."""
        return (self.tabs.key(), *self.grid.current) if self.grid.current and self._data else None

    def set_simplified(self, on: bool) -> None:
        """Shows the tables in simplified characters or as written."""
        self.grid.simplified = on
        self.grid.relayout()

    def show_whole(self, on: bool) -> None:
        """Says on the button what it does now."""
        self.widen.setText(tr("还原 W") if on else tr("放大 W"))
        self.widen.setToolTip(tr("恢复原文、表格、问题三栏（Esc）") if on else tr("让表格占满窗口，字也恢复原来的大小"))

    def _fix(self) -> None:
        cell = self.chosen_cell()
        if cell is not None:
            self.cell_opened.emit(*cell)

    def _mark(self) -> None:
        if self.report is None:
            return
        marks: dict[tuple[int, int], CellMark] = {}
        ordered = [i for i in self.items if i is not self.current and i.decision != "dismissed"]
        for item in [*reversed(ordered), *([self.current] if self.current else [])]:
            wrong, part = cells_of(self.report, item)
            if item is self.current:
                for key in part:
                    if key[0] == self._shown:
                        marks[key[1:]] = CellMark("part", item.severity, tr("参与核对：{message}", message=item.message), item.number)
            if wrong is not None and wrong[0] == self._shown:
                marks[wrong[1:]] = CellMark("wrong", item.severity, f"{item.number}. {item.message}", item.number)
        self.grid.set_marks(marks)

    def _explain(self, item: Item | None) -> None:
        in_table = item is not None and self.report is not None and focus_of(self.report, item) is not None
        self.tie.setVisible(bool(item and in_table))
        if item is not None and in_table:
            restyle(self.tie, tone=item.severity)
            self.tie_text.setText(tie_html(item))


def _once(report: Report) -> list[FormTable]:
    """The first table under each id; a form prints each once."""
    seen: dict[str, FormTable] = {}
    for table in report.tables:
        seen.setdefault(table.id, table)
    return list(seen.values())


def grid_data(
    report: Report, table: FormTable, corrections: tuple[Correction, ...], notes: tuple[Note, ...]
) -> GridData:
    """A table for drawing, with corrections, doubts and notes at their cells."""
    cells = {(f.row, f.col): f for f in report.facts if f.table == table.id}
    by_key = {f.key: place for place, f in cells.items()}
    values = {by_key[c.key]: c.value for c in corrections if c.key in by_key}
    was = {by_key[c.key]: c.was for c in corrections if c.key in by_key}
    doubtful = frozenset(place for place, fact in cells.items() if fact.readings and place not in values)
    noted = frozenset(
        (n.place.row, n.place.col) for n in notes
        if n.place and n.place.table == table.id and n.place.row is not None and n.place.col is not None
    )
    return GridData(table.rows, table.cols, table.cells, values, was, doubtful, noted)


def tie_html(item: Item) -> str:
    """Working and difference of a failing tie."""
    c = look().colours
    f = item.finding
    parts = [f'<b style="color:{getattr(c, item.severity)}">{escape(check_title(f.check))}</b>']
    if f.working:
        parts.append(f"<b>{breakable(f.working)}</b>")
    gap = difference(f.expected, f.actual)
    if gap:
        parts.append(f'<span style="color:{getattr(c, item.severity)}">{tr("相差 {gap}", gap=gap)}</span>')
    lines = [tr("　").join(parts)]
    if f.expected is not None and f.actual is not None:
        lines.append(tr("应为 {expected}，实为 {actual}。", expected=f"<b>{escape(f.expected)}</b>",
                        actual=f"<b>{escape(f.actual) if f.actual else tr('空白')}</b>"))
    else:
        lines.append(escape(item.message))
    return "<br>".join(lines)


def difference(expected: str | None, actual: str | None) -> str:
    """How far apart two figures are; empty when one is no figure."""
    try:
        gap = abs(Decimal((expected or "").replace(",", "")) - Decimal((actual or "").replace(",", "")))
    except InvalidOperation:
        return ""
    return f"{gap:f}" if gap else ""
