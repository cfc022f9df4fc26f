"""Qt objects in cycles of references die on the GUI thread, whichever thread asks for memory."""

from __future__ import annotations

import gc
import threading

from PySide6.QtWidgets import QWidget

from desktop.ui.gate import Gate


class _Cycle(QWidget):
    died: list[int] = []  # noqa: RUF012 - shared on purpose

    def __init__(self) -> None:
        super().__init__()
        self.me = self

    def __del__(self) -> None:
        self.died.append(threading.get_ident())


def test_widgets_die_on_the_gui_thread(qapp, qtbot) -> None:
    _Cycle.died.clear()
    gate = Gate()
    assert not gc.isenabled()
    for _ in range(30):
        _Cycle()

    def hungry(task: object) -> int:
        return len([[n] for n in range(400_000)])

    done: list[int] = []
    gate.run(hungry, done.append)
    qtbot.waitUntil(lambda: bool(done), timeout=20_000)
    assert _Cycle.died == [] or set(_Cycle.died) == {threading.get_ident()}
    keep = [[n] for n in range(20_000)]
    qtbot.waitUntil(lambda: len(_Cycle.died) == 30, timeout=20_000)
    assert set(_Cycle.died) == {threading.get_ident()} and len(keep) == 20_000
    gate.close()
    assert gc.isenabled()
