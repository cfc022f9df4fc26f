"""Gathers the texts of the window and compiles their English: python installer/make_catalogue.py

Every ``tr(...)`` and ``tr_in(...)`` in ``desktop/ui`` becomes an entry of ``resources/i18n/en/LC_MESSAGES/shendu.po``, in
the order of the code; English that is there already is kept, texts that are gone are dropped. Then the .mo that the program
reads is compiled. Babel is needed for this only, not by the program. Exit 1: some text has no English yet.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
CODE = ROOT / "desktop" / "ui"
PO = ROOT / "resources" / "i18n" / "en" / "LC_MESSAGES" / "shendu.po"


def texts_of(source: str) -> Iterator[tuple[str | None, str]]:
    """(context, text) of every call in a module that translates."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("tr", "tr_in"):
            given = [part.value for part in node.args if isinstance(part, ast.Constant)]
            if node.func.id == "tr" and len(given) == 1:
                yield None, given[0]
            elif node.func.id == "tr_in" and len(given) == 2:
                yield given[0], given[1]


def gather(code: Path = CODE) -> Catalog:
    """All texts, each with the modules that it stands in, without English."""
    found = Catalog(locale="en", project="shendu", domain="shendu", fuzzy=False)
    for path in sorted(code.rglob("*.py")):
        for context, text in texts_of(path.read_text(encoding="utf-8")):
            found.add(text, locations=[(path.relative_to(ROOT).as_posix(), 1)], context=context)
    return found


def main() -> int:
    """Writes both files; names the texts without English."""
    made = gather()
    if PO.is_file():
        with PO.open("rb") as file:
            known = read_po(file, locale="en")
        for entry in known:
            if entry.id and (now := made.get(entry.id, entry.context)) is not None:
                now.string = entry.string
    PO.parent.mkdir(parents=True, exist_ok=True)
    with PO.open("wb") as file:
        write_po(file, made, width=120, omit_header=False, include_lineno=False)
    with PO.with_suffix(".mo").open("wb") as file:
        write_mo(file, made)
    missing = [entry.id for entry in made if entry.id and not entry.string]
    for text in missing:
        print(f"no English: {text!r}")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
