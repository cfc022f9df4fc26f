"""The gate: results and errors come back on the GUI thread, cancelled and orphaned work says nothing."""

from __future__ import annotations

import threading

from PySide6.QtCore import QObject, QThread

from desktop.ui.gate import KEPT, Gate


def test_results_come_back_on_the_gui_thread(qtbot) -> None:
    gate = Gate()
    got: list[tuple[object, bool, bool]] = []
    here = QThread.currentThread()
    gate.run(lambda task: threading.current_thread() is threading.main_thread(),
             lambda on_main: got.append((on_main, QThread.currentThread() is here, threading.current_thread() is threading.main_thread())))
    qtbot.waitUntil(lambda: bool(got))
    assert got == [(False, True, True)]
    gate.close()


def test_errors_come_back_too(qtbot) -> None:
    gate = Gate()
    errors: list[Exception] = []
    gate.run(lambda task: 1 / 0, None, errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    assert isinstance(errors[0], ZeroDivisionError)
    gate.close()


def test_progress_is_told_in_order_before_the_result(qtbot) -> None:
    gate = Gate()
    seen: list[object] = []

    def work(task) -> str:
        for i in range(5):
            task.progress(i, 5, "")
        return "end"

    gate.run(work, seen.append, progress=lambda done, total, text: seen.append(done))
    qtbot.waitUntil(lambda: "end" in seen)
    assert seen == [0, 1, 2, 3, 4, "end"]
    gate.close()


def test_cancelled_work_brings_nothing(qtbot) -> None:
    gate = Gate()
    go = threading.Event()
    got: list[object] = []

    def work(task) -> str:
        go.wait(5)
        task.check()
        return "never"

    task = gate.run(work, got.append, got.append)
    task.cancel()
    go.set()
    qtbot.waitUntil(lambda: not gate.busy())
    assert got == []
    gate.close()


def test_nothing_is_delivered_to_a_deleted_owner(qtbot) -> None:
    import shiboken6

    gate = Gate()
    go = threading.Event()
    owner = QObject()
    got: list[object] = []
    gate.run(lambda task: go.wait(5), got.append, owner=owner)
    shiboken6.delete(owner)
    go.set()
    qtbot.waitUntil(lambda: not gate.busy())
    assert got == []
    gate.close()


def test_what_a_person_did_is_written_when_the_window_closes_at_once(qapp) -> None:
    gate = Gate()
    written: list[int] = []
    for i in range(20):
        gate.run(lambda task, i=i: written.append(i), lane=KEPT)
    gate.close()
    assert written == list(range(20))
