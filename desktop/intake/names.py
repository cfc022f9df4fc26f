"""Which files of a folder are submissions, by name alone."""

from __future__ import annotations

import fnmatch
import os
from collections.abc import Iterator
from pathlib import Path

# Formats that offices hand in; the ones that are not read become a row with its reason.
SUFFIXES = frozenset((
    ".docx", ".doc", ".wps", ".docm", ".rtf", ".odt", ".ofd", ".pdf", ".html", ".htm", ".mht", ".mhtml", ".xhtml",
    ".shtml", ".txt", ".text", ".eml", ".ods", ".ppt", ".pptx", ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp", ".zip", ".rar", ".7z", ".xlsx", ".xls", ".et",
))
# What offices, scanners, browsers and storage boxes leave beside the submissions.
_IGNORED_FILES = (
    "~$*", ".~*", ".~lock*", "~*.tmp", "*.tmp", "*.temp", "*.part", "*.partial", "*.crdownload", "*.download", "*.swp",
    "*.bak", "*.lnk", "*.url", "thumbs.db", "ehthumbs.db", "desktop.ini", ".ds_store", "._*", ".*", "*.lock",
)
_IGNORED_FOLDERS = ("@eadir", "#recycle", "$recycle.bin", "system volume information", "__macosx", "lost+found", ".*")


def is_submission(name: str) -> bool:
    """Whether a file with this name is to be read: a known suffix, and no leftover of an office program."""
    lower = name.lower()
    if any(fnmatch.fnmatchcase(lower, pattern) for pattern in _IGNORED_FILES):
        return False
    return os.path.splitext(lower)[1] in SUFFIXES  # noqa: PTH122 - Path drops the suffix of names like ".pdf"


def shown(path: Path) -> str:
    """A path as the archive names it. Bytes that are no UTF-8, from shares of older Chinese systems, are read as GBK."""
    text = str(path)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return os.fsencode(path).decode("gb18030", "backslashreplace")
    return text


def is_ignored_folder(name: str) -> bool:
    """Whether a folder holds nothing handed in (thumbnails of a storage box, recycle bins, hidden folders)."""
    lower = name.lower()
    return any(fnmatch.fnmatchcase(lower, pattern) for pattern in _IGNORED_FOLDERS)


def submissions_under(folder: Path) -> Iterator[tuple[Path, os.stat_result]]:
    """Every submission below a folder with its stat, by path; links out of the folder are not followed.

    A file that goes away during the walk is passed over. OSError is raised when the folder itself cannot be listed;
    a subfolder that cannot be listed is passed over and seen again at the next scan.
    """
    yield from _walk(folder, top=True)


def _walk(folder: Path, *, top: bool) -> Iterator[tuple[Path, os.stat_result]]:
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError:
        if top:
            raise
        return
    for entry in entries:
        try:
            if entry.is_dir(follow_symlinks=False):
                if not is_ignored_folder(entry.name):
                    yield from _walk(Path(entry.path), top=False)
            elif entry.is_file() and is_submission(entry.name):
                yield Path(entry.path), entry.stat()
        except OSError:
            continue
