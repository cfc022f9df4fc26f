"""Filters of the inbox as text: kept for the next start, and under names as saved views."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.archive import Archive
from desktop.ui.dialogs.base import Dialog
from desktop.ui.inbox.rows import Wish
from desktop.ui.language import tr
from desktop.ui.names import STATES
from desktop.ui.widgets import label

VIEW_NAMES = {"errors": tr("有错误"), "copied": tr("雷同"), "refused": tr("未能读取")}
MOST_CHARS = 20


class _Kept(msgspec.Struct, frozen=True, omit_defaults=True):
    """The lasting part of a Wish; certain ids are not kept, for they are an answer and no question."""

    text: str = ""
    year: int | None = None
    state: str | None = None
    view: str = ""
    sort: str = "received"
    descending: bool = True
    grouped: bool = False


def to_text(wish: Wish) -> str:
    """A filter as JSON."""
    kept = _Kept(wish.text, wish.year, wish.state, wish.view, wish.sort, wish.descending, wish.grouped)
    return msgspec.json.encode(kept).decode()


def from_text(text: str) -> Wish:
    """The filter again; the plain one when the text is none (another version wrote it)."""
    try:
        kept = msgspec.json.decode(text, type=_Kept)
    except msgspec.MsgspecError:
        return Wish()
    state = kept.state if kept.state in STATES else None
    return Wish(kept.text, kept.year, state, kept.view, kept.sort, kept.descending, kept.grouped)  # type: ignore[arg-type]


def saved_views(archive: Archive) -> dict[str, Wish]:
    """The saved views by name, in their order."""
    return {row.name: from_text(row.query) for row in archive.saved_queries()}


def same_filter(one: Wish, other: Wish) -> bool:
    """Whether two show the same rows, in whatever order."""
    return (one.text, one.year, one.state, one.view, one.ids) == (other.text, other.year, other.state, other.view, other.ids)


def count_of(archive: Archive, wish: Wish) -> int | None:
    """How many submissions a view shows; None for those that only the rows themselves tell."""
    if wish.view == "copied":
        return None
    return archive.count(text=wish.text, year=wish.year, state=wish.state,
                         refused={"refused": True, "errors": False}.get(wish.view),
                         least="error" if wish.view == "errors" else None)


def name_for(wish: Wish) -> str:
    """A name to offer for a view."""
    parts = [tr("{year}年", year=wish.year) if wish.year else "", STATES.get(wish.state or "", ""), VIEW_NAMES.get(wish.view, ""), wish.text]
    return " ".join(p for p in parts if p)[:MOST_CHARS] or tr("全部报告")


class SaveViewDialog(Dialog):
    """Asks for the name of a view."""

    def __init__(self, parent: QWidget | None, wish: Wish, taken: Sequence[str]) -> None:
        super().__init__(parent, tr("存为视图"), tr("保存"))
        self.column.addWidget(label(tr("把现在的年度、状态、搜索词、分组和排序存为左栏里的一个视图。"), "soft", wrap=True))
        self.edit = QLineEdit(name_for(wish))
        self.edit.setMaxLength(MOST_CHARS)
        self.edit.selectAll()
        self.edit.returnPressed.connect(self._accept_if_allowed)
        self.column.addWidget(self.edit)
        self.problem = label("", "faint")
        self.column.addWidget(self.problem)
        self.finish()
        self._taken = set(taken)
        self.edit.textChanged.connect(lambda _text: self._check())
        self._check()
        self.edit.setFocus()

    def name(self) -> str:
        """The name given."""
        return self.edit.text().strip()

    def _check(self) -> None:
        self.ok.setEnabled(bool(self.name()))
        self.problem.setText(tr("已有同名视图，将被替换。") if self.name() in self._taken else "")
