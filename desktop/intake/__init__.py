"""The shared folder: what was handed in, when it is finished, and its way into the archive."""

from desktop.intake.folder import import_files, import_folder, read_again
from desktop.intake.importer import Importer, Progress, Summary
from desktop.intake.watcher import Watcher

__all__ = ["Importer", "Progress", "Summary", "Watcher", "import_files", "import_folder", "read_again"]
