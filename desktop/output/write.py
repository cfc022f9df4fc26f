"""From a stored report to files: the calls that the window and the commands make."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from desktop.archive.model import StoredReport
from desktop.output.describe import org_of, year_of
from desktop.output.files import Export, file_name, save, target
from desktop.output.letter import Letter, LetterSettings, make_letter
from desktop.output.letter_pdf import letter_pdf
from desktop.output.sheet import SheetOptions, make_sheet
from desktop.output.sheet_pdf import sheet_pdf


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
    """Writes a comment sheet and gives its record."""
    path = target(out, sheet_name(stored), ".pdf")
    return save(sheet_pdf(make_sheet(stored, options, previous)), path, "sheet")


def write_letter(stored: StoredReport, out: Path, settings: LetterSettings) -> Path:
    """Writes a letter on a report and gives its path. ``out`` is a file name, or a folder for a name after the unit.

    Raises OutputError for a broken template and when it cannot be written.
    """
    return export_letter(make_letter(stored, settings), out).path


def export_letter(letter: Letter, out: Path) -> Export:
    """Writes a letter that was made before (on a report, a circular, a reminder) and gives its record."""
    return save(letter_pdf(letter), target(out, letter_name(letter), ".pdf"), "letter")


def letter_name(letter: Letter) -> str:
    """A file name without ending: unit, year and kind of letter."""
    unit = letter.org if len(letter.org) <= 30 and "、" not in letter.org else ""
    return file_name(unit, letter.year, letter.kind)


def sheet_name(stored: StoredReport) -> str:
    """A file name without ending: unit, year, what it is, and which hand-in when not the first."""
    version = stored.submission.version
    return file_name(org_of(stored), year_of(stored), "审核意见表", f"第{version}稿" if version > 1 else None)
