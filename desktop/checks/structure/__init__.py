"""What the form demands of the report as a whole: kind, sections, tables, statements, time of publication."""
