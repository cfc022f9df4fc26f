"""The panel right of the inbox: what the chosen submission is about, and what can be done with one or many."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QMenu, QProgressBar, QScrollArea, QVBoxLayout, QWidget

from desktop.archive import Archive, Submission
from desktop.review.compare import compare_findings, version_line
from desktop.ui.desk.items import SEVERITY_NAMES
from desktop.ui.flow import Flow
from desktop.ui.language import tr
from desktop.ui.names import STATE_TONES, STATES, form_of, moment, title_of
from desktop.ui.widgets import button, label, restyle, row

MOST = 5


@dataclass(frozen=True, slots=True)
class Brief:
    """What the panel says of one submission; gathered in the background."""

    submission: Submission
    lines: tuple[tuple[str, str], ...]
    versions: str
    exports: int = 0


def brief_of(archive: Archive, report_id: int) -> Brief:
    """The gravest findings and what changed since the version before."""
    submission = archive.submission(report_id)
    verdicts = archive.load(report_id).verdicts if submission.error is None else {}
    findings = [
        f for f in archive.findings(report_id)
        if f.fingerprint not in verdicts or verdicts[f.fingerprint].decision != "dismissed"
    ]
    rank = {"error": 0, "warning": 1, "notice": 2}
    findings.sort(key=lambda f: rank[f.severity])
    said = ""
    earlier = [v for v in archive.versions(report_id) if v.version < submission.version and v.error is None]
    if earlier and submission.error is None:
        change = compare_findings(archive.findings(earlier[-1].id), archive.findings(report_id))
        said = version_line(change, submission.version, earlier[-1].version)
    return Brief(submission, tuple((f.severity, f.message) for f in findings[:MOST]), said,
                 len(archive.exports_of(report_id)))


class SidePanel(QScrollArea):
    """``wanted`` gives (what, ids): open, sheet, letter, batch, circular, reminder, exported, retry, state:<state>."""

    wanted = Signal(str, list)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("side")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(230)
        inside = QWidget()
        inside.setObjectName("pane")
        self.setWidget(inside)
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(8)
        self.title = label("", "h2", wrap=True)
        self.state = label("", "pill")
        self.facts = label("", "soft", wrap=True)
        self.versions = label("", "", wrap=True)
        self.lines = QWidget()
        self._lines = QVBoxLayout(self.lines)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(6)
        self.open = button(tr("打开  Enter"), lambda: self._want("open"), "primary")
        self.sheet = button(tr("意见表"), lambda: self._want("sheet"), tip=tr("审核意见表：预览、存盘、打印"))
        self.letter = button(tr("发函"), lambda: self._want("letter"), tip=tr("反馈意见函、整改通知：预览、编号、存盘、打印"))
        self.papers = button(tr("导出…"), self._open_papers, tip=tr("批量导出、问题清单、通报、催报、已导出的文件"))
        self.exported = button("", lambda: self._want("exported"), "flat", tr("列出导出过的文件"))
        self.retry = button(tr("重试"), lambda: self._want("retry"), "primary", tr("再读一次这个文件"))
        self.mark = button(tr("标为…"), self._open_states, tip=tr("改变所选报告的状态"))
        self.progress_title = label(tr("本年度进度"), "faint")
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress_text = label("", "soft", wrap=True)
        for part in (self.title, row(self.state, 1), self.facts, self.versions, self.lines,
                     Flow(self.open, self.retry, self.mark), Flow(self.sheet, self.letter, self.papers, spacing=6),
                     row(self.exported, 1)):
            column.addWidget(part)
        line = QFrame()
        line.setFixedHeight(1)
        line.setObjectName("paneHead")
        column.addSpacing(8)
        column.addWidget(line)
        for part in (self.progress_title, self.progress, self.progress_text):
            column.addWidget(part)
        column.addStretch(1)
        self.ids: list[int] = []
        self.show_nothing()

    def show_nothing(self) -> None:
        """No row is selected."""
        self.ids = []
        self.title.setText(tr("选一份报告"))
        self.facts.setText(tr("按 ↑ ↓ 选择，Enter 打开；Ctrl+Enter 打开下一份待审。"))
        self._parts(versions="", lines=(), state="", one=False, refused=False)

    def show_many(self, ids: list[int]) -> None:
        """Several rows are selected."""
        self.ids = ids
        self.title.setText(tr("已选 {reports} 份", reports=len(ids)))
        self.facts.setText(tr("意见表、发函、导出和状态对所选各份一起进行，后台完成。"))
        self._parts(versions="", lines=(), state="", one=False, refused=False)
        for part in (self.sheet, self.letter, self.mark):
            part.setVisible(True)

    def show_brief(self, brief: Brief) -> None:
        """One row is selected."""
        it = brief.submission
        self.ids = [it.id]
        self.title.setText(title_of(it))
        refused = it.error is not None
        facts = [tr("第{version}稿　{when} 收到", version=it.version, when=moment(it.received, short=False)[:16]), form_of(it), it.name]
        self.facts.setText("\n".join(facts if not refused else [tr("{when} 收到", when=moment(it.received, short=False)[:16]), it.path]))
        lines = brief.lines if not refused else (("error", it.error or ""),)
        self._parts(versions=brief.versions, lines=lines, state="refused" if refused else it.state, one=True, refused=refused)
        self.exported.setText(tr("已导出 {exports} 次", exports=brief.exports))
        self.exported.setVisible(brief.exports > 0)
        if not refused and not brief.lines:
            self._lines.addWidget(label(tr("没有发现问题。"), "soft"))

    def show_progress(self, year: int | None, whole: int, passed: int, reviewed: int) -> None:
        """How far the year is."""
        self.progress_title.setText(tr("{year}年度进度", year=year) if year else tr("全部进度"))
        self.progress.setRange(0, max(whole, 1))
        self.progress.setValue(passed)
        self.progress_text.setText(tr("已收 {whole} 份，已有结论 {reviewed} 份，通过 {passed} 份", whole=whole, reviewed=reviewed, passed=passed))

    def _parts(self, *, versions: str, lines: tuple[tuple[str, str], ...], state: str, one: bool, refused: bool) -> None:
        self.exported.hide()
        self.versions.setText(versions)
        self.versions.setVisible(bool(versions))
        self.state.setText(tr("未能读取") if state == "refused" else STATES.get(state, ""))
        restyle(self.state, tone="error" if refused else {"notice": ""}.get(
            STATE_TONES.get(state, ""), STATE_TONES.get(state, "")))
        self.state.setVisible(bool(state))
        while self._lines.count():
            taken = self._lines.takeAt(0)
            if taken is not None and taken.widget() is not None:
                taken.widget().hide()
                taken.widget().deleteLater()
        for severity, text in lines:
            said = label(tr("{severity}　{text}", severity=SEVERITY_NAMES.get(severity, ""), text=text) if not refused else text,
                         "error" if severity == "error" else "soft", wrap=True)
            self._lines.addWidget(said)
        self.open.setVisible(one and not refused)
        self.retry.setVisible(refused)
        for part in (self.sheet, self.letter, self.mark):
            part.setVisible(one and not refused)

    def _want(self, what: str) -> None:
        self.wanted.emit(what, list(self.ids))

    def _open_papers(self) -> None:
        menu = QMenu(self)
        entries = [("reminder", tr("催报…")), ("exported_all", tr("最近导出的文件…")), ("merge", tr("并入同事的审读包…"))]
        if self.ids:
            one = [] if len(self.ids) > 1 else [("exported", tr("本报告已导出的文件…"))]
            entries = [("batch", tr("批量导出、打印…")), ("problems", tr("问题清单…")), ("overview", tr("总览表…")), ("circular", tr("通报…")),
                       ("bundle", tr("导出审读包（给同事）…")), *entries, *one]
        for key, name in entries:
            menu.addAction(name).triggered.connect(lambda _checked=False, key=key: self._want(key))
        menu.popup(self.papers.mapToGlobal(self.papers.rect().bottomLeft()))

    def _open_states(self) -> None:
        menu = QMenu(self)
        for key, name in STATES.items():
            menu.addAction(name).triggered.connect(lambda _checked=False, key=key: self._want(f"state:{key}"))
        menu.popup(self.mark.mapToGlobal(self.mark.rect().bottomLeft()))
