"""The language of the window: Chinese as written in the code, or English by the catalogue in ``resources/i18n``.

The catalogue is gettext's (``installer/make_catalogue.py`` gathers the texts and compiles it). The language is fixed when
the program starts, before the modules of the window are imported: constants of theirs are translated as they are made.
What checks say, official words, and papers for other bodies are Chinese in either language.
"""

from __future__ import annotations

import gettext
from functools import cache
from pathlib import Path

from PySide6.QtCore import QLocale


def zh(text: str) -> str:
    """Marks a text that is Chinese in either language: it goes on paper, into the store, or is compared with data."""
    return text


FOLDER = Path(__file__).resolve().parents[2] / "resources" / "i18n"
DOMAIN = "shendu"
LANGUAGES = {"zh": zh("中文"), "en": "English"}

_catalogue: gettext.NullTranslations = gettext.NullTranslations()
_code = "zh"


def start(code: str) -> None:
    """Sets the language of the program, ``zh`` or ``en``; anything else is taken for ``zh``."""
    global _catalogue, _code
    _code = code if code in LANGUAGES else "zh"
    _catalogue = gettext.NullTranslations() if _code == "zh" else catalogue(_code)
    QLocale.setDefault(locale())


def code() -> str:
    """The language now, a key of LANGUAGES."""
    return _code


def locale() -> QLocale:
    """Qt's locale of the language, for dates and figures."""
    if _code == "en":
        return QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
    return QLocale(QLocale.Language.Chinese, QLocale.Country.China)


@cache
def catalogue(wanted: str) -> gettext.NullTranslations:
    """The texts of a language other than Chinese; none, so that the window stays Chinese, when its file is missing."""
    return gettext.translation(DOMAIN, str(FOLDER), [wanted], fallback=True)


def tr(text: str, /, **values: object) -> str:
    """A text of the window in its language, with its ``{fields}`` filled in when values are given."""
    said = _catalogue.gettext(text)
    return said.format(**values) if values else said


def tr_in(context: str, text: str, /, **values: object) -> str:
    """The same for a text that is said differently in different places; ``context`` tells them apart."""
    said = _catalogue.pgettext(context, text)
    return said.format(**values) if values else said
