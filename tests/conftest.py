"""Shared by all tests: no display is needed, and no test may reach the network."""

from __future__ import annotations

import os
import socket

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Machines are noisy, so no test depends on time; on the build machine every run sees the same cases, so that a red run
# is a change of ours and not of the dice. Run by hand, the cases differ each time.
settings.register_profile(
    "shendu", deadline=None, derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
settings.load_profile("shendu")


class NetworkUsedError(AssertionError):
    """A test made the program open a network connection (design rule 8)."""


@pytest.fixture
def quick_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Imports look at a file twice as ever, but a moment apart and not a second, for nobody is writing to it."""
    monkeypatch.setattr("desktop.intake.settle.BETWEEN_LOOKS", 0.05)


@pytest.fixture(autouse=True)
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Design rule 8: the program opens no network connection, ever. Local sockets between our own windows stay."""
    connect = socket.socket.connect

    def refuse(self: socket.socket, address: object) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            raise NetworkUsedError(f"connection to {address!r}")
        connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", refuse)
