"""The look in force: which colours, how large; tells views when it changes."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from desktop.ui.theme.colours import DARK, LIGHT, Colours
from desktop.ui.theme.fonts import sans, serif
from desktop.ui.theme.sheet import sheet

BASE = 10.5
SCALES = (1.0, 1.15, 1.3, 1.5, 1.75)
MODES = ("auto", "light", "dark")


class Look(QObject):
    """Colours and sizes of all views. ``changed`` fires after the application was restyled."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.colours: Colours = LIGHT
        self.mode = "auto"
        self.scale = 1.0
        self._made: dict[str, QColor] = {}

    def start(self, mode: str = "auto", scale: float = 1.0) -> None:
        """Applies a first look and follows the system's dark mode while the mode is ``auto``."""
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_changed)
        self.set(mode, scale)

    def set(self, mode: str | None = None, scale: float | None = None) -> None:
        """Changes mode (``auto``, ``light``, ``dark``) or scale (1.0 is 10.5 pt) and restyles everything."""
        if mode is not None:
            self.mode = mode if mode in MODES else "auto"
        if scale is not None:
            self.scale = min(max(scale, SCALES[0]), SCALES[-1])
        self.colours = DARK if self._dark() else LIGHT
        self._made = {}
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.setStyle("Fusion")
            app.setPalette(_palette(self.colours))
            app.setFont(self.sans())
            app.setStyleSheet(sheet(self.colours, BASE * self.scale))
        self.changed.emit()

    def larger(self, steps: int) -> None:
        """Moves the scale by so many steps, up or down."""
        nearest = min(range(len(SCALES)), key=lambda i: abs(SCALES[i] - self.scale))
        self.set(scale=SCALES[min(max(nearest + steps, 0), len(SCALES) - 1)])

    def sans(self, points: float = BASE, bold: bool = False) -> QFont:
        """The window's font at ``points`` times the scale."""
        return sans(points * self.scale, bold)

    def serif(self, points: float = BASE, bold: bool = False) -> QFont:
        """The report's font at ``points`` times the scale."""
        return serif(points * self.scale, bold)

    def colour(self, name: str) -> QColor:
        """A colour of the palette by its name."""
        kept = self._made.get(name)
        if kept is None:
            kept = self._made[name] = QColor(getattr(self.colours, name))
        # A copy: Qt lets a caller change a colour in place.
        return QColor(kept)

    def _dark(self) -> bool:
        if self.mode == "auto":
            return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return self.mode == "dark"

    def _system_changed(self) -> None:
        if self.mode == "auto" and (self.colours is DARK) != self._dark():
            self.set()


@lru_cache(maxsize=1)
def look() -> Look:
    """The one look of the application."""
    return Look()


def _palette(c: Colours) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for which, colour in (
        (role.Window, c.ground), (role.WindowText, c.text), (role.Base, c.surface), (role.AlternateBase, c.raised),
        (role.Text, c.text), (role.Button, c.raised), (role.ButtonText, c.text), (role.ToolTipBase, c.raised),
        (role.ToolTipText, c.text), (role.Highlight, c.accent), (role.HighlightedText, c.accent_text),
        (role.PlaceholderText, c.faint), (role.Link, c.accent), (role.Light, c.surface), (role.Mid, c.line_strong),
        (role.Dark, c.line_strong), (role.Shadow, c.line_strong), (role.Midlight, c.line),
    ):
        palette.setColor(which, QColor(colour))
    for which in (role.Text, role.ButtonText, role.WindowText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(c.faint))
    return palette
