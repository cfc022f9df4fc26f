"""Opens the dialog that fits what was asked for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from desktop.archive import StoreError
from desktop.output import OutputError
from desktop.ui.language import tr
from desktop.ui.papers.base import PaperDialog
from desktop.ui.papers.batch import BatchDialog
from desktop.ui.papers.exported import ExportedDialog
from desktop.ui.papers.letter import LetterDialog
from desktop.ui.papers.office import OfficeDialog
from desktop.ui.papers.sheet import SheetDialog
from desktop.ui.session import Session

WANTED = ("sheet", "letter", "circular", "reminder", "batch", "problems", "overview", "exported", "exported_all", "office")


class Papers(QObject):
    """``said`` carries a line for the foot, ``changed`` fires when something was written or set."""

    said = Signal(str)
    changed = Signal()

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self.session = session
        self.window = window

    def open(self, what: str, ids: Sequence[int]) -> None:
        """Shows the dialog and waits until it is closed."""
        dialog = self.make(what, ids)
        if dialog is not None:
            dialog.exec()
            dialog.deleteLater()
            self.changed.emit()

    def remind(self, orgs: Sequence[str], year: int) -> None:
        """One reminder to bodies whose report of a year is missing."""
        dialog = self.make("reminder", [])
        if isinstance(dialog, LetterDialog):
            dialog.year.setValue(year)
            dialog.orgs.setPlainText("\n".join(orgs))
            dialog.exec()
            dialog.deleteLater()
            self.changed.emit()

    def make(self, what: str, ids: Sequence[int]) -> QDialog | None:
        """The dialog for one of WANTED; None when there is nothing to show, which is said."""
        try:
            return self._make(what, list(ids))
        except (OutputError, StoreError) as problem:
            self.said.emit(str(problem))
            return None

    def _make(self, what: str, ids: list[int]) -> QDialog | None:
        session, window = self.session, self.window
        if what == "office":
            return OfficeDialog(session, window)
        if what == "exported":
            return ExportedDialog(session, window, ids)
        if what == "exported_all":
            return ExportedDialog(session, window)
        if what == "reminder":
            return self._paper(LetterDialog(session, window, [], "reminder"))
        if not ids:
            self.said.emit(tr("请先选择报告"))
            return None
        if what == "circular":
            return self._paper(LetterDialog(session, window, ids, "circular"))
        if what in ("batch", "problems", "overview") or len(ids) > 1:
            return BatchDialog(session, window, ids, {"sheet": "sheets", "letter": "letters"}.get(what, what))
        row = session.archive.submission(ids[0])
        if row.error is not None:
            self.said.emit(tr("{name}：未能读取，没有可写的内容", name=row.name))
            return None
        return self._paper(SheetDialog(session, window, ids[0]) if what == "sheet" else LetterDialog(session, window, ids))

    def _paper(self, dialog: PaperDialog) -> PaperDialog:
        dialog.written.connect(lambda path: self.said.emit(tr("已保存：{path}", path=path)))
        return dialog
