"""From anywhere in the window into the help."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QMainWindow

from desktop.ui.gate import Gate
from desktop.ui.help.book import pages
from desktop.ui.help.window import HelpWindow
from desktop.ui.language import tr

PAGES = {"InboxPage": "inbox", "DeskPage": "desk", "RosterPage": "roster", "OverviewPage": "overview"}


class Help:
    """Makes the help window when it is first wanted; it goes with the main window.

    The pages come from all checks and forms, which take a moment to load: done in the background, while the window is
    there already and says so.
    """

    def __init__(self, window: QMainWindow, gate: Gate, say: Callable[[str], None]) -> None:
        self._window = window
        self._gate = gate
        self._say = say
        self._wanted = ""
        self.made: HelpWindow | None = None

    def about(self, address: str) -> None:
        """Opens a page, as ``rule:row-total``."""
        self._wanted = address
        if self.made is None:
            self.made = HelpWindow(self._window, self._work, waiting=True)
            self._gate.run(lambda task: pages(), lambda _pages: self._loaded(), self._failed, owner=self._window)
        self.made.open("" if self.made.waiting else address)

    def here(self, view: object) -> None:
        """F1: the page on the view in front; the first page where there is none."""
        self.about(PAGES.get(type(view).__name__, "start"))

    def _loaded(self) -> None:
        if self.made is None:
            return
        self.made.begin()
        if self.made.isVisible():
            self.made.open(self._wanted)
        else:  # closed again meanwhile
            self.made.show_page(self._wanted)

    def _work(self, make: Callable[[], str], done: Callable[[str], None]) -> None:
        self._gate.run(lambda task: make(), done, self._failed, owner=self.made)

    def _failed(self, error: Exception) -> None:
        if self.made is not None and self.made.waiting:
            self.made.close()
            self.made = None
        self._say(tr("帮助打不开：{error}", error=error))
