"""Paper: comment sheets, feedback letters and workbooks that an office can send."""

from desktop.output.batch import BatchSummary, Failure, write_folder
from desktop.output.files import Export, OutputError
from desktop.output.issue import Numbering, issue_letter, issue_sheet, release, reserve, tentative, used_numbers
from desktop.output.letter import (
    Letter,
    LetterSettings,
    make_circular,
    make_letter,
    make_reminder,
    preview,
    settings_from,
)
from desktop.output.naming import next_number, take_number
from desktop.output.orders import Order, Printout, Result, carry_out, make_printout, printed, unprinted
from desktop.output.own_templates import checked, restore, save_own
from desktop.output.sheet import Sheet, SheetOptions, make_sheet
from desktop.output.templates import Field, Template, fields, templates
from desktop.output.write import (
    export_batch,
    export_letter,
    export_overview,
    export_problems,
    export_sheet,
    write_letter,
    write_sheet,
)

__all__ = [
    "BatchSummary", "Export", "Failure", "Field", "Letter", "LetterSettings", "Numbering", "Order", "OutputError",
    "Printout", "Result", "Sheet", "SheetOptions", "Template", "carry_out", "checked", "export_batch",
    "export_letter", "export_overview", "export_problems", "export_sheet", "fields", "issue_letter", "issue_sheet",
    "make_circular", "make_letter", "make_printout", "make_reminder", "make_sheet", "next_number", "preview",
    "printed", "release", "reserve", "restore", "save_own", "settings_from", "take_number", "templates", "tentative",
    "unprinted", "used_numbers", "write_folder", "write_letter", "write_sheet",
]
