"""How long 500 letters take on two cores: `python tests/bench/bench_letters.py [count] [workers]`.

The letters have ten findings each, so an attachment and four or five pages; the folder is thrown away afterwards.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "output")]


def main() -> int:
    import output_fakes as fakes

    from desktop.output import LetterSettings, make_letter, write_folder

    count = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    workers = int(sys.argv[2]) if len(sys.argv) > 2 else 2
    settings = LetterSettings(office="示例省人民政府办公厅", date="2025-03-12", code="示政办函", number=1, deadline="2025-03-25")
    start = time.perf_counter()
    letters = [make_letter(fakes.stored(org=f"示例{number}县人民政府", more=5), settings) for number in range(count)]
    made = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        summary = write_folder(letters, Path(folder), workers=workers)
        done = time.perf_counter()
        size = sum(export.size for export in summary.exports)
    print(f"{len(summary.exports)} letters, {len(summary.failures)} failures, {workers} workers: "
          f"{made - start:.1f} s composing, {done - made:.1f} s writing, {size / 1e6:.0f} MB")
    return 0 if len(summary.exports) == count else 1


if __name__ == "__main__":
    raise SystemExit(main())
