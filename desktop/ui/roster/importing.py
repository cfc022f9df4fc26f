"""The import of a roster: what the file gives, what is wrong with which row, then a word of consent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop.archive import RosterRow
from desktop.intake.roster import Roster, difference
from desktop.ui.dialogs.base import Dialog
from desktop.ui.language import tr
from desktop.ui.names import LEVELS
from desktop.ui.told import told
from desktop.ui.widgets import label


class ImportDialog(Dialog):
    """Shows what a file gives and what it changes before the roster is replaced; ``before`` is the present one."""

    def __init__(self, parent: QWidget | None, name: str, roster: Roster, before: Sequence[RosterRow]) -> None:
        super().__init__(parent, tr("导入应报单位名录"), tr("导入"))
        self.roster = roster
        self.resize(680, 420)
        self.column.addWidget(label(tr("{name}：{summary}", name=name, summary=told(roster.summary())), "", wrap=True))
        levels = Counter(LEVELS.get(body.level or "", tr("级别不明")) for body in roster.bodies)
        self.column.addWidget(label(tr("　").join(f"{name} {count}" for name, count in levels.most_common()), "soft", wrap=True))
        if before:
            change = difference(((r.org, r.level, r.region, r.parent, r.remark) for r in before), roster.bodies)
            said = change.lines() or [tr("与现有名录相同，没有改动。")]
            self.change = label("\n".join([tr("现有名录（{count} 个单位）将被替换。", count=len(before)), *said]), "soft", wrap=True)
            self.column.addWidget(self.change)
        self.problems = QPlainTextEdit("\n".join(row.text() for row in roster.bad))
        self.problems.setReadOnly(True)
        self.problems.setTabChangesFocus(True)
        if roster.bad:
            self.column.addWidget(label(tr("下列各行请核对。可以先导入其余各行，改好文件后再导入一次。"), "error", wrap=True))
            self.column.addWidget(self.problems, 1)
        else:
            self.column.addStretch(1)
        self.ok.setEnabled(bool(roster.bodies))
        self.finish()
