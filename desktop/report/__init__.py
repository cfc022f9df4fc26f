"""The nouns: plain frozen data that every other part of the program speaks in.

Nothing here needs a library, opens a file or knows a rule. All offsets are half-open and count Unicode characters of
``Document.text``; all boxes are points with the origin at the top left of the page.
"""

from desktop.report.document import Block, BlockKind, Box, Cell, Document, Table
from desktop.report.finding import Evidence, Family, Finding, Severity, fingerprint
from desktop.report.report import Claim, Fact, FormId, FormTable, Kind, Level, Report, Script, Section, number

__all__ = [
    "Block", "BlockKind", "Box", "Cell", "Claim", "Document", "Evidence", "Fact", "Family", "Finding", "FormId",
    "FormTable", "Kind", "Level", "Report", "Script", "Section", "Severity", "Table", "fingerprint", "number",
]
