"""What has left the desk: of some reports, or all of the last papers; whether the files are still as they were."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.archive import Archive, ExportRow
from desktop.ui.language import tr, zh
from desktop.ui.names import moment
from desktop.ui.papers.parts import open_path
from desktop.ui.session import Session
from desktop.ui.widgets import button, fit, label, row

HEADS = (tr("时间"), tr("内容"), tr("文号"), tr("导出人"), tr("文件"), tr("现状"))
WHOLE, CHANGED, GONE, PRINTED = tr("完好"), tr("已被改动"), tr("已不在原处"), tr("已打印")
PRINTER = zh("打印机：")
MOST = 500


def gather(archive: Archive, ids: Sequence[int]) -> list[ExportRow]:
    """The papers on these reports, latest first; without reports the last of all."""
    if not ids:
        return archive.latest_exports(MOST)
    found = {found.id: found for i in ids[:MOST] for found in archive.exports_of(i)}
    return sorted(found.values(), key=lambda export: -export.id)[:MOST]


def state_of(export: ExportRow) -> str:
    """Whether the file is still as it was written."""
    if export.path.startswith(PRINTER):
        return PRINTED
    path = Path(export.path)
    try:
        if path.stat().st_size != export.size:
            return CHANGED
        with path.open("rb") as file:
            digest = sha256()
            while part := file.read(1 << 20):
                digest.update(part)
    except OSError:
        return GONE
    return WHOLE if digest.hexdigest() == export.sha256 else CHANGED


class ExportedDialog(QDialog):
    """The list 已导出; Enter or a double click opens the file."""

    def __init__(self, session: Session, parent: QWidget | None, ids: Sequence[int] = ()) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("已导出"))
        fit(self, 980, 420)
        self.rows: list[ExportRow] = []
        self.hint = label("", "soft", wrap=True)
        self.table = QTableWidget(0, len(HEADS))
        self.table.setHorizontalHeaderLabels(list(HEADS))
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.open = button(tr("打开文件"), self.open_chosen, "primary")
        self.folder = button(tr("打开所在文件夹"), self.open_folder)
        column = QVBoxLayout(self)
        column.addWidget(self.hint)
        column.addWidget(self.table, 1)
        column.addWidget(row(self.open, self.folder, 1, button(tr("关闭  Esc"), self.reject)))
        self.table.itemSelectionChanged.connect(self._chosen)
        self.table.doubleClicked.connect(lambda _index: self.open_chosen())
        archive = session.archive
        session.gate.run(lambda task: [(export, state_of(export)) for export in gather(archive, ids)], self._fill, owner=self)
        self._chosen()

    def _fill(self, found: list[tuple[ExportRow, str]]) -> None:
        self.rows = [export for export, _ in found]
        self.table.setRowCount(len(found))
        for at, (export, state) in enumerate(found):
            texts = (moment(export.at, short=False), export.name, export.number, export.author, export.path, state)
            for place, text in enumerate(texts):
                item = QTableWidgetItem(text)
                item.setToolTip(f"{text}\nSHA-256 {export.sha256}" if place in (4, 5) else text)
                self.table.setItem(at, place, item)
        header = self.table.horizontalHeader()
        self.table.resizeColumnsToContents()
        for place, most in ((1, 250), (2, 190)):
            self.table.setColumnWidth(place, min(self.table.columnWidth(place), most))
        header.setSectionResizeMode(4, QHeaderView.ResizeMode.Stretch)
        changed = sum(state == CHANGED for _, state in found)
        self.hint.setText((tr("共 {count} 次导出", count=len(found)) + (tr("，其中 {changed} 个文件导出后被改动过", changed=changed) if changed else "") + tr("。"))
                          if found else tr("还没有导出过。"))
        if found:
            self.table.selectRow(0)

    def _chosen(self) -> None:
        path = self._path()
        self.open.setEnabled(path is not None and path.is_file())
        self.folder.setEnabled(path is not None and path.parent.is_dir())

    def _path(self) -> Path | None:
        at = self.table.currentRow()
        if not 0 <= at < len(self.rows) or self.rows[at].path.startswith(PRINTER):
            return None
        return Path(self.rows[at].path)

    def open_chosen(self) -> None:
        """Opens the file."""
        path = self._path()
        if path is not None and path.is_file():
            open_path(path)

    def open_folder(self) -> None:
        """Opens the folder that it lies in."""
        path = self._path()
        if path is not None:
            open_path(path.parent)
