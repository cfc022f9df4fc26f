"""The desk of one report: shows it, and keeps finding, cell and passage selected together."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.archive import Note, StoredReport, Submission
from desktop.report import Claim, Evidence
from desktop.ui.desk.compare import CompareWindow, compare
from desktop.ui.desk.header import DeskHeader
from desktop.ui.desk.items import (
    OUTSIDE,
    RANK,
    CellKey,
    Item,
    cell_at,
    focus_span,
    item_at,
    items_at_cell,
    items_of,
)
from desktop.ui.desk.loading import load_desk
from desktop.ui.desk.outline import outline_entries
from desktop.ui.desk.panes import Panes
from desktop.ui.language import tr
from desktop.ui.session import Session
from desktop.ui.theme import look

EMPTY = tr("没有发现问题。可用 P 对选中的文字提出问题，用 G 作出结论。")
NONE_LEFT = tr("这一类没有问题。")


class DeskPage(QWidget):
    """Shows one stored report. ``said`` carries a short message for the status bar; ``wanted`` a button's name."""

    said = Signal(str)
    wanted = Signal(str)
    opened = Signal(int)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.stored: StoredReport | None = None
        self.items: tuple[Item, ...] = ()
        self.current: str | None = None
        self.current_section: int | None = None
        self.claims: tuple[Claim, ...] = ()
        self._claim_at = -1
        self.header = DeskHeader()
        self.panes = Panes(session.gate)
        self.panes.restore(session.settings)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.panes, 1)
        self.source = self.panes.source.text
        self.source.points = float(session.settings.value("desk/points", 12.0))
        self._connect()

    def _connect(self) -> None:
        panes = self.panes
        self.header.wanted.connect(self.wanted)
        self.header.version.connect(self.opened)
        self.header.compare.connect(self.compare_with)
        panes.versions.clicked.connect(lambda _checked=False: self.compare_with())
        panes.findings.chosen.connect(self.choose)
        self.source.clicked.connect(self.choose_offset)
        self.source.passage.connect(lambda start, end: self.said.emit(tr("已选中 {end} 字：N 批注，P 提出问题", end=end - start)))
        panes.pages.clicked.connect(self.choose_offset)
        panes.tables.cell_chosen.connect(lambda t, r, c: self.choose_cell((t, r, c)))
        self.source.sized.connect(self.set_points)
        panes.smaller.clicked.connect(lambda: self.enlarge(-1))
        panes.larger.clicked.connect(lambda: self.enlarge(1))
        panes.filter.changed.connect(lambda _key: self.show_findings())
        panes.outline.went.connect(self.go_section)
        panes.view.changed.connect(self.set_view)
        panes.script.changed.connect(lambda key: self.set_simplified(key == "hans"))
        panes.find_button.clicked.connect(self.open_find)
        look().changed.connect(self._restyled)

    # -- showing

    def open(self, report_id: int) -> None:
        """Loads a report in the background and shows it."""
        self.session.gate.run(
            lambda task: load_desk(self.session.archive, report_id), lambda found: self.show_report(*found),
            lambda error: self.said.emit(str(error)), owner=self)

    def show_report(self, stored: StoredReport, claims: tuple[Claim, ...] = (),
                    years: list[Submission] | None = None, versions: str = "") -> None:
        """Shows a report and chooses the gravest finding that is not judged yet."""
        self.stored = stored
        self.current = None
        self.current_section = None
        document = stored.report.document
        paged = bool(document.page_sizes)
        self.panes.view.setVisible(paged)
        self.panes.view.set_key("text")
        self.panes.stack.setCurrentIndex(0)
        self.panes.script.setVisible(stored.report.script != "hans")
        self.panes.pages.set_document(document, b"")
        self.panes.banner.setVisible(bool(document.notices))
        self.panes.notices.setText(tr("　").join(document.notices[:3]))
        self.panes.notices.setToolTip("\n".join(document.notices))
        self.panes.filter.set_key("all")
        self.panes.find.close_bar()
        self.source.set_report(stored.report)
        self.source.verticalScrollBar().setValue(0)
        self.claims = claims
        self.header.show_report(stored, years or [])
        self.panes.versions.say(versions.replace(tr("；"), "\n"), tr("{versions}\n点一下，与上一稿对照（C）", versions=versions))
        self.source.set_claims(claims)
        self.panes.tables.set_report(stored)
        self.panes.tables.select(None)
        self._layer(stored)
        undecided = [i for i in self.items if i.decision is None]
        first = min(undecided, key=lambda i: (RANK[i.severity], i.number), default=None)
        if first is not None:
            self.choose(first.key)
        else:
            self.panes.findings.select(None)
        self.source.setFocus()

    def refresh(self) -> None:
        """Takes over what was stored since, without losing the place."""
        if self.stored is not None:
            stored = self.session.archive.load(self.stored.submission.id)
            changed = stored.corrections != self.stored.corrections or stored.notes != self.stored.notes
            self.stored = stored
            if changed:
                self.panes.tables.refresh(stored)
            self._layer(stored)

    def _layer(self, stored: StoredReport) -> None:
        """Draws what lies on top of the text: findings, verdicts, notes."""
        self.header.show_report(stored)
        self.items = items_of(stored)
        spans = tuple((n.place.start, n.place.end) for n in stored.notes if n.place is not None)
        self.source.set_items(self.items, spans)
        self.panes.source.minimap.update()
        self.panes.pages.set_items(self.items)
        self.panes.tables.set_items(self.items)
        self.show_findings()
        self._outline(stored)

    def visible_items(self) -> tuple[Item, ...]:
        """The findings that the filter leaves."""
        wanted = self.panes.filter.key()
        return tuple(
            i for i in self.items
            if wanted in ("all", "") or i.decision == wanted or (wanted == "open" and i.decision is None)
        )

    def show_findings(self) -> None:
        """Fills the right pane by filter."""
        shown = self.visible_items()
        by = {"open": 0, "accepted": 0, "dismissed": 0}
        for item in self.items:
            by[item.decision or "open"] += 1
        self.panes.finding_title.setText(tr("问题 {count}", count=len(self.items)))
        self.panes.filter.set_choices((
            ("all", tr("全部")), ("open", tr("待定 {by}", by=by["open"])), ("accepted", tr("采纳 {by}", by=by["accepted"])),
            ("dismissed", tr("不采纳 {by}", by=by["dismissed"])),
        ))
        everything = self.panes.filter.key() in ("all", "")
        notes = self._notes_by_section() if everything else {}
        self.panes.findings.show_items(shown, notes, EMPTY if everything else NONE_LEFT)

    def _notes_by_section(self) -> dict[str, list[Note]]:
        out: dict[str, list[Note]] = {}
        if self.stored is None:
            return out
        report = self.stored.report
        for note in self.stored.notes:
            section = report.section_at(note.place.start) if note.place else next(
                (s for s in report.sections if s.number == note.section), None)
            out.setdefault(section.title.strip() if section else OUTSIDE, []).append(note)
        return out

    def _outline(self, stored: StoredReport) -> None:
        entries = outline_entries(stored, self.items, self.claims)
        self.panes.outline.fill(entries, self.current_section)

    # -- selecting: a finding, a cell, a passage; any of them brings the others

    def item(self, key: str | None = None) -> Item | None:
        """The finding under a fingerprint, the current one without."""
        return next((i for i in self.items if i.key == (key or self.current)), None)

    def choose(self, key: str, span: tuple[int, int] | None = None, cell: CellKey | None = None) -> None:
        """Selects a finding; ``span`` and ``cell`` say which of its places is to be seen."""
        item = self.item(key)
        if item is None:
            return
        self.current = key
        self.source.select(key, span)
        self.panes.pages.select(key, span or focus_span(item))
        self.panes.tables.select(item, cell)
        if key not in self.panes.findings.cards:
            self.panes.filter.set_key("all")
            self.show_findings()
        self.panes.findings.select(key)
        self._follow_section(item.own[0].start if item.own else None)

    def choose_offset(self, offset: int) -> None:
        """Selects what stands at an offset: its finding and cell, else its cell alone."""
        if self.stored is None:
            return
        cell = cell_at(self.stored.report, offset, offset + 1) or cell_at(self.stored.report, offset, offset)
        item = item_at(self.items, offset)
        if item is not None:
            place = next(e for e in item.own if e.start <= offset < max(e.end, e.start + 1))
            self.choose(item.key, (place.start, place.end), cell)
        elif cell is not None:
            self.choose_cell(cell)
        else:
            self._follow_section(offset)

    def choose_cell(self, cell: CellKey) -> None:
        """Selects a cell: the first finding that it belongs to, else just its place in the source."""
        table = self.stored.report.table(cell[0]) if self.stored else None
        found = table.at(cell[1], cell[2]) if table else None
        if found is None or self.stored is None:
            return
        span = (found.start, found.end)
        hits = items_at_cell(self.stored.report, self.items, cell)
        if hits:
            # A cell of several findings: another click goes to the next of them.
            keys = [i.key for i in hits]
            again = self.current is not None and self.current in keys and self.source._focus_span == span
            at = (keys.index(self.current) + 1) % len(keys) if again else 0
            self.choose(hits[at].key, span, cell)
            return
        self.current = None
        self.source.select(None, span)
        self.panes.pages.select(None, span)
        self.panes.tables.select(None, cell)
        self.panes.findings.select(None)
        self._follow_section(found.start)

    def step(self, by: int) -> None:
        """To the next (1) or previous (-1) finding of the right pane."""
        shown = self.visible_items()
        if not shown:
            return
        keys = [i.key for i in shown]
        start = keys.index(self.current) if self.current in keys else -1 if by > 0 else len(keys)
        self.choose(keys[min(max(start + by, 0), len(keys) - 1)])

    def step_open(self, pending: set[str] | frozenset[str] = frozenset()) -> None:
        """To the next finding without a verdict, written or ``pending``, round the end; stays when there is none."""
        keys = [i.key for i in self.items]
        at = keys.index(self.current) if self.current in keys else -1
        for item in (*self.items[at + 1:], *self.items[:at + 1]):
            if item.decision is None and item.key not in pending:
                self.choose(item.key)
                return
        self.said.emit(tr("本报告的问题都已判断，可按 G 作出结论"))

    def go_section(self, key: object) -> None:
        """To a section, or to the first finding of a severity."""
        if self.stored is None:
            return
        if isinstance(key, int):
            self.current_section = key
            if key >= 0:
                section = self.stored.report.sections[key]
                self.source.show_span(section.start, section.start + 1)
                self.panes.pages.select(self.current, (section.start, section.start + len(section.title)))
            first = next((i for i in self.items if i.section == (
                self.stored.report.sections[key].title.strip() if key >= 0 else OUTSIDE)), None)
            if first is not None:
                self.panes.findings.ensureWidgetVisible(self.panes.findings.cards.get(first.key, self.panes.findings))
        elif isinstance(key, tuple) and key[0] == "severity":
            found = next((i for i in self.items if i.severity == key[1] and i.decision != "dismissed"), None)
            if found is not None:
                self.choose(found.key)
        elif isinstance(key, tuple) and key[0] == "claims":
            self._next_claim(key[1])
        elif isinstance(key, tuple):
            self.show_note(self.stored.notes[0])

    def _next_claim(self, state: str) -> None:
        """To the first number of the prose in a state; chosen again, to the next."""
        some = [c for c in self.claims if c.state == state]
        if not some:
            return
        self._claim_at = next((i for i, c in enumerate(some) if c.start > self._claim_at), 0)
        claim = some[self._claim_at]
        self._claim_at = claim.start
        self.current = None
        self.set_view("text")
        self.source.select(None, (claim.start, claim.end))
        self.panes.tables.select(None)
        self.panes.findings.select(None)
        self.panes.outline.clearSelection()
        self.panes.outline.setCurrentItem(None)
        self.said.emit(tr("第 {at} 处，共 {all} 处；再点到下一处", at=some.index(claim) + 1, all=len(some)))

    def show_note(self, note: Note) -> None:
        """Scrolls to what a note is on."""
        if note.place is not None:
            if note.place.table is not None and note.place.row is not None and note.place.col is not None:
                self.choose_cell((note.place.table, note.place.row, note.place.col))
            else:
                self.source.select(None, (note.place.start, note.place.end))

    def _follow_section(self, offset: int | None) -> None:
        if self.stored is None:
            return
        sections = self.stored.report.sections
        self.current_section = next(
            (i for i, s in enumerate(sections) if offset is not None and s.start <= offset < s.end), -1)
        self.panes.outline.go(self.current_section)

    def place_chosen(self) -> Evidence | None:
        """What a note or an own finding would be on: the selected passage, else the current cell."""
        if self.stored is None:
            return None
        span = self.source.selected_span()
        text = self.stored.report.document.text
        cell = self.panes.tables.chosen_cell()
        if span is not None:
            return Evidence(span[0], span[1], text[span[0]:span[1]])
        if cell is not None:
            table = self.stored.report.table(cell[0])
            found = table.at(cell[1], cell[2]) if table else None
            if found is not None:
                return Evidence(found.start, found.end, text[found.start:found.end], *cell)
        return None

    # -- how it is shown

    def set_view(self, key: str) -> None:
        """``text`` or ``pages``."""
        if self.stored is None or not self.stored.report.document.page_sizes:
            return
        self.panes.view.set_key(key)
        self.panes.stack.setCurrentIndex(1 if key == "pages" else 0)
        if key == "pages" and not self.panes.pages.data:
            stored = self.stored
            self.session.gate.run(
                lambda task: self.session.archive.original(stored.submission.id),
                lambda data: self._pages_loaded(stored, data), lambda error: self.said.emit(str(error)), owner=self,
            )

    def _pages_loaded(self, stored: StoredReport, data: bytes) -> None:
        if stored is self.stored or (self.stored and stored.submission.id == self.stored.submission.id):
            self.panes.pages.set_document(stored.report.document, data)
            self.panes.pages.set_items(self.items)
            self.panes.pages.select(self.current)

    def set_simplified(self, on: bool) -> None:
        """Shows source and tables in simplified characters, or as written; places stay."""
        self.panes.script.set_key("hans" if on else "as-is")
        self.source.redraw(simplified=on)
        self.panes.tables.set_simplified(on)

    def set_points(self, by: float) -> None:
        """Larger or smaller running text."""
        points = min(max(self.source.points + by, 10.5), 24.0)
        self.session.settings.setValue("desk/points", points)
        self.source.redraw(points=points)

    def enlarge(self, by: int) -> None:
        """Larger or smaller text, or page when the pages are shown."""
        if self.panes.stack.currentIndex() == 1:
            self.panes.pages.set_zoom(self.panes.pages.zoom * (1.2 if by > 0 else 1 / 1.2))
        else:
            self.set_points(by)

    def compare_with(self, other: int | None = None) -> None:
        """Opens another report beside this one; without an id the one nearest to it."""
        other = other if other is not None else self.header.nearest()
        if self.stored is None or other is None:
            self.said.emit(tr("资料库里没有可以对照的版次或年度"))
            return
        here = self.stored.submission.id
        later = other in self.stored.version_ids and other > here
        first, second = (here, other) if later else (other, here)
        self.session.gate.run(
            lambda task: compare(self.session.archive, first, second),
            lambda it: CompareWindow(self, it).open(), lambda error: self.said.emit(str(error)), owner=self)

    def open_find(self) -> None:
        """Ctrl+F."""
        self.set_view("text")
        self.panes.find.open_bar()

    def _restyled(self) -> None:
        if self.stored is not None:
            self.source.redraw()
            self.panes.tables.grid.relayout()
            self.show_findings()
