"""What the whole window shares: the archive, the reviewer's desk, the gate, the window's own settings."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSettings

from desktop.archive import Archive
from desktop.review import Desk
from desktop.ui.gate import Gate
from desktop.ui.language import zh

REASONS_KEPT = 6


def window_settings(store: Path) -> QSettings:
    """The window's own settings, in a file beside the store."""
    return QSettings(str(store.with_suffix(".window.ini")), QSettings.Format.IniFormat)


@dataclass(slots=True)
class Session:
    """One run of the window on one store."""

    archive: Archive
    desk: Desk
    gate: Gate
    settings: QSettings

    @classmethod
    def start(cls, store: Path) -> Session:
        """Opens the store. KnownError (in Chinese) when it cannot be used."""
        archive = Archive.open(store)
        return cls(archive, Desk(archive, archive.setting("reviewer", zh("审阅人"))), Gate(), window_settings(store))

    @property
    def reviewer(self) -> str:
        """The name that goes with every verdict."""
        return self.archive.setting("reviewer", zh("审阅人"))

    @property
    def office(self) -> str:
        """The office named in letters."""
        return self.archive.setting("office")

    @property
    def folder(self) -> str:
        """The watched folder; empty when none was chosen."""
        return self.archive.setting("folder")

    def set_reviewer(self, name: str) -> None:
        """Another person reviews from now on."""
        self.archive.set_setting("reviewer", name or zh("审阅人"))
        self.desk = Desk(self.archive, self.reviewer)

    def reasons(self) -> list[str]:
        """Reasons for not taking a finding, the latest first."""
        return [r for r in self.archive.setting("dismiss_reasons").split("\n") if r]

    def remember_reason(self, reason: str) -> None:
        """Offers it first next time."""
        kept = [reason, *(r for r in self.reasons() if r != reason)][:REASONS_KEPT]
        self.archive.set_setting("dismiss_reasons", "\n".join(kept))

    def close(self) -> None:
        """Ends background work, then closes the store."""
        self.gate.close()
        self.archive.close()
