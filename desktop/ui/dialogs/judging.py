"""Dialogs of judging: why a finding is not taken, what a cell says, how a report is concluded."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QRadioButton,
    QWidget,
)

from desktop.archive import StoredReport
from desktop.report import Fact, number
from desktop.ui.desk.items import SEVERITY_NAMES, Item, counts
from desktop.ui.dialogs.base import Dialog
from desktop.ui.language import tr, zh
from desktop.ui.names import STATES
from desktop.ui.widgets import button, label

REASONS = (
    zh("口径不同，数字无误"), zh("原文表述可以这样理解"), zh("识别有误，原件正确"), zh("单位已作说明"), zh("不影响公众理解，不要求修改"),
)


class DismissDialog(Dialog):
    """Asks for the reason; those given before come first, number keys choose."""

    def __init__(self, parent: QWidget | None, item: Item, remembered: list[str]) -> None:
        super().__init__(parent, tr("不采纳第 {number} 个问题", number=item.number), tr("不采纳"))
        self.column.addWidget(label(item.message, "soft", wrap=True))
        self.reasons = [*dict.fromkeys([*remembered, *REASONS])][:9]
        self.list = QListWidget()
        self.list.setObjectName("reasons")
        for i, reason in enumerate(self.reasons):
            self.list.addItem(tr("{i}　{reason}", i=i + 1, reason=reason))
        self.list.setCurrentRow(0)
        self.list.setMinimumHeight(150)
        self.list.itemDoubleClicked.connect(lambda _item: self.accept())
        self.column.addWidget(self.list)
        self.own = QLineEdit()
        self.own.setPlaceholderText(tr("或写明其他理由（会记住，下次可直接选）"))
        self.own.returnPressed.connect(self.accept)
        self.column.addWidget(self.own)
        self.finish()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.list.installEventFilter(self)

    def reason(self) -> str:
        """The reason in words."""
        return self.own.text().strip() or self.reasons[max(self.list.currentRow(), 0)]

    def eventFilter(self, watched: object, event: object) -> bool:
        from PySide6.QtGui import QKeyEvent

        if watched is self.list and isinstance(event, QKeyEvent) and event.type() == event.Type.KeyPress:
            digit = event.text()
            if digit.isdigit() and 0 < int(digit) <= len(self.reasons):
                self.list.setCurrentRow(int(digit) - 1)
                self.accept()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.accept()
                return True
        return super().eventFilter(watched, event)  # type: ignore[arg-type]


class SeverityDialog(Dialog):
    """Asks for another severity."""

    def __init__(self, parent: QWidget | None, item: Item) -> None:
        super().__init__(parent, tr("第 {number} 个问题的等级", number=item.number))
        self.choice = QComboBox()
        for key, name in SEVERITY_NAMES.items():
            self.choice.addItem(name, key)
        self.choice.setCurrentIndex(list(SEVERITY_NAMES).index(item.severity))
        self.column.addWidget(self.choice)
        self.finish()

    def severity(self) -> str:
        """The one chosen."""
        return str(self.choice.currentData())


class CorrectDialog(Dialog):
    """Asks what a cell really says; our own reading stays to be seen, other readings are offered."""

    def __init__(self, parent: QWidget | None, name: str, fact: Fact, was: str) -> None:
        super().__init__(parent, tr("更正识别结果"), tr("更正"))
        self.column.addWidget(label(
            tr("{name}\n程序原来读作“{was}”。更正只改识别，不改单位的原件；更正后立即重新检查。", name=name, was=was.strip() or tr("空白")), "soft", wrap=True))
        self.edit = QLineEdit(fact.raw.strip())
        self.edit.selectAll()
        self.edit.returnPressed.connect(self.accept)
        self.column.addWidget(self.edit)
        if fact.readings:
            line = QHBoxLayout()
            line.addWidget(label(tr("也可能是"), "soft"))
            for value in fact.readings:
                text = str(number(value))
                line.addWidget(button(text, lambda text=text: self.edit.setText(text), "small"))
            line.addStretch(1)
            self.column.addLayout(line)
        self.finish()
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def value(self) -> str:
        """The cell as the reviewer reads it; empty for a blank cell."""
        return self.edit.text().strip()


class OwnFindingDialog(Dialog):
    """Asks for the wording and severity of a finding that the reviewer makes."""

    def __init__(self, parent: QWidget | None, quote: str) -> None:
        super().__init__(parent, tr("提出问题"))
        if quote:
            self.column.addWidget(label(tr("针对：“{quote}”", quote=quote), "soft", wrap=True))
        self.choice = QComboBox()
        for key, name in SEVERITY_NAMES.items():
            self.choice.addItem(name, key)
        self.column.addWidget(self.choice)
        self.edit = QPlainTextEdit()
        self.edit.setPlaceholderText(tr("一句话说清问题"))
        self.edit.setTabChangesFocus(True)
        self.edit.setMaximumHeight(120)
        self.edit.textChanged.connect(lambda: self.ok.setEnabled(bool(self.edit.toPlainText().strip())))
        self.ok.setEnabled(False)
        self.column.addWidget(self.edit)
        self.finish()
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)


class ConclusionDialog(Dialog):
    """Asks for the conclusion of a report: its state and a text, drafted from the verdicts."""

    CHOICES = ("waiting", "returned", "accepted")

    def __init__(self, parent: QWidget | None, stored: StoredReport, items: tuple[Item, ...]) -> None:
        super().__init__(parent, tr("作出结论"))
        undecided = [i for i in items if i.decision is None]
        taken = [i for i in items if i.decision == "accepted"]
        numbers = counts(tuple(taken))
        said = tr("、").join(tr("{severity_names} {n} 个", severity_names=SEVERITY_NAMES[k], n=n) for k, n in numbers.items() if n) or tr("无")
        self.column.addWidget(label(tr("已采纳问题：{said}；批注 {count} 条。", said=said, count=len(stored.notes)), "soft", wrap=True))
        if undecided:
            self.column.addWidget(label(tr("还有 {count} 个问题没有判断。可以先作结论，意见表会写明。", count=len(undecided)), "error", wrap=True))
        open_parts = [s.title.strip() for s in stored.report.sections if s.number not in stored.checked]
        if stored.checked and open_parts:
            self.column.addWidget(label(tr("还没有标为已核的部分：{parts}", parts=tr("；").join(open_parts)), "soft", wrap=True))
        self.group = QButtonGroup(self)
        now = stored.submission.state if stored.submission.state in self.CHOICES else None
        wanted = now or ("waiting" if taken or undecided else "accepted")
        line = QHBoxLayout()
        for i, key in enumerate(self.CHOICES):
            made = QRadioButton(STATES[key])
            made.setChecked(key == wanted)
            self.group.addButton(made, i)
            line.addWidget(made)
        line.addStretch(1)
        self.column.addLayout(line)
        self.edit = QPlainTextEdit(stored.conclusion or ("" if undecided and not taken else draft_of(items)))
        self.edit.setPlaceholderText(tr("结论，会印在意见表上"))
        self.edit.setMinimumHeight(130)
        self.edit.setTabChangesFocus(True)
        self.column.addWidget(self.edit)
        self.sheet = QCheckBox(tr("随后生成意见表 PDF"))
        self.column.addWidget(self.sheet)
        self.finish()

    def state(self) -> str:
        """The state chosen."""
        return self.CHOICES[self.group.checkedId()]

    def text(self) -> str:
        """The conclusion in words."""
        return self.edit.toPlainText().strip()


def draft_of(items: tuple[Item, ...]) -> str:
    """A first wording of the conclusion, from what was accepted."""
    taken = [i for i in items if i.decision == "accepted"]
    if not taken:
        return zh("经审阅，未发现需要修改的问题。")
    grave = counts(tuple(taken))["error"]
    middle = zh(f"，其中错误 {grave} 个") if grave else ""
    return zh(f"经审阅，共有 {len(taken)} 个问题需要核实修改{middle}。请对照意见表逐项核实，修改后重新报送。")
