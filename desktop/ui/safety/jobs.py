"""What can be done with a store only while nobody has it open: putting a backup back, saving a damaged one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desktop.archive import Archive, restore, salvage
from desktop.intake import read_again
from desktop.ui.language import tr


@dataclass(frozen=True, slots=True)
class Job:
    """A backup to put back, or (``backup`` None) a salvage."""

    backup: Path | None = None

    def do(self, path: Path) -> str:
        """Does it on the closed store at ``path``; an account in Chinese. KnownError when it cannot be done."""
        if self.backup is not None:
            saved = restore(path, self.backup)
            kept = tr("恢复之前的资料库另存于：{saved}", saved=saved) if saved else ""
            return tr("已恢复备份：{name}。{kept}", name=self.backup.name, kept=kept)
        rescue = salvage(path)
        lines = [rescue.text()]
        with Archive.open(path) as archive:
            summary = read_again(archive, rescue)
        if rescue.unread or rescue.unlisted:
            lines.append(tr("重新读取：{text}", text=summary.text()))
        return "\n".join(lines)
