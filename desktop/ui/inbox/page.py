"""The inbox: search above, years and views left, the table, the chosen submission right."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFrame, QLineEdit, QMenu, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from desktop.archive import Submission
from desktop.ui.gate import KEPT
from desktop.ui.inbox.model import InboxModel
from desktop.ui.inbox.rows import Wish, missing_of, states_line
from desktop.ui.inbox.saved import SaveViewDialog, count_of, from_text, same_filter, saved_views, to_text
from desktop.ui.inbox.side import SidePanel, brief_of
from desktop.ui.inbox.table import InboxTable
from desktop.ui.language import tr
from desktop.ui.names import STATE_TONES, STATES
from desktop.ui.session import Session
from desktop.ui.widgets import NavList, bar, button, label

SEARCH_MS = 180
COUNT_MS = 2000  # how often the numbers on the left follow an import
VIEWS = (("errors", tr("有错误的报告")), ("copied", tr("与上年雷同超过三成")), ("refused", tr("未能读取")))


class InboxPage(QWidget):
    """``opened`` gives the id of a submission; ``wanted`` (what, ids) for sheets, letters, states, retry;
    ``settings_wanted`` and ``rescan_wanted`` come from the buttons above."""

    opened = Signal(int)
    wanted = Signal(str, list)
    settings_wanted = Signal()
    rescan_wanted = Signal()
    overview_wanted = Signal()
    roster_wanted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.model = InboxModel(session.archive, session.gate, self)
        self.wish = from_text(str(session.settings.value("inbox/filter", "{}")))
        self.views: dict[str, Wish] = {}
        self.search = _Search()
        self.search.setText(self.wish.text)
        self.search.setPlaceholderText(tr("搜索单位或全文，两个字即可　Ctrl+K"))
        self.search.setClearButtonEnabled(True)
        self.grouping = button(tr("按地区分组"), self._toggle_groups, "small")
        self.grouping.setCheckable(True)
        self.grouping.setChecked(self.wish.grouped)
        self.next = button(tr("打开下一份待审"), self.open_next, "primary", "Ctrl+Enter")
        top = bar("bar", label(tr("审读台"), "h1"), self.search, 1, self.grouping,
                  button(tr("立即扫描"), self.rescan_wanted.emit, tip=tr("重新扫描共享文件夹（F5）")),
                  button(tr("设置…"), self.settings_wanted.emit), self.next, height=52)
        self.nav = NavList("nav")
        self.nav.setMinimumWidth(150)
        self.table = InboxTable(self.model)
        self.side = SidePanel()
        self.empty = _Empty()
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.empty)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setHandleWidth(1)
        self.split.setChildrenCollapsible(False)
        for part, share in ((self.nav, 0), (self.stack, 1), (self.side, 0)):
            self.split.addWidget(part)
            self.split.setStretchFactor(self.split.count() - 1, share)
        self.split.setSizes([172, 940, 254])
        kept = session.settings.value("inbox/splitter")
        if kept is not None:
            self.split.restoreState(kept)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(top)
        column.addWidget(self.split, 1)
        self._typing = QTimer(self, singleShot=True, interval=SEARCH_MS)
        self._counting = QTimer(self, singleShot=True, interval=COUNT_MS)
        self._counting.timeout.connect(self._count)
        self.table.show_order(self.wish.sort, self.wish.descending)
        self._connect()

    def _connect(self) -> None:
        self._typing.timeout.connect(self._search)
        self.search.textChanged.connect(lambda _text: self._typing.start())
        self.search.left.connect(self.table.setFocus)
        self.nav.went.connect(self.go)
        self.table.opened.connect(self.opened)
        self.table.picked.connect(self._picked)
        self.table.sorted_by.connect(self.sort_by)
        self.side.wanted.connect(self._side_wanted)
        self.model.loaded.connect(self._loaded)
        self.model.failed.connect(lambda text: self.empty.say(tr("读取资料库时出错"), text))
        self.split.splitterMoved.connect(
            lambda _pos, _index: self.session.settings.setValue("inbox/splitter", self.split.saveState()))
        self.nav.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.nav.customContextMenuRequested.connect(self._nav_menu)
        forget = QShortcut(QKeySequence("Delete"), self.nav)
        forget.setContext(Qt.ShortcutContext.WidgetShortcut)
        forget.activated.connect(self._forget_chosen)
        for keys, call in (("Ctrl+K", self.focus_search), ("Ctrl+S", self.save_view),
                           ("Ctrl+Z", lambda: self.wanted.emit("undo", [])), ("Ctrl+Y", lambda: self.wanted.emit("redo", [])),
                           ("Ctrl+Shift+Z", lambda: self.wanted.emit("redo", [])), ("Ctrl+Return", self.open_next), ("F5", self.rescan_wanted.emit)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(call)

    # -- what is shown

    def refresh(self) -> None:
        """Asks the archive again: after an import, a verdict, a new filter."""
        self.model.ask(self.wish)
        self._count()
        chosen = self.table.chosen()
        if len(chosen) == 1:
            self._picked(chosen)

    def update(self, ids: set[int]) -> None:
        """Certain submissions came or changed: only their rows are asked for, and the numbers once in a while."""
        self.model.update(ids)
        if not self._counting.isActive():
            self._counting.start()
        chosen = self.table.chosen()
        if len(chosen) == 1 and chosen[0] in ids:
            self._picked(chosen)

    def _count(self) -> None:
        self.session.gate.run(lambda task: self._numbers(), self._show_numbers, owner=self)

    def set_wish(self, wish: Wish) -> None:
        """Another filter; kept for the next start."""
        asked = not same_filter(wish, self.wish)
        self.wish = wish
        self.session.settings.setValue("inbox/filter", to_text(wish))
        if asked:
            self.refresh()
        else:
            self.model.reorder(wish)

    def go(self, key: object) -> None:
        """A place of the left column: ("year", y), ("state", y, s), ("view", v), ("all",)."""
        if not isinstance(key, tuple):
            return
        if key[0] == "overview":
            self.nav.go(self._nav_key())
            self.overview_wanted.emit()
            return
        if key[0] == "roster":
            self.nav.go(self._nav_key())
            self.roster_wanted.emit()
            return
        if key[0] == "save":
            self.nav.go(self._nav_key())
            self.save_view()
            return
        if key[0] == "saved":
            self.show_view(key[1])
            return
        plain = replace(self.wish, year=None, state=None, view="", ids=frozenset(), named="")
        if key[0] == "year":
            self.set_wish(replace(plain, year=key[1]))
        elif key[0] == "state":
            self.set_wish(replace(plain, year=key[1], state=key[2]))
        elif key[0] == "view":
            self.set_wish(replace(plain, view=key[1]))
        elif key[0] == "ids":
            return
        else:
            self.set_wish(plain)

    # -- saved views

    def save_view(self) -> None:
        """Ctrl+S: the present filter under a name; it stays over restarts."""
        if self.wish.ids:
            return
        dialog = SaveViewDialog(self, self.wish, list(self.views))
        if dialog.exec() == QDialog.DialogCode.Accepted:
            name, kept = dialog.name(), to_text(self.wish)
            self.views[name] = self.wish
            archive = self.session.archive
            self.session.gate.run(lambda task: archive.save_query(name, kept), lambda _id: self.refresh(), owner=self, lane=KEPT)

    def show_view(self, name: str) -> None:
        """A saved view, with its order and grouping."""
        wish = self.views.get(name)
        if wish is None:
            return
        self.search.blockSignals(True)
        self.search.setText(wish.text)
        self.search.blockSignals(False)
        self.grouping.setChecked(wish.grouped)
        self.table.show_order(wish.sort, wish.descending)
        self.set_wish(wish)

    def forget_view(self, name: str) -> None:
        """Takes a saved view away; what it showed stays."""
        self.views.pop(name, None)
        archive = self.session.archive
        self.session.gate.run(lambda task: archive.delete_query(name), lambda _none: self.refresh(), owner=self, lane=KEPT)

    def _nav_menu(self, at: QPoint) -> None:
        entry = self.nav.itemAt(at)
        key = entry.data(Qt.ItemDataRole.UserRole) if entry is not None else None
        if isinstance(key, tuple) and key[0] == "saved":
            menu = QMenu(self)
            menu.addAction(tr("删除视图“{key}”", key=key[1])).triggered.connect(lambda _checked=False: self.forget_view(key[1]))
            menu.popup(self.nav.viewport().mapToGlobal(at))

    def _forget_chosen(self) -> None:
        entry = self.nav.currentItem()
        key = entry.data(Qt.ItemDataRole.UserRole) if entry is not None else None
        if isinstance(key, tuple) and key[0] == "saved":
            self.forget_view(key[1])

    def sort_by(self, column: str) -> None:
        """By a column; again the other way round."""
        first_down = column in ("received", "findings", "copied", "version")
        down = not self.wish.descending if self.wish.sort == column else first_down
        self.table.show_order(column, down)
        self.set_wish(replace(self.wish, sort=column, descending=down))

    def show_chosen(self) -> None:
        """The panel says again what is known of the chosen submission."""
        self._picked(self.table.chosen())

    def focus_search(self) -> None:
        """Ctrl+K."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def open_next(self) -> None:
        """Opens the oldest submission that waits for review, of the year shown."""
        found = self.next_open(None)
        if found is not None:
            self.opened.emit(found)

    def next_open(self, after: int | None) -> int | None:
        """The id of the next submission to review: those begun first, then the oldest new one; not ``after`` itself."""
        archive = self.session.archive
        for state in ("reviewing", "new"):
            rows = archive.submissions(year=self.wish.year, state=state, refused=False)
            left: list[Submission] = [r for r in reversed(rows) if r.id != after]
            if left:
                return left[0].id
        return None

    # -- inside

    def _toggle_groups(self) -> None:
        self.set_wish(replace(self.wish, grouped=self.grouping.isChecked()))

    def _search(self) -> None:
        self.set_wish(replace(self.wish, text=self.search.text().strip()))

    def _loaded(self) -> None:
        has = bool(self.model.rows)
        self.stack.setCurrentIndex(0 if has else 1)
        if has:
            self.table.choose_first()
            return
        self.side.show_nothing()
        if self.wish.text:
            self.empty.say(tr("没有找到"), tr("没有报告含有“{text}”。", text=self.wish.text))
        elif self.wish != replace(Wish(), grouped=self.wish.grouped, sort=self.wish.sort, descending=self.wish.descending):
            self.empty.say(tr("这里没有报告"), tr("换一个年度或状态看看。"))
        elif self.session.folder:
            self.empty.say(tr("还没有收到报告"), tr("把年度报告放进共享文件夹，几秒后就会出现在这里：\n{folder}", folder=self.session.folder))
        else:
            self.empty.say(tr("请先选择共享文件夹"), tr("按右上角“设置…”，选择各单位存放年度报告的文件夹。"))

    def _picked(self, ids: list[int]) -> None:
        if not ids:
            return
        if len(ids) > 1:
            self.side.show_many(ids)
            return
        report_id = ids[0]
        self.session.gate.run(
            lambda task: brief_of(self.session.archive, report_id),
            lambda brief: self.side.show_brief(brief) if self.table.chosen() == [report_id] else None,
            lambda error: None, owner=self,
        )

    def _side_wanted(self, what: str, ids: list[int]) -> None:
        if what == "open" and ids:
            self.opened.emit(ids[0])
        else:
            self.wanted.emit(what, ids)

    def _numbers(self) -> dict[str, object]:
        archive = self.session.archive
        years = archive.years()
        return {
            "years": years,
            "states": {year: archive.states(year) for year, _ in years[:3] if year is not None},
            "shown": archive.states(self.wish.year),
            "missing": missing_of(archive, self.wish.year, date.today()),
            "errors": archive.count(refused=False, least="error"),
            "refused": archive.count(refused=True),
            "views": {name: (wish, count_of(archive, wish)) for name, wish in saved_views(archive).items()},
        }

    def _show_numbers(self, numbers: dict) -> None:  # type: ignore[type-arg]
        years: list[tuple[int | None, int]] = numbers["years"]
        entries: list[tuple[object, str, str, str, int]] = [
            (("all",), tr("全部"), f"{sum(n for _, n in years):,}", "plain", 0)]
        for year, size in years:
            if year is None:
                continue
            entries.append((("year", year), tr("{year}年度", year=year), f"{size:,}", "plain", 0))
            states = numbers["states"].get(year, {})
            for state, name in STATES.items():
                if states.get(state) and (year == self.wish.year or year == years[0][0]):
                    tone = STATE_TONES[state] if state in ("new", "reviewing") else "plain"
                    entries.append((("state", year, state), name, f"{states[state]:,}", tone, 1))
        entries.append((None, tr("视图"), "", "", 0))
        for key, name in VIEWS:
            count = {"errors": numbers["errors"], "refused": numbers["refused"]}.get(key)
            tone = "error" if key == "refused" and count else "plain"
            entries.append((("view", key), name, f"{count:,}" if count is not None else "", tone, 0))
        self.views = {name: wish for name, (wish, _count) in numbers["views"].items()}
        for name, (_wish, count) in numbers["views"].items():
            entries.append((("saved", name), name, f"{count:,}" if count is not None else "", "plain", 0))
        entries.append((("save",), tr("＋ 存为视图…"), "", "", 0))
        missing, over = numbers["missing"]
        entries += [(None, tr("统计"), "", "", 0),
                    (("roster",), tr("应报未报"), f"{missing:,}" if missing else "", "error" if over else "warning", 0),
                    (("overview",), tr("总览图表"), "", "", 0)]
        if self.wish.ids:
            entries.append((("ids",), self.wish.named, str(len(self.wish.ids)), "notice", 0))
        self.nav.fill(entries, self._nav_key())
        whole, passed = states_line(numbers["shown"])
        settled = sum(numbers["shown"].get(s, 0) for s in ("waiting", "returned", "accepted"))
        self.side.show_progress(self.wish.year, whole, passed, settled)

    def show_these(self, ids: list[int], named: str) -> None:
        """Only these submissions, as the overview named them."""
        self.search.clear()
        self.set_wish(replace(self.wish, text="", year=None, state=None, view="", ids=frozenset(ids), named=named))

    def _nav_key(self) -> object:
        if self.wish.ids:
            return ("ids",)
        saved = next((name for name, wish in self.views.items() if same_filter(wish, self.wish)), None)
        if saved is not None:
            return ("saved", saved)
        if self.wish.view:
            return ("view", self.wish.view)
        if self.wish.state:
            return ("state", self.wish.year, self.wish.state)
        return ("year", self.wish.year) if self.wish.year is not None else ("all",)


class _Search(QLineEdit):
    """The search field: arrow down and Enter go to the table, Escape empties it."""

    left = Signal()

    gives_way = True

    def sizeHint(self) -> QSize:
        """Room for a long name."""
        return QSize(460, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Room for a short one, in a narrow window."""
        return QSize(200, super().minimumSizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.left.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.left.emit()
        else:
            super().keyPressEvent(event)


class _Empty(QFrame):
    """What the inbox says when it has nothing to show."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("pane")
        column = QVBoxLayout(self)
        column.addStretch(2)
        self.head = label("", "h1")
        self.text = label("", "soft", wrap=True)
        for part in (self.head, self.text):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(part)
        column.addStretch(3)

    def say(self, head: str, text: str) -> None:
        """A headline and what to do next."""
        self.head.setText(head)
        self.text.setText(text)
