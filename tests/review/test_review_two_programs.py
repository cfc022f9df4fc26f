"""A command beside the window: two processes write to one store at the same time, and neither meets a lock."""

from __future__ import annotations

import os
import sys
import traceback
from pathlib import Path

import pytest

from desktop.archive import Archive
from desktop.review import Desk
from tests.archive.made_up import make_finding, make_report

TIMES = 150


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_judging_while_another_process_imports(tmp_path: Path) -> None:
    """Proves: both get all their writes in, and the window sees what the other wrote."""
    path = tmp_path / "desk.db"
    report = make_report()
    mark = make_finding(report).fingerprint
    with Archive.open(path) as archive:
        number = archive.add("/in/a.txt", b"a", report.document, report, None, "2024-02-01T09:00:00")
        archive.save_findings(number, [make_finding(report)])
    child = os.fork()
    if child == 0:
        try:
            with Archive.open(path) as other:
                for index in range(TIMES):
                    made = make_report(org=f"{index}村")
                    other.add(f"/in/{index}.txt", f"{index}".encode(), made.document, made, None, "2024-02-01T09:00:00")
        except BaseException:  # noqa: BLE001 - the child must never return into pytest
            traceback.print_exc(file=sys.stderr)
            os._exit(1)
        os._exit(0)
    with Archive.open(path) as archive:
        desk = Desk(archive, "甲")
        for index in range(TIMES):
            desk.dismiss(number, mark, f"理由{index}")
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        assert archive.count() == TIMES + 1
        assert len(archive.verdict_history(number, mark)) == TIMES
        assert archive.faults() == []
