"""Worker processes that are ended from outside, and work that ends every process that touches it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from deadly_work import deadly, nothing

from desktop.archive import Archive
from desktop.intake import Importer
from desktop.intake.crew import Crew
from desktop.reading import read_text

TEXT = "云台县人民政府2023年政府信息公开工作年度报告\n一、总体情况\n全年收到申请12件。\n"
ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")


@pytest.fixture(autouse=True)
def bare_main(monkeypatch: pytest.MonkeyPatch) -> None:
    """A spawned process loads the main module of its parent first: here that is pytest, which no worker needs."""
    main = sys.modules["__main__"]
    monkeypatch.setattr(main, "__spec__", None)
    monkeypatch.delattr(main, "__file__", raising=False)


@pytest.fixture
def crew() -> Iterator[Crew]:
    made = Crew(1)
    yield made
    made.close()


def test_a_killed_worker_is_replaced_and_its_work_done(crew: Crew) -> None:
    document = msgspec.msgpack.encode(read_text(TEXT))
    first = crew.understand(document, "a.txt", "x")
    assert crew.understood(first, document, "a.txt", "x") is not None
    pool = crew._running()
    for process in list(pool._processes.values()):
        os.kill(process.pid, signal.SIGKILL)
        process.join()
    second = crew.understand(document, "a.txt", "x")
    understood = crew.understood(second, document, "a.txt", "x")
    assert understood is not None and understood.prepared.described["year"] == 2023


def test_deadly_work_is_given_up_and_the_rest_is_done(crew: Crew, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.intake.crew._begin_work", nothing)  # five workers come and go, none of them checks a report
    assert list(crew._spread(deadly, iter([1, 2, -1, 3, 4]))) == [(1, 2), (2, 4), (3, 6), (4, 8)]


def test_a_reading_worker_killed_from_outside_loses_no_file(tmp_path: Path) -> None:
    paths = []
    for index in range(6):
        path = tmp_path / f"{index}.txt"
        path.write_text(f"{TEXT}{index}", encoding="utf-8")
        paths.append(path)
    with Archive.open(tmp_path / "desk.db") as archive, Importer(archive, 0) as importer:
        killed: list[int] = []

        def kill_once(done: int, total: int, path: str) -> None:
            if not killed:
                for worker in list(importer._pool._live):
                    killed.append(worker.process.pid)
                    worker.process.kill()

        summary = importer.run(paths, kill_once)
        assert killed and len(summary.imported) == 6 and summary.refused == []


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks at /proc")
def test_the_workers_of_a_killed_program_end(tmp_path: Path) -> None:
    """Proves: nothing stays behind when the program is ended by force."""
    told = tmp_path / "pid"
    code = ("import sys, time; from pathlib import Path; from desktop.intake.crew import Crew\n"
            "def main():\n"
            "    crew = Crew(1)\n"
            "    print(crew.understood(crew.understand(b'', 'a', 'x'), b'', 'a', 'x'))\n"
            f"    Path({str(told)!r}).write_text(str(next(iter(crew._running()._processes))))\n"
            "    time.sleep(600)\n"
            "if __name__ == '__main__': main()\n")
    script = tmp_path / "program.py"
    script.write_text(code, encoding="utf-8")
    program = subprocess.Popen([sys.executable, str(script)], env={**os.environ, "PYTHONPATH": str(ROOT)})
    try:
        while not (told.exists() and told.read_text()):
            assert program.poll() is None
            time.sleep(0.02)
    finally:
        program.kill()
        program.wait()
    for _ in range(1500):
        if not _runs(int(told.read_text())):
            return
        time.sleep(0.02)
    raise AssertionError("the worker is still there")


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False
