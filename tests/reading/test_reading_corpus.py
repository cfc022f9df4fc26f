"""Every file of the corpus is read, with right spans; skipped where there is no corpus (``SHENDU_CORPUS``)."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from desktop.reading import ReaderPool, read

CORPUS = os.environ.get("SHENDU_CORPUS")
KINDS = (".docx", ".doc", ".html", ".pdf", ".txt")
FILES = sorted(p for p in Path(CORPUS).rglob("*") if p.suffix in KINDS) if CORPUS else []

pytestmark = pytest.mark.skipif(not CORPUS, reason="SHENDU_CORPUS is not set")


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_is_read_with_right_spans(path: Path) -> None:
    document = read(path)
    assert document.format == path.suffix[1:]
    for table in document.tables:
        for cell in table.cells:
            assert document.text[cell.start:cell.end] == cell.text
    for before, after in zip(document.blocks, document.blocks[1:], strict=False):
        assert before.end <= after.start
    kept = sum(b.end - b.start for b in document.blocks)
    assert kept > 0.9 * len(document.text.replace("\n", "")) * 0.9


def test_blank_form_cell_for_cell() -> None:
    for path in FILES:
        if "blank" in path.name:
            tables = read(path).tables
            assert [(t.rows, t.cols) for t in tables] == [(14, 4), (28, 10), (4, 15)]
            assert sum(len(t.cells) for t in tables) == 279


def test_workers_give_the_same() -> None:
    some = FILES[:: max(len(FILES) // 8, 1)]
    with ReaderPool(2) as pool:
        for path, future in [(p, pool.submit(p)) for p in some]:
            assert future.result() == read(path)
