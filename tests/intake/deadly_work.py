"""Work that ends its process: in a module of its own, so that the worker has nothing else to load."""

from __future__ import annotations

import os
import signal


def deadly(number: int) -> int:
    """Ends its process when the number is negative."""
    if number < 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return number * 2


def nothing(*_given: object) -> None:
    """How a worker begins that needs nothing loaded."""
