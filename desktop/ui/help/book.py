"""All pages of the help in their order, and the search over them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from desktop.ui.dialogs.help import KEYS, keys_html
from desktop.ui.help.form_pages import form_html, form_text, named
from desktop.ui.help.rule_pages import FAMILIES, rule_html, rule_text
from desktop.ui.language import tr
from desktop.ui.theme.colours import Colours

RESOURCES = Path(__file__).resolve().parents[3] / "resources"
WRITTEN = RESOURCES / "help"
NOTICES = RESOURCES / "NOTICES.md"

USE, FORMS, RULES, ABOUT = tr("使用说明"), tr("表格格式"), tr("核对规则"), tr("关于")


@dataclass(frozen=True, slots=True)
class Page:
    """A page under its address (``inbox``, ``rule:row-total``, ``form:2021``); Markdown, or HTML in given colours.

    ``text`` is what the search looks through, ``folder`` the heading that the page stands under.
    """

    address: str
    folder: str
    title: str
    text: str
    markdown: str = ""
    html: Callable[[Colours], str] | None = None


@lru_cache(maxsize=1)
def pages() -> tuple[Page, ...]:
    """The written pages, the keys, the forms from new to old, the rules by family, the notices."""
    from desktop.checks import rules
    from desktop.forms.catalogue import forms

    made = [_written(path) for path in sorted(WRITTEN.glob("*.md"))]
    made.append(Page("keys", USE, tr("快捷键"), " ".join(f"{k} {t}" for _, rows in KEYS for k, t in rows), html=_keys))
    for form in reversed(forms()):
        made.append(Page(f"form:{form.id}", FORMS, named(form), f"{form.title} {form_text(form)}",
                         html=lambda colours, form=form: form_html(form, colours)))
    families = list(FAMILIES)
    for rule in sorted(rules(), key=lambda r: (families.index(r.wording.family), r.id)):
        made.append(Page(f"rule:{rule.id}", f"{RULES} · {FAMILIES[rule.wording.family]}", rule.wording.title,
                         rule_text(rule), html=lambda colours, rule=rule: rule_html(rule, colours)))
    made.append(_page("about", ABOUT, NOTICES.read_text(encoding="utf-8")))
    return tuple(made)


def page(address: str) -> Page | None:
    """The page under an address."""
    return next((p for p in pages() if p.address == address), None)


def search(wanted: str) -> tuple[Page, ...]:
    """The pages that hold all words of ``wanted`` (blanks part words), titles first; all pages for an empty wish."""
    words = [w.casefold() for w in wanted.split()]
    found = []
    for order, one in enumerate(pages()):
        title, text = one.title.casefold(), f"{one.folder} {one.title} {one.address} {one.text}".casefold()
        if all(w in text for w in words):
            found.append((-sum(w in title for w in words), order, one))
    return tuple(one for _, _, one in sorted(found, key=lambda f: f[:2]))


def _written(path: Path) -> Page:
    return _page(path.stem.split("-", 1)[1], USE, path.read_text(encoding="utf-8"))


def _page(address: str, folder: str, markdown: str) -> Page:
    title = markdown.split("\n", 1)[0].removeprefix("# ").strip()
    return Page(address, folder, title, re.sub(r"[*`|#>]|\]\([^)]*\)", " ", markdown), markdown=markdown)


def _keys(_colours: Colours) -> str:
    return f"<h1>{tr('快捷键')}</h1>{keys_html(slice(None))}"
