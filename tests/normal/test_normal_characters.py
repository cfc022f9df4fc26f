"""Folding of look-alikes: a whole text at once as each character by itself."""

import sys

from desktop.normal.characters import fold, fold_character


def test_a_text_folds_as_its_characters_do() -> None:
    every = "".join(map(chr, (code for code in range(sys.maxunicode + 1) if not 0xD800 <= code <= 0xDFFF)))
    assert fold(every) == "".join(map(fold_character, every))


def test_look_alikes_become_the_ordinary_characters() -> None:
    assert fold("⺠政局２０２４年％，（⼀）") == "民政局2024年%，（一）"
