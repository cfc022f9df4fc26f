"""Small parts of the paper dialogs: dates, forms that scroll, the question where to save."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QDate, QStandardPaths, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QFileDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.language import tr
from desktop.ui.session import Session
from desktop.ui.widgets import label

DATE = tr("yyyy年M月d日")
FILTERS = {"pdf": tr("PDF 文件 (*.pdf)"), "docx": tr("Word 文件 (*.docx)"), "xlsx": tr("Excel 工作簿 (*.xlsx)")}


class DateField(QDateEdit):
    """A date with a calendar, in Chinese order."""

    def __init__(self, iso: str = "") -> None:
        super().__init__()
        self.setDisplayFormat(DATE)
        self.setCalendarPopup(True)
        self.set_iso(iso or date.today().isoformat())

    def set_iso(self, iso: str) -> None:
        """Sets it from an ISO date."""
        self.setDate(QDate.fromString(iso[:10], Qt.DateFormat.ISODate))

    def iso(self) -> str:
        """The date as ISO."""
        return self.date().toString(Qt.DateFormat.ISODate)


class MaybeDate(QWidget):
    """A date that may be left out."""

    changed = Signal()

    def __init__(self, iso: str, words: str = tr("限期")) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        self.on = QCheckBox(words)
        self.on.setChecked(bool(iso))
        self.field = DateField(iso)
        self.field.setEnabled(bool(iso))
        line.addWidget(self.on)
        line.addWidget(self.field, 1)
        self.on.toggled.connect(self.field.setEnabled)
        self.on.toggled.connect(lambda _on: self.changed.emit())
        self.field.dateChanged.connect(lambda _date: self.changed.emit())

    def iso(self) -> str:
        """The date as ISO; empty when left out."""
        return self.field.iso() if self.on.isChecked() else ""


def choice(entries: list[tuple[str, str]], current: str = "") -> QComboBox:
    """A combo box of (key, text); the key is each entry's data."""
    made = QComboBox()
    # The longest entry must not make the form wider than its column.
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(6)
    for key, text in entries:
        made.addItem(text, key)
    made.setCurrentIndex(max(made.findData(current), 0))
    return made


class FormColumn(QScrollArea):
    """A form that scrolls where the window is low; headings part its groups."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(width)
        self.setFrameShape(QFrame.Shape.NoFrame)
        inside = QWidget()
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(0, 0, 12, 0)
        self.column.setSpacing(8)
        self.setWidget(inside)
        self.form = QFormLayout()
        self.form.setVerticalSpacing(8)
        self.form.setHorizontalSpacing(10)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.column.addLayout(self.form)

    def showEvent(self, event: QShowEvent) -> None:
        """Wide enough for what it holds, at any size of type."""
        self.setMinimumWidth(max(self.minimumWidth(), self.widget().minimumSizeHint().width() + 16))
        super().showEvent(event)

    def group(self, title: str) -> QFormLayout:
        """Begins a group of rows under a heading."""
        self.form.addRow(label(title, "section"))
        return self.form


def last_folder(session: Session) -> str:
    """Where paper went last time."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return str(session.settings.value("export/folder", documents))


def ask_file(session: Session, parent: QWidget, name: str, form: str) -> Path | None:
    """Asks where to save; None when the person thought better of it. The ending is always that of the form."""
    start = str(Path(last_folder(session)) / f"{name}.{form}")
    chosen, _ = QFileDialog.getSaveFileName(parent, tr("存为"), start, FILTERS[form])
    if not chosen:
        return None
    path = Path(chosen)
    path = path if path.suffix.lower() == f".{form}" else path.with_name(f"{path.name}.{form}")
    session.settings.setValue("export/folder", str(path.parent))
    return path


def ask_folder(session: Session, parent: QWidget) -> Path | None:
    """Asks for a folder; None when the person thought better of it."""
    chosen = QFileDialog.getExistingDirectory(parent, tr("存放到哪个文件夹"), last_folder(session))
    if not chosen:
        return None
    session.settings.setValue("export/folder", chosen)
    return Path(chosen)


def open_path(path: Path) -> None:
    """Opens a file or folder with what the system has for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def on_change(widgets: list[QWidget], call: Callable[[], None]) -> None:
    """Has ``call`` done whenever one of these fields changes."""
    for widget in widgets:
        for name in ("textChanged", "currentIndexChanged", "dateChanged", "toggled", "valueChanged", "changed"):
            signal = getattr(widget, name, None)
            if signal is not None:
                signal.connect(lambda *_args: call())
                break
