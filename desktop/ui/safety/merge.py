"""What a merge of a colleague's work leaves to decide: both verdicts side by side, the person chooses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from desktop.archive import Archive, Verdict
from desktop.review.bundle import Conflict
from desktop.ui.desk.across import key_name
from desktop.ui.desk.items import SEVERITY_NAMES
from desktop.ui.dialogs.base import Dialog
from desktop.ui.language import tr
from desktop.ui.names import moment, title_of
from desktop.ui.widgets import button, label, row

HEADS = (tr("报告"), tr("事项"), tr("我方"), tr("对方"), tr("采用"))
OURS, THEIRS = tr("我方"), tr("对方")


@dataclass(frozen=True, slots=True)
class Side:
    """A conflict in words: the report, what it is about, and what each side says."""

    report: str
    subject: str
    ours: str
    theirs: str


class MergeDialog(Dialog):
    """The account of a merge and what is left to decide. ``chosen()`` gives the conflicts in which they are right."""

    def __init__(self, parent: QWidget | None, account: str, conflicts: Sequence[Conflict], sides: Sequence[Side]) -> None:
        super().__init__(parent, tr("并入审读包"), tr("按所选保存") if conflicts else tr("关闭"))
        self.conflicts = list(conflicts)
        self.theirs = [False] * len(self.conflicts)
        self.column.addWidget(label(account, "soft", wrap=True))
        self.table = QTableWidget(len(self.conflicts), len(HEADS))
        self.table.setHorizontalHeaderLabels(list(HEADS))
        self.table.verticalHeader().hide()
        self.table.setWordWrap(True)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        header = self.table.horizontalHeader()
        for i in range(4):
            header.setSectionResizeMode(i, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(4, QHeaderView.ResizeMode.ResizeToContents)
        self.at_least(980 if conflicts else 520, self.table, 300)
        for i, side in enumerate(sides):
            for j, text in enumerate((side.report, side.subject, side.ours, side.theirs)):
                entry = QTableWidgetItem(text)
                entry.setToolTip(text)
                entry.setTextAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
                self.table.setItem(i, j, entry)
        self.table.itemDoubleClicked.connect(lambda item: self.choose([item.row()], not self.theirs[item.row()]))
        if self.conflicts:
            self.column.addWidget(self.table)
            self.column.addWidget(row(
                label(tr("双击一行换另一方，或选中后按："), "faint"), 1,
                button(tr("所选采用对方"), lambda: self.choose(self._selected(), True)),
                button(tr("所选保留我方"), lambda: self.choose(self._selected(), False)),
                button(tr("全部采用对方"), lambda: self.choose(range(len(self.conflicts)), True), "flat")))
        else:
            self.cancel.hide()
        self.finish()
        self._show()

    def choose(self, rows: Sequence[int], theirs: bool) -> None:
        """Takes one side in some rows."""
        for at in rows:
            self.theirs[at] = theirs
        self._show()

    def chosen(self) -> list[Conflict]:
        """The conflicts in which the other side's word is taken."""
        return [c for c, on in zip(self.conflicts, self.theirs, strict=True) if on]

    def _selected(self) -> list[int]:
        return sorted({index.row() for index in self.table.selectedIndexes()})

    def _show(self) -> None:
        for i, on in enumerate(self.theirs):
            self.table.setItem(i, 4, QTableWidgetItem(THEIRS if on else OURS))
            for j, bold in ((2, not on), (3, on)):
                entry = self.table.item(i, j)
                assert entry is not None
                font = entry.font()
                font.setBold(bold)
                entry.setFont(font)
        self.table.resizeRowsToContents()


def sides_of(archive: Archive, conflicts: Sequence[Conflict]) -> list[Side]:
    """Conflicts in words; reads the reports that they are on."""
    out = []
    for conflict in conflicts:
        stored = archive.load(conflict.report_id)
        subject = tr("审读结论")
        if conflict.kind == "verdict":
            subject = next((f.message for f in stored.findings if f.fingerprint == conflict.subject), tr("已不存在的问题"))
        elif conflict.kind == "figure":
            subject = tr("更正：{key_name}", key_name=key_name(stored.report, conflict.subject))
        out.append(Side(title_of(stored.submission), subject, said_of(conflict.ours), said_of(conflict.theirs)))
    return out


def said_of(word: Verdict | str) -> str:
    """One side's word in Chinese."""
    if isinstance(word, str):
        return word or tr("空白")
    parts = [{"accepted": tr("采纳"), "dismissed": tr("不采纳")}.get(word.decision or "", tr("未定"))]
    if word.reason:
        parts.append(tr("理由：{reason}", reason=word.reason))
    if word.wording:
        parts.append(tr("改写：{wording}", wording=word.wording))
    if word.severity:
        parts.append(tr("等级：{severity_names}", severity_names=SEVERITY_NAMES[word.severity]))
    return "\n".join((*parts, tr("（{author} {when}）", author=word.author, when=moment(word.at))))
