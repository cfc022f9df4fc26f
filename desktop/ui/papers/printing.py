"""Printing with preview: pages drawn by PDFium at the printer's resolution, as large as they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import shiboken6
from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QKeySequence, QPageLayout, QPageSize, QPainter, QShortcut
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QProgressDialog, QVBoxLayout, QWidget

from desktop.reading.pages import draw_page, page_sizes
from desktop.report import Document
from desktop.ui.gate import Gate
from desktop.ui.language import tr, zh
from desktop.ui.papers.preview import PaperView
from desktop.ui.widgets import button, label, row

# Above this paper gains nothing, and a page would ask for hundreds of megabytes.
PRINT_DPI = 600
POINTS = 72.0
# A shorter print shows no progress.
PATIENCE_MS = 800
Step = Callable[[int, int], bool]


def set_up(printer: QPrinter, title: str) -> QPrinter:
    """Sets a printer for A4 without margins of its own."""
    printer.setDocName(title)
    printer.setCreator(zh("审读台"))
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setFullPage(True)
    return printer


def paint(printer: QPrinter, data: bytes, dpi: int = PRINT_DPI, starts: Sequence[int] = (), step: Step | None = None) -> int:
    """Paints the pages that the printer was asked for, at its resolution but at most ``dpi``; gives how many.

    ``starts`` are pages that begin a paper of their own: none is printed on the back of another paper. ``step`` is told
    (done, all) before each page and says whether to go on; when it does not, the print is called off and 0 is given.
    """
    sizes = page_sizes(data)
    wanted = _wanted(printer, len(sizes))
    faces = _faces(wanted, starts, _both_sides(printer), printer.pageOrder() == QPrinter.PageOrder.LastPageFirst)
    painter = QPainter()
    if not wanted or not painter.begin(printer):
        return 0
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    try:
        for number, page in enumerate(faces):
            if step is not None and not step(number, len(faces)):
                printer.abort()
                return 0
            if number:
                printer.newPage()
            if page is None:
                continue
            drawn = draw_page(data, page, min(printer.resolution(), dpi) / POINTS)
            # A copy, for the print engine may keep the picture longer than the bytes live.
            image = QImage(drawn.pixels, drawn.width, drawn.height, drawn.stride, QImage.Format.Format_RGB888).copy()
            painter.drawImage(_place(printer, sizes[page - 1]), image)
    finally:
        painter.end()
    return len(wanted)


def _wanted(printer: QPrinter, count: int) -> list[int]:
    first, last = 1, count
    if printer.printRange() == QPrinter.PrintRange.PageRange and printer.fromPage():
        first, last = printer.fromPage(), min(printer.toPage() or count, count)
    return list(range(first, last + 1))


def _both_sides(printer: QPrinter) -> bool:
    return printer.duplex() != QPrinter.DuplexMode.DuplexNone


def _faces(wanted: Sequence[int], starts: Sequence[int], both_sides: bool, last_first: bool) -> list[int | None]:
    """The pages in the order of printing; None is a back left empty before a paper that starts a sheet of its own."""
    faces: list[int | None] = []
    for page in wanted:
        if both_sides and page in starts and len(faces) % 2:
            faces.append(None)
        faces.append(page)
    if not last_first:
        return faces
    return [*([None] if both_sides and len(faces) % 2 else []), *reversed(faces)]


def _place(printer: QPrinter, size: tuple[float, float]) -> QRectF:
    """Where a page stands on the sheet in the printer's dots: true to size and centred, made smaller only where the
    sheet is."""
    paper = printer.pageLayout().fullRect(QPageLayout.Unit.Point).size()
    share = min(1.0, paper.width() / size[0], paper.height() / size[1])
    # A4 in whole points is a trifle smaller than the page: that is no reason to scale.
    share = 1.0 if share > 0.995 else share
    dots = printer.resolution() / POINTS
    whole = QSizeF(size[0] * share * dots, size[1] * share * dots)
    return QRectF((paper.width() * dots - whole.width()) / 2, (paper.height() * dots - whole.height()) / 2,
                  whole.width(), whole.height())


class PrintDialog(QDialog):
    """The pages as they will lie on the sheets, and the system's print dialog behind the button.

    Not Qt's own preview: it keeps every page as a picture of print size.
    """

    def __init__(self, gate: Gate, parent: QWidget | None, data: bytes, title: str, starts: Sequence[int] = ()) -> None:
        super().__init__(parent)
        self.data = data
        self.starts = starts
        self.title = title
        self.printed = ""
        self.setWindowTitle(tr("打印预览：{title}", title=title))
        room = self.screen().availableGeometry()
        self.resize(min(1000, room.width() - 30), min(720, room.height() - 50))
        self.sizes = page_sizes(data)
        self.view = PaperView(gate)
        self.view.set_document(Document("", "pdf", page_sizes=self.sizes), data)
        self.go = button(tr("打印…  Ctrl+P"), self.print_now, "primary")
        QShortcut(QKeySequence("Ctrl+P"), self).activated.connect(self.print_now)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.addWidget(row(label(tr("{title}，共 {count} 页，A4", title=title, count=len(self.sizes)), "soft"), 1,
                             button(tr("缩小"), lambda: self.view.set_zoom(self.view.zoom / 1.25), "small"),
                             button(tr("放大"), lambda: self.view.set_zoom(self.view.zoom * 1.25), "small")))
        column.addWidget(self.view, 1)
        column.addWidget(row(1, button(tr("关闭  Esc"), self.reject), self.go))
        self.view.set_zoom(0.6)
        # Replaced by tests, which have nobody to ask.
        self.ask_printer: Callable[[QPrinter], bool] = self._ask_printer

    def print_now(self) -> None:
        """Asks for printer, pages and copies, then prints and closes."""
        printer = set_up(QPrinter(QPrinter.PrinterMode.HighResolution), self.title)
        if not self.ask_printer(printer):
            return
        waiting = QProgressDialog(tr("正在送往打印机…"), tr("停止"), 0, 0, self)
        waiting.setWindowModality(Qt.WindowModality.WindowModal)
        waiting.setMinimumDuration(PATIENCE_MS)

        def step(done: int, whole: int) -> bool:
            waiting.setMaximum(whole)
            waiting.setValue(done)
            return not waiting.wasCanceled()

        count = paint(printer, self.data, starts=self.starts, step=step)
        waiting.reset()
        waiting.deleteLater()
        if count:
            self.printed = printer.printerName() or tr("打印到文件")
            self.accept()

    def _ask_printer(self, printer: QPrinter) -> bool:
        dialog = QPrintDialog(printer, self)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, True)
        dialog.setMinMax(1, len(self.sizes))
        wanted = dialog.exec() == QPrintDialog.DialogCode.Accepted
        # It holds on to the printer, so it must not outlive it.
        dialog.setParent(None)
        shiboken6.delete(dialog)
        return wanted


def print_paper(gate: Gate, parent: QWidget, data: bytes, title: str, starts: Sequence[int] = ()) -> str:
    """Shows the preview; the printer's name when it was printed, else ''. ``starts`` as for ``paint``."""
    dialog = PrintDialog(gate, parent, data, title, starts)
    dialog.exec()
    dialog.deleteLater()
    return dialog.printed
