"""The bar over the desk: whose report, which hand-in, where it stands, and what to do with it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QSizePolicy, QWidget

from desktop.archive import StoredReport, Submission
from desktop.ui.flow import Flow
from desktop.ui.language import tr
from desktop.ui.names import FORMS, KINDS, STATE_TONES, STATES, moment
from desktop.ui.widgets import ElidedLabel, button, label, restyle

TITLE = 240  # of the title are always seen


class DeskHeader(QFrame):
    """Title, pills and buttons. ``wanted`` names the button: back, sheet, letter, conclude, next; ``version`` an id."""

    wanted = Signal(str)
    version = Signal(int)
    compare = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("bar")
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 8, 12, 8)
        line.setSpacing(8)
        self.back = button(tr("‹ 收件箱"), lambda: self.wanted.emit("back"), tip=tr("回到收件箱（Esc）"))
        self.title = ElidedLabel()
        self.title.setProperty("role", "h1")
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.version_pill = label("", "pill")
        self.form_pill = label("", "pill")
        self.state_pill = label("", "pill")
        self.versions = button(tr("对照"), self._open_others, tip=tr("与上一版或其他年度的报告对照（C）"))
        line.addWidget(self.back)
        line.addWidget(self.title, 1)
        for pill in (self.version_pill, self.form_pill, self.state_pill):
            # Hidden where there is no room, so its width does not count.
            pill.setMinimumWidth(1)
            line.addWidget(pill)
        self.sheet = button(tr("意见表"), lambda: self.wanted.emit("sheet"), tip=tr("审核意见表：预览、存盘、打印（Ctrl+P）"))
        self.letter = button(tr("发函"), lambda: self.wanted.emit("letter"), tip=tr("反馈意见函、整改通知：预览、编号、存盘（Ctrl+L）"))
        self.conclude = button(tr("作出结论…"), lambda: self.wanted.emit("conclude"), "primary", tr("结论与状态（G）"))
        self.next = button(tr("下一份 ›"), lambda: self.wanted.emit("next"), tip=tr("打开下一份待审（]）"))
        for made in (self.versions, self.sheet, self.letter, self.conclude, self.next):
            line.addWidget(made)
        self._stored: StoredReport | None = None
        self._years: list[Submission] = []

    def show_report(self, stored: StoredReport, years: list[Submission] | None = None) -> None:
        """Shows whose report it is; ``years`` are the body's reports for other years."""
        if years is not None:
            self._years = years
        self._stored = stored
        row = stored.submission
        kind = KINDS["annual_report"] if row.kind in (None, "annual_report") else KINDS.get(row.kind, tr("文件"))
        name = tr("{org}　{year}{kind}", org=row.org or row.name, year=tr("{year}年", year=row.year) if row.year else "", kind=kind)
        self.title.setText(name)
        self.title.setToolTip(f"{name}\n{row.path}")
        self.version_pill.setText(tr("第{version}稿 · {when} 收到", version=row.version, when=moment(row.received)))
        self.version_pill.setToolTip(tr("{when} 收到　{name}", when=moment(row.received, short=False), name=row.name))
        self.form_pill.setText(tr("{form}格式", form=FORMS.get(row.form or "", tr("未识别"))))
        wrong = row.form is not None and row.due_form is not None and row.form != row.due_form and not (
            row.form.startswith("2014") and row.due_form.startswith("2014"))
        restyle(self.form_pill, tone="error" if wrong else "")
        self.state_pill.setText(STATES.get(row.state, row.state))
        restyle(self.state_pill, tone={"warning": "warning", "good": "good", "error": "error"}.get(
            STATE_TONES.get(row.state, ""), ""))
        self._make_room()
        self.versions.setEnabled(len(stored.version_ids) > 1 or bool(self._years))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where room is short, the pills go before the title does: first when it came, then its form."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        buttons = (self.back, self.versions, self.sheet, self.letter, self.conclude, self.next)
        room = self.width() - sum(made.sizeHint().width() + 8 for made in buttons) - TITLE - 24
        for pill in (self.state_pill, self.form_pill, self.version_pill):
            room -= pill.sizeHint().width() + 8
            pill.setVisible(room >= 0)

    def nearest(self) -> int | None:
        """What this report is best compared with: the version before, else the year before or nearest to it."""
        if self._stored is None:
            return None
        if self._stored.previous_id is not None:
            return self._stored.previous_id
        year = self._stored.submission.year or 0
        earlier = sorted(self._years, key=lambda s: ((s.year or 0) > year, abs((s.year or 0) - year)))
        return earlier[0].id if earlier else None

    def _open_others(self) -> None:
        if self._stored is None:
            return
        menu = QMenu(self)
        here = self._stored.submission.id
        others = [(tr("第{i}稿", i=i + 1), v) for i, v in enumerate(self._stored.version_ids) if v != here]
        others += [(tr("{year}年报告", year=s.year), s.id) for s in self._years]
        for name, other in others:
            menu.addAction(tr("与{name}对照", name=name)).triggered.connect(lambda _checked=False, other=other: self.compare.emit(other))
        menu.addSeparator()
        for name, other in others:
            menu.addAction(tr("打开{name}", name=name)).triggered.connect(lambda _checked=False, other=other: self.version.emit(other))
        menu.popup(self.versions.mapToGlobal(self.versions.rect().bottomLeft()))


def pane_head(title: str, *parts: QWidget | int) -> tuple[QFrame, QLabel]:
    """The head of a pane: its title, then widgets, in two lines where it is narrow; a number is a stretch."""
    name = label(title, "title")
    frame = Flow(name, *parts, margins=(10, 4, 8, 4), spacing=6, least=40)
    frame.setObjectName("paneHead")
    return frame, name


def flat(text: str, tip: str) -> QPushButton:
    """A quiet button without an action of its own yet."""
    return button(text, lambda: None, "flat", tip)
