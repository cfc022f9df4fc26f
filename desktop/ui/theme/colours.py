"""The palette. Every text colour keeps a contrast of at least 4.5 to 1 on its ground (WCAG 2.1 AA); tested."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Colours:
    """Named colours as ``#rrggbb``; ``*_bg`` is the ground under the colour of the same name."""

    ground: str
    surface: str
    raised: str
    line: str
    line_strong: str
    text: str
    soft: str
    faint: str
    accent: str
    accent_text: str
    accent_bg: str
    error: str
    error_bg: str
    error_sel: str
    error_line: str
    warning: str
    warning_bg: str
    warning_sel: str
    warning_line: str
    notice: str
    notice_bg: str
    notice_sel: str
    notice_line: str
    good: str
    good_bg: str
    label_bg: str
    grid: str
    dark: bool


LIGHT = Colours(
    ground="#f3f5f7", surface="#ffffff", raised="#fafbfc", line="#d9dee5", line_strong="#b4bdc9", text="#1c2630",
    soft="#43536a", faint="#5d6979", accent="#1c5fa8", accent_text="#ffffff", accent_bg="#e4edf8",
    error="#a4221a", error_bg="#fdeceb", error_sel="#f9cfca", error_line="#c8372d",
    warning="#7d4f00", warning_bg="#fff3d6", warning_sel="#fde2a3", warning_line="#c08400",
    notice="#3b5368", notice_bg="#e9eff4", notice_sel="#cfdde9", notice_line="#5b7f9e",
    good="#27653a", good_bg="#e2f1e5", label_bg="#f0f3f7", grid="#97a2af", dark=False,
)

DARK = Colours(
    ground="#15191e", surface="#1c2127", raised="#21272e", line="#343c46", line_strong="#55606d", text="#e6eaee",
    soft="#b9c3ce", faint="#97a3b1", accent="#3470b8", accent_text="#ffffff", accent_bg="#24384f",
    error="#ff9d94", error_bg="#43211f", error_sel="#6b2b27", error_line="#e5675d",
    warning="#f0c063", warning_bg="#3b2f14", warning_sel="#5c4716", warning_line="#d29a2b",
    notice="#a9c3da", notice_bg="#26323d", notice_sel="#38495a", notice_line="#6f95b5",
    good="#8fd0a0", good_bg="#1d3525", label_bg="#252c34", grid="#56616e", dark=True,
)


def luminance(colour: str) -> float:
    """Relative luminance of ``#rrggbb`` as WCAG 2.1 defines it, 0 (black) to 1 (white)."""
    parts = [int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5)]
    lit = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * lit[0] + 0.7152 * lit[1] + 0.0722 * lit[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)
