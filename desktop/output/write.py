"""From a stored report to files: the calls that the window and the commands make."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from desktop.archive.model import StoredReport, Submission
from desktop.output.batch import Cancelled, Progress, batch_pdf
from desktop.output.describe import org_of, year_of
from desktop.output.files import Export, file_name, save, target
from desktop.output.letter import Letter, LetterSettings, make_letter
from desktop.output.letter_docx import letter_docx
from desktop.output.letter_pdf import letter_pdf
from desktop.output.sheet import Sheet, SheetOptions, make_sheet
from desktop.output.sheet_docx import sheet_docx
from desktop.output.sheet_pdf import sheet_pdf
from desktop.output.workbook import overview_xlsx, problems_xlsx


def write_sheet(
    stored: StoredReport, out: Path, *, reviewer: str = "", office: str = "", notices: bool = True,
    accepted_only: bool = False, today: str | None = None,
) -> Path:
    """Writes a comment sheet and gives its path. ``out`` is a file name, or a folder to put it in under the unit's name.

    ``today`` is the review's date (ISO); without it the machine's date. Raises OutputError when it cannot be written.
    """
    options = SheetOptions(today or date.today().isoformat(), reviewer, office, notices, accepted_only)
    return export_sheet(stored, out, options).path


def export_sheet(
    stored: StoredReport, out: Path, options: SheetOptions, previous: StoredReport | None = None,
) -> Export:
    """Writes a comment sheet and gives its record. A name that ends in .docx gives a Word document."""
    if out.suffix.lower() == ".docx":
        return save(sheet_docx(make_sheet(stored, options, previous)), out, "sheet")
    path = target(out, sheet_name(stored), ".pdf")
    return save(sheet_pdf(make_sheet(stored, options, previous)), path, "sheet")


def write_letter(stored: StoredReport, out: Path, settings: LetterSettings) -> Path:
    """Writes a letter on a report and gives its path. ``out`` is a file name, or a folder for a name after the unit.

    Raises OutputError for a broken template and when it cannot be written.
    """
    return export_letter(make_letter(stored, settings), out).path


def export_letter(letter: Letter, out: Path) -> Export:
    """Writes a letter that was made before (on a report, a circular, a reminder) and gives its record.

    A name that ends in .docx gives a Word document.
    """
    if out.suffix.lower() == ".docx":
        return save(letter_docx(letter), out, "letter")
    return save(letter_pdf(letter), target(out, letter_name(letter), ".pdf"), "letter")


def export_problems(
    reports: Iterable[StoredReport], out: Path, *, notices: bool = True, accepted_only: bool = False,
) -> Export:
    """Writes the problem list of reports as a workbook and gives its record."""
    return save(problems_xlsx(reports, notices=notices, accepted_only=accepted_only), target(out, "问题清单", ".xlsx"),
                "problems")


def export_overview(submissions: Iterable[Submission], out: Path) -> Export:
    """Writes the overview of submissions as a workbook and gives its record."""
    return save(overview_xlsx(submissions), target(out, "年度报告总览", ".xlsx"), "overview")


def export_batch(
    papers: Iterable[Sheet | Letter], out: Path, title: str, *, progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Export | None:
    """Writes many sheets or letters as one PDF with an outline; None when cancelled, and then nothing is written."""
    data = batch_pdf(papers, title, progress=progress, cancelled=cancelled)
    return None if data is None else save(data, target(out, file_name(title), ".pdf"), "batch")


def letter_name(letter: Letter) -> str:
    """A file name without ending: unit, year and kind of letter."""
    unit = letter.org if len(letter.org) <= 30 and "、" not in letter.org else ""
    return file_name(unit, letter.year, letter.kind)


def sheet_name(stored: StoredReport) -> str:
    """A file name without ending: unit, year, what it is, and which hand-in when not the first."""
    version = stored.submission.version
    return file_name(org_of(stored), year_of(stored), "审核意见表", f"第{version}稿" if version > 1 else None)
