"""The office's settings for paper, and its own letter templates."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QDialog, QLineEdit, QSpinBox, QStackedWidget, QVBoxLayout, QWidget

from desktop.archive import Archive, StoreError
from desktop.output import OutputError, next_number, take_number, templates
from desktop.output.naming import document_number, we
from desktop.ui.language import tr
from desktop.ui.papers.parts import FormColumn, choice
from desktop.ui.papers.template_editor import TemplateEditor
from desktop.ui.session import Session
from desktop.ui.told import told
from desktop.ui.widgets import Segments, button, label, restyle, row

PAGES = (("office", tr("发文设置")), ("templates", tr("函件模板")))
FOLDER_KEY = "letter.templates"


def own_folder(archive: Archive) -> Path:
    """Where the office's own templates lie: the folder that was set, else one beside the store."""
    kept = archive.setting(FOLDER_KEY)
    return Path(kept) if kept else archive.path.with_name("letters")


class OfficeDialog(QDialog):
    """发文设置 and 函件模板."""

    def __init__(self, session: Session, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.session = session
        self.setWindowTitle(tr("发文设置和函件模板"))
        room = self.screen().availableGeometry()
        self.resize(min(1240, room.width() - 30), min(700, room.height() - 50))
        self.parts = Segments(PAGES)
        self.pages = QStackedWidget()
        self.editor = TemplateEditor(session, own_folder(session.archive))
        self.pages.addWidget(self._office())
        self.pages.addWidget(self.editor)
        self.said = label("", "soft")
        self.save = button(tr("保存  Ctrl+S"), self.keep, "primary")
        QShortcut(QKeySequence("Ctrl+S"), self).activated.connect(self.keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 12)
        column.setSpacing(10)
        column.addWidget(row(self.parts, 1))
        column.addWidget(self.pages, 1)
        column.addWidget(row(self.said, 1, button(tr("关闭  Esc"), self.reject), self.save))
        self.parts.changed.connect(self.show_page)
        self.editor.said.connect(self.say)
        # The folder counts only from the first own template on, so that a bundled text that gets better is used.
        self.editor.changed.connect(lambda: session.archive.set_setting(FOLDER_KEY, str(own_folder(session.archive))))

    def show_page(self, key: str) -> None:
        """One of PAGES."""
        self.parts.set_key(key)
        self.pages.setCurrentIndex([k for k, _ in PAGES].index(key))
        self.save.setText(tr("保存  Ctrl+S") if key == "office" else tr("保存模板  Ctrl+S"))
        self.say("")

    def say(self, text: str, bad: bool = False) -> None:
        """A line at the foot."""
        self.said.setText(told(text))
        restyle(self.said, role="error" if bad else "soft")

    def keep(self) -> None:
        """Ctrl+S: keeps the page that is shown."""
        if self.parts.key() == "templates":
            self.editor.keep()
            return
        try:
            self._keep_office()
        except (OutputError, StoreError) as problem:
            self.say(str(problem), bad=True)
            return
        self.say(tr("已保存，今后的函件和意见表都用这些设置。"))

    def reject(self) -> None:
        """Escape; what was typed into a template is not thrown away without a word."""
        if self.editor.may_leave():
            super().reject()

    def done(self, result: int) -> None:
        """Ends the dialog."""
        self.editor.view.stop()
        super().done(result)

    def _office(self) -> QWidget:
        archive = self.session.archive
        page = FormColumn(560)

        def field(key: str, hint: str = "") -> QLineEdit:
            made = QLineEdit(archive.setting(key))
            made.setPlaceholderText(hint)
            return made

        self.office = field("office", tr("发文机关全称，如：示例省人民政府办公厅"))
        self.signer = field("letter.signer", tr("与发文机关不同时填写"))
        self.calls = field("letter.calls_itself")
        self.contact = field("letter.contact", tr("联系人姓名"))
        self.phone = field("letter.phone", tr("如：0000-1234567"))
        self.copies = field("letter.copies", tr("每件都要抄送的机关，可不填"))
        self.code = field("letter.code", tr("如：示政办函"))
        self.next = QSpinBox()
        self.next.setRange(1, 99999)
        self.next.setSuffix(tr(" 号"))
        self.number_shown = label("", "faint", wrap=True)
        self.days = QSpinBox()
        self.days.setRange(0, 365)
        self.days.setSuffix(tr(" 天"))
        self.days.setSpecialValueText(tr("不写期限"))
        days = archive.setting("letter.days", "10")
        self.days.setValue(int(days) if days.isdigit() else 10)
        self.sealed = QCheckBox(tr("加盖公章（署名居中于成文日期，留出用印位置）"))
        self.sealed.setChecked(archive.setting("letter.sealed", "yes") != "no")
        try:
            offered = [(t.id, t.name) for t in templates(own_folder(archive)) if t.about == "one"]
        except OutputError:
            offered = [(t.id, t.name) for t in templates() if t.about == "one"]
        self.template = choice(offered, archive.setting("letter.template", "feedback"))
        form = page.group(tr("机关"))
        form.addRow(tr("发文机关"), self.office)
        form.addRow(tr("署名"), self.signer)
        form.addRow(tr("自称"), self.calls)
        form.addRow(tr("联系人"), self.contact)
        form.addRow(tr("联系电话"), self.phone)
        form.addRow(tr("抄送"), self.copies)
        form.addRow("", self.sealed)
        form = page.group(tr("文号"))
        form.addRow(tr("机关代字"), self.code)
        form.addRow(tr("{year}年下一个文号", year=date.today().year), self.next)
        form.addRow("", self.number_shown)
        form = page.group(tr("默认"))
        form.addRow(tr("函件"), self.template)
        form.addRow(tr("整改期限"), self.days)
        page.column.addStretch(1)
        page.setMaximumWidth(760)
        self.office.textChanged.connect(lambda text: self.calls.setPlaceholderText(we(text.strip())))
        self.calls.setPlaceholderText(we(self.office.text().strip()))
        self.code.textChanged.connect(lambda _text: self._series())
        self.next.valueChanged.connect(lambda _value: self._explain())
        self._series()
        return page

    def _series(self) -> None:
        """Another code has a series of its own."""
        code = self.code.text().strip()
        following = next_number(self.session.archive, code, date.today().year) if code else 1
        self.next.setEnabled(bool(code))
        self.next.setRange(following, 99999)
        self.next.setValue(following)
        self._explain()

    def _explain(self) -> None:
        code = self.code.text().strip()
        if not code:
            self.number_shown.setText(tr("不填机关代字时，函件不印文号。"))
            return
        shown = document_number(code, date.today().isoformat(), self.next.value())
        used = self.next.minimum() - 1
        self.number_shown.setText(tr("下一件编 {shown}。", shown=shown) + (tr("{used}号以前已经用过，不能再编。", used=used) if used else
                                                     tr("纸面登记已编到的号数在此接续。")))

    def _keep_office(self) -> None:
        archive = self.session.archive
        code = self.code.text().strip()
        with archive.batch():
            for key, field in (("office", self.office), ("letter.signer", self.signer), ("letter.calls_itself", self.calls),
                               ("letter.contact", self.contact), ("letter.phone", self.phone),
                               ("letter.copies", self.copies), ("letter.code", self.code)):
                archive.set_setting(key, field.text().strip())
            archive.set_setting("letter.sealed", "yes" if self.sealed.isChecked() else "no")
            archive.set_setting("letter.days", str(self.days.value()))
            archive.set_setting("letter.template", str(self.template.currentData()))
            year = date.today().year
            if code and self.next.value() > next_number(archive, code, year):
                take_number(archive, code, year, self.next.value() - 1)
        self._series()
