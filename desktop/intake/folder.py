"""One whole import of a folder: what the ``import`` command does, and a person who drops a folder on the window."""

from __future__ import annotations

import time
from pathlib import Path
from threading import Event

from desktop.archive import Archive, KnownError, Rescue
from desktop.intake import settle
from desktop.intake.importer import HANDFUL, Importer, Progress, Summary, few
from desktop.intake.names import is_submission, shown
from desktop.intake.scanner import Scanner


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
    looked = time.monotonic()
    ready: list[Path] = []
    with Importer(archive, few(len(settling), workers)) as importer:
        if len(settling) > HANDFUL:
            importer.start()  # they load while the second look is waited for
        earlier = importer.finish_earlier()
        if len(settling):
            time.sleep(max(0.0, looked + settle.BETWEEN_LOOKS - time.monotonic()))
            ready = settling.ready()
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
        with Importer(archive, few(len(files), workers)) as importer:
            part = importer.run(files, progress, cancel, total=len(files))
        summary.imported += part.imported
        summary.refused += part.refused
        summary.checked += part.checked
        summary.known += part.known
        summary.unopened |= part.unopened
        summary.cancelled = part.cancelled
    return summary


def read_again(archive: Archive, rescue: Rescue, progress: Progress | None = None) -> Summary:
    """Reads the originals anew whose readings or rows a salvage could not save, and checks what lacks its check."""
    files = [(row.path, row.sha256) for row in map(archive.submission, rescue.unread)]
    files += [(f"救回的原件/{sha256[:12]}", sha256) for sha256 in rescue.unlisted]
    with Importer(archive, few(len(files))) as importer:
        summary = importer.again(files, progress)
        importer.finish_earlier()
    return summary
