"""How the window looks: colours for light and dark, fonts, sizes, one style sheet."""

from desktop.ui.theme.colours import DARK, LIGHT, Colours
from desktop.ui.theme.fonts import load_fonts, sans, serif
from desktop.ui.theme.look import Look, look

__all__ = ["DARK", "LIGHT", "Colours", "Look", "load_fonts", "look", "sans", "serif"]
