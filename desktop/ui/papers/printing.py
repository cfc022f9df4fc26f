"""Printing with preview: pages drawn by PDFium at the printer's resolution, as large as they are."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPaintEngine, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QWidget

from desktop.reading.pages import draw_page, page_sizes

SCREEN_DPI = 130
# Above this paper gains nothing, and a page would ask for hundreds of megabytes.
PRINT_DPI = 600
POINTS = 72.0


def make_printer(title: str) -> QPrinter:
    """The system's default printer (a PDF file without one), set for A4 without margins of its own."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setCreator("审读台")
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setFullPage(True)
    return printer


def paint(printer: QPrinter, data: bytes) -> int:
    """Paints the pages that the printer was asked for; gives how many."""
    sizes = page_sizes(data)
    wanted = _wanted(printer, len(sizes))
    painter = QPainter()
    if not wanted or not painter.begin(printer):
        return 0
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    engine = printer.paintEngine()
    preview = engine is not None and engine.type() == QPaintEngine.Type.Picture
    dpi = SCREEN_DPI if preview else min(printer.resolution(), PRINT_DPI)
    try:
        for number, page in enumerate(wanted):
            if number:
                printer.newPage()
            drawn = draw_page(data, page, dpi / POINTS)
            image = QImage(drawn.pixels, drawn.width, drawn.height, drawn.stride, QImage.Format.Format_RGB888)
            painter.drawImage(_place(printer, sizes[page - 1]), image)
    finally:
        painter.end()
    return len(wanted)


def _wanted(printer: QPrinter, count: int) -> list[int]:
    first, last = 1, count
    if printer.printRange() == QPrinter.PrintRange.PageRange and printer.fromPage():
        first, last = printer.fromPage(), min(printer.toPage() or count, count)
    pages = list(range(first, last + 1))
    return pages[::-1] if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst else pages


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


def print_paper(parent: QWidget, data: bytes, title: str) -> str:
    """Shows the preview with the system's dialog behind its button; the printer's name when it was printed, else ''."""
    printer = make_printer(title)
    dialog = QPrintPreviewDialog(printer, parent)
    dialog.setWindowTitle(f"打印预览：{title}")
    # The style's wide tool buttons would push the print button off the bar.
    dialog.setStyleSheet("QToolButton { padding: 2px; border: none; min-height: 0; }")
    dialog.resize(min(1000, parent.screen().availableGeometry().width()),
                  min(720, parent.screen().availableGeometry().height()))
    dialog.paintRequested.connect(lambda asked: paint(asked, data))
    if dialog.exec() != QPrintPreviewDialog.DialogCode.Accepted:
        return ""
    return printer.printerName() or "打印到文件"
