"""Through every view and dialog of the window, for pictures and for reading what stands on them.

    python tests/ui/tour.py STORE SHOTS [--language en] [--dark] [--only name,name]

takes a picture of the screen at each station (under Xvfb, with QT_SCALE_FACTOR, at any size of screen). The tests walk
the same way and read the texts.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from PySide6.QtCore import QEventLoop, QPoint  # noqa: E402
from PySide6.QtWidgets import (  # noqa: E402
    QAbstractButton,
    QApplication,
    QComboBox,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QPlainTextEdit,
    QSpinBox,
    QTabBar,
    QTableWidget,
    QWidget,
)

from desktop.ui import language  # noqa: E402

Station = tuple[str, QWidget]


def wait(ms: int, until=lambda: False) -> None:
    """Lets the window live for a while, or until something is so."""
    end = time.monotonic() + ms / 1000
    while time.monotonic() < end and not until():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        time.sleep(0.005)


def stations(window) -> Iterator[Station]:
    """Brings each view and dialog up and gives it by name; a dialog goes when the next is asked for."""
    yield from _pages(window)
    yield from _desk(window)
    for name, make in _dialogs(window):
        made = make()
        made.show()
        made.raise_()
        made.activateWindow()
        wait(60_000, lambda made=made: not pending(made))
        yield name, made
        made.close()
        made.deleteLater()
        wait(50)


def pending(dialog: QWidget) -> bool:
    """Whether a dialog with a preview has not drawn it yet."""
    view = getattr(dialog, "view", None)
    return hasattr(view, "pending") and not view.problem and (view.pending() or view.drawn is None)


def _settle(window) -> None:
    wait(60_000, lambda: not window.session.gate.busy())
    wait(150)


def _pages(window) -> Iterator[Station]:
    _settle(window)
    window.inbox.table.setFocus()
    window.inbox.table.choose(next(r.id for r in window.session.archive.submissions() if r.errors))
    _settle(window)
    yield "inbox", window
    window.inbox._toggle_groups()
    _settle(window)
    window.inbox.table.selectAll()
    _settle(window)
    yield "inbox-grouped", window
    window.inbox._toggle_groups()
    window.show_overview()
    _settle(window)
    wait(60_000, lambda: not window.overview._turn.isActive())
    yield "overview", window
    window.show_roster()
    _settle(window)
    yield "roster", window
    window.show_inbox()


def _desk(window) -> Iterator[Station]:
    window.open_report(_report_with(window, paged=False))
    wait(60_000, lambda: window.desk.stored is not None and not window.session.gate.busy())
    wait(200)
    yield "desk", window
    if len(window.desk.stored.report.tables) > 1:
        tables = window.desk.panes.tables
        tables.tabs._clicked(tables.tabs.keys()[1])
        wait(200)
        yield "desk-requests", window
    window.desk.panes.show_whole(True)
    wait(200)
    yield "desk-table", window
    window.desk.panes.show_whole(False)
    window.desk.open_find()
    wait(100)
    yield "desk-find", window
    window.desk.panes.find.close_bar()
    window.open_report(_report_with(window, paged=True))
    wait(60_000, lambda: window.desk.stored.report.document.page_sizes and not window.session.gate.busy())
    window.desk.set_view("pages")
    wait(60_000, lambda: not window.session.gate.busy())
    wait(400)
    yield "desk-pages", window
    window.desk.set_view("text")


def _report_with(window, paged: bool) -> int:
    archive = window.session.archive
    rows = [row for row in archive.submissions() if row.error is None]
    rows.sort(key=lambda row: (-(row.errors + row.warnings), row.id))
    for row in rows:
        if (row.format == "pdf") is paged and row.form in ("2019", "2021"):
            return row.id
    return rows[0].id


def _dialogs(window) -> Iterator[tuple[str, object]]:
    from desktop.archive import Verdict
    from desktop.intake.roster import read_roster
    from desktop.report import Fact
    from desktop.review.bundle import Merge
    from desktop.ui.desk.compare import CompareWindow, compare
    from desktop.ui.dialogs.base import TextDialog
    from desktop.ui.dialogs.firstrun import FirstRun
    from desktop.ui.dialogs.help import KeysDialog
    from desktop.ui.dialogs.judging import (
        ConclusionDialog,
        CorrectDialog,
        DismissDialog,
        OwnFindingDialog,
        SeverityDialog,
    )
    from desktop.ui.dialogs.standing import RulingDialog, RulingsDialog
    from desktop.ui.inbox.saved import SaveViewDialog
    from desktop.ui.names import title_of
    from desktop.ui.papers.printing import PrintDialog
    from desktop.ui.roster.importing import ImportDialog
    from desktop.ui.roster.page import EXAMPLE
    from desktop.ui.safety.merge import MergeDialog, Side, said_of
    from desktop.ui.told import told
    from desktop.ui.window import SAMPLES

    session, desk = window.session, window.desk
    archive = session.archive
    stored, item = desk.stored, desk.items[0]
    ids = [row.id for row in archive.submissions() if row.error is None]
    fact = next((f for f in stored.report.facts), None)
    readings = Fact(fact.key, fact.value, fact.raw, fact.start, fact.end, fact.table, fact.row, fact.col) if fact else None
    pages = (("data", lambda: None), ("rules", lambda: None))
    yield "first-run", lambda: FirstRun(window, samples=SAMPLES)
    yield "settings", lambda: _settings(window, FirstRun, pages)
    yield "keys", lambda: KeysDialog(window)
    yield "dismiss", lambda: DismissDialog(desk, item, session.reasons())
    yield "severity", lambda: SeverityDialog(desk, item)
    yield "reword", lambda: TextDialog(desk, language.tr("改写第 {number} 个问题的意见", number=item.number), item.message,
                                       above=language.tr("程序原文：{message}", message=item.finding.message))
    if readings is not None:
        yield "correct", lambda: CorrectDialog(desk, "1", readings, readings.raw)
    yield "own-finding", lambda: OwnFindingDialog(desk, stored.report.document.text[:30])
    yield "conclude", lambda: ConclusionDialog(desk, stored, desk.items)
    yield "ruling", lambda: RulingDialog(desk, item.finding.check, stored.submission.org or "", session.reasons())
    yield "rule-off", lambda: RulingDialog(desk, item.finding.check, "", session.reasons())
    yield "rulings", lambda: RulingsDialog(window, archive.rulings(), lambda ruling: None)
    yield "data", window.care.make
    yield "save-view", lambda: SaveViewDialog(window, window.inbox.wish, ())
    ours = Verdict("", "accepted", None, None, None, "李阅", "2025-03-10T09:12:00")
    theirs = Verdict("", "dismissed", "口径不同，数字无误", None, None, "王审", "2025-03-10T10:40:00")
    sides = [Side(title_of(stored.submission), i.message, said_of(ours), said_of(theirs)) for i in desk.items[:2]]
    yield "merge", lambda: MergeDialog(window, told(Merge(12, 3, 1, conflicts=[None, None]).text()), [None, None], sides)
    yield "import-roster", lambda: ImportDialog(window, EXAMPLE.name, read_roster(EXAMPLE), archive.roster())
    other = next((i for i in ids if i != stored.submission.id), ids[0])
    yield "compare", lambda: CompareWindow(desk, compare(archive, other, stored.submission.id))
    for what, some in (("sheet", ids[:1]), ("letter", ids[:1]), ("circular", ids), ("reminder", []), ("batch", ids),
                       ("exported_all", []), ("office", [])):
        yield what, lambda what=what, some=some: window.papers.make(what, some)
    yield "templates", lambda: _templates(window)
    sample = archive.original(next(row.id for row in archive.submissions() if row.format == "pdf"))
    yield "print", lambda: PrintDialog(session.gate, window, sample, "A4")
    yield "help", lambda: _help(window)


def _settings(window, kind, pages):
    session = window.session
    names = (language.tr("数据与备份…"), language.tr("不采纳的规则…"))
    return kind(window, folder=session.folder, office=session.office, reviewer=session.archive.setting("reviewer"), first=False,
                office_page=lambda: "", pages=tuple(zip(names, (call for _, call in pages), strict=True)))


def _templates(window):
    made = window.papers.make("office", [])
    made.show_page("templates")
    return made


def _help(window):
    window.help.about("start")
    wait(60_000, lambda: window.help.made is not None and window.help.made.address)
    return window.help.made


def texts(widget: QWidget) -> Iterator[tuple[str, str]]:
    """(kind, text) of everything that the window itself says on a widget: not the cells of tables, the passages, the cards."""
    yield "title", widget.windowTitle()
    for part in [widget, *widget.findChildren(QWidget)]:
        yield "tip", part.toolTip()
        if isinstance(part, QAbstractButton | QLabel):
            yield "text", part.text()
        elif isinstance(part, QGroupBox):
            yield "group", part.title()
        elif isinstance(part, QComboBox):
            yield from (("choice", part.itemText(i)) for i in range(part.count()))
        elif isinstance(part, QSpinBox):
            yield from (("number", said) for said in (part.prefix(), part.suffix(), part.specialValueText()))
        elif isinstance(part, QLineEdit | QPlainTextEdit):
            yield "hint", part.placeholderText()
        elif isinstance(part, QTabBar):
            yield from (("tab", part.tabText(i)) for i in range(part.count()))
        elif isinstance(part, QMenu):
            yield from (("menu", action.text()) for action in part.actions())
        elif isinstance(part, QListWidget) and part.objectName() == "nav":
            yield from (("place", part.item(i).text()) for i in range(part.count()))
        elif isinstance(part, QHeaderView) and not isinstance(part.parent(), QTableWidget):
            model = part.model()
            if model is not None:
                yield from (("head", str(model.headerData(i, part.orientation()) or "")) for i in range(part.count()))
        elif isinstance(part, QTableWidget):
            items = (part.horizontalHeaderItem(i) for i in range(part.columnCount()))
            yield from (("head", item.text()) for item in items if item is not None)


def start(store: Path, code: str = "zh", dark: bool = False):
    """The window on a store."""
    language.start(code)
    from desktop.ui.app import make_application
    from desktop.ui.session import Session
    from desktop.ui.theme import look

    app = make_application([])
    look().start("dark" if dark else "light")
    from desktop.ui.window import MainWindow

    window = MainWindow(Session.start(store))
    room = app.primaryScreen().availableGeometry()
    window.setGeometry(room)
    window.show()
    wait(400)
    return window


def main() -> None:
    given = argparse.ArgumentParser()
    given.add_argument("store", type=Path)
    given.add_argument("shots", type=Path)
    given.add_argument("--language", default="zh")
    given.add_argument("--dark", action="store_true")
    given.add_argument("--only", default="")
    given.add_argument("--folder", default="", help="watched meanwhile")
    given.add_argument("--bare", action="store_true", help="the view or dialog alone, not the whole screen")
    wish = given.parse_args()
    wish.shots.mkdir(parents=True, exist_ok=True)
    only = set(filter(None, wish.only.split(",")))
    window = start(wish.store, wish.language, wish.dark)
    if wish.folder:
        window.session.archive.set_setting("folder", wish.folder)
        window.watch(wish.folder)
        wait(4000)
    screen = QApplication.primaryScreen()
    room = screen.availableGeometry()
    for name, widget in stations(window):
        if only and name not in only:
            continue
        if widget is not window:
            # There is no window manager: put it where one would.
            size = widget.frameGeometry().size()
            widget.move(QPoint(max((room.width() - size.width()) // 2, 0), max((room.height() - size.height()) // 2, 0)))
        wait(700)
        over = [] if room.contains(widget.frameGeometry()) else [f"over by {widget.frameGeometry().size()} in {room.size()}"]
        print(name, *over, flush=True)
        picture = widget.grab() if wish.bare else screen.grabWindow(0)
        picture.save(str(wish.shots / f"{name}.png"))
    window.close()


if __name__ == "__main__":
    main()
