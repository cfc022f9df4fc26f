"""Letter templates: the bundled ones, an office's own copies, edited beside their fields and a preview."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFormLayout,
    QHeaderView,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QSpinBox,
    QSplitter,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.output import OutputError, Template, checked, fields, preview, restore, save_own, settings_from, templates
from desktop.output.letter_pdf import letter_pdf
from desktop.output.templates import load
from desktop.ui.language import tr
from desktop.ui.papers.parts import on_change
from desktop.ui.papers.preview import PaperView
from desktop.ui.session import Session
from desktop.ui.widgets import NavList, Segments, button, label, row

SIDES = (("preview", tr("预览")), ("fields", tr("字段")), ("writing", tr("写法")))
WRITING = tr("""一行是一段，段首空两字由程序排。

# 标题
　　以“# ”开头的行是一级标题，序号“一、”自动编排。

## 标题
　　以“## ”开头的行是二级标题，序号“（一）”自动编排。

{字段}
　　由实际内容替换；可用的字段见“字段”一栏，双击即插入正文。

[有字段]　[无字段]
　　写在行首：该行只在这个字段有内容（数目大于零）或者没有内容时才写入；可以连写几个。

[问题 1]
　　独占一行：在此处按“表格数据、文字内容、格式规范”列出问题；1 或 2 是分组标题的级别。

[各单位问题 1]
　　独占一行，用于通报：按问题种类列出涉及的单位。

