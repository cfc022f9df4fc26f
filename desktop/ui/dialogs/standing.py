"""Dialogs on standing decisions: making one, and the list of those in force."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QHeaderView, QTableWidget, QTableWidgetItem, QWidget
from shiboken6 import isValid

from desktop.archive import Ruling
from desktop.ui.desk.items import check_title
from desktop.ui.dialogs.base import Dialog
from desktop.ui.language import tr
from desktop.ui.names import moment
from desktop.ui.told import told
from desktop.ui.widgets import button, label, row

ALL_BODIES = tr("全部单位（规则已停用）")
HEADS = (tr("问题类型"), tr("范围"), tr("理由"), tr("决定人"), tr("时间"))


class RulingDialog(Dialog):
    """Asks whether a kind of finding is never to be taken, and why; the reason may stay empty."""

    def __init__(self, parent: QWidget | None, check: str, org: str, reasons: Sequence[str]) -> None:
        super().__init__(parent, tr("本单位此类问题一律不采纳") if org else tr("停用这项规则"), tr("一律不采纳") if org else tr("停用"))
        whom = tr("“{org}”各年度、各版次报告中", org=org) if org else tr("所有单位的报告中")
        self.column.addWidget(label(
            tr("{whom}的“{check_title}”今后一律不采纳。问题不会丢失，仍以灰色显示，也可以单独采纳；您的姓名和时间会记下，"
               "随时可在“设置 › 不采纳的规则”中取消。", whom=whom, check_title=check_title(check)), "soft", wrap=True))
        self.reason_box = QComboBox()
        self.reason_box.setEditable(True)
        self.reason_box.addItems(["", *reasons])
        line = self.reason_box.lineEdit()
        assert line is not None
        line.setPlaceholderText(tr("理由（可不填）"))
        self.column.addWidget(self.reason_box)
        self.finish()
        self.reason_box.setFocus(Qt.FocusReason.OtherFocusReason)

    def reason(self) -> str:
        """The reason in words, or nothing."""
        return self.reason_box.currentText().strip()


Lift = Callable[[Ruling, Callable[[], None], Callable[[str], None]], None]


class RulingsDialog(Dialog):
    """The decisions in force, with who and when.

    ``lift(ruling, done, failed)`` is called for each that a person takes back, one after the other: it works in the
    background and then calls ``done()``, or ``failed(sentence)``.
    """

    def __init__(self, parent: QWidget | None, rulings: Sequence[Ruling], lift: Lift) -> None:
        super().__init__(parent, tr("不采纳的规则"), tr("关闭"))
        self.rulings = list(rulings)
        self._lift = lift
        self.column.addWidget(label(tr("这里列出按单位一律不采纳的问题和已停用的规则。取消后，相应问题恢复为待定。"), "soft", wrap=True))
        self.table = QTableWidget(0, len(HEADS))
        self.table.setHorizontalHeaderLabels(list(HEADS))
        self.table.verticalHeader().hide()
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.horizontalHeader().setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self.at_least(760, self.table, 220)
        self.none = label(tr("没有。审阅时按 Shift+D（本单位一律不采纳）或 Ctrl+Shift+D（停用规则）。"), "faint", wrap=True)
        self.lift_button = button(tr("取消所选"), self.lift_chosen)
        self.said = label("", "soft")
        self._waiting: list[Ruling] = []
        for part in (self.table, self.none, row(self.lift_button, self.said, 1)):
            self.column.addWidget(part)
        self.cancel.hide()
        self.finish()
        self.table.itemSelectionChanged.connect(lambda: self.lift_button.setEnabled(bool(self.chosen())))
        self._fill()

    def chosen(self) -> list[Ruling]:
        """Those selected."""
        return [self.rulings[i] for i in sorted({index.row() for index in self.table.selectedIndexes()})]

    def lift_chosen(self) -> None:
        """Takes the selected ones back."""
        self._waiting += [ruling for ruling in self.chosen() if ruling not in self._waiting]
        self._next()

    def _next(self) -> None:
        self.table.setEnabled(not self._waiting)
        self.lift_button.setEnabled(False)
        if not self._waiting:
            self.said.setText("")
            return
        ruling = self._waiting[0]
        self.said.setText(tr("正在恢复“{title}”的问题…", title=check_title(ruling.check)))
        self._lift(ruling, lambda: self._lifted(ruling), self._failed)

    def _lifted(self, ruling: Ruling) -> None:
        if not isValid(self):
            return
        self._waiting.remove(ruling)
        self.rulings.remove(ruling)
        self._fill()
        self._next()

    def _failed(self, problem: str) -> None:
        if isValid(self):
            self._waiting.clear()
            self._next()
            self.said.setText(told(problem))

    def _fill(self) -> None:
        self.table.setRowCount(len(self.rulings))
        for i, it in enumerate(self.rulings):
            said = (check_title(it.check), it.org or ALL_BODIES, it.reason or "—", it.author, moment(it.at, short=False)[:16])
            for j, text in enumerate(said):
                self.table.setItem(i, j, QTableWidgetItem(text))
        self.none.setVisible(not self.rulings)
        self.table.clearSelection()
        self.lift_button.setEnabled(False)
