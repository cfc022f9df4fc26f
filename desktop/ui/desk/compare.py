"""Another hand-in or another year beside this report: both texts scroll together, differences are marked."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHeaderView,
    QSplitter,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.archive import Archive, StoredReport
from desktop.report import number
from desktop.review.compare import (
    FactChange,
    FindingChange,
    TextChange,
    compare_facts,
    compare_findings,
    compare_text,
    version_line,
)
from desktop.ui.desk.across import across, key_name
from desktop.ui.desk.header import pane_head
from desktop.ui.desk.source import SourceText
from desktop.ui.language import tr
from desktop.ui.names import moment
from desktop.ui.told import told
from desktop.ui.widgets import bar, button, label


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two reports and all that differs; made in the background."""

    old: StoredReport
    new: StoredReport
    texts: tuple[TextChange, ...]
    facts: tuple[FactChange, ...]
    findings: FindingChange


def compare(archive: Archive, old_id: int, new_id: int) -> Comparison:
    """Loads and compares two stored reports."""
    old, new = archive.load(old_id), archive.load(new_id)
    return Comparison(
        old, new, tuple(compare_text(old.report.document, new.report.document)),
        tuple(compare_facts(old.report, new.report)), compare_findings(old.findings, new.findings),
    )


class CompareWindow(QDialog):
    """Old left, new right, changed cells below. N and P (or the buttons) go from difference to difference."""

    def __init__(self, parent: QWidget | None, it: Comparison) -> None:
        super().__init__(parent)
        self.it = it
        self.at = -1
        self._moving = False
        self.setWindowTitle(tr("对照"))
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        same_year = it.old.submission.year == it.new.submission.year
        self.old, self.new = SourceText(), SourceText()
        self.count = label(tr("{texts} 处文字不同，{figures} 个数据不同", texts=len(it.texts), figures=len(it.facts)), "soft")
        parts = [label(tr("{org}　对照", org=it.new.submission.org or it.new.submission.name), "h2"), self.count, 1]
        if same_year:
            parts.append(label(told(version_line(it.findings, it.new.submission.version, it.old.submission.version)), "soft"))
        parts += [button(tr("上一处 P"), lambda: self.go(-1)), button(tr("下一处 N"), lambda: self.go(1)), button(tr("关闭 Esc"), self.reject)]
        texts = QSplitter(Qt.Orientation.Horizontal)
        texts.setHandleWidth(1)
        for stored, view in ((it.old, self.old), (it.new, self.new)):
            holder = QWidget()
            holder.setObjectName("pane")
            column = QVBoxLayout(holder)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(0)
            row = stored.submission
            head, _ = pane_head(tr("{year}年　第{version}稿　{when} 收到", year=row.year or "", version=row.version, when=moment(row.received)), 1)
            column.addWidget(head)
            column.addWidget(view, 1)
            texts.addWidget(holder)
            view.set_report(stored.report)
        self.old.set_tints(tuple((c.old_start, c.old_end, "error_bg") for c in it.texts))
        self.new.set_tints(tuple((c.new_start, c.new_end, "good_bg") for c in it.texts))
        self.cells = _cells(it)
        self.cells.cellClicked.connect(lambda row, _col: self._to_fact(row))
        whole = QSplitter(Qt.Orientation.Vertical)
        whole.addWidget(texts)
        whole.addWidget(self.cells)
        whole.setSizes([520, 170 if it.facts else 0])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar("bar", *parts))
        column.addWidget(whole, 1)
        self.old.verticalScrollBar().valueChanged.connect(lambda _v: self._follow(self.old, self.new, to_new=True))
        self.new.verticalScrollBar().valueChanged.connect(lambda _v: self._follow(self.new, self.old, to_new=False))
        for keys, step in (("N", 1), ("J", 1), ("P", -1), ("K", -1)):
            QShortcut(QKeySequence(keys), self).activated.connect(lambda step=step: self.go(step))
        if parent is not None:
            self.resize(parent.window().size() * 0.94)

    def showEvent(self, event: QShowEvent) -> None:
        """Begins at the top of both."""
        super().showEvent(event)
        for view in (self.old, self.new):
            view.verticalScrollBar().setValue(0)

    def go(self, step: int) -> None:
        """To the next or previous difference."""
        if not self.it.texts:
            return
        self.at = (self.at + step) % len(self.it.texts) if self.at >= 0 or step > 0 else len(self.it.texts) - 1
        change = self.it.texts[self.at]
        self._show(change.old_start, change.old_end, change.new_start, change.new_end)
        self.count.setText(tr("第 {at} 处，共 {texts} 处文字不同；{figures} 个数据不同", at=self.at + 1, texts=len(self.it.texts), figures=len(self.it.facts)))

    def _to_fact(self, row: int) -> None:
        key = self.it.facts[row].key
        old, new = self.it.old.report.fact(key), self.it.new.report.fact(key)
        spans = [(f.start, f.end) if f else None for f in (old, new)]
        if spans[0] is None and spans[1] is not None:
            spans[0] = (across(self.it.texts, spans[1][0], to_new=False),) * 2
        if spans[1] is None and spans[0] is not None:
            spans[1] = (across(self.it.texts, spans[0][0], to_new=True),) * 2
        if spans[0] and spans[1]:
            self._show(*spans[0], *spans[1])

    def _show(self, old_start: int, old_end: int, new_start: int, new_end: int) -> None:
        self._moving = True
        self.old.select(None, (old_start, old_end))
        self.new.select(None, (new_start, new_end))
        self._moving = False

    def _follow(self, here: SourceText, there: SourceText, *, to_new: bool) -> None:
        if self._moving:
            return
        self._moving = True
        there.scroll_to(across(self.it.texts, here.first_visible(), to_new=to_new))
        self._moving = False


def _cells(it: Comparison) -> QTableWidget:
    table = QTableWidget(len(it.facts), 4)
    table.setHorizontalHeaderLabels([tr("表中数据"), tr("{year}年第{version}稿", year=it.old.submission.year or "", version=it.old.submission.version),
                                     tr("{year}年第{version}稿", year=it.new.submission.year or "", version=it.new.submission.version), tr("增减")])
    table.verticalHeader().hide()
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    for i, change in enumerate(it.facts):
        gap = change.new - change.old if change.old is not None and change.new is not None else None
        said = (key_name(it.new.report, change.key), _number(change.old), _number(change.new),
                "" if gap is None else f"{'+' if gap > 0 else ''}{number(gap)}")
        for col, text in enumerate(said):
            table.setItem(i, col, QTableWidgetItem(text))
    return table


def _number(value: object) -> str:
    return tr("空白") if value is None else str(number(value))  # type: ignore[arg-type]
