"""Made-up submissions for the archive: no file is read, so that these tests stand on their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop.archive import Archive
from tests.archive.made_up import make_report

Handing = Callable[..., int]


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """An empty archive."""
    with Archive.open(tmp_path / "desk.db") as opened:
        yield opened


@pytest.fixture
def hand_in(archive: Archive) -> Handing:
    """Adds a made-up report under a path."""

    def add(path: str = "/in/年报.txt", data: bytes | None = None, **about: object) -> int:
        report = make_report(**about)  # type: ignore[arg-type]
        return archive.add(path, data or report.document.text.encode(), report.document, report, None,
                           "2024-02-01T09:00:00")

    return add