正文至多列出的问题数之外，其余写“见附件”；附件总是列出全部问题。""")


class TemplateEditor(QWidget):
    """``said`` gives (text, whether it is a problem); ``changed`` fires when an own template was written or removed."""

    said = Signal(str, bool)
    changed = Signal()

    def __init__(self, session: Session, folder: Path) -> None:
        super().__init__()
        self.session = session
        self.folder = folder
        self.current: Template | None = None
        # Replaced by tests, which have nobody to ask.
        self.ask: Callable[[str], bool] = self._ask
        self.list = NavList("nav")
        self.list.setMinimumWidth(150)
        self.name = QLineEdit()
        self.title = QLineEdit()
        self.addressee = QLineEdit()
        self.body = QPlainTextEdit()
        self.attachment = QLineEdit()
        self.attachment_title = QLineEdit()
        self.body_items = QSpinBox()
        self.body_items.setRange(0, 99)
        self.body_items.setSuffix(tr(" 项"))
        self.undo_own = button(tr("恢复原样"), self.restore, tip=tr("删去自定的这一份，重新使用程序自带的模板"))
        form = QFormLayout()
        form.setVerticalSpacing(7)
        for word, field in ((tr("名称"), self.name), (tr("标题"), self.title), (tr("主送"), self.addressee)):
            form.addRow(word, field)
        after = QFormLayout()
        after.setVerticalSpacing(7)
        for word, field in ((tr("附件名"), self.attachment), (tr("附件标题"), self.attachment_title),
                            (tr("正文至多列出"), row(self.body_items, 1, self.undo_own))):
            after.addRow(word, field)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(12, 0, 12, 0)
        column.addLayout(form)
        column.addWidget(self.body, 1)
        column.addLayout(after)
        self.sides = Segments(SIDES)
        self.view = PaperView(session.gate)
        self.problem = label("", "error", wrap=True)
        self.problem.hide()
        self.table = self._fields()
        writing = QPlainTextEdit(WRITING)
        writing.setReadOnly(True)
        self.right = QStackedWidget()
        for part in (self.view, self.table, writing):
            self.right.addWidget(part)
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(12, 0, 0, 0)
        column.addWidget(row(self.sides, 1))
        column.addWidget(self.problem)
        column.addWidget(self.right, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        for part in (self.list, middle, side):
            split.addWidget(part)
        split.setSizes([150, 600, 450])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(split)
        self.sides.changed.connect(lambda key: self.right.setCurrentIndex([k for k, _ in SIDES].index(key)))
        self.list.went.connect(self._went)
        self.view.shown.connect(lambda _drawn: self.problem.hide())
        self.view.failed.connect(self._wrong)
        on_change([self.name, self.title, self.addressee, self.body, self.attachment, self.attachment_title, self.body_items],
                  self._typed)
        self.load_all()
        self.view.follow(self._paper)

    def load_all(self, keep: str = "") -> None:
        """Reads the templates again; a broken own one is shown as the bundled one, with what is wrong."""
        self.known: dict[str, Template] = {t.id: t for t in templates()}
        for key in self.known:
            path = self.folder / f"{key}.toml"
            if path.is_file():
                try:
                    self.known[key] = load(path, own=True)
                except OutputError as error:
                    self.said.emit(str(error), True)
        first = keep or next(iter(self.known))
        self._fill_list(first)
        self.show_template(first)

    def show_template(self, key: str) -> None:
        """Puts a template into the fields."""
        self.current = shown = self.known[key]
        blocked = [part.blockSignals(True) for part in self._inputs()]
        self.name.setText(shown.name)
        self.title.setText(shown.title)
        self.addressee.setText(shown.addressee)
        self.body.setPlainText(shown.body.strip("\n"))
        self.attachment.setText(shown.attachment)
        self.attachment_title.setText(shown.attachment_title)
        self.body_items.setValue(shown.body_items)
        for part, was in zip(self._inputs(), blocked, strict=True):
            part.blockSignals(was)
        for part in (self.title, self.attachment_title):
            part.setCursorPosition(0)
        self.undo_own.setEnabled((self.folder / f"{key}.toml").is_file())
        self.view.renew()

    def edited(self) -> Template:
        """The template as the fields say it."""
        assert self.current is not None
        return replace(
            self.current, name=self.name.text().strip(), title=self.title.text().strip(),
            addressee=self.addressee.text().strip(), body=self.body.toPlainText().strip("\n"),
            attachment=self.attachment.text().strip(), attachment_title=self.attachment_title.text().strip(),
            body_items=self.body_items.value(),
        )

    def dirty(self) -> bool:
        """Whether the fields differ from what is kept."""
        return self.current is not None and self.edited() != replace(self.current, body=self.current.body.strip("\n"))

    def keep(self) -> bool:
        """Writes the own copy; False when it is wrong, which is said."""
        if not self.dirty():
            self.said.emit(tr("模板没有改动。"), False)
            return True
        made = self.edited()
        try:
            path = save_own(made, self.folder)
        except OutputError as error:
            self.said.emit(str(error), True)
            return False
        self.changed.emit()
        self.load_all(made.id)
        self.said.emit(tr("已保存为本机关的模板：{path}", path=path), False)
        return True

    def restore(self) -> None:
        """恢复原样: the bundled template again."""
        if self.current is None or not self.ask(tr("删去自定的“{name}”，恢复程序自带的文稿？", name=self.current.name)):
            return
        try:
            restore(self.current.id, self.folder)
        except OutputError as error:
            self.said.emit(str(error), True)
            return
        self.changed.emit()
        self.load_all(self.current.id)
        self.said.emit(tr("已恢复原样。"), False)

    def may_leave(self) -> bool:
        """Whether the fields may be thrown away: nothing was typed, or the person says so."""
        return not self.dirty() or self.ask(tr("模板改动还没有保存，放弃这些改动？"))

    def insert(self, name: str) -> None:
        """Puts a field into the body at the cursor."""
        self.body.insertPlainText("{" + name + "}")
        self.body.setFocus()

    def _went(self, key: object) -> None:
        if self.current is None or key == self.current.id:
            return
        if self.may_leave():
            self.show_template(str(key))
        else:
            self._fill_list(self.current.id)

    def _fill_list(self, keep: str) -> None:
        self.list.fill([(key, t.name, tr("自定") if (self.folder / f"{key}.toml").is_file() else "", "accent", 0)
                        for key, t in self.known.items()], keep)

    def _typed(self) -> None:
        self.view.renew()
        self.said.emit("", False)

    def _paper(self) -> Callable[[], tuple[bytes, str]] | None:
        if self.current is None:
            return None
        made = self.edited()
        settings = replace(settings_from(self.session.archive, date.today().isoformat()), number=None)

        def work() -> tuple[bytes, str]:
            return letter_pdf(preview(checked(made), settings)), ""

        return work

    def _wrong(self, reason: str) -> None:
        self.problem.setText(reason)
        self.problem.show()

    def _fields(self) -> QTableWidget:
        every = fields()
        table = QTableWidget(len(every), 3)
        table.setHorizontalHeaderLabels([tr("字段"), tr("内容"), tr("示例")])
        table.verticalHeader().hide()
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        table.setShowGrid(False)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        for at, entry in enumerate(every):
            for place, text in enumerate(("{" + entry.name + "}", entry.meaning, entry.example)):
                item = QTableWidgetItem(text)
                item.setToolTip(tr("{text}\n双击插入正文", text=text))
                table.setItem(at, place, item)
        table.resizeColumnsToContents()
        table.setColumnWidth(1, min(table.columnWidth(1), 180))
        table.horizontalHeader().setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        table.doubleClicked.connect(lambda index: self.insert(every[index.row()].name))
        return table

    def _inputs(self) -> list[QWidget]:
        return [self.name, self.title, self.addressee, self.body, self.attachment, self.attachment_title, self.body_items]

    def _ask(self, question: str) -> bool:
        box = QMessageBox(QMessageBox.Icon.Question, tr("审读台"), question, parent=self)
        yes = box.addButton(tr("是"), QMessageBox.ButtonRole.YesRole)
        box.addButton(tr("否"), QMessageBox.ButtonRole.NoRole)
        box.exec()
        return box.clickedButton() is yes

