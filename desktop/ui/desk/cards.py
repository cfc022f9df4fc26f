"""The findings as cards, grouped by section, with the reviewer's notes among them."""

from __future__ import annotations

from html import escape
from pathlib import PureWindowsPath

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.archive.model import Note
from desktop.ui.desk.items import SEVERITY_NAMES, SEVERITY_SIGNS, Item, check_title, has_rule
from desktop.ui.flow import Flow
from desktop.ui.language import tr, tr_in, zh
from desktop.ui.theme import look
from desktop.ui.widgets import button, label, restyle

ACTIONS = (("accept", tr("采纳"), "A"), ("dismiss", tr("不采纳"), "D"), ("edit", tr("改写"), "E"), ("note", tr("批注"), "N"))


class FindingCard(QFrame):
    """One finding. Folded it says what is wrong; chosen it also shows working, basis, suggestion and the buttons."""

    clicked = Signal(str)
    action = Signal(str, str)

    def __init__(self, item: Item) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.item = item
        self.open = False
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(4)
        self.head = _rich()
        self.body = _rich()
        self.body.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.LinksAccessibleByMouse)
        self.body.linkActivated.connect(lambda _link: self.action.emit("why", self.item.key))
        self.body.hide()
        self.buttons = QWidget()
        self.buttons.hide()
        self._named: dict[str, QPushButton] = {}
        column.addWidget(self.head)
        column.addWidget(self.body)
        column.addWidget(self.buttons)
        self.show_item(item)

    def show_item(self, item: Item) -> None:
        """Takes over a new state of the finding (verdict, wording)."""
        self.item = item
        self.head.setText(_head_html(item))
        self.setAccessibleName(f"{SEVERITY_NAMES[item.severity]} {item.number} {item.message}")
        if self.open:
            self.body.setText(_body_html(item))
        for name, made in self._named.items():
            on = (name == "accept" and item.decision == "accepted") or (
                name == "dismiss" and item.decision == "dismissed")
            restyle(made, on="true" if on else "false")
        restyle(self, done="true" if item.decision else "false")

    def set_open(self, on: bool) -> None:
        """Unfolds or folds the card."""
        if on and not self._named:
            self._make_buttons()
        self.open = on
        if on:
            self.body.setText(_body_html(self.item))
        self.body.setVisible(on)
        self.buttons.setVisible(on)
        restyle(self, sel="true" if on else "false")
        self.show_item(self.item)

    def _make_buttons(self) -> None:
        for name, text, key in ACTIONS:
            self._named[name] = button(f"{text} {key}", lambda name=name: self.action.emit(name, self.item.key), "small")
        more = button(tr("更多"), lambda: self.action.emit("more", self.item.key), "small", tr("改等级、撤回判断、提出问题"))
        inside = QVBoxLayout(self.buttons)
        inside.setContentsMargins(0, 4, 0, 0)
        inside.addWidget(Flow(*self._named.values(), more, spacing=4))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self.clicked.emit(self.item.key)


class NoteCard(QFrame):
    """A reviewer's note, in its section."""

    action = Signal(str, int)

    def __init__(self, note: Note) -> None:
        super().__init__()
        self.setObjectName("card")
        self.note = note
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 6, 10, 6)
        where = f"“{_short(note.place.quote)}”" if note.place and note.place.quote.strip() else {
            "section": tr("本部分"), "report": tr("整份报告"), "cell": tr("单元格"), "passage": tr("段落")}[note.target]
        text = _rich()
        c = look().colours
        text.setText(
            f'<span style="background:{c.good_bg};color:{c.good}">&nbsp;{tr("批注")}&nbsp;</span> '
            f'<span style="color:{c.faint}">{escape(where)}</span><br>{escape(note.text)}'
        )
        column.addWidget(text)
        line = QHBoxLayout()
        line.addWidget(label(tr("{author}　{at}", author=note.author, at=note.at[5:16].replace("T", " ")), "faint"))
        line.addStretch(1)
        for name, word in (("show", tr("定位")), ("edit", tr("修改")), ("delete", tr("删除"))):
            if name != "show" or note.place is not None:
                line.addWidget(button(word, lambda name=name: self.action.emit(name, note.id), "flat"))
        column.addLayout(line)


