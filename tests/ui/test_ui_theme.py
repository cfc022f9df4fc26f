"""Colours that can be read, fonts that hold the characters, sizes that do not shrink."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontInfo

from desktop.ui.app import make_application
from desktop.ui.theme import DARK, LIGHT, look
from desktop.ui.theme.colours import contrast

PAIRS = (
    ("text", "surface"), ("text", "raised"), ("soft", "surface"), ("soft", "raised"), ("faint", "surface"),
    ("faint", "raised"), ("faint", "ground"), ("error", "error_bg"), ("error", "surface"), ("text", "error_sel"),
    ("warning", "warning_bg"), ("text", "warning_sel"), ("notice", "notice_bg"), ("text", "notice_sel"),
    ("good", "good_bg"), ("accent_text", "accent"), ("text", "accent_bg"), ("text", "label_bg"), ("faint", "accent_bg"),
)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("pair", PAIRS, ids=lambda p: "-".join(p))
def test_every_text_has_the_contrast_that_wcag_asks_for(colours, pair) -> None:
    assert contrast(getattr(colours, pair[0]), getattr(colours, pair[1])) >= 4.5


def test_scaling_changes_type_and_stays_in_bounds(qapp) -> None:
    make_application([])
    look().set("light", 1.0)
    small = QFontInfo(look().sans()).pointSizeF()
    look().larger(2)
    assert QFontInfo(look().sans()).pointSizeF() > small
    look().larger(99)
    assert look().scale == 1.75
    look().larger(-99)
    assert look().scale == 1.0
    assert small >= 10


def test_dark_and_light_differ_and_are_told(qapp, qtbot) -> None:
    look().set("light")
    with qtbot.waitSignal(look().changed):
        look().set("dark")
    assert look().colours is DARK
    look().set("light")
