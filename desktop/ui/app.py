"""Starts the window: fonts, language, look, store, folder.

The language is set before any module with texts is imported; so those are imported where they are used.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLibraryInfo, QLocale, QStandardPaths, QTimer, QTranslator
from PySide6.QtWidgets import QApplication, QMessageBox

from desktop.archive import DamagedError, StoreError
from desktop.ui import language
from desktop.ui.language import LANGUAGES, tr, zh
from desktop.ui.session import Session, window_settings
from desktop.ui.theme import load_fonts, look

if TYPE_CHECKING:
    from desktop.ui.safety.jobs import Job
    from desktop.ui.window import MainWindow

NAME = zh("审读台")


def parser() -> argparse.ArgumentParser:
    """The options of the window."""
    made = argparse.ArgumentParser(prog="desktop", description=zh("审读台窗口"))
    made.add_argument("--store", type=Path, default=None, help=zh("资料库文件；默认在用户数据文件夹"))
    made.add_argument("--folder", type=Path, default=None, help=zh("要监看的共享文件夹"))
    made.add_argument("--language", choices=sorted(LANGUAGES), default=None, help=zh("这一次的界面语言：zh 中文，en 英文"))
    return made


def default_store() -> Path:
    """The store in the user's data folder."""
    base = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericDataLocation)
    return Path(base or Path.home()) / "shendu" / "shendu.db"


def make_application(argv: Sequence[str]) -> QApplication:
    """The QApplication in the language of the window, with the bundled fonts."""
    # fcitx speaks to Qt through its ibus front end; the wheel holds no fcitx plugin of its own.
    if os.environ.get("QT_IM_MODULE", "").startswith("fcitx"):
        os.environ["QT_IM_MODULE"] = "ibus"
    # A thread that works in Python holds the window up for so long, again at each thing that is drawn.
    sys.setswitchinterval(0.0005)
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication([NAME, *argv])
    app.setApplicationName("shendu")
    app.setApplicationDisplayName(tr("审读台"))
    QLocale.setDefault(language.locale())
    translator = QTranslator(app)
    if language.code() == "zh" and translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)
    load_fonts()
    return app


def main(argv: Sequence[str] | None = None) -> int:
    """Opens the window and runs until it is closed; 2 when the store cannot be used.

    A job that needs the store closed (a restore, a salvage) is done between two windows.
    """
    given = parser().parse_args(list(sys.argv[1:] if argv is None else argv))
    path = given.store or default_store()
    language.start(given.language or str(window_settings(path).value("look/language", "zh")))
    app = make_application([])
    look().start()
    said = ""
    while True:
        opened = open_store(path, said)
        if opened is None:
            return 2
        if not isinstance(opened, Session):
            said = do_job(opened, path)
            continue
        window = make_window(opened, given.folder)
        if said:
            window.notice.say(said)
        heard = sys.excepthook
        sys.excepthook = hook(window, heard)
        code = app.exec()
        sys.excepthook = heard
        job = window.job
        window.deleteLater()
        if job is None:
            return code
        said = do_job(job, path)


Hook = Callable[[type[BaseException], BaseException, TracebackType | None], Any]


def hook(window: MainWindow, then: Hook) -> Hook:
    """What is called for an error in the middle of a click: the window is told of one of the store."""
    def heard(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, StoreError):
            window.care.trouble(error)
        then(kind, error, trace)

    return heard


def open_store(path: Path, said: str = "") -> Session | Job | None:
    """The store; what a person wants done with a damaged one; None when it cannot be used. ``said`` came of a job."""
    try:
        return Session.start(path)
    except DamagedError as problem:
        from desktop.ui.safety.data import DataDialog

        dialog = DataDialog(None, path, None, problem="\n".join(filter(None, (said, str(problem)))))
        dialog.exec()
        return dialog.job
    except StoreError as problem:
        QMessageBox.critical(None, tr("审读台"), str(problem))
        return None


def do_job(job: Job, path: Path) -> str:
    """Does it; what came of it in Chinese."""
    try:
        return job.do(path)
    except StoreError as problem:
        return tr("没有做成，资料库未改变：{problem}", problem=problem)


def make_window(session: Session, folder: Path | None) -> MainWindow:
    """The window on a store, shown; it begins to watch the folder."""
    from desktop.ui.window import MainWindow

    mode = str(session.settings.value("look/mode", "auto"))
    look().set(mode, float(session.settings.value("look/scale", 1.0)))
    window = MainWindow(session)
    if folder is not None:
        session.archive.set_setting("folder", str(folder.resolve()))
    window.show()
    if session.folder:
        QTimer.singleShot(0, window, lambda: window.watch(session.folder))
    else:
        QTimer.singleShot(200, window, lambda: window.ask_settings(first=True))
    return window
