"""The window of the help: contents and search at the left, the page at the right. Stays open beside the work."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import (
    QCloseEvent,
    QFont,
    QImageReader,
    QKeySequence,
    QShortcut,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFragment,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSplitter, QTextBrowser, QTextEdit, QVBoxLayout, QWidget

from desktop.ui.help.book import WRITTEN, Page, page, pages, search
from desktop.ui.language import tr
from desktop.ui.theme import look
from desktop.ui.widgets import NavList, button, fit, label

FIRST = "start"
WIDE = 4  # columns; a table with more holds figures and is as wide as they are
MANY = 200  # words marked in a page at most
PICTURE = 740  # pixels across; the window shows it whole at its first size

Work = Callable[[Callable[[], str], Callable[[str], None]], None]


def at_once(make: Callable[[], str], done: Callable[[str], None]) -> None:
    """Makes a page in the foreground."""
    done(make())


class HelpWindow(QWidget):
    """One window for the whole program; ``open(address)`` shows a page and brings the window to the front.

    ``work(make, done)`` makes a page, in the background where examples have to be read and checked for it. ``waiting``: the
    pages are not there yet, ``begin`` is called when they are; meanwhile the window says so.
    """

    def __init__(self, parent: QWidget | None = None, work: Work | None = None, *, waiting: bool = False) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.work: Work = work or at_once
        self.setWindowTitle(tr("审读台 帮助"))
        self.trail: list[str] = []
        self.ahead: list[str] = []
        self.address = ""
        self.wish = QLineEdit()
        self.wish.setPlaceholderText(tr("搜索帮助  Ctrl+F"))
        self.wish.setClearButtonEnabled(True)
        self.wish.textChanged.connect(self._search)
        self.wish.returnPressed.connect(self._first_found)
        self.nav = NavList("nav")
        self.nav.went.connect(lambda key: self.show_page(str(key)))
        self.none = label(tr("没有找到。换个说法，或少写几个字。"), "soft", wrap=True)
        self.none.hide()
        self.view = QTextBrowser()
        self.view.setObjectName("source")
        self.view.setOpenLinks(False)
        self.view.setSearchPaths([str(WRITTEN)])
        self.view.anchorClicked.connect(self._clicked)
        self.back = button(tr("‹ 后退"), self.go_back, "small", "Alt+←")
        self.forth = button(tr("前进 ›"), self.go_forth, "small", "Alt+→")
        self._lay_out()
        for keys, call in (("Escape", self.close), ("Ctrl+F", self.wish.setFocus), ("Ctrl+K", self.wish.setFocus),
                           ("Alt+Left", self.go_back), ("Alt+Right", self.go_forth), ("F1", self.close)):
            QShortcut(QKeySequence(keys), self).activated.connect(call)
        look().changed.connect(self._redraw)
        self.waiting = waiting
        if waiting:
            self.wish.setEnabled(False)
            self.view.setPlainText(tr("正在准备使用说明，请稍候…"))
        else:
            self.begin()

    def begin(self) -> None:
        """Shows what pages there are."""
        self.waiting = False
        self.wish.setEnabled(True)
        self._fill(pages())

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(10, 10, 0, 0)
        column.addWidget(self.wish)
        column.addWidget(self.none)
        column.addWidget(self.nav, 1)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 8, 0, 0)
        line = QHBoxLayout()
        line.setContentsMargins(12, 0, 12, 0)
        line.addWidget(self.back)
        line.addWidget(self.forth)
        line.addStretch(1)
        line.addWidget(button(tr("关闭  Esc"), self.close, "small"))
        column.addLayout(line)
        column.addWidget(self.view, 1)
        split = QSplitter()
        split.addWidget(left)
        split.addWidget(right)
        split.setStretchFactor(1, 1)
        split.setSizes([290, 830])
        split.setChildrenCollapsible(False)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(split)
        fit(self, 1120, 740)

    def open(self, address: str = "") -> None:
        """Shows a page (the one last seen, or the first) and the window itself, in front."""
        if not self.waiting:
            self.show_page(address if page(address) else self.address or FIRST)
        self.show()
        self.raise_()
        self.activateWindow()

    def show_page(self, address: str, remember: bool = True) -> None:
        """Shows a page; an address that is not there shows nothing new."""
        found = page(address)
        if found is None:
            return
        if remember and self.address and self.address != address:
            self.trail.append(self.address)
            self.ahead.clear()
        self.address = address
        self._draw(found)
        self.nav.go(address)
        self.back.setEnabled(bool(self.trail))
        self.forth.setEnabled(bool(self.ahead))

    def go_back(self) -> None:
        """To the page seen before."""
        if self.trail:
            self.ahead.append(self.address)
            self.show_page(self.trail.pop(), remember=False)

    def go_forth(self) -> None:
        """Forward again."""
        if self.ahead:
            self.trail.append(self.address)
            self.show_page(self.ahead.pop(), remember=False)

    def _draw(self, found: Page) -> None:
        if found.html is None:
            self._put(found, found.markdown)
            return
        make, colours = found.html, look().colours
        self.work(lambda: make(colours), lambda made: self._put(found, made) if self.address == found.address else None)

    def _put(self, found: Page, said: str) -> None:
        c = look().colours
        # Finished apart from the view: a page in view would be laid out anew at every step.
        document = QTextDocument(self.view)
        document.setDefaultFont(look().sans(11))
        document.setDocumentMargin(24)
        document.setDefaultStyleSheet(f"a {{ color: {c.notice if c.dark else c.accent}; }} th {{ font-weight: 600; text-align: left; }}")
        if found.html is not None:
            document.setHtml(said)
        else:
            document.setMarkdown(said)
        tidy(document)
        self.view.setDocument(document)
        self.view.moveCursor(QTextCursor.MoveOperation.Start)
        self._mark()

    def _redraw(self) -> None:
        found = page(self.address) if not self.waiting else None
        if found is not None and self.isVisible():
            self._draw(found)

    def _clicked(self, url: QUrl) -> None:
        """Links name pages; the program opens nothing on the network."""
        self.show_page(url.toString().removesuffix(".md"))

    def _search(self) -> None:
        found = search(self.wish.text())
        self.none.setVisible(not found)
        self._fill(found)
        self._mark()

    def _first_found(self) -> None:
        found = search(self.wish.text())
        if found:
            self.show_page(found[0].address)

    def _fill(self, found: tuple[Page, ...]) -> None:
        entries: list[tuple[object, str, str, str, int]] = []
        folders = dict.fromkeys(p.folder for p in found)
        for folder in folders:
            some = [p for p in found if p.folder == folder]
            entries.append((None, folder, "", "", 0))
            entries += [(p.address, p.title, "", "", 1) for p in some]
        self.nav.fill(entries, self.address)

    def _mark(self) -> None:
        """Marks the words looked for in the page."""
        marks = []
        document = self.view.document()
        for word in self.wish.text().split():
            at = document.find(word)
            while not at.isNull() and len(marks) < MANY:
                one = QTextEdit.ExtraSelection()
                one.cursor = at
                one.format.setBackground(look().colour("warning_sel"))
                marks.append(one)
                at = document.find(word, at)
        self.view.setExtraSelections(marks)
        if marks:
            self.view.setTextCursor(QTextCursor(document))
            first = QTextCursor(marks[0].cursor)
            first.clearSelection()
            self.view.setTextCursor(first)
            self.view.ensureCursorVisible()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.wish.clear()
        event.accept()


def tidy(document: QTextDocument) -> None:
    """Gives a page its measure: air between lines, headings in steps, ruled tables."""
    sizes = {1: 1.5, 2: 1.2, 3: 1.05}
    base = document.defaultFont().pointSizeF()
    whole = QTextCursor(document)
    whole.beginEditBlock()
    block = document.begin()
    while block.isValid():
        cursor = QTextCursor(block)
        table = cursor.currentTable()
        if table is not None and table.firstPosition() == block.position():
            _tidy_table(table)
        if table is None:
            _tidy_block(cursor, block, base * sizes.get(block.blockFormat().headingLevel(), 0))
        block = block.next()
    whole.endEditBlock()


def _tidy_table(table: QTextTable) -> None:
    """Rules the tables that have rules; those of words also get the full width and air."""
    form = table.format()
    if form.border() < 1:
        return
    if form.width().type() == QTextLength.Type.VariableLength and form.columns() <= WIDE:
        form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        form.setCellPadding(5)
        form.setBottomMargin(10)
    form.setCellSpacing(0)
    form.setBorderCollapse(False)
    form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    form.setBorderBrush(look().colour("line_strong"))
    table.setFormat(form)


def _tidy_image(cursor: QTextCursor, piece: QTextFragment) -> None:
    form = piece.charFormat().toImageFormat()
    natural = QImageReader(str(WRITTEN / form.name())).size().width()
    form.setWidth(min(PICTURE, natural) if natural > 0 else PICTURE)
    cursor.setPosition(piece.position())
    cursor.setPosition(piece.position() + piece.length(), QTextCursor.MoveMode.KeepAnchor)
    cursor.setCharFormat(form)


def _tidy_block(cursor: QTextCursor, block: QTextBlock, heading: float) -> None:
    form = block.blockFormat()
    form.setLineHeight(145, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    form.setTopMargin(0 if not heading else 2 if form.headingLevel() == 1 else 16)
    form.setBottomMargin(6 if heading else 2 if block.textList() else 7)
    cursor.setBlockFormat(form)
    for part in block:
        if part.fragment().charFormat().isImageFormat():
            _tidy_image(QTextCursor(block), part.fragment())
            return
    if heading:
        cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
        style = cursor.charFormat()
        style.clearProperty(QTextFormat.Property.FontSizeAdjustment)
        style.setFontPointSize(heading)
        style.setFontWeight(QFont.Weight.DemiBold)
        cursor.mergeCharFormat(style)
