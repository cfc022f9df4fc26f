"""The page 数据与备份: backups made and put back, the store checked, a damaged one saved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMessageBox, QTableWidget, QTableWidgetItem, QWidget

from desktop.archive import list_backups
from desktop.ui.dialogs.base import Dialog
from desktop.ui.language import tr
from desktop.ui.names import moment
from desktop.ui.safety.jobs import Job
from desktop.ui.session import Session
from desktop.ui.told import told
from desktop.ui.widgets import button, label, restyle, row

REASONS = {"daily": tr("每日自动"), "before-migration": tr("升级之前"), "before-restore": tr("恢复之前"), "manual": tr("手动")}
HEADS = (tr("时间"), tr("缘由"), tr("大小"), tr("文件"))
WHOLE = tr("资料库完好：结构检查和关联检查均通过，原件没有缺失。")


class DataDialog(Dialog):
    """``session`` is None for a store that cannot be opened; then only restoring and salvage are offered.

    Restoring and salvage need the store closed: the dialog ends with ``job`` set, and whoever showed it does the job.
    """

    def __init__(self, parent: QWidget | None, path: Path, session: Session | None, *, problem: str = "",
                 faults: Sequence[str] = ()) -> None:
        super().__init__(parent, tr("数据与备份"), tr("关闭"))
        self.path = path
        self.session = session
        self.job: Job | None = None
        self.confirm: Callable[[str, str], bool] = self._confirm
        size = path.stat().st_size if path.is_file() else 0
        self.column.addWidget(label(tr("资料库：{path}（{megabytes}）", path=path, megabytes=megabytes(size)), "soft", wrap=True))
        self.state = label(problem, "", wrap=True)
        self.column.addWidget(self.state)
        self.advice = label("", "soft", wrap=True)
        self.column.addWidget(self.advice)
        self.table = QTableWidget(0, len(HEADS))
        self.table.setHorizontalHeaderLabels(list(HEADS))
        self.table.verticalHeader().hide()
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.horizontalHeader().setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        self.at_least(720, self.table, 200)
        self.none = label(tr("还没有备份。程序每天自动备份一次；也可以现在备份。"), "faint", wrap=True)
        self.back_up = button(tr("立即备份"), self.back_up_now)
        self.restore = button(tr("恢复所选备份…"), self.restore_chosen, tip=tr("把资料库恢复到所选备份的样子；现在的资料库会另存"))
        self.check = button(tr("检查资料库"), self.check_now, tip=tr("检查资料库文件和全部原件是否完好"))
        self.salvage = button(tr("抢救…"), self.ask_salvage, tip=tr("资料库损坏而又没有合适的备份时，救出还能读的内容"))
        for part in (self.table, self.none, row(self.back_up, self.check, 1, self.restore, self.salvage)):
            self.column.addWidget(part)
        self.column.addWidget(label(
            tr("备份包含全部判断、批注、更正和结论；报告原件另存在资料库旁的文件夹里，从不改动。恢复或抢救时窗口会先关闭再打开。"), "faint", wrap=True))
        self.cancel.hide()
        self.finish()
        self.table.itemSelectionChanged.connect(lambda: self.restore.setEnabled(self.chosen() is not None))
        self.back_up.setVisible(session is not None)
        self.check.setVisible(session is not None)
        self._fill()
        if faults or problem:
            self.show_faults(list(faults) or [problem])

    def chosen(self) -> Path | None:
        """The backup selected."""
        at = self.table.currentRow()
        return self.copies[at].path if 0 <= at < len(self.copies) and self.table.selectedIndexes() else None

    def back_up_now(self) -> None:
        """Copies the store while it is in use."""
        if self.session is None:
            return
        archive = self.session.archive
        self._busy(tr("正在备份…"))
        self.session.gate.run(lambda task: archive.back_up(), lambda made: self._backed_up(made),
                              lambda error: self._said(str(error), "error"), owner=self)

    def check_now(self) -> None:
        """Looks at the store file and at every original, in the background."""
        if self.session is None:
            return
        archive = self.session.archive
        self._busy(tr("正在检查资料库和原件…"))
        self.session.gate.run(
            lambda task: archive.faults() + archive.lost_originals(),
            lambda faults: self.show_faults(faults) if faults else self._said(WHOLE, "good"),
            lambda error: self.show_faults([str(error)]), owner=self)

    def restore_chosen(self) -> None:
        """Ends the dialog with the job of putting the selected backup back."""
        chosen = self.chosen()
        if chosen is None:
            return
        at = next(moment(b.at, short=False)[:16] for b in self.copies if b.path == chosen)
        if self.confirm(tr("恢复备份"), tr("资料库将恢复到 {at} 的样子，此后的判断和批注不在其中；现在的资料库会另存，不会丢失。\n确定恢复吗？", at=at)):
            self.job = Job(chosen)
            self.accept()

    def ask_salvage(self) -> None:
        """Ends the dialog with the job of saving what can be read."""
        if self.confirm(tr("抢救资料库"), tr("程序将把还能读出的内容救到一个新的资料库里，并用保存的原件重新读取丢失的部分；"
                                  "损坏的文件会另存。有完好的备份时，通常应先恢复备份。\n现在抢救吗？")):
            self.job = Job()
            self.accept()

    def show_faults(self, faults: Sequence[str]) -> None:
        """Says what is wrong and what to do about it."""
        more = tr("\n……共 {count} 处", count=len(faults)) if len(faults) > 3 else ""
        self._said(tr("发现问题：\n") + "\n".join(faults[:3]) + more, "error")
        best = next((i for i, b in enumerate(self.copies) if b.reason != "before-restore"), None)
        if best is not None:
            self.table.selectRow(best)
            at = moment(self.copies[best].at, short=False)[:16]
            self.advice.setText(tr("建议：恢复最近的备份（{at}，已选中）；备份太旧时，改用“抢救”救出现有内容。", at=at))
        else:
            self.advice.setText(tr("建议：没有可用的备份，请按“抢救”救出还能读的内容。"))
        self.advice.setMinimumHeight(max(self.advice.heightForWidth(self.minimumWidth() - 44), 0))

    def _fill(self) -> None:
        self.copies = list_backups(self.path)
        self.table.setRowCount(len(self.copies))
        for i, it in enumerate(self.copies):
            said = (moment(it.at, short=False)[:16], REASONS.get(it.reason, it.reason), megabytes(it.size), it.path.name)
            for j, text in enumerate(said):
                self.table.setItem(i, j, QTableWidgetItem(text))
        self.none.setVisible(not self.copies)
        self.restore.setEnabled(False)

    def _backed_up(self, made: Path) -> None:
        self._fill()
        self._said(tr("已备份：{name}", name=made.name), "good")

    def _busy(self, text: str) -> None:
        self.advice.setText("")
        self._said(text, "")
        for made in (self.back_up, self.check):
            made.setEnabled(False)

    def _said(self, text: str, tone: str) -> None:
        self.state.setText(told(text))
        restyle(self.state, role="error" if tone == "error" else "soft")
        self.state.setMinimumHeight(max(self.state.heightForWidth(self.minimumWidth() - 44), 0))
        for made in (self.back_up, self.check):
            made.setEnabled(True)

    def _confirm(self, title: str, text: str) -> bool:
        asked = QMessageBox(QMessageBox.Icon.Question, title, text,
                            QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.No, self)
        asked.setDefaultButton(QMessageBox.StandardButton.No)
        return asked.exec() == QMessageBox.StandardButton.Yes


def megabytes(size: int) -> str:
    """A size as a person reads it."""
    return f"{size / 1_048_576:.1f} MB" if size >= 104_858 else f"{max(size // 1024, 1)} KB"
