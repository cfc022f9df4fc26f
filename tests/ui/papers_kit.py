"""What the tests of the paper dialogs share: a store with judged reports, dialogs that ask nobody, waiting."""

from __future__ import annotations

import os

os.environ["SHENDU_BUNDLED_FONTS"] = "1"

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pypdfium2 as pdfium
from made import store_report

from desktop.archive import Archive, Verdict
from desktop.reading import pages
from desktop.ui.papers.base import PaperDialog
from desktop.ui.papers.letter import LetterDialog
from desktop.ui.papers.preview import PaperView
from desktop.ui.session import Session

OFFICE = {"office": "示例省人民政府办公厅", "letter.code": "示政办函", "letter.contact": "张审", "letter.phone": "0000-1234567",
          "letter.days": "10", "reviewer": "李阅"}


def set_up(archive: Archive) -> None:
    """The office's settings."""
    for key, value in OFFICE.items():
        archive.set_setting(key, value)


def judged(archive: Archive, org: str = "示例市人民政府", year: int = 2024) -> int:
    """A report whose findings are all accepted."""
    report_id = store_report(archive, org, year)
    for finding in archive.findings(report_id):
        archive.set_verdict(report_id, Verdict(finding.fingerprint, "accepted", None, None, None, "李阅", "2025-03-11T10:00:00"))
    return report_id


def quiet(view: PaperView) -> bool:
    """Whether the preview is up to date."""
    return not view.pending() and (view.drawn is not None or bool(view.problem))


def settled(qtbot, dialog: PaperDialog) -> None:
    """Waits until the dialog shows what its fields say."""
    qtbot.waitUntil(lambda: not dialog._busy and dialog.view.drawn is not None and not dialog.view.pending(), timeout=60_000)


def letter_dialog(session: Session, qtbot, ids: list[int], template: str = "") -> LetterDialog:
    """A shown letter dialog."""
    made = LetterDialog(session, None, ids, template)
    qtbot.addWidget(made)
    made.show()
    return made


def save(qtbot, dialog: PaperDialog, path: Path, form: str = "pdf") -> None:
    """Saves it under a path and waits for that."""
    dialog.ask_file = lambda name, ending: path
    with qtbot.waitSignal(dialog.written, timeout=60_000):
        dialog.save(form)
    settled(qtbot, dialog)


@contextmanager
def opened(data: bytes | Path) -> Iterator[pdfium.PdfDocument]:
    """A PDF for the test itself; meanwhile no page is drawn for the window."""
    with pages._ONE_AT_A_TIME, pdfium.PdfDocument(data if isinstance(data, bytes) else data.read_bytes()) as document:
        yield document


def text_of(data: bytes | Path) -> str:
    """The text of a PDF without its line breaks."""
    with opened(data) as document:
        return "".join(page.get_textpage().get_text_range() for page in document).replace("\r\n", "")
