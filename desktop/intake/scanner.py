"""One look over the folder: what is new or changed against what the archive remembers of it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from desktop.archive import Archive
from desktop.intake.names import is_ignored_folder, is_submission, shown, submissions_under
from desktop.intake.settle import Look, Settling


class Scanner:
    """The truth about the folder: a full walk compares every file with its last sighting.

    Change notices of the system are only hints (they are lost on network shares and under load), so they lead to the
    same comparison of single paths.
    """

    def __init__(self, archive: Archive, folder: Path, settling: Settling) -> None:
        self.archive = archive
        self.folder = Path(os.path.abspath(folder))  # noqa: PTH100 - resolve() would hang on a share that went away
        self.settling = settling

    def scan(self) -> int:
        """Looks at every submission below the folder; new and changed ones begin to settle. Returns how many files there
        are. OSError when the folder cannot be listed."""
        remembered = self.archive.sightings(shown(self.folder))
        count = 0
        for path, stat in submissions_under(self.folder):
            count += 1
            before = remembered.get(shown(path))
            if before is None or (before.size, before.mtime_ns) != (stat.st_size, stat.st_mtime_ns):
                self.settling.look(path, Look(stat.st_size, stat.st_mtime_ns))
        return count

    def hint(self, paths: Iterable[str]) -> None:
        """Looks at single paths, files or folders, that something is said to have happened to."""
        for given in paths:
            path = Path(given)
            try:
                if not self._belongs(path):
                    continue
                if path.is_dir():
                    for file, stat in submissions_under(path):
                        self._consider(file, stat)
                elif is_submission(path.name):
                    self._consider(path, path.stat())
            except OSError:
                continue  # gone again, or not reachable now; the next full scan sees it

    def _belongs(self, path: Path) -> bool:
        try:
            inside = path.relative_to(self.folder)
        except ValueError:
            return False
        folders = inside.parts if path.is_dir() else inside.parts[:-1]
        return not any(is_ignored_folder(part) for part in folders)

    def _consider(self, path: Path, stat: os.stat_result) -> None:
        before = self.archive.sighting(shown(path))
        if before is None or (before.size, before.mtime_ns) != (stat.st_size, stat.st_mtime_ns):
            self.settling.look(path, Look(stat.st_size, stat.st_mtime_ns))
