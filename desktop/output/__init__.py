"""Paper: comment sheets, feedback letters and workbooks that an office can send."""

from desktop.output.files import Export, OutputError
from desktop.output.write import export_sheet, write_sheet

__all__ = ["Export", "OutputError", "export_sheet", "write_sheet"]
