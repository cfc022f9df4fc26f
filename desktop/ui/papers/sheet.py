"""The dialog of a comment sheet."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from desktop.archive import StoredReport
from desktop.output import SheetOptions, issue_sheet, make_sheet
from desktop.output.sheet_pdf import sheet_pdf
from desktop.output.write import sheet_name
from desktop.ui.language import tr, zh
from desktop.ui.papers.base import PaperDialog
from desktop.ui.papers.parts import DateField, MaybeDate, on_change
from desktop.ui.session import Session
from desktop.ui.widgets import label


class SheetDialog(PaperDialog):
    """审核意见表 of one report."""

    def __init__(self, session: Session, parent: QWidget | None, report_id: int) -> None:
        super().__init__(session, parent, tr("审核意见表"))
        archive = session.archive
        self.stored = archive.load(report_id)
        self.previous = self._before(self.stored)
        self.reviewer = QLineEdit(session.reviewer)
        self.office = QLineEdit(session.office)
        self.today = DateField()
        self.deadline = MaybeDate("")
        self.notices = QCheckBox(tr("列入提示级问题"))
        self.notices.setChecked(session.settings.value("sheet/notices", "true") == "true")
        self.only_accepted = QCheckBox(tr("只列已采纳的问题"))
        self.only_accepted.setChecked(session.settings.value("sheet/accepted", "false") == "true")
        form = self.fields.group(tr("落款"))
        form.addRow(tr("审核人"), self.reviewer)
        form.addRow(tr("审核机关"), self.office)
        form.addRow(tr("审核日期"), self.today)
        form.addRow(tr("整改期限"), self.deadline)
        form = self.fields.group(tr("内容"))
        form.addRow(self.notices)
        form.addRow(self.only_accepted)
        form.addRow(label(tr("判定为不采纳的问题不列入；审核人改写的意见照改写后的列。"), "faint", wrap=True))
        self.fields.column.addStretch(1)
        on_change([self.reviewer, self.office, self.today, self.deadline, self.notices, self.only_accepted], self.changed)
        for box, key in ((self.notices, "sheet/notices"), (self.only_accepted, "sheet/accepted")):
            box.toggled.connect(lambda on, key=key: session.settings.setValue(key, "true" if on else "false"))
        self.start()

    def options(self) -> SheetOptions:
        """What the fields say."""
        return SheetOptions(self.today.iso(), self.reviewer.text().strip(), self.office.text().strip(),
                            self.notices.isChecked(), self.only_accepted.isChecked(), self.deadline.iso())

    def paper(self) -> Callable[[], tuple[bytes, str]]:
        options, stored, previous = self.options(), self.stored, self.previous

        def work() -> tuple[bytes, str]:
            sheet = make_sheet(stored, options, previous)
            return sheet_pdf(sheet), " ".join(sheet.summary[:2])

        return work

    def issue(self, out: Path) -> Callable[[], Path]:
        options, stored, previous = self.options(), self.stored, self.previous
        archive, author = self.session.archive, self.session.reviewer
        return lambda: issue_sheet(archive, author, stored, out, options, previous).path

    def suggested_name(self) -> str:
        return sheet_name(self.stored)

    def report_ids(self) -> list[int]:
        return [self.stored.submission.id]

    def printed(self, data: bytes, printer: str) -> None:
        if not printer:
            return
        self.run(lambda: record_print(self.session, "sheet", zh("审核意见表"), data, printer, {self.stored.submission.id: ""}),
                 lambda _made: (self.say(tr("已打印：{printer}", printer=printer)), self.show_count()), tr("正在登记…"))

    def _before(self, stored: StoredReport) -> StoredReport | None:
        if stored.previous_id is None:
            return None
        before = self.session.archive.load(stored.previous_id)
        return before if before.submission.error is None else None


def record_print(
    session: Session, kind: str, name: str, data: bytes, printer: str, reports: dict[int, str], number: str = "",
) -> int:
    """Records that a paper was printed, in the list of exports; its place is the printer."""
    return session.archive.record_export(
        session.reviewer, kind, name, zh(f"打印机：{printer}"), sha256(data).hexdigest(), len(data), reports=reports, number=number)

