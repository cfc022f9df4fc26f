"""A window in a process of its own in which someone types a note, until it is killed: ``python crashing.py STORE LOG``.

Every key is written to LOG as it is typed: seconds, characters so far.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from PySide6.QtCore import QTimer  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from desktop.ui.app import make_application  # noqa: E402
from desktop.ui.desk.actions import DeskActions  # noqa: E402
from desktop.ui.dialogs.base import TextDialog  # noqa: E402
from desktop.ui.session import Session  # noqa: E402
from desktop.ui.theme import look  # noqa: E402
from desktop.ui.window import MainWindow  # noqa: E402

KEY_MS = 40
LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"


def main(store: Path, log: Path) -> None:
    app = make_application([])
    look().start("light")
    window = MainWindow(Session.start(store))
    window.resize(1366, 768)
    window.show()
    window.open_report(1)
    actions = window.desk.findChild(DeskActions)
    typed = 0
    with log.open("a", buffering=1, encoding="utf-8") as out:
        def type_on() -> None:
            nonlocal typed
            dialog = QApplication.activeModalWidget()
            if isinstance(dialog, TextDialog):
                QTest.keyClick(dialog.edit, LETTERS[typed % len(LETTERS)])
                typed += 1
                out.write(f"{time.monotonic():.3f} {typed}\n")
            elif window.desk.stored is not None:
                QTimer.singleShot(0, actions.note)

        timer = QTimer(interval=KEY_MS)
        timer.timeout.connect(type_on)
        timer.start()
        app.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
