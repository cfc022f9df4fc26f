"""Measures an import: ``python -m tests.bench.bench_import [COUNT ...]`` (default 1000).

Prints a table: files a second, store size a report, memory of this process and of its workers, against a plain
baseline in the same run (python-docx, pypdfium2 and lxml for the bare text, one insert a file, no tables, no checks).
"""

from __future__ import annotations

import hashlib
import io
import resource
import sqlite3
import sys
import tempfile
import time
from pathlib import Path

from desktop.archive import Archive
from desktop.intake import import_folder
from tests.bench.made_submissions import make


def bare_text(path: Path) -> str:
    """What the plain baseline gets from a file."""
    data = path.read_bytes()
    if path.suffix == ".docx":
        import docx

        return "\n".join(p.text for p in docx.Document(io.BytesIO(data)).paragraphs)
    if path.suffix == ".pdf":
        import pypdfium2

        pdf = pypdfium2.PdfDocument(data)
        return "\n".join(page.get_textpage().get_text_range() for page in pdf)
    if path.suffix == ".html":
        from lxml import html

        return str(html.fromstring(data).text_content())
    return data.decode("utf-8", "replace")


def baseline(folder: Path, store: Path) -> float:
    """Seconds of the plain way."""
    begun = time.perf_counter()
    with sqlite3.connect(store) as connection:
        connection.execute("CREATE TABLE files (sha256 TEXT PRIMARY KEY, path TEXT, text TEXT)")
        for path in sorted(folder.rglob("*.*")):
            sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
            connection.execute("INSERT OR IGNORE INTO files VALUES (?, ?, ?)", [sha256, str(path), bare_text(path)])
            connection.commit()
    return time.perf_counter() - begun


def measure(count: int) -> tuple[str, ...]:
    """One row of the table."""
    with tempfile.TemporaryDirectory() as temporary:
        where = Path(temporary)
        size = make(where / "in", count)
        with Archive.open(where / "desk.db") as archive:
            begun = time.perf_counter()
            summary = import_folder(archive, where / "in", lambda done, total, path: _tell(done, total))
            seconds = time.perf_counter() - begun
            stored = archive.count(latest_only=False)
        if stored != count:
            raise SystemExit(f"{stored} stored of {count}: {summary.text()}")
        store = (where / "desk.db").stat().st_size
        plain = baseline(where / "in", where / "plain.db")
        own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        workers = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
        return (str(count), f"{seconds:.1f}", f"{count / seconds:.1f}", f"{plain:.1f}", f"{count / plain:.1f}",
                f"{store / count / 1024:.1f}", f"{size / count / 1024:.1f}", str(own), str(workers))


def _tell(done: int, total: int) -> None:
    if done % 100 == 0:
        print(f"{done}/{total}", file=sys.stderr, flush=True)


def main() -> None:
    """Prints the table."""
    heads = ("files", "import s", "files/s", "baseline s", "baseline/s", "store KB/report", "file KB", "MB own",
             "MB worker")
    rows = [measure(int(count)) for count in sys.argv[1:] or ["1000"]]
    for row in (heads, *rows):
        print("  ".join(f"{cell:>15}" for cell in row))


if __name__ == "__main__":
    main()
