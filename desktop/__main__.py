"""``python -m desktop``: the window, or one of the commands."""

from __future__ import annotations

import multiprocessing
import sys

COMMANDS = ("check", "import", "watch", "sheet", "letter", "roster", "missing", "backup", "restore", "verify", "salvage", "bundle",
            "merge")


def main(argv: list[str] | None = None) -> int:
    """Runs a command when the first word names one (or asks for help), otherwise the window; returns the exit code."""
    given = sys.argv[1:] if argv is None else argv
    if given and (given[0] in COMMANDS or given[0] in ("-h", "--help", "help")):
        from desktop.cli import main as run_command

        return run_command(given)
    if given[:1] == ["--reading-worker"]:  # how the frozen program starts its reading processes
        from desktop.reading.worker import main as serve

        return serve()
    from desktop.ui.app import main as run_window

    return int(run_window(given))


if __name__ == "__main__":
    multiprocessing.freeze_support()  # the frozen program starts its other worker processes by this
    sys.exit(main())
