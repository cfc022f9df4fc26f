"""Many papers at once: what, in which shape, where to; then progress, and in the end what came of it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

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
from desktop.output import (
    Failure,
    Order,
    OutputError,
    Printout,
    Result,
    SheetOptions,
    carry_out,
    make_printout,
    next_number,
    printed,
    settings_from,
    templates,
    unprinted,
)
from desktop.ui.gate import Task
from desktop.ui.language import tr, zh
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
from desktop.ui.papers.printing import print_paper
from desktop.ui.session import Session
from desktop.ui.widgets import Segments, button, label, restyle, row

KINDS = (("sheets", tr("审核意见表")), ("letters", tr("函件")), ("problems", tr("问题清单")), ("overview", tr("总览表")))
SHAPES = [("pdf", tr("每个单位一个 PDF 文件")), ("docx", tr("每个单位一个 Word 文件")), ("one", tr("合订成一个 PDF，带书签"))]


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
        self.print_paper: Callable[[Printout], str] = lambda made: print_paper(session.gate, self, made.data, made.name, made.starts)
        self.setWindowTitle(tr("批量导出：所选 {reports} 份报告", reports=len(self.ids)))
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
            self.problem.setText(tr("已改用自带模板。{error}", error=error))
        self.template = choice([(t.id, t.name) for t in offered], self.kept.template)
        self.date = DateField(self.kept.date)
        self.deadline = MaybeDate(self.kept.deadline if self.kept.deadline > self.kept.date else "")
        self.numbered = QCheckBox()
        self.numbered.setChecked(bool(self.kept.code))
        self.reviewer = QLineEdit(self.session.reviewer)
        self.notices = QCheckBox(tr("列入提示级问题"))
        self.notices.setChecked(True)
        self.only_accepted = QCheckBox(tr("只列已采纳的问题"))
        self.form = QFormLayout()
        self.form.setVerticalSpacing(10)
        for name, field in ((tr("内容"), self.kind), (tr("形式"), self.shape), (tr("函件"), self.template), (tr("成文日期"), self.date),
                            (tr("整改期限"), self.deadline), (tr("文号"), self.numbered), (tr("审核人"), self.reviewer),
                            (tr("问题"), row(self.notices, self.only_accepted, 1))):
            self.form.addRow(name, field)
        self.hint = label("", "faint", wrap=True)
        self.hint.setMinimumHeight(self.hint.fontMetrics().lineSpacing() * 2 + 4)
        self.go = button(tr("导出…  Ctrl+Enter"), self.start, "primary")
        self.go.setShortcut("Ctrl+Return")
        self.print_button = button(tr("打印…"), self.print_now, tip=tr("合在一起预览并打印（Ctrl+Shift+P）"))
        self.print_button.setShortcut("Ctrl+Shift+P")
        column.addLayout(self.form)
        column.addWidget(self.hint)
        column.addWidget(self.problem)
        column.addStretch(1)
        column.addWidget(row(1, button(tr("取消  Esc"), self.reject), self.print_button, self.go))
        self.problem.setVisible(bool(self.problem.text()))
        self.kind.changed.connect(lambda _key: self._show())
        on_change([self.shape, self.date, self.numbered], self._show)
        return page

    def _account(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self.said = label(tr("正在导出…"), "h2", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.told = label("", "soft", wrap=True)
        self.failures = QPlainTextEdit()
        self.failures.setReadOnly(True)
        self.failures.hide()
        self.stop = button(tr("停止"), self.reject)
        self.show_files = button(tr("打开文件夹"), self._open, "primary")
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
                               self.only_accepted.isChecked(), self.deadline.iso())
        return Order(kind, one, form, sheet=options)  # type: ignore[arg-type]

    def start(self) -> None:
        """Asks where to, then works in the background."""
        order = self.order()
        if order.what in ("problems", "overview"):
            out = self.ask_file(zh("问题清单") if order.what == "problems" else zh("总览表"), "xlsx")
        elif order.one:
            name = self.template.currentText() if order.what == "letters" else zh("审核意见表")
            out = self.ask_file(zh(f"{name}（{len(self.ids)}份）"), "pdf")
        else:
            out = self.ask_folder()
        if out is None:
            return
        self.session.settings.setValue("batch/shape", self.shape.currentData())
        self._where = out
        archive, author, ids, stop = self.session.archive, self.session.reviewer, self.ids, self._stop

        def work(task: Task) -> Result:
            return carry_out(archive, author, ids, order, out, progress=task.progress,
                             cancelled=lambda: stop.is_set() or task.cancelled)

        self._run(work, self._done)

    def print_now(self) -> None:
        """Makes the papers in the background, shows them as they will be printed, then the system's print dialog."""
        archive, ids, order, stop = self.session.archive, self.ids, self.order(), self._stop

        def work(task: Task) -> Printout:
            return make_printout(archive, ids, order, progress=task.progress, cancelled=lambda: stop.is_set() or task.cancelled)

        self.said.setText(tr("正在准备打印…"))
        self._run(work, self._ready)

    def _ready(self, made: Printout) -> None:
        if made.cancelled:
            self._end(tr("已停止"), tr("没有打印，也没有占用文号。"), made.failed)
            return
        if not made.data:
            self._end(tr("没有可打印的内容"), "", made.failed)
            return
        printer = self.print_paper(made)
        archive, author = self.session.archive, self.session.reviewer

        def keep(_task: Task) -> None:
            if printer:
                printed(archive, author, made, printer)
            else:
                unprinted(archive, made)

        def kept(_none: None) -> None:
            if not printer:
                self._running = False
                self.pages.setCurrentIndex(0)
                return
            place = tr("打印机：{printer}", printer=printer) + _numbers(made.numbers)
            self._end(_told(tr("已打印 {count} 份", count=len(made.reports)), made.failed), place, made.failed)

        self._run(keep, kept)

    def _run(self, work: Callable[[Task], Any], done: Callable[[Any], None]) -> None:
        self._running = True
        self.pages.setCurrentIndex(1)
        self.bar.setRange(0, 0)
        self.session.gate.run(work, done, self._failed, progress=self._progress, owner=self, lane=LANE)

    def reject(self) -> None:
        """Escape: while it works, asks it to stop and waits for that."""
        if not self._running:
            super().reject()
            return
        self._stop.set()
        self.said.setText(tr("正在停止…"))
        self.stop.setEnabled(False)

    def _progress(self, done: int, whole: int, _text: str) -> None:
        self.bar.setRange(0, whole)
        self.bar.setValue(done)
        self.told.setText(f"{done * 100 // max(whole, 1)}%")

    def _done(self, result: Result) -> None:
        self.result_ = result
        count = len(result.written)
        if result.cancelled:
            self._end(tr("已停止"), tr("没有留下文件，也没有占用文号。"), result.failed)
            return
        one = count == 1 and self._where == result.written[0]
        place = tr("保存在：{place}", place=result.written[0] if one else self._where) if count else tr("没有生成文件。")
        self._end(_told(tr("已生成 {count} 个文件", count=count), result.failed), place + _numbers(result.numbers), result.failed)
        self.show_files.setVisible(bool(count))

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, (OutputError, StoreError)):
            self._end(tr("导出没有完成"), tr("程序出错：{error}", error=error), ())
            raise error
        self._end(tr("导出没有完成"), str(error), ())

    def _end(self, head: str, text: str, failed: Sequence[Failure]) -> None:
        self._running = False
        self.bar.hide()
        self.said.setText(head)
        restyle(self.said, role="h2")
        self.told.setText(text)
        if failed:
            self.failures.setPlainText("\n".join(tr("{name}：{reason}", name=failure.name, reason=failure.reason) for failure in failed))
            self.failures.show()
        self.stop.setText(tr("关闭  Esc"))
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
        self.print_button.setVisible(letters or sheets)
        code = self.kept.code
        self.numbered.setEnabled(bool(code))
        if code:
            first = next_number(self.session.archive, code, int(self.date.iso()[:4]))
            self.numbered.setText(tr("依次编号，从 {code}〔{year}〕{first}号 起", code=code, year=self.date.iso()[:4], first=first))
        else:
            self.numbered.setText(tr("尚未设置机关代字，文号空出"))
        self.hint.setText({
            "letters": tr("有问题尚未确认的报告不编号，也不出函，在结果里列出。联系人、落款等取自发文设置。") if self.order().numbered else
                       tr("文号空出。尚未作任何判断的报告列入错误和疑似，函上标“草稿”。"),
            "sheets": tr("每份报告一张意见表；未能读取的文件在结果里列出。"),
            "problems": tr("一个工作簿，每个问题一行，可筛选，供各单位对照整改。"),
            "overview": tr("一个工作簿，每份报告一行：单位、年度、稿次、状态和问题数。"),
        }[kind])


def _told(head: str, failed: Sequence[Failure]) -> str:
    return head + (tr("，{count} 份报告未成", count=len(failed)) if failed else "")


def _numbers(numbers: tuple[int, int] | None) -> str:
    if numbers is None:
        return ""
    first, last = numbers
    return tr("\n文号：{first}号", first=first) + (tr("至{last}号", last=last) if last > first else "")
