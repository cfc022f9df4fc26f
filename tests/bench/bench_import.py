"""Measures imports of mixed submissions: ``python tests/bench/bench_import.py [COUNT ...] [--rounds N]`` (200 and 1000).

The submissions are made from the samples (other bodies, other bytes). Each count is imported into a new store and, in
turn with it, read by a plain baseline: pdfplumber (text and tables), python-docx (paragraphs and cells), lxml, one
insert and commit a file in plain SQLite, nothing understood, nothing checked. Printed are medians over the rounds, the
ratio, processor time a file (which other work on the machine disturbs least), store size and memory, and the growth
from the smallest count to the largest.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import os
import resource
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from desktop.archive import Archive
from desktop.intake import import_folder
from tests.bench.made_submissions import make


@dataclass(frozen=True)
class Spent:
    """Seconds on the clock and of all processors together."""

    clock: float
    processors: float


def bare_text(path: Path) -> str:
    """What the plain baseline gets from a file."""
    data = path.read_bytes()
    if path.suffix == ".docx":
        import docx

        document = docx.Document(io.BytesIO(data))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        return "\n".join([*(p.text for p in document.paragraphs), *cells])
    if path.suffix == ".pdf":
        import pdfplumber

        with pdfplumber.open(io.BytesIO(data)) as pdf:
            return "\n".join(f"{page.extract_text()}\n{page.extract_tables()}" for page in pdf.pages)
    if path.suffix == ".html":
        from lxml import html

        return str(html.fromstring(data).text_content())
    return data.decode("utf-8", "replace")


def baseline(folder: Path, store: Path) -> None:
    """The plain way."""
    with sqlite3.connect(store) as connection:
        connection.execute("CREATE TABLE files (sha256 TEXT PRIMARY KEY, path TEXT, text TEXT)")
        for path in sorted(folder.rglob("*.*")):
            sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
            connection.execute("INSERT OR IGNORE INTO files VALUES (?, ?, ?)", [sha256, str(path), bare_text(path)])
            connection.commit()


def timed(work: Callable[[], None]) -> Spent:
    """What a piece of work takes, its child processes included once they have ended."""

    def processors() -> float:
        spent = os.times()
        return spent.user + spent.system + spent.children_user + spent.children_system

    begun, before = time.perf_counter(), processors()
    work()
    return Spent(time.perf_counter() - begun, processors() - before)


def measure(count: int, rounds: int, most: int) -> tuple[Spent, Spent, float, float]:
    """Medians of our import and of the baseline (of ``most`` files at most, scaled up), and KB of store and of files a report."""
    ours: list[Spent] = []
    plain: list[Spent] = []
    with tempfile.TemporaryDirectory() as temporary:
        where = Path(temporary)
        size = make(where / "in", count)
        few = min(count, most)
        if few < count:
            make(where / "few", few)
        for number in range(rounds):
            store = where / f"{number}" / "desk.db"
            store.parent.mkdir()

            def bring_in(store: Path = store) -> None:
                with Archive.open(store) as archive:
                    summary = import_folder(archive, where / "in", _tell)
                    if archive.count(latest_only=False) != count:
                        raise SystemExit(f"not all of {count} are stored: {summary.text()}")

            ours.append(timed(bring_in))
            spent = timed(lambda number=number: baseline(where / ("few" if few < count else "in"), where / f"plain{number}.db"))
            plain.append(Spent(spent.clock * count / few, spent.processors * count / few))
            kept = store.stat().st_size
    return _median(ours), _median(plain), kept / count / 1024, size / count / 1024


def _median(spent: list[Spent]) -> Spent:
    return Spent(statistics.median(s.clock for s in spent), statistics.median(s.processors for s in spent))


def _tell(done: int, total: int, path: str) -> None:
    if done % 100 == 0:
        print(f"{done}/{total}", file=sys.stderr, flush=True)


def main() -> None:
    """Prints the table and the growth."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("counts", nargs="*", type=int, default=[200, 1000])
    given.add_argument("--rounds", type=int, default=1)
    given.add_argument("--plain", type=int, default=1000, help="files that the baseline reads at most; its time is scaled up")
    options = given.parse_args()
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    print(f"{os.cpu_count()} processors{load}, median of {options.rounds}")
    heads = ("files", "import s", "files/s", "cpu ms/file", "plain s", "plain/s", "plain cpu ms", "ratio", "store KB",
             "file KB", "MB own", "MB worker")
    print("  ".join(f"{cell:>12}" for cell in heads))
    rates = {}
    for count in options.counts:
        ours, plain, stored, size = measure(count, options.rounds, options.plain)
        own, workers = (resource.getrusage(who).ru_maxrss // 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        row = (count, f"{ours.clock:.1f}", f"{count / ours.clock:.1f}", f"{ours.processors / count * 1000:.0f}",
               f"{plain.clock:.1f}", f"{count / plain.clock:.1f}", f"{plain.processors / count * 1000:.0f}",
               f"{plain.clock / ours.clock:.2f}", f"{stored:.1f}", f"{size:.1f}", own, workers)
        print("  ".join(f"{cell:>12}" for cell in row), flush=True)
        rates[count] = ours
    if len(rates) > 1:
        few, many = min(rates), max(rates)
        print(f"growth: {many // few} times the files took {rates[many].clock / rates[few].clock:.1f} times as long "
              f"({rates[many].processors / rates[few].processors:.1f} times the processor time)")


if __name__ == "__main__":
    main()
