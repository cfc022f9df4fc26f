"""The original pages of a PDF with boxes over the evidence; pages are drawn in the background as they come in view."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea

from desktop.reading.pages import PageImage, draw_page
from desktop.report import Box, Document
from desktop.ui.desk.boxes import boxes_of, offset_at
from desktop.ui.desk.items import Item
from desktop.ui.desk.source import PEN_STYLES
from desktop.ui.gate import Gate, Task
from desktop.ui.language import tr
from desktop.ui.theme import look

GAP = 12.0
MOST_KEPT = 24


class PageView(QAbstractScrollArea):
    """Pages under one another. ``clicked`` gives the offset of what stands under a click."""

    clicked = Signal(int)

    def __init__(self, gate: Gate) -> None:
        super().__init__()
        self.setObjectName("pages")
        self.gate = gate
        self.document = Document("", "pdf")
        self.data = b""
        self.items: tuple[Item, ...] = ()
        self.current: str | None = None
        self.zoom = 1.0
        self.problem = ""
        self._span: tuple[int, int] | None = None
        self._images: dict[tuple[int, int], QImage] = {}
        self._asked: dict[tuple[int, int], Task] = {}
        self._boxes: list[tuple[Item, list[Box]]] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self.viewport().update())

    def set_document(self, document: Document, data: bytes) -> None:
        """Shows another file; ``data`` is the PDF as handed in."""
        self.document = document
        self.data = data
        self.problem = ""
        for task in self._asked.values():
            task.cancel()
        self._images, self._asked, self._boxes = {}, {}, []
        self._span = None
        self.verticalScrollBar().setValue(0)
        self._range()

    def set_items(self, items: tuple[Item, ...]) -> None:
        """Draws boxes over the evidence of these findings."""
        self.items = items
        self._boxes = [
            (item, [b for e in item.own for b in boxes_of(self.document, e.start, e.end)])
            for item in items if item.decision != "dismissed"
        ]
        self.viewport().update()

    def select(self, key: str | None, span: tuple[int, int] | None = None) -> None:
        """Marks a finding as chosen and scrolls to ``span``, else to its first box."""
        self.current = key
        self._span = span
        boxes = boxes_of(self.document, *span) if span else next((b for i, b in self._boxes if i.key == key), [])
        if boxes:
            rect = self.box_rect(boxes[0])
            height = self.viewport().height()
            if rect.top() < height * 0.08 or rect.bottom() > height * 0.9:
                bar = self.verticalScrollBar()
                bar.setValue(int(bar.value() + rect.top() - height * 0.3))
        self.viewport().update()

    def set_zoom(self, zoom: float) -> None:
        """1.0 fits the page to the width."""
        share = self.verticalScrollBar().value() / max(self.verticalScrollBar().maximum(), 1)
        self.zoom = min(max(zoom, 0.5), 4.0)
        self._range()
        self.verticalScrollBar().setValue(int(share * self.verticalScrollBar().maximum()))

    def box_rect(self, box: Box) -> QRectF:
        """Where a box stands in the viewport."""
        page = self.page_rect(box.page)
        scale = self._scale()
        return QRectF(page.left() + box.x0 * scale, page.top() + box.y0 * scale, (box.x1 - box.x0) * scale,
                      (box.y1 - box.y0) * scale)

    def page_rect(self, page: int) -> QRectF:
        """Where a page (from 1) stands in the viewport."""
        scale = self._scale()
        top = GAP - self.verticalScrollBar().value()
        for _, height in self.document.page_sizes[: page - 1]:
            top += height * scale + GAP
        width, height = self.document.page_sizes[page - 1]
        left = max((self.viewport().width() - width * scale) / 2, 0) - self.horizontalScrollBar().value()
        return QRectF(left, top, width * scale, height * scale)

    def _scale(self) -> float:
        widest = max((w for w, _ in self.document.page_sizes), default=595.0)
        return max(self.viewport().width() - 16, 50) / widest * self.zoom

    def _range(self) -> None:
        scale = self._scale()
        height = sum(h * scale + GAP for _, h in self.document.page_sizes) + GAP
        width = max((w for w, _ in self.document.page_sizes), default=0.0) * scale
        self.verticalScrollBar().setRange(0, max(0, int(height - self.viewport().height())))
        self.verticalScrollBar().setPageStep(self.viewport().height())
        self.verticalScrollBar().setSingleStep(40)
        self.horizontalScrollBar().setRange(0, max(0, int(width - self.viewport().width())))
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._range()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self.zoom * (1.15 if event.angleDelta().y() > 0 else 1 / 1.15))
            return
        super().wheelEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.viewport().rect(), look().colour("ground"))
        view = QRectF(self.viewport().rect())
        for page in range(1, len(self.document.page_sizes) + 1):
            rect = self.page_rect(page)
            if rect.intersects(view):
                self._paint_page(painter, page, rect)
        for item, boxes in self._boxes:
            self._paint_boxes(painter, item, boxes, view)
        if self._span and self.current is None:
            painter.setPen(QPen(look().colour("accent"), 2))
            for box in boxes_of(self.document, *self._span):
                painter.drawRect(self.box_rect(box).adjusted(-2, -2, 2, 2))
        painter.end()

    def _paint_page(self, painter: QPainter, page: int, rect: QRectF) -> None:
        pixels = round(rect.width() * self.devicePixelRatioF())
        image = self._images.get((page, pixels))
        if image is None:
            # Until the sharp picture comes, one of another size does.
            image = next((i for (p, _), i in self._images.items() if p == page), None)
            self._ask(page, pixels)
        if image is not None:
            painter.drawImage(rect, image)
        else:
            painter.fillRect(rect, QColor("#ffffff"))
            painter.setPen(QColor("#43536a"))
            painter.setFont(look().sans(11))
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self.problem or tr("正在绘制第 {page} 页…", page=page))

    def _ask(self, page: int, pixels: int) -> None:
        key = (page, pixels)
        if key in self._asked or not self.data:
            return
        scale = pixels / self.document.page_sizes[page - 1][0]
        data = self.data
        self._asked[key] = self.gate.run(
            lambda task: draw_page(data, page, scale), lambda image: self._drawn(key, image), self._failed,
            owner=self, lane="pdf",
        )

    def _drawn(self, key: tuple[int, int], image: PageImage) -> None:
        picture = QImage(image.pixels, image.width, image.height, image.stride, QImage.Format.Format_RGB888).copy()
        self._images = {k: v for k, v in self._images.items() if k[0] != key[0]}
        self._images[key] = picture
        while len(self._images) > MOST_KEPT:
            gone = next(iter(self._images))
            del self._images[gone]
            self._asked.pop(gone, None)
        self._asked.pop(key, None)
        self.viewport().update()

    def _failed(self, error: Exception) -> None:
        self.problem = str(error)
        self.viewport().update()

    def _paint_boxes(self, painter: QPainter, item: Item, boxes: list[Box], view: QRectF) -> None:
        # Pages are white in dark mode too, so the light colours hold here.
        colour = {"error": QColor("#c8372d"), "warning": QColor("#c08400"), "notice": QColor("#5b7f9e")}[item.severity]
        chosen = item.key == self.current
        for box in boxes:
            rect = self.box_rect(box).adjusted(-1.5, -1.5, 1.5, 1.5)
            if not rect.intersects(view):
                continue
            tint = QColor(colour)
            tint.setAlpha(70 if chosen else 28)
            painter.fillRect(rect, tint)
            painter.setPen(QPen(colour, 2.5 if chosen else 1.5, PEN_STYLES[item.severity]))
            painter.drawRect(rect)
        if boxes:
            rect = self.box_rect(boxes[0])
            painter.setFont(look().sans(8.5, bold=True))
            badge = QRectF(rect.left() - 8, rect.top() - 14, 18, 15)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawRoundedRect(badge, 7, 7)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QColor("#ffffff"))
            painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, str(item.number))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = QPointF(event.position())
        for item, boxes in self._boxes:
            if item.own and any(self.box_rect(b).contains(point) for b in boxes):
                self.clicked.emit(item.own[0].start)
                return
        for page in range(1, len(self.document.page_sizes) + 1):
            rect = self.page_rect(page)
            if rect.contains(point):
                scale = self._scale()
                offset = offset_at(self.document, page, (point.x() - rect.left()) / scale, (point.y() - rect.top()) / scale)
                if offset is not None:
                    self.clicked.emit(offset)
