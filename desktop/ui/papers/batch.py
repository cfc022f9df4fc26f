"""Many papers at once: what, in which shape, where to; then progress, and in the end what came of it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFormLayout,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.archive import StoreError
from desktop.output import Order, OutputError, Result, SheetOptions, carry_out, next_number, settings_from, templates
from desktop.ui.gate import Task
from desktop.ui.papers.parts import (
    DateField,
    MaybeDate,
    ask_file,
    ask_folder,
    choice,
    last_folder,
    on_change,
    open_path,
)
from desktop.ui.papers.preview import LANE
from desktop.ui.session import Session
from desktop.ui.widgets import Segments, button, label, restyle, row

KINDS = (("sheets", "审核意见表"), ("letters", "函件"), ("problems", "问题清单"), ("overview", "总览表"))
SHAPES = [("pdf", "每个单位一个 PDF 文件"), ("docx", "每个单位一个 Word 文件"), ("one", "合订成一个 PDF，带书签")]


class BatchDialog(QDialog):
    """Paper for the selected reports. ``finished_order`` is told the result; tests replace the two questions."""

    def __init__(self, session: Session, parent: QWidget | None, ids: Sequence[int], what: str = "sheets") -> None:
        super().__init__(parent)
        self.session = session
        self.ids = list(ids)
        self.result_: Result | None = None
        self._stop = threading.Event()
        self._running = False
        self._where = Path(last_folder(session))
        self.ask_folder: Callable[[], Path | None] = lambda: ask_folder(session, self)
        self.ask_file: Callable[[str, str], Path | None] = lambda name, form: ask_file(session, self, name, form)
        self.setWindowTitle(f"批量导出：所选 {len(self.ids)} 份报告")
        self.setMinimumWidth(640)
        self.kept = settings_from(session.archive, date.today().isoformat())
        self.pages = QStackedWidget()
        self.pages.addWidget(self._choices())
        self.pages.addWidget(self._account())
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 14)
        column.addWidget(self.pages)
        self.kind.set_key(what if what in dict(KINDS) else "sheets")
        self._show()

    def _choices(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self.kind = Segments(KINDS)
        self.shape = choice(SHAPES, str(self.session.settings.value("batch/shape", "pdf")))
        self.problem = label("", "error", wrap=True)
        try:
            offered = [t for t in templates(self.kept.templates) if t.about == "one"]
        except OutputError as error:
            offered = [t for t in templates() if t.about == "one"]
            self.kept = replace(self.kept, templates=None)
            self.problem.setText(f"已改用自带模板。{error}")
        self.template = choice([(t.id, t.name) for t in offered], self.kept.template)
        self.date = DateField(self.kept.date)
        self.deadline = MaybeDate(self.kept.deadline if self.kept.deadline > self.kept.date else "")
        self.numbered = QCheckBox()
        self.numbered.setChecked(bool(self.kept.code))
        self.reviewer = QLineEdit(self.session.reviewer)
        self.notices = QCheckBox("列入提示级问题")
        self.notices.setChecked(True)
        self.accepted = QCheckBox("只列已采纳的问题")
        self.form = QFormLayout()
        self.form.setVerticalSpacing(10)
        for name, field in (("内容", self.kind), ("形式", self.shape), ("函件", self.template), ("成文日期", self.date),
                            ("整改期限", self.deadline), ("文号", self.numbered), ("审核人", self.reviewer),
                            ("问题", row(self.notices, self.accepted, 1))):
            self.form.addRow(name, field)
        self.hint = label("", "faint", wrap=True)
        self.hint.setMinimumHeight(self.hint.fontMetrics().lineSpacing() * 2 + 4)
        self.go = button("导出…  Ctrl+Enter", self.start, "primary")
        self.go.setShortcut("Ctrl+Return")
        column.addLayout(self.form)
        column.addWidget(self.hint)
        column.addWidget(self.problem)
        column.addStretch(1)
        column.addWidget(row(1, button("取消  Esc", self.reject), self.go))
        self.problem.setVisible(bool(self.problem.text()))
        self.kind.changed.connect(lambda _key: self._show())
        on_change([self.shape, self.date, self.numbered], self._show)
        return page

    def _account(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self.said = label("正在导出…", "h2", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.told = label("", "soft", wrap=True)
        self.failures = QPlainTextEdit()
        self.failures.setReadOnly(True)
        self.failures.hide()
        self.stop = button("停止", self.reject)
        self.show_files = button("打开文件夹", self._open, "primary")
        self.show_files.hide()
        for part in (self.said, self.bar, self.told, self.failures):
            column.addWidget(part)
        column.addStretch(1)
        column.addWidget(row(1, self.show_files, self.stop))
        return page

    def order(self) -> Order:
        """What the fields ask for."""
        kind = self.kind.key()
        shape = str(self.shape.currentData())
        one = shape == "one" and kind in ("sheets", "letters")
        form = "docx" if shape == "docx" else "pdf"
        if kind == "letters":
            letter = replace(self.kept, date=self.date.iso(), deadline=self.deadline.iso(), template=str(self.template.currentData()))
            return Order("letters", one, form, letter=letter, numbered=self.numbered.isChecked() and bool(letter.code))
        options = SheetOptions(self.date.iso(), self.reviewer.text().strip(), self.session.office, self.notices.isChecked(),
                               self.accepted.isChecked(), self.deadline.iso())
        return Order(kind, one, form, sheet=options)  # type: ignore[arg-type]

    def start(self) -> None:
        """Asks where to, then works in the background."""
        order = self.order()
        if order.what in ("problems", "overview"):
            out = self.ask_file(dict(KINDS)[order.what], "xlsx")
        elif order.one:
            name = self.template.currentText() if order.what == "letters" else "审核意见表"
            out = self.ask_file(f"{name}（{len(self.ids)}份）", "pdf")
        else:
            out = self.ask_folder()
        if out is None:
            return
        self.session.settings.setValue("batch/shape", self.shape.currentData())
        self._where = out
        self._running = True
        self.pages.setCurrentIndex(1)
        self.bar.setRange(0, 0)
        archive, author, ids, stop = self.session.archive, self.session.reviewer, self.ids, self._stop

        def work(task: Task) -> Result:
            return carry_out(archive, author, ids, order, out, progress=task.progress,
                             cancelled=lambda: stop.is_set() or task.cancelled)

        self.session.gate.run(work, self._done, self._failed, progress=self._progress, owner=self, lane=LANE)

    def reject(self) -> None:
        """Escape: while it works, asks it to stop and waits for that."""
        if not self._running:
            super().reject()
            return
        self._stop.set()
        self.said.setText("正在停止…")
        self.stop.setEnabled(False)

    def _progress(self, done: int, whole: int, _text: str) -> None:
        self.bar.setRange(0, whole)
        self.bar.setValue(done)
        self.told.setText(f"{done * 100 // max(whole, 1)}%")

    def _done(self, result: Result) -> None:
        self.result_ = result
        count = len(result.written)
        if result.cancelled:
            self._end("已停止", "没有留下文件，也没有占用文号。", result)
            return
        one = count == 1 and self._where == result.written[0]
        place = f"保存在：{result.written[0] if one else self._where}" if count else "没有生成文件。"
        if result.numbers is not None:
            first, last = result.numbers
            place += f"\n文号：{first}号" + (f"至{last}号" if last > first else "")
        head = f"已生成 {count} 个文件" + (f"，{len(result.failed)} 份报告未成" if result.failed else "")
        self._end(head, place, result)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, (OutputError, StoreError)):
            self._end("导出没有完成", f"程序出错：{error}", None)
            raise error
        self._end("导出没有完成", str(error), None)

    def _end(self, head: str, text: str, result: Result | None) -> None:
        self._running = False
        self.bar.hide()
        self.said.setText(head)
        restyle(self.said, role="h2")
        self.told.setText(text)
        if result is not None and result.failed:
            self.failures.setPlainText("\n".join(f"{failure.name}：{failure.reason}" for failure in result.failed))
            self.failures.show()
        self.show_files.setVisible(result is not None and bool(result.written))
        self.stop.setText("关闭  Esc")
        self.stop.setEnabled(True)

    def _open(self) -> None:
        open_path(self._where if self._where.is_dir() else self._where.parent)

    def _show(self) -> None:
        kind = self.kind.key()
        letters, sheets, listed = kind == "letters", kind == "sheets", kind in ("sheets", "problems")
        for field, on in ((self.shape, letters or sheets), (self.template, letters), (self.date, letters or sheets),
                          (self.deadline, letters or sheets), (self.numbered, letters), (self.reviewer, sheets),
                          (self.notices.parentWidget(), listed)):
            self.form.setRowVisible(field, on)
        code = self.kept.code
        self.numbered.setEnabled(bool(code))
        if code:
            first = next_number(self.session.archive, code, int(self.date.iso()[:4]))
            self.numbered.setText(f"依次编号，从 {code}〔{self.date.iso()[:4]}〕{first}号 起")
        else:
            self.numbered.setText("尚未设置机关代字，文号空出")
        self.hint.setText({
            "letters": "有问题尚未确认的报告不编号，也不出函，在结果里列出。联系人、落款等取自发文设置。" if self.order().numbered else
                       "文号空出。尚未作任何判断的报告列入错误和疑似，函上标“草稿”。",
            "sheets": "每份报告一张意见表；未能读取的文件在结果里列出。",
            "problems": "一个工作簿，每个问题一行，可筛选，供各单位对照整改。",
            "overview": "一个工作簿，每份报告一行：单位、年度、稿次、状态和问题数。",
        }[kind])
