"""A row of widgets that goes on in a second line where the window is too narrow for one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

Margins = tuple[int, int, int, int]


class Flow(QFrame):
    """Lays its widgets out from left to right; a number among them pushes what follows in the same line to the right.

    It places them itself and has no QLayout: its lines depend on its width, and so does its height.
    """

    def __init__(self, *parts: QWidget | int, margins: Margins = (0, 0, 0, 0), spacing: int = 8, least: int = 0) -> None:
        super().__init__()
        self.parts: Sequence[QWidget | int] = parts
        self.margins = margins
        self.spacing = spacing
        self.least = least
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for part in parts:
            if isinstance(part, QWidget):
                part.setParent(self)

    def hasHeightForWidth(self) -> bool:
        """It has."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As high as its lines."""
        lines = self._lines(width)
        inside = sum(max(_wish(p).height() for p in line if isinstance(p, QWidget)) for line in lines)
        return max(inside + self.spacing * max(len(lines) - 1, 0) + self.margins[1] + self.margins[3], self.least)

    def sizeHint(self) -> QSize:
        """All in one line."""
        shown = self._shown()
        width = sum(_wish(part).width() for part in shown) + self.spacing * max(len(shown) - 1, 0)
        whole = width + self.margins[0] + self.margins[2]
        return QSize(whole, self.heightForWidth(max(self.width(), self.minimumSizeHint().width())) if self.isVisible()
                     else self.heightForWidth(whole))

    def minimumSizeHint(self) -> QSize:
        """As wide as its widest widget."""
        width = max((_least(part) for part in self._shown()), default=0)
        return QSize(width + self.margins[0] + self.margins[2], self.least)

    def event(self, event: QEvent) -> bool:
        """A widget that wants another size, or comes or goes, moves the others."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._place()
            self.updateGeometry()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other lines for another width."""
        super().resizeEvent(event)
        self._place()
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def showEvent(self, event: QShowEvent) -> None:
        """Places everything before it is seen."""
        super().showEvent(event)
        self._place()

    def _shown(self) -> list[QWidget]:
        return [part for part in self.parts if isinstance(part, QWidget) and not part.isHidden()]

    def _lines(self, width: int) -> list[list[QWidget | int]]:
        room = width - self.margins[0] - self.margins[2]
        lines: list[list[QWidget | int]] = [[]]
        used = slack = 0
        for part in self.parts:
            if isinstance(part, int):
                lines[-1].append(part)
                continue
            if part.isHidden():
                continue
            wish = _wish(part).width()
            least = _least(part)
            if any(isinstance(p, QWidget) for p in lines[-1]) and used + least - slack > room:
                lines.append([])
                used = slack = 0
            lines[-1].append(part)
            used += wish + self.spacing
            slack += wish - least
        return [line for line in lines if any(isinstance(p, QWidget) for p in line)]

    def _place(self) -> None:
        left, top, right, _ = self.margins
        lines = self._lines(self.width())
        heights = [max(_wish(p).height() for p in line if isinstance(p, QWidget)) for line in lines]
        whole = sum(heights) + self.spacing * max(len(lines) - 1, 0)
        y = top + max(0, (self.height() - top - self.margins[3] - whole) // 2)
        for line, height in zip(lines, heights, strict=True):
            widgets = [p for p in line if isinstance(p, QWidget)]
            spare = self.width() - left - right - self.spacing * (len(widgets) - 1) - sum(_wish(p).width() for p in widgets)
            x = left
            for part in line:
                if isinstance(part, int):
                    x += max(spare, 0)
                    spare = min(spare, 0)
                    continue
                wish = _wish(part)
                # Only a widget that can do with less gives way, and only for what is lacking.
                wide = max(_least(part), wish.width() + spare) if spare < 0 else wish.width()
                spare += wish.width() - wide if spare < 0 else 0
                part.setGeometry(QRect(x, y + (height - wish.height()) // 2, wide, wish.height()))
                x += wide + self.spacing
            y += height + self.spacing


def _wish(part: QWidget) -> QSize:
    return part.sizeHint().expandedTo(part.minimumSizeHint()).expandedTo(part.minimumSize()).boundedTo(part.maximumSize())


def _least(part: QWidget) -> int:
    """How narrow a widget may become; most may not give way at all."""
    if part.sizePolicy().horizontalPolicy() == QSizePolicy.Policy.Ignored or getattr(part, "gives_way", False):
        return part.minimumSizeHint().width()
    return _wish(part).width()
