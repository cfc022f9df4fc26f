"""Fonts: a system's own Chinese fonts first (they hold traditional and rare characters), then the bundled ones."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

FOLDER = Path(__file__).resolve().parents[3] / "resources" / "fonts"
SANS = ("Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei UI", "PingFang SC", "Shendu Hei")
SERIF = ("Noto Serif CJK SC", "Source Han Serif SC", "SimSun", "Songti SC", "Shendu Song")
# The last holds rare and traditional characters that the others lack.
BUNDLED = ("ShenduHei-Regular.ttf", "ShenduSong-Regular.ttf", "ShenduWide-Regular.ttf")
WIDE = "Shendu Wide"


def load_fonts() -> None:
    """Makes the bundled fonts known to Qt; needs a QGuiApplication. A missing file is no reason not to start."""
    for name in BUNDLED:
        path = FOLDER / name
        if path.exists():
            QFontDatabase.addApplicationFont(str(path))
    _chosen.cache_clear()
    _font.cache_clear()


@lru_cache(maxsize=8)
def _chosen(wanted: tuple[str, ...]) -> list[str]:
    have = set(QFontDatabase.families())
    return [name for name in wanted if name in have] or list(wanted)


def sans(points: float, bold: bool = False) -> QFont:
    """The font of the window."""
    return QFont(_font(SANS, points, bold))


def serif(points: float, bold: bool = False) -> QFont:
    """The font of a report's running text."""
    return QFont(_font(SERIF, points, bold))


@lru_cache(maxsize=128)
def _font(families: tuple[str, ...], points: float, bold: bool) -> QFont:
    font = QFont()
    font.setFamilies([*_chosen(families), WIDE])
    font.setPointSizeF(points)
    font.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
    if bold:
        font.setWeight(QFont.Weight.DemiBold)
    return font
