"""Measures one reading of a report's number statements; run by hand: python tests/bench/bench_claims.py FILE..."""

from __future__ import annotations

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from desktop.checks.claims import parse_claims
from desktop.forms import understand
from desktop.reading import read


def main(paths: list[str]) -> None:
    for path in paths:
        report = understand(read(Path(path)))
        parse_claims(report)
        best = None
        for _ in range(9):
            start = time.process_time()
            claims = parse_claims(report)
            spent = time.process_time() - start
            best = spent if best is None or spent < best else best
        numbers = sum(len(p.quantities) for p in claims.paragraphs)
        print(f"{path}: {(best or 0) * 1000:.1f} ms, {len(report.document.text)} characters, {numbers} numbers, {len(claims.relations)} relations")


if __name__ == "__main__":
    main(sys.argv[1:])
