"""One whole import of a folder: what the ``import`` command does, and a person who drops a folder on the window."""

from __future__ import annotations

import time
from pathlib import Path
from threading import Event

from desktop.archive import Archive, KnownError
from desktop.intake import settle
from desktop.intake.importer import Importer, Progress, Summary
from desktop.intake.names import is_submission, shown
from desktop.intake.scanner import Scanner

HANDFUL = 3


def import_folder(archive: Archive, folder: Path, progress: Progress | None = None, cancel: Event | None = None,
                  *, workers: int | None = None) -> Summary:
    """Imports every new or changed submission below a folder that is finished (two looks a second apart agree).

    ``progress`` is called with (done, total, path) after each file. Files still being written are counted as waiting.
    KnownError when the folder cannot be listed or the store fails; what was stored until then stays.
    """
    settling = settle.Settling(patience=0.0)  # one look back is all that a single import can give
    scanner = Scanner(archive, folder, settling)
    try:
        scanner.scan()
    except OSError as problem:
        raise KnownError(f"文件夹打不开，请确认路径和网络连接：{folder}（{problem.strerror or problem}）") from problem
    ready: list[Path] = []
    if len(settling):
        time.sleep(settle.BETWEEN_LOOKS)
        ready = settling.ready()
    with Importer(archive, _few(len(ready), workers)) as importer:
        earlier = importer.finish_earlier()
        summary = importer.run(ready, progress, cancel, total=len(ready))
    for path in ready:
        settling.forget(path)
    summary.checked = [*earlier, *summary.checked]
    summary.waiting = len(settling)
    return summary


def import_files(archive: Archive, paths: list[Path], progress: Progress | None = None, cancel: Event | None = None,
                 *, workers: int | None = None) -> Summary:
    """Imports single files and folders that a person chose, at once. Arguments and errors as for ``import_folder``."""
    summary = Summary()
    files = []
    for path in paths:
        if path.is_dir():
            part = import_folder(archive, path, progress, cancel, workers=workers)
            summary.imported += part.imported
            summary.refused += part.refused
            summary.checked += part.checked
            summary.known += part.known
            summary.waiting += part.waiting
            summary.unopened |= part.unopened
        elif is_submission(path.name):
            files.append(path.absolute())
        else:
            summary.unopened[shown(path)] = "不是报告文件"
    if files:
        with Importer(archive, _few(len(files), workers)) as importer:
            part = importer.run(files, progress, cancel, total=len(files))
        summary.imported += part.imported
        summary.refused += part.refused
        summary.checked += part.checked
        summary.known += part.known
        summary.unopened |= part.unopened
        summary.cancelled = part.cancelled
    return summary


def _few(count: int, workers: int | None) -> int | None:
    """No processes for a handful of files: starting them would take longer."""
    return 0 if workers is None and count <= HANDFUL else workers