class FindingList(QScrollArea):
    """All cards. ``chosen`` fires when a person picks one; ``action`` gives (what, fingerprint)."""

    chosen = Signal(str)
    action = Signal(str, str)
    note_action = Signal(str, int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("cards")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._inside = QWidget()
        self._inside.setObjectName("cardsInside")
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(10, 6, 10, 10)
        self._column.setSpacing(7)
        self.setWidget(self._inside)
        self.cards: dict[str, FindingCard] = {}
        self.current: str | None = None
        self._shape: tuple[object, ...] = ()

    def show_items(self, items: tuple[Item, ...], notes: dict[str, list[Note]], empty: str) -> None:
        """Shows findings and notes, grouped by section; reuses the cards when only verdicts changed."""
        shape = (tuple((i.key, i.section) for i in items), tuple((s, tuple(n)) for s, n in notes.items()), empty)
        if shape == self._shape and look().colours is self._drawn_with:
            for item in items:
                self.cards[item.key].show_item(item)
            return
        self._shape = shape
        self._drawn_with = look().colours
        self._clear()
        section = None
        left = dict(notes)
        for item in items:
            if item.section != section:
                self._notes_of(left.pop(section, []) if section else [])
                section = item.section
                self._column.addWidget(label(section, "section", wrap=True))
            card = FindingCard(item)
            card.clicked.connect(self._picked)
            card.action.connect(self.action)
            self.cards[item.key] = card
            self._column.addWidget(card)
        self._notes_of(left.pop(section, []) if section else [])
        for title, some in left.items():
            self._column.addWidget(label(title, "section", wrap=True))
            self._notes_of(some)
        if not items and not notes:
            self._column.addWidget(label(empty, "soft", wrap=True))
        self._column.addStretch(1)
        if self.current in self.cards:
            self.cards[self.current].set_open(True)

    def select(self, key: str | None) -> None:
        """Unfolds one card, folds the one before, scrolls it into view."""
        if self.current in self.cards and self.current != key:
            self.cards[self.current].set_open(False)
        self.current = key
        card = self.cards.get(key) if key else None
        if card is not None:
            if not card.open:
                card.set_open(True)
            # The unfolded height is known only after the layout ran.
            QTimer.singleShot(0, self, self._into_view)

    def _into_view(self) -> None:
        card = self.cards.get(self.current or "")
        if card is not None:
            self._inside.layout().activate()
            self.ensureWidgetVisible(card, 0, 40)

    def _picked(self, key: str) -> None:
        if key != self.current:
            self.chosen.emit(key)

    def _notes_of(self, notes: list[Note]) -> None:
        for note in notes:
            card = NoteCard(note)
            card.action.connect(self.note_action)
            self._column.addWidget(card)

    def _clear(self) -> None:
        self.cards = {}
        while self._column.count():
            taken = self._column.takeAt(0)
            if taken is not None and taken.widget() is not None:
                taken.widget().hide()
                taken.widget().deleteLater()

    _drawn_with: object = None


def _rich() -> QLabel:
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.RichText)
    made.setWordWrap(True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
    made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    return made


def _head_html(item: Item) -> str:
    c = look().colours
    s = item.severity
    tag = (
        f'<span style="background:{getattr(c, s + "_bg")};color:{getattr(c, s)};font-weight:600">'
        f"&nbsp;{SEVERITY_SIGNS[s]} {SEVERITY_NAMES[s]}&nbsp;</span>"
    )
    aside = tr_in("decided", "不采纳") if not item.ruled else (item.verdict.reason or "").split(zh("："))[0].replace(zh("此类问题"), "") if item.verdict else ""
    state = {
        "accepted": f'<span style="color:{c.good}">　{tr("√ 已采纳")}</span>',
        "dismissed": f'<span style="color:{c.faint}">　— {aside}</span>',
    }.get(item.decision or "", "")
    colour = c.faint if item.decision == "dismissed" else c.text
    title = escape(check_title(item.finding.check))
    return (
        f'{tag} <b style="color:{colour}">{item.number}. {title}</b>{state}'
        f'<div style="color:{colour};margin-top:3px">{breakable(item.message)}</div>'
    )


def _body_html(item: Item) -> str:
    c = look().colours
    f = item.finding
    rows = []
    if f.working:
        rows.append((tr("演算"), f'<span style="background:{c.label_bg};font-weight:600">{breakable(f.working)}</span>'))
    if f.expected is not None and f.actual is not None:
        rows.append((tr("核对"), tr("应为 {expected}，实为 {actual}", expected=f"<b>{_quoted(f.expected)}</b>",
                                actual=f"<b>{_quoted(f.actual)}</b>")))
    if f.basis:
        colour = c.notice if c.dark else c.accent
        why = f'　<a href="why" style="color:{colour}">{tr("为什么")}</a>' if has_rule(f.check) else ""
        rows.append((tr("依据"), escape(f.basis) + why))
    if f.suggestion:
        rows.append((tr("建议"), escape(f.suggestion)))
    verdict = item.verdict
    if verdict and verdict.wording:
        rows.append((tr("原文"), f'<span style="color:{c.faint}">{escape(f.message)}</span>'))
    if verdict and verdict.decision == "dismissed" and verdict.reason:
        rows.append((tr("理由"), escape(verdict.reason)))
    if verdict and verdict.decision:
        rows.append((tr("判断"), f'<span style="color:{c.faint}">{escape(verdict.author)} {escape(verdict.at[5:16].replace("T", " "))}</span>'))
    other = sorted({e.file for e in f.evidence if e.file})
    if other:
        quotes = tr("；").join(f"“{escape(_short(e.quote))}”" for e in f.evidence if e.file)
        names = tr("、").join(PureWindowsPath(o).name for o in other)
        rows.append((tr("另见"), tr("{names}：{quotes}", names=escape(names), quotes=quotes)))
    width = round(40 * look().scale)
    cells = "".join(
        f'<tr><td width="{width}" style="color:{c.faint}">{name}</td><td>{text}</td></tr>'
        for name, text in rows
    )
    return f'<table cellspacing="0" cellpadding="2" width="100%">{cells}</table>'


def breakable(text: str) -> str:
    """Text as HTML in which a long sum may be broken behind its signs."""
    out = escape(text)
    for sign in zh("+＋=＝≠>"):
        out = out.replace(escape(sign), f"{escape(sign)}\u200b")
    return out


def _quoted(value: str) -> str:
    """A figure as it is; words and marks in quotes, so that a lone comma can be seen; a blank by name."""
    tidy = value.strip()
    if not tidy:
        return tr("空白")
    return escape(tidy) if any(c.isdigit() for c in tidy) else f"“{escape(tidy)}”"


def _short(text: str, most: int = 24) -> str:
    tidy = " ".join(text.split())
    return tidy if len(tidy) <= most else tidy[: most - 1] + "…"
