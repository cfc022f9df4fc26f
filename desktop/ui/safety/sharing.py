"""Work shared with colleagues from the window: a bundle written for chosen reports, another's bundle merged."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from desktop.archive import now
from desktop.review.bundle import Conflict, Merge, decide, merge_bundle, read_bundle, write_bundle
from desktop.ui.gate import KEPT
from desktop.ui.language import tr, zh
from desktop.ui.safety.merge import MergeDialog, Side, sides_of
from desktop.ui.session import Session
from desktop.ui.told import told

KIND = tr("审读包 (*.shendu.json *.json)")
WANTED = ("bundle", "merge")


class Sharing(QObject):
    """``said`` carries a line for the foot, ``changed`` fires after a merge."""

    said = Signal(str)
    changed = Signal()

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self.session = session
        self.window = window
        # Replaced by tests, which have nobody to ask.
        self.ask_out: Callable[[str], str] = lambda name: QFileDialog.getSaveFileName(window, tr("导出审读包"), name, KIND)[0]
        self.ask_in: Callable[[], str] = lambda: QFileDialog.getOpenFileName(window, tr("并入审读包"), "", KIND)[0]

    def open(self, what: str, ids: Sequence[int]) -> None:
        """``bundle``: writes the work on these reports; ``merge``: takes a colleague's in."""
        if what == "merge":
            self.merge()
        elif ids:
            self.write(list(ids))
        else:
            self.said.emit(tr("请先选择报告，再导出审读包"))

    def write(self, ids: list[int]) -> None:
        """Asks where to, and writes."""
        session = self.session
        given = self.ask_out(zh(f"审读包-{session.reviewer}-{now()[:10]}.shendu.json"))
        if not given:
            return
        path = Path(given if given.endswith(".json") else f"{given}.shendu.json")
        session.gate.run(
            lambda task: write_bundle(session.archive, ids, path, session.reviewer),
            lambda made: self.said.emit(tr("已导出 {reports} 份报告的审读包：{made}", reports=len(ids), made=made)),
            lambda error: self.said.emit(str(error)), owner=self)

    def merge(self) -> None:
        """Asks which file, takes over what nothing speaks against, and shows the rest."""
        given = self.ask_in()
        if not given:
            return
        archive = self.session.archive

        def work(task: object) -> tuple[Merge, list[Side]]:
            merge = merge_bundle(archive, read_bundle(Path(given)))
            return merge, sides_of(archive, merge.conflicts)

        self.said.emit(tr("正在并入审读包…"))
        self.session.gate.run(work, lambda both: self._merged(*both), lambda error: self.said.emit(str(error)),
                              owner=self, lane=KEPT)

    def make(self, merge: Merge, sides: list[Side]) -> MergeDialog:
        """The dialog that shows what came of a merge."""
        return MergeDialog(self.window, told(merge.text()), merge.conflicts, sides)

    def _merged(self, merge: Merge, sides: list[Side]) -> None:
        self.changed.emit()
        dialog = self.make(merge, sides)
        taken = dialog.chosen if dialog.exec() == QDialog.DialogCode.Accepted else list
        self.settle(taken(), merge.text())
        dialog.deleteLater()

    def settle(self, theirs: list[Conflict], account: str) -> None:
        """Takes the other side's word in these."""
        if not theirs:
            self.said.emit(account)
            return
        session = self.session

        def work(task: object) -> None:
            for conflict in theirs:
                decide(session.archive, conflict, session.reviewer)

        session.gate.run(work, lambda _none: (self.said.emit(tr("已采用对方意见 {count} 处", count=len(theirs))), self.changed.emit()),
                         lambda error: self.said.emit(str(error)), owner=self, lane=KEPT)
