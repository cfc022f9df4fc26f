"""PDF reading against pdfplumber on the same file: time, memory, and whether the cells agree.

    python tests/bench/bench_pdf.py [FILE.pdf]

Without a file one is made: six pages of prose and the tables of the form.
"""

from __future__ import annotations

import io
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "reading"))

from desktop.reading.pdf import read_pdf

ROUNDS = 7


def best(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Shortest CPU time of several runs, in seconds: the least disturbed one."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def made() -> bytes:
    """A report of six pages."""
    from making_pdf import TOP, applications, pdf, prose, table
    from reportlab.pdfgen.canvas import Canvas
    from test_reading_pdf import LONG, XS10, edges, figures

    def draw(canvas: Canvas) -> None:
        for page in range(6):
            y = TOP
            if page in (2, 3):
                table(canvas, applications(figures(page)), XS10, edges(28), size=7)
            else:
                for _ in range(5):
                    y = prose(canvas, LONG, y)
            canvas.showPage()

    return pdf(draw)


def main() -> int:
    """Print the figures; 1 when reading is less than eight times as fast or a cell differs."""
    import pdfplumber

    data = Path(sys.argv[1]).read_bytes() if len(sys.argv) > 1 else made()
    document = read_pdf(data)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    ours = best(lambda: read_pdf(data), 3 * ROUNDS)

    def other() -> list[list[list[list[str | None]]]]:
        with pdfplumber.open(io.BytesIO(data)) as file:
            return [(page.extract_text(), page.extract_tables())[1] for page in file.pages]

    theirs = best(other, 3)
    words = {"".join(c.text.split()) for t in document.tables for c in t.cells}
    seen = {"".join((text or "").split()) for page in other() for rows in page for row in rows for text in row}
    lost = {text for text in seen if text.strip("0123456789.") == "" and text} - words
    print(f"pages {document.pages}, tables {[(t.rows, t.cols) for t in document.tables]}, memory {memory:.0f} MB")
    print(f"read_pdf {ours * 1000:.1f} ms, pdfplumber {theirs * 1000:.1f} ms, ratio {theirs / ours:.1f}")
    print(f"figures that only pdfplumber has: {sorted(lost) or 'none'}")
    return int(theirs / ours < 8 or bool(lost))


if __name__ == "__main__":
    raise SystemExit(main())
