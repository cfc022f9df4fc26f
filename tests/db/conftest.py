"""A small filled store for tests of the database layer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from db import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(tmp_path / "desk.db")
    yield opened
    opened.close()
