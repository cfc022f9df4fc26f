"""Paper: comment sheets, feedback letters and workbooks that an office can send."""

from desktop.output.files import Export, OutputError
from desktop.output.letter import LetterSettings
from desktop.output.write import export_letter, export_sheet, write_letter, write_sheet

__all__ = ["Export", "LetterSettings", "OutputError", "export_letter", "export_sheet", "write_letter", "write_sheet"]
