"""The commands for scripts, tests and batch work: the same code as the window, with no display and no network."""

from desktop.cli.arguments import main

__all__ = ["main"]
