"""How quick the window is, printed: ``python tests/bench/bench_window.py [rows] [files]`` (offscreen, a store in /tmp).

1. an inbox over many stored reports: time to the first rows and to all of them, and the longest pause of the window;
2. the longest pause while a folder of many files is imported behind the window.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "ui")]

from made import PROSE, store_report  # noqa: E402
from PySide6.QtCore import QTimer  # noqa: E402

from desktop.archive import Archive  # noqa: E402
from desktop.ui.app import make_application  # noqa: E402
from desktop.ui.session import Session  # noqa: E402
from desktop.ui.theme import look  # noqa: E402
from desktop.ui.window import MainWindow  # noqa: E402


class Pulse:
    """A timer of 5 ms; a gap between two beats is how long the window stood still, and what it worked meanwhile.

    The second says whose fault it was: on a machine that others use too, the window's thread has to wait for them.
    """

    STEPS = (20, 50, 100, 200, 500)

    def __init__(self) -> None:
        self.gaps: list[float] = []
        self.worked: list[float] = []
        self._last, self._before = time.perf_counter(), time.thread_time()
        self._timer = QTimer(interval=5)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now, work = time.perf_counter(), time.thread_time()
        self.gaps.append(now - self._last)
        self.worked.append(work - self._before)
        self._last, self._before = now, work

    def text(self) -> str:
        """How many pauses there were of each length, on the clock and of the window's own work."""
        if not self.gaps:
            return "no beat"
        lines = [f"longest pause {max(self.gaps) * 1000:.0f} ms, of own work {max(self.worked) * 1000:.0f} ms; {len(self.gaps)} beats"]
        for name, times in (("pauses", self.gaps), ("own work", self.worked)):
            counts = [sum(low <= t * 1000 < high for t in times)
                      for low, high in zip((0, *self.STEPS), (*self.STEPS, float("inf")), strict=True)]
            shown = [f"<{step} ms: {n}" for step, n in zip(self.STEPS, counts, strict=False)] + [f"longer: {counts[-1]}"]
            lines.append(f"    {name:<9}" + "  ".join(shown))
        return "\n".join(lines)


def wait(app, until, seconds: float) -> float:
    start = time.perf_counter()
    while not until() and time.perf_counter() - start < seconds:
        app.processEvents()
        time.sleep(0.001)
    return time.perf_counter() - start


def main(rows: int, files: int) -> None:
    app = make_application([])
    look().start("light")
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store.db"
        begun = time.perf_counter()
        with Archive.open(store) as archive, archive.batch():
            for i in range(rows):
                store_report(archive, f"示例市第{i + 1}局", 2024)
        print(f"{rows} reports stored in {time.perf_counter() - begun:.0f} s")
        begun = time.perf_counter()
        session = Session.start(store)
        window = MainWindow(session)
        window.resize(1366, 768)
        window.show()
        pulse = Pulse()
        first = wait(app, lambda: window.inbox.model.rowCount() > 0, 30)
        print(f"inbox: first rows {1000 * (time.perf_counter() - begun):.0f} ms after opening the store "
              f"({1000 * first:.0f} ms after show)")
        print(f"inbox: all {rows} rows after {wait(app, lambda: window.inbox.model.rowCount() >= rows, 60):.2f} s more")
        bar = window.inbox.table.verticalScrollBar()
        slowest = 0.0
        for value in range(0, bar.maximum(), max(bar.maximum() // 200, 1)):
            start = time.perf_counter()
            bar.setValue(value)
            app.processEvents()
            slowest = max(slowest, time.perf_counter() - start)
        print(f"inbox: slowest of 200 scroll steps {slowest * 1000:.0f} ms")
        start = time.perf_counter()
        window.inbox.search.setText(f"第{rows - 3}局")
        wait(app, lambda: window.inbox.model.complete and 0 < window.inbox.model.rowCount() < rows, 30)
        print(f"inbox: search answered after {1000 * (time.perf_counter() - start):.0f} ms (180 of them waiting for more keys)")
        window.inbox.search.clear()
        wait(app, lambda: window.inbox.model.complete and window.inbox.model.rowCount() >= rows, 30)
        print("inbox:", pulse.text())
        if files:
            bring_in(app, window, Path(folder) / "share", rows, files)
        window.close()


def bring_in(app, window: MainWindow, share: Path, rows: int, files: int) -> None:
    """Files come into the folder while somebody looks at the inbox."""
    share.mkdir()
    for i in range(files):
        lines = [said.format(org=f"样例市第{i + 1}局", year=2023) for kind, said in PROSE if kind != "table"]
        (share / f"{i}.txt").write_text("\n".join(lines), encoding="utf-8")
    pulse = Pulse()
    begun, worked = time.perf_counter(), time.process_time()
    window.apply_settings(str(share), "", "甲")
    model = window.inbox.model
    wait(app, lambda: model.rowCount() >= rows + files, 1800)
    taken = time.perf_counter() - begun
    print(f"import of {files} files behind the window in {taken:.0f} s, {files / taken:.1f}/s, "
          f"{(time.process_time() - worked) / files * 1000:.1f} ms of the window's process a file:", pulse.text())


if __name__ == "__main__":
    numbers = [int(a) for a in sys.argv[1:]]
    main(*(numbers + [10_000, 1_000][len(numbers):]))
