"""The page of the roster: who is missing, late, came twice or is not on it; import and letters of reminder."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFileDialog, QLineEdit, QMenu, QStackedWidget, QVBoxLayout, QWidget

from desktop.archive import RosterRow
from desktop.intake.roster import Roster, RosterError, read_roster
from desktop.intake.standing import Muster, muster_of
from desktop.ui.gate import Task
from desktop.ui.language import tr, zh
from desktop.ui.roster.importing import ImportDialog
from desktop.ui.roster.lines import HEADS, KINDS, UNLISTED_HEADS, counts, lines_of, summary
from desktop.ui.roster.remind import write_reminders
from desktop.ui.roster.table import LineModel, LineTable
from desktop.ui.session import Session
from desktop.ui.theme import look
from desktop.ui.widgets import Segments, bar, button, label

EXAMPLE = Path(__file__).resolve().parents[3] / "resources" / "roster" / zh("应报单位名录示例.xlsx")
YEARS_SHOWN = 5


class RosterPage(QWidget):
    """``opened`` gives a submission's id, ``left`` wants the inbox back, ``reminder`` gives (bodies, year) for one letter
    to all of them, ``changed`` fires after an import. ``today`` says which day it is."""

    opened = Signal(int)
    left = Signal()
    reminder = Signal(list, int)
    changed = Signal()

    def __init__(self, session: Session, today: Callable[[], date] = date.today) -> None:
        super().__init__()
        self.session = session
        self.today = today
        self.year = 0  # until it is opened
        self.found: Muster | None = None
        # Replaced by tests, which have nobody to ask.
        self.ask_file: Callable[[], str] = self._ask_file
        self.ask_folder: Callable[[], str] = self._ask_folder
        self.consent: Callable[[ImportDialog], bool] = lambda dialog: dialog.exec() == QDialog.DialogCode.Accepted
        self.years = Segments()
        self.years.changed.connect(lambda key: self.open(int(key)))
        self.kinds = Segments(KINDS)
        self.kinds.changed.connect(lambda _key: self._show())
        self.words = QLineEdit()
        self.words.setPlaceholderText(tr("筛选单位、地区、分组"))
        self.words.setClearButtonEnabled(True)
        self.words.setFixedWidth(240)
        self.words.textChanged.connect(lambda _text: self._show())
        self.status = label("", "soft")
        self.import_button = button(tr("导入名录…"), self.import_roster, tip=tr("CSV 或 xlsx：单位、级别、地区、上级/分组、备注"))
        self.remind_button = button(tr("催报…"), self._open_reminders, "primary", tr("给所选未报单位出具催报通知；不选则为全部未报单位"))
        top = bar("bar", button(tr("‹ 收件箱"), self.left.emit, tip=tr("回到收件箱（Esc）")), label(tr("应报未报"), "h1"), self.years,
                  self.status, 1, self.import_button, self.remind_button, height=52)
        second = bar("bar", self.kinds, self.words, 1)
        self.model = LineModel()
        self.table = LineTable(self.model)
        self.table.opened.connect(self._open_chosen)
        self.empty = label("", "soft", wrap=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (top, second):
            column.addWidget(part)
        column.addWidget(self.stack, 1)
        escape = QShortcut(QKeySequence("Escape"), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.left)
        look().changed.connect(self.table.size_columns)

    # -- showing

    def open(self, year: int | None = None) -> None:
        """Counts a year in the background and shows it; without one the year whose reports are due now."""
        self.year = year or self.year or self.today().year - 1
        known = [y for y, _ in self.session.archive.years() if y is not None]
        shown = sorted({self.year, self.today().year - 1, *known[:YEARS_SHOWN]}, reverse=True)
        self.years.set_choices(tuple((str(y), tr("{y}年", y=y)) for y in shown))
        self.years.set_key(str(self.year))
        wanted, today = self.year, self.today()

        def work(task: Task) -> Muster:
            self.session.archive.fill_figures()
            return muster_of(self.session.archive, wanted, today)

        self.session.gate.run(work, self.show_muster, lambda error: self.status.setText(str(error)), owner=self)

    def show_muster(self, found: Muster) -> None:
        """Shows how the roster stands."""
        if found.year != self.year:
            return
        self.found = found
        numbers = counts(found)
        self.kinds.set_choices(tuple((key, f"{name} {numbers[key]}") for key, name in KINDS))
        self.status.setText(summary(found) if found.standings else tr("还没有名录"))
        self._show()

    def _show(self) -> None:
        if self.found is None:
            return
        kind = self.kinds.key() or "missing"
        lines = lines_of(self.found, kind, self.words.text())
        self.model.show(UNLISTED_HEADS if kind == "unlisted" else HEADS, lines)
        self.table.size_columns()
        self.remind_button.setEnabled(bool(self.found.missing))
        self.stack.setCurrentIndex(0 if lines else 1)
        if lines and not self.words.hasFocus():
            self.table.setFocus()
        if lines:
            return
        if not self.found.standings:
            self.empty.setText(tr("还没有应报单位名录。\n\n按“导入名录…”选择一个 CSV 或 xlsx 文件，"
                                  "第一行写列名：单位、级别、地区、上级/分组、备注，只有“单位”必填。\n示例：{example}", example=EXAMPLE))
        elif self.words.text().strip():
            self.empty.setText(tr("没有含“{strip}”的单位。", strip=self.words.text().strip()))
        else:
            self.empty.setText({"missing": tr("{year}年度的报告，名录上的单位都已报送。", year=self.found.year), "late": tr("没有逾期报送的单位。"),
                                "twice": tr("没有多次报送的单位。"), "unlisted": tr("收到的报告都在名录之内。")}.get(kind, tr("名录是空的。")))

    def _open_chosen(self) -> None:
        for line in self.table.chosen()[:1]:
            if line.report is not None:
                self.opened.emit(line.report)
            else:
                self.status.setText(tr("{cells}：还没有收到报告", cells=line.cells[0]))

    # -- import

    def import_roster(self) -> None:
        """Asks for a file, shows what it gives, and replaces the roster on consent."""
        name = self.ask_file()
        if not name:
            return
        self.status.setText(tr("正在读取名录…"))

        def failed(error: Exception) -> None:
            self.status.setText(str(error) if isinstance(error, RosterError) else tr("名录没有导入：{error}", error=error))

        self.session.gate.run(lambda task: (read_roster(Path(name)), self.session.archive.roster()),
                              lambda both: self._read(Path(name).name, *both), failed, owner=self)

    def _read(self, name: str, roster: Roster, before: list[RosterRow]) -> None:
        dialog = ImportDialog(self.window(), name, roster, before)
        agreed = self.consent(dialog)
        dialog.deleteLater()
        if not agreed:
            self.status.setText(tr("没有导入，名录未改动。"))
            return
        self.session.gate.run(
            lambda task: self.session.archive.set_roster((b.values() for b in roster.bodies), self.session.reviewer),
            lambda _none: (self.open(self.year), self.changed.emit()),
            lambda error: self.status.setText(str(error)), owner=self)

    # -- letters

    def bodies_to_remind(self) -> list[str]:
        """The missing bodies chosen; when none is chosen, all that are shown, or all."""
        chosen = [line.missing for line in self.table.chosen() if line.missing]
        shown = [line.missing for line in self.model.lines if line.missing]
        return chosen or shown or [s.body.org for s in (self.found.missing if self.found else ())]

    def _open_reminders(self) -> None:
        bodies = self.bodies_to_remind()
        menu = QMenu(self)
        menu.addAction(tr("出一份通知，主送这 {count} 个单位…", count=len(bodies))).triggered.connect(
            lambda _checked=False: self.reminder.emit(bodies, self.year))
        menu.addAction(tr("每个单位一份，共 {count} 份…", count=len(bodies))).triggered.connect(
            lambda _checked=False: self.write_letters(bodies))
        menu.popup(self.remind_button.mapToGlobal(self.remind_button.rect().bottomLeft()))

    def write_letters(self, bodies: list[str]) -> None:
        """A letter to each body as PDF, into a folder that the person chooses."""
        folder = self.ask_folder()
        if not folder or not bodies:
            return
        self.session.settings.setValue("export/folder", folder)
        year, today = self.year, self.today()
        self.remind_button.setEnabled(False)

        def ended(said: str) -> None:
            self.remind_button.setEnabled(True)
            self.status.setText(said)

        self.session.gate.run(
            lambda task: write_reminders(self.session.archive, self.session.reviewer, bodies, year, today, Path(folder), task),
            ended, lambda error: ended(tr("催报通知没有写成：{error}", error=error)), owner=self,
            progress=lambda done, total, text: self.status.setText(tr("催报通知 {done}/{total}：{text}", done=done, total=total, text=text)))

    def _ask_file(self) -> str:
        name, _ = QFileDialog.getOpenFileName(self, tr("应报单位名录"), str(EXAMPLE.parent), tr("名录 (*.csv *.xlsx *.txt);;全部文件 (*)"))
        return name

    def _ask_folder(self) -> str:
        return QFileDialog.getExistingDirectory(self, tr("存放到哪个文件夹"), str(self.session.settings.value("export/folder", "")))
