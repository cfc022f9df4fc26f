"""The assistant of the first start: which folder, whose office, who reviews, samples to try."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QFormLayout, QHBoxLayout, QLineEdit, QWidget

from desktop.ui.dialogs.base import Dialog
from desktop.ui.language import LANGUAGES, tr, zh
from desktop.ui.language import code as running_language
from desktop.ui.widgets import button, label, row


class FirstRun(Dialog):
    """Asks for the settings that the work needs; also used to change them later."""

    def __init__(
        self, parent: QWidget | None, *, folder: str = "", office: str = "", reviewer: str = "",
        samples: Path | None = None, first: bool = True, language: str = "zh",
        office_page: Callable[[], str] | None = None, pages: Sequence[tuple[str, Callable[[], object]]] = (),
    ) -> None:
        super().__init__(parent, tr("欢迎使用审读台") if first else tr("设置"), tr("开始") if first else tr("保存"))
        self.at_least(620)
        if first:
            self.column.addWidget(label(
                tr("各单位把年度报告放进一个共享文件夹，审读台自动读取、检查并列在收件箱里。"
                "原件不会被改动，程序不连接网络。"), "soft", wrap=True))
        form = QFormLayout()
        form.setVerticalSpacing(10)
        self.folder = QLineEdit(folder)
        self.folder.setPlaceholderText(tr("存放报告的共享文件夹"))
        pick = QWidget()
        line = QHBoxLayout(pick)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.folder, 1)
        line.addWidget(button(tr("选择…"), self._pick))
        self.office = QLineEdit(office)
        self.office.setPlaceholderText(tr("如：示例省政务公开办公室（用于反馈函落款）"))
        self.reviewer = QLineEdit(reviewer)
        self.reviewer.setPlaceholderText(tr("您的姓名（记在每个判断和批注上）"))
        form.addRow(tr("共享文件夹"), pick)
        form.addRow(tr("单位名称"), self.office)
        form.addRow(tr("审阅人"), self.reviewer)
        self.language = QComboBox()
        for code, name in LANGUAGES.items():
            self.language.addItem(name, code)
        self.language.setCurrentIndex(self.language.findData(language))
        self.restart = label("", "faint", wrap=True)
        self.language.currentIndexChanged.connect(lambda _index: self._say_restart())
        # Both languages at once: whoever looks for this line may read only one of them.
        form.addRow(zh("界面语言 Language"), row(self.language, self.restart, 1))
        self._say_restart()
        if not first and office_page is not None:
            form.addRow(tr("发文"), row(button(tr("发文设置和函件模板…"), lambda: self._open_office(office_page)), 1))
        if not first and pages:
            form.addRow(tr("更多"), row(*(button(name, call) for name, call in pages), 1))
        self.column.addLayout(form)
        self.samples = QCheckBox(tr("先用示例报告试一试（虚构单位，可随时换成自己的文件夹）"))
        self.samples.setVisible(first and samples is not None)
        self.samples.toggled.connect(lambda on: self.folder.setEnabled(not on))
        self.samples.toggled.connect(lambda _on: self._check())
        self.column.addWidget(self.samples)
        self.problem = label("", "error", wrap=True)
        self.column.addWidget(self.problem)
        self.finish()
        self._samples = samples
        self.folder.textChanged.connect(lambda _text: self._check())
        self._check()

    def chosen_folder(self) -> str:
        """The folder to watch: the samples', or the one given; may be empty."""
        if self.samples.isChecked() and self._samples is not None:
            return str(self._samples)
        return self.folder.text().strip()

    def chosen_language(self) -> str:
        """A key of LANGUAGES."""
        return str(self.language.currentData())

    def _say_restart(self) -> None:
        changed = self.chosen_language() != running_language()
        self.restart.setText(zh("下次启动时生效。Takes effect at the next start.") if changed else "")

    def _open_office(self, office_page: Callable[[], str]) -> None:
        """The settings of letters; they hold the office's name too."""
        self.office.setText(office_page())

    def _check(self) -> None:
        folder = self.chosen_folder()
        missing = bool(folder) and not Path(folder).is_dir()
        self.problem.setText(tr("这个文件夹不存在或打不开，请重新选择。") if missing else "")
        self.ok.setEnabled(not missing)

    def _pick(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, tr("选择共享文件夹"), self.folder.text())
        if folder:
            self.folder.setText(folder)
