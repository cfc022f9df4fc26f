"""A letter of reminder to each of several bodies."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from desktop.archive import Archive
from desktop.output import LetterSettings, Numbering, OutputError, issue_letter, make_reminder, settings_from
from desktop.output.files import file_name, free_path
from desktop.ui.gate import Task
from desktop.ui.language import tr, zh

TEMPLATE = "reminder"


def write_reminders(
    archive: Archive, author: str, bodies: list[str], year: int, today: date, folder: Path, task: Task,
) -> str:
    """Writes and records them one by one, without numbers; returns what to tell. Stops when the task is cancelled."""
    settings = replace(settings_from(archive, today.isoformat()), template=TEMPLATE)
    written, failed = 0, ""
    for done, body in enumerate(bodies):
        if task.cancelled:
            break
        task.progress(done, len(bodies), body)

        def compose(numbered: LetterSettings, body: str = body) -> object:
            return make_reminder([body], year, numbered)

        try:
            issue_letter(archive, author, compose, settings, frozenset(),
                         free_path(folder / f"{file_name(body, year, zh('催报通知'))}.pdf"), Numbering("none"))
            written += 1
        except OutputError as problem:
            failed = failed or tr("{body}：{problem}", body=body, problem=problem)
    return tr("已写出 {written} 份催报通知到 {folder}", written=written, folder=folder) + (tr("；{count} 份没有写成，{failed}", count=len(bodies) - written, failed=failed) if failed else "")
