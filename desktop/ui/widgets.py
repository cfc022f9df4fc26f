"""Small widgets used all over the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.ui.flow import Flow
from desktop.ui.theme import look

COUNT = Qt.ItemDataRole.UserRole + 1
TONE = Qt.ItemDataRole.UserRole + 2
INDENT = Qt.ItemDataRole.UserRole + 3
HEAD = Qt.ItemDataRole.UserRole + 4


def label(text: str = "", role: str = "", *, wrap: bool = False, tone: str = "") -> QLabel:
    """A label in one of the roles of the style sheet (h1, h2, soft, faint, section, pill, error)."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if role:
        made.setProperty("role", role)
    if tone:
        made.setProperty("tone", tone)
    if role == "pill":
        made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
    return made


class ElidedLabel(QLabel):
    """One line that ends in … where room is short."""

    def minimumSizeHint(self) -> QSize:
        """Any width will do."""
        return QSize(60, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws what fits."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        said = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), said)
        painter.end()


class ElidedButton(QPushButton):
    """A button whose lines end in … where room is short; hidden while it says nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.said = ""
        self.setAutoDefault(False)
        self.setStyleSheet("text-align: left")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def say(self, text: str, tip: str = "") -> None:
        """Another text; "" hides it."""
        self.said = text
        self.setText(text)
        self.setToolTip(tip)
        self.setVisible(bool(text))
        self._elide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cuts the text to the new width."""
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        if self.said:
            room, cut = max(self.width() - 24, 40), Qt.TextElideMode.ElideRight
            self.setText("\n".join(self.fontMetrics().elidedText(line, cut, room) for line in self.said.split("\n")))


def button(text: str, on_click: Callable[[], object], kind: str = "", tip: str = "") -> QPushButton:
    """A push button; ``kind``: primary, small, seg, flat or none."""
    made = QPushButton(text)
    if kind:
        made.setProperty("kind", kind)
    if tip:
        made.setToolTip(tip)
    made.setAutoDefault(False)
    made.clicked.connect(lambda _checked=False: on_click())
    return made


def restyle(widget: QWidget, **properties: object) -> None:
    """Sets properties that the style sheet looks at, and has it look again."""
    for name, value in properties.items():
        widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def row(*parts: QWidget | int, margins: tuple[int, int, int, int] = (0, 0, 0, 0), spacing: int = 8) -> QWidget:
    """Widgets side by side; a number is a stretch."""
    holder = QWidget()
    line = QHBoxLayout(holder)
    line.setContentsMargins(*margins)
    line.setSpacing(spacing)
    for part in parts:
        if isinstance(part, int):
            line.addStretch(part)
        else:
            line.addWidget(part)
    return holder


def bar(name: str, *parts: QWidget | int, height: int = 0) -> Flow:
    """A horizontal bar with an object name for the style sheet; two lines where the window is narrow."""
    frame = Flow(*parts, margins=(12, 6, 12, 6), least=height)
    frame.setObjectName(name)
    return frame


def fit(window: QWidget, width: int, height: int) -> None:
    """Gives a window of its own a size, or what the screen has room for."""
    room = window.screen().availableGeometry()
    window.resize(min(width, room.width() - 20), min(height, room.height() - 50))


class Segments(QWidget):
    """Buttons of which one is on. ``changed`` gives its key."""

    changed = Signal(str)

    def __init__(self, choices: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__()
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(0)
        self._buttons: dict[str, QPushButton] = {}
        self._key = ""
        self.set_choices(choices)

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Replaces the buttons by (key, text); keeps the one that was on when it is still there."""
        if list(self._buttons) == [key for key, _ in choices]:
            for key, text in choices:
                self._buttons[key].setText(text)
            return
        for old in self._buttons.values():
            self._line.removeWidget(old)
            old.deleteLater()
        self._buttons = {}
        for key, text in choices:
            made = button(text, lambda key=key: self._clicked(key), "seg")
            made.setCheckable(True)
            made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self._buttons[key] = made
            self._line.addWidget(made)
        self.set_key(self._key if self._key in self._buttons else (choices[0][0] if choices else ""))

    def set_tips(self, tips: dict[str, str]) -> None:
        """What the buttons say on hover, by key."""
        for key, tip in tips.items():
            self._buttons[key].setToolTip(tip)

    def key(self) -> str:
        """Which button is on."""
        return self._key

    def keys(self) -> list[str]:
        """All keys, from left to right."""
        return list(self._buttons)

    def set_key(self, key: str) -> None:
        """Turns a button on, silently."""
        self._key = key
        for name, made in self._buttons.items():
            made.setChecked(name == key)

    def _clicked(self, key: str) -> None:
        self.set_key(key)
        self.changed.emit(key)


class NavList(QListWidget):
    """A column of places with a count at the right; headings among them cannot be chosen. ``went`` gives the key."""

    went = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setItemDelegate(_NavDelegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.currentItemChanged.connect(self._changed)

    def fill(self, entries: Sequence[tuple[object, str, str, str, int]], keep: object = None) -> None:
        """Shows (key, text, count, tone, indent) entries; a key of None makes a heading. ``keep`` is chosen silently."""
        self.blockSignals(True)
        self.clear()
        for key, text, count, tone, indent in entries:
            entry = QListWidgetItem(text)
            entry.setData(Qt.ItemDataRole.UserRole, key)
            entry.setData(COUNT, count)
            entry.setData(TONE, tone)
            entry.setData(INDENT, indent)
            entry.setToolTip(text)
            if key is None:
                entry.setData(HEAD, True)
                entry.setFlags(Qt.ItemFlag.NoItemFlags)
            self.addItem(entry)
            if key is not None and key == keep:
                self.setCurrentItem(entry)
        self.blockSignals(False)

    def go(self, key: object) -> None:
        """Chooses an entry silently."""
        self.blockSignals(True)
        for i in range(self.count()):
            if self.item(i).data(Qt.ItemDataRole.UserRole) == key:
                self.setCurrentRow(i)
        self.blockSignals(False)

    def _changed(self, now: QListWidgetItem | None, _before: QListWidgetItem | None) -> None:
        if now is not None and now.data(Qt.ItemDataRole.UserRole) is not None:
            self.went.emit(now.data(Qt.ItemDataRole.UserRole))


class _NavDelegate(QStyledItemDelegate):
    """Paints an entry: a bar at the left when chosen, its text, and its count as a chip in its tone."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(80, int(option.fontMetrics.height() * 1.3) + 10)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(rect, look().colour("accent_bg"))
            painter.fillRect(QRectF(rect.left(), rect.top(), 4, rect.height()), look().colour("accent"))
        elif option.state & QStyle.StateFlag.State_MouseOver and not index.data(HEAD):
            painter.fillRect(rect, look().colour("label_bg"))
        count = str(index.data(COUNT) or "")
        tone = str(index.data(TONE) or "")
        right = rect.right() - 10
        painter.setFont(look().sans(10.5))
        if count:
            right = draw_chip(painter, count, tone or "plain", right, rect, align_right=True) - 6
        painter.setFont(look().sans(10.5, bold=chosen))
        painter.setPen(look().colour("faint" if index.data(HEAD) else "text"))
        left = rect.left() + 12 + 14 * int(index.data(INDENT) or 0)
        room = QRectF(left, rect.top(), right - left, rect.height())
        text = painter.fontMetrics().elidedText(str(index.data()), Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), text)
        painter.restore()


def draw_chip(painter: QPainter, text: str, tone: str, x: float, rect: QRectF, *, align_right: bool = False) -> float:
    """Paints a rounded chip in the middle of ``rect``'s height; gives the x after it (before it, from the right).

    Tones: error, warning, notice, good, accent, plain (no ground).
    """
    metrics = painter.fontMetrics()
    width = metrics.horizontalAdvance(text) + (14 if tone != "plain" else 4)
    height = min(metrics.height() + 3.0, rect.height() - 2)
    left = x - width if align_right else x
    box = QRectF(left, rect.center().y() - height / 2, width, height)
    if tone != "plain":
        painter.setPen(QPen(look().colour(f"{tone}_line"), 1) if tone in ("error", "warning") else Qt.PenStyle.NoPen)
        painter.setBrush(look().colour(f"{tone}_bg"))
        painter.drawRoundedRect(box, height / 2.4, height / 2.4)
        painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(look().colour("faint" if tone == "plain" else "text" if tone == "accent" else tone))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
    return left if align_right else left + width
