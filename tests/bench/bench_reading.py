"""Speed and memory of reading Word documents, against python-docx over the same cells in the same run.

Run by hand: ``python tests/bench/bench_reading.py [FILE.docx ...]``; without files a filled form is made.
"""

from __future__ import annotations

import gc
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import docx

from desktop.reading import read, read_safely

ROWS, COLS = 60, 12


def made(folder: Path) -> Path:
    """A document with paragraphs and two tables with merged cells."""
    document = docx.Document()
    for n in range(60):
        document.add_paragraph(f"（{n}）2023年，云台县共受理政府信息公开申请{n}件，均已按时办结。" * 3)
    for _ in range(2):
        table = document.add_table(ROWS, COLS)
        for row in range(ROWS):
            for col in range(COLS):
                table.cell(row, col).text = str(row * col)
        table.cell(0, 0).merge(table.cell(2, 2))
        table.cell(3, 0).merge(table.cell(20, 0))
    path = folder / "form.docx"
    document.save(str(path))
    return path


def with_python_docx(path: Path) -> int:
    """All paragraphs and cells by python-docx, in its quickest way (row by row); merged cells once, as our reader gives
    them. Ours reads headers, footers, notes and automatic numbers besides; python-docx is let off them."""
    document = docx.Document(str(path))
    texts = [p.text for p in document.paragraphs]
    count = 0
    for table in document.tables:
        seen = set()
        for row in table.rows:
            for cell in row.cells:
                if cell._tc not in seen:
                    seen.add(cell._tc)
                    texts.append(cell.text)
                    count += 1
    return count


def with_ours(path: Path) -> int:
    """The cells by our reader."""
    return sum(len(table.cells) for table in read(path).tables)


def best(*works: Callable[[], object], times: int = 9) -> list[float]:
    """Milliseconds of processor time, the best of several rounds in turn, so that other work on the machine and the
    order count as little as possible."""
    out: list[list[float]] = [[] for _ in works]
    for _ in range(times):
        for work, found in zip(works, out, strict=True):
            gc.collect()
            start = time.process_time()
            work()
            found.append((time.process_time() - start) * 1000)
    return [min(found) for found in out]


def median(work: Callable[[], object], times: int = 7) -> float:
    """Milliseconds on the clock, for work in another process."""
    out = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        out.append(time.perf_counter() - start)
    return statistics.median(out) * 1000


def peak_of_a_worker(path: Path) -> float | None:
    """Peak memory (MB) of the worker process that read the file; None where /proc is missing."""
    from desktop.reading.pool import ReaderPool

    with ReaderPool(1) as pool:
        pool.read(path)
        (worker,) = pool._live
        status = Path(f"/proc/{worker.process.pid}/status")
        if not status.exists():
            return None
        line = next(x for x in status.read_text().splitlines() if x.startswith("VmHWM"))
        return int(line.split()[1]) / 1024


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        for path in [Path(a) for a in sys.argv[1:]] or [made(Path(folder))]:
            if path.suffix != ".docx":
                start = time.perf_counter()
                read(path)
                first = (time.perf_counter() - start) * 1000
                print(f"{path.name}: first {first:.1f} ms, then {best(lambda p=path: read(p))[0]:.1f} ms, "
                      f"worker peak {peak_of_a_worker(path):.0f} MB")
                continue
            cells, theirs = with_ours(path), with_python_docx(path)
            ours_ms, theirs_ms = best(lambda p=path: with_ours(p), lambda p=path: with_python_docx(p))
            read_safely(path)
            worker_ms = median(lambda p=path: read_safely(p))
            print(f"{path.name}: cells {cells} / python-docx {theirs}; {ours_ms:.1f} ms / {theirs_ms:.1f} ms, "
                  f"ratio {theirs_ms / ours_ms:.1f}; through a worker {worker_ms:.1f} ms, peak {peak_of_a_worker(path):.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
