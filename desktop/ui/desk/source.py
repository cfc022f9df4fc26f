"""The source as text: highlights with numbers and underline styles, a minimap, and the way to and from offsets."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QTextCharFormat, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QTextEdit, QWidget

from desktop.report import Claim, Document, Report
from desktop.ui.desk.items import Item, focus_span
from desktop.ui.desk.offsets import TextMap
from desktop.ui.desk.rendering import render
from desktop.ui.language import tr
from desktop.ui.theme import look

PEN_STYLES = {
    "error": Qt.PenStyle.SolidLine, "warning": Qt.PenStyle.DashLine, "notice": Qt.PenStyle.DotLine,
}


class SourceText(QTextEdit):
    """Read-only text of a report. ``clicked`` gives the offset under a click, ``selected`` a passage (start, end)."""

    clicked = Signal(int)
    passage = Signal(int, int)
    sized = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("source")
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        # A Chinese input method would swallow the letter keys that judge findings.
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setViewportMargins(14, 8, 6, 8)
        self.horizontalScrollBar().rangeChanged.connect(self._spare_bar)
        self.map = TextMap("", [])
        self.text_document = Document("", "txt")
        self.headings: frozenset[int] = frozenset()
        self.items: tuple[Item, ...] = ()
        self.current: str | None = None
        self.notes: tuple[tuple[int, int], ...] = ()
        self.claims: tuple[Claim, ...] = ()
        self.tints: tuple[tuple[int, int, str], ...] = ()
        self.found: list[tuple[int, int]] = []
        self.found_at = -1
        self.simplified = False
        self.points = 12.0
        self._focus_span: tuple[int, int] | None = None
        self._pressed: QPointF | None = None

    def set_report(self, report: Report) -> None:
        """Shows a report's text, its title and the headings of its sections set as such."""
        starts = {s.start for s in report.sections} | ({report.title_span[0]} if report.title_span else set())
        self.set_document(report.document, frozenset(starts))

    def set_document(self, document: Document, headings: frozenset[int] = frozenset()) -> None:
        """Shows another text."""
        self.text_document = document
        self.headings = headings
        self.claims = ()
        self.found, self.found_at, self._focus_span = [], -1, None
        self._draw()

    def redraw(self, *, simplified: bool | None = None, points: float | None = None) -> None:
        """Draws the same text anew and keeps the first visible place where it is."""
        keep = self.first_visible()
        if simplified is not None:
            self.simplified = simplified
        if points is not None:
            self.points = points
        self._draw()
        self.scroll_to(keep)

    def _draw(self) -> None:
        self.map = render(self.text_document, self.document(), simplified=self.simplified, points=self.points,
                          headings=self.headings)
        self._mark()

    def set_items(self, items: tuple[Item, ...], notes: tuple[tuple[int, int], ...] = ()) -> None:
        """Marks the places of findings and notes."""
        self.items = items
        self.notes = notes
        self._mark()

    def set_claims(self, claims: tuple[Claim, ...]) -> None:
        """Underlines the numbers of the prose that were checked and agree, and those nothing could be checked against."""
        self.claims = tuple(c for c in claims if c.state in ("right", "unchecked"))
        self.viewport().update()

    def select(self, key: str | None, span: tuple[int, int] | None = None) -> None:
        """Marks a finding as chosen and scrolls to ``span``, else to its first place."""
        self.current = key
        item = next((i for i in self.items if i.key == key), None)
        if span is None and item is not None and item.own:
            span = focus_span(item)
        self._focus_span = span
        self._mark()
        if span is not None:
            self.show_span(*span)

    def show_span(self, start: int, end: int) -> None:
        """Scrolls a passage to the upper third, unless it is well in view already."""
        rects = self.rects(start, end)
        if not rects:
            return
        box = rects[0]
        for rect in rects[1:]:
            box = box.united(rect)
        bar = self.verticalScrollBar()
        height = self.viewport().height()
        if box.top() < height * 0.08 or box.bottom() > height * 0.9:
            bar.setValue(int(bar.value() + box.top() - height * 0.3))

    def rects(self, start: int, end: int) -> list[QRectF]:
        """Where a passage stands, in viewport coordinates, one rectangle a line; a blank cell has a small one."""
        out: list[QRectF] = []
        shift = QPointF(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
        layout = self.document().documentLayout()
        for low, high in self.map.ranges(start, end):
            block = self.document().findBlock(low)
            while block.isValid() and block.position() <= high:
                origin = layout.blockBoundingRect(block).topLeft() + shift
                lines = block.layout()
                for i in range(lines.lineCount()):
                    line = lines.lineAt(i)
                    first = max(low - block.position(), line.textStart())
                    last = min(high - block.position(), line.textStart() + line.textLength())
                    if first < last or (low == high and first == last):
                        x0, x1 = line.cursorToX(first), line.cursorToX(last)
                        x0 = x0[0] if isinstance(x0, tuple) else x0
                        x1 = x1[0] if isinstance(x1, tuple) else x1
                        if low == high:
                            x1 = x0 + 10
                        out.append(QRectF(x0, line.y(), x1 - x0, line.height()).translated(origin))
                block = block.next()
        return out

    def find_text(self, words: str) -> int:
        """Marks every occurrence of ``words`` as displayed; the number of them. Empty words take the marks away."""
        self.found, self.found_at = [], -1
        if words:
            cursor = QTextCursor(self.document())
            while not (cursor := self.document().find(words, cursor)).isNull():
                self.found.append((cursor.selectionStart(), cursor.selectionEnd()))
        self._mark()
        return len(self.found)

    def go_found(self, step: int) -> int:
        """Goes to the next (1) or previous (-1) occurrence; its index, or -1 when there is none."""
        if not self.found:
            return -1
        self.found_at = (self.found_at + step) % len(self.found)
        low, high = self.found[self.found_at]
        self._mark()
        self.show_span(self.map.offset(low), self.map.offset(high))
        return self.found_at

    def selected_span(self) -> tuple[int, int] | None:
        """The passage that a person selected, as offsets."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        return self.map.offset(cursor.selectionStart()), self.map.offset(cursor.selectionEnd())

    def marks(self) -> list[tuple[float, str]]:
        """For the minimap: (share of the height, severity) of every open finding's first place."""
        height = max(self.document().size().height(), 1.0)
        layout = self.document().documentLayout()
        out = []
        for item in self.items:
            if item.own and item.decision != "dismissed":
                block = self.document().findBlock(self.map.position(item.own[0].start))
                out.append((min(layout.blockBoundingRect(block).top() / height, 1.0), item.severity))
        return out

    def _spare_bar(self, _least: int, most: int) -> None:
        """Borders of a table may stand out by a few pixels; that is no reason for a scroll bar."""
        policy = Qt.ScrollBarPolicy
        self.setHorizontalScrollBarPolicy(policy.ScrollBarAlwaysOff if most < 24 else policy.ScrollBarAsNeeded)

    def first_visible(self) -> int:
        """The offset of the first character in view."""
        return self.map.offset(self.cursorForPosition(self.viewport().rect().topLeft()).position())

    def set_tints(self, tints: tuple[tuple[int, int, str], ...]) -> None:
        """Colours the ground of passages: (start, end, name of a colour)."""
        self.tints = tints
        self._mark()

    def scroll_to(self, offset: int) -> None:
        """Scrolls a place to the top."""
        rects = self.rects(offset, offset)
        if rects:
            bar = self.verticalScrollBar()
            bar.setValue(int(bar.value() + rects[0].top()))

    def _mark(self) -> None:
        grounds: list[QTextEdit.ExtraSelection] = []
        for start, end, colour in self.tints:
            grounds += self._ground(self.map.ranges(start, end), look().colour(colour))
        for item in self.items:
            if item.decision == "dismissed" and item.key != self.current:
                continue
            ground = f"{item.severity}_{'sel' if item.key == self.current else 'bg'}"
            for place in item.own:
                grounds += self._ground(self.map.ranges(place.start, place.end), look().colour(ground))
        if self._focus_span is not None and self.current is None:
            grounds += self._ground(self.map.ranges(*self._focus_span), look().colour("accent_bg"))
        for start, end in self.notes:
            grounds += self._ground(self.map.ranges(start, end), look().colour("good_bg"))
        for i, span in enumerate(self.found):
            grounds += self._ground([span], look().colour("warning_sel" if i != self.found_at else "warning_line"))
        self.setExtraSelections(grounds)
        self.viewport().update()

    def _ground(self, ranges: list[tuple[int, int]], colour: QColor) -> list[QTextEdit.ExtraSelection]:
        out = []
        for low, high in ranges:
            if low == high:
                continue
            selection = QTextEdit.ExtraSelection()
            selection.cursor = QTextCursor(self.document())
            selection.cursor.setPosition(low)
            selection.cursor.setPosition(high, QTextCursor.MoveMode.KeepAnchor)
            selection.format = QTextCharFormat()
            selection.format.setBackground(colour)
            out.append(selection)
        return out

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        view = QRectF(self.viewport().rect())
        self._underline_claims(painter, view)
        for item in self.items:
            if item.decision == "dismissed" and item.key != self.current:
                continue
            self._underline(painter, item, view)
        if self._focus_span is not None and self.current is None:
            painter.setPen(QPen(look().colour("accent"), 2))
            for rect in self.rects(*self._focus_span):
                painter.drawRect(rect.adjusted(-1, 0, 1, 0))
        painter.end()

    def _underline_claims(self, painter: QPainter, view: QRectF) -> None:
        first = self.offset_at(QPointF(0, 0))
        last = self.offset_at(QPointF(view.right(), view.bottom()))
        for claim in self.claims:
            if claim.end < first or claim.start > last:
                continue
            right = claim.state == "right"
            painter.setPen(QPen(look().colour("good" if right else "faint"), 1.4 if right else 1.0, Qt.PenStyle.DotLine))
            for rect in self.rects(claim.start, claim.end):
                painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def _underline(self, painter: QPainter, item: Item, view: QRectF) -> None:
        chosen = item.key == self.current
        colour = look().colour(f"{item.severity}_line")
        for place in item.own:
            rects = [r for r in self.rects(place.start, place.end) if r.intersects(view)]
            for rect in rects:
                painter.setPen(QPen(colour, 2, PEN_STYLES[item.severity]))
                painter.drawLine(rect.bottomLeft(), rect.bottomRight())
                if chosen:
                    painter.setPen(QPen(colour, 1.5))
                    painter.setBrush(Qt.BrushStyle.NoBrush)
                    painter.drawRect(rect.adjusted(-1, 0, 1, 0))
            # Numbers on every part of a long sum would hide the text.
            if rects and rects[-1].width() > 0 and (place is item.own[0] or (chosen and place.table is None)):
                self._badge(painter, rects[-1], item, colour)

    def _badge(self, painter: QPainter, rect: QRectF, item: Item, colour: QColor) -> None:
        """The finding's number, half above the line, right of the passage; it takes no room in the text."""
        painter.setFont(look().sans(8.5, bold=True))
        text = str(item.number)
        width = max(15.0, painter.fontMetrics().horizontalAdvance(text) + 8.0)
        left = min(rect.right() - width * 0.35, self.viewport().width() - width - 1)
        box = QRectF(left, rect.top() - 9, width, 15)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(box, 7, 7)
        painter.setPen(QColor("#ffffff") if not look().colours.dark else QColor("#111111"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.position()
        super().mousePressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl: larger or smaller type."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.sized.emit(1.0 if event.angleDelta().y() > 0 else -1.0)
            return
        super().wheelEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        span = self.selected_span()
        if span is not None:
            self.passage.emit(*span)
        elif self._pressed is not None and (event.position() - self._pressed).manhattanLength() < 6:
            self.clicked.emit(self.offset_at(event.position()))
        self._pressed = None

    def offset_at(self, point: QPointF) -> int:
        """The offset of the character under a point of the viewport."""
        place = point + QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        position = self.document().documentLayout().hitTest(place, Qt.HitTestAccuracy.FuzzyHit)
        offset = self.map.offset(max(position, 0))
        # A hit right of a character's middle gives the place after it.
        rects = self.rects(offset, offset + 1)
        return offset - 1 if rects and rects[0].left() > point.x() and offset else offset


class Minimap(QWidget):
    """A narrow strip beside the scroll bar with a tick for every finding; a click goes there."""

    def __init__(self, source: SourceText) -> None:
        super().__init__()
        self.source = source
        self.setFixedWidth(14)
        self.setToolTip(tr("本报告中问题的位置，点击前往"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        source.verticalScrollBar().valueChanged.connect(self.update)
        source.verticalScrollBar().rangeChanged.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(14, 100)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track = QRectF(3, 4, 8, self.height() - 8)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look().colour("label_bg"))
        painter.drawRoundedRect(track, 4, 4)
        bar = self.source.verticalScrollBar()
        whole = bar.maximum() + bar.pageStep()
        if bar.maximum() > 0:
            painter.setBrush(look().colour("line"))
            top = track.top() + track.height() * bar.value() / whole
            painter.drawRoundedRect(QRectF(3, top, 8, track.height() * bar.pageStep() / whole), 4, 4)
        for share, severity in self.source.marks():
            painter.setBrush(look().colour(f"{severity}_line"))
            wide = 12 if severity == "error" else 8
            painter.drawRect(QRectF(7 - wide / 2, track.top() + share * (track.height() - 4), wide, 4))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        bar = self.source.verticalScrollBar()
        whole = bar.maximum() + bar.pageStep()
        bar.setValue(int(whole * event.position().y() / max(self.height(), 1) - bar.pageStep() / 2))


class SourcePane(QWidget):
    """Text and minimap side by side."""

    def __init__(self) -> None:
        super().__init__()
        self.text = SourceText()
        self.minimap = Minimap(self.text)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.text, 1)
        row.addWidget(self.minimap)

    def visible_rect(self) -> QRect:
        """The viewport of the text."""
        return self.text.viewport().rect()
