"""The overview's charts as an Excel workbook: a sheet with the numbers of each chart and the chart itself beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from desktop.output.charts import Chart
from desktop.output.files import Export, save
from desktop.output.workbook import put_value

_FILLS = {"error": "C8372D", "warning": "C08400", "accent": "1C5FA8", "good": "27653A", "notice": "5B7F9E", "faint": "97A2AF"}
_PATTERNS = {"error": None, "warning": "wdUpDiag", "accent": None, "good": "pct50", "notice": "dkHorz", "faint": "ltVert"}


def charts_xlsx(charts: Iterable[Chart], title: str) -> bytes:
    """The charts as the bytes of an .xlsx; ``title`` says of what (2024年度, 县级)."""
    book: Any = Workbook()
    book.remove(book.active)
    for chart in charts:
        sheet = book.create_sheet(re.sub(r"[\[\]:*?/\\（）]", "", chart.title)[:30])
        _numbers(sheet, chart, title)
        if chart.bars:
            sheet.add_chart(_drawn(sheet, chart), f"{get_column_letter(len(chart.series) + 5)}3")
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def export_charts(charts: Iterable[Chart], title: str, out: Path) -> Export:
    """Writes the workbook and gives its record. Raises OutputError when it cannot be written."""
    return save(charts_xlsx(charts, title), out, "overview")


def _numbers(sheet: Any, chart: Chart, title: str) -> None:
    """Title, heads in the third row, then a row a bar."""
    put_value(sheet.cell(1, 1), f"{chart.title}　{title}")
    sheet.cell(1, 1).font = Font(name="黑体", size=14, bold=True)
    if chart.note:
        put_value(sheet.cell(2, 1), chart.note)
        sheet.cell(2, 1).font = Font(name="宋体", size=10, italic=True)
    heads = ["项目", *(f"{series.name}（{chart.unit}）" for series in chart.series), *([chart.line[0]] if chart.line else []), "说明"]
    thin = Side(style="thin", color="C9C9C9")
    edges = Border(left=thin, right=thin, top=thin, bottom=thin)
    rows: list[list[str | float]] = [[*heads]]
    for at, bar in enumerate(chart.bars):
        rows.append([bar.label, *bar.values, *([chart.line[1][at]] if chart.line else []), bar.note])
    for line, values in enumerate(rows, 3):
        for column, value in enumerate(values, 1):
            cell = sheet.cell(line, column)
            put_value(cell, int(value) if isinstance(value, float) and value.is_integer() else value)
            cell.font = Font(name="黑体" if line == 3 else "宋体", size=11 if line == 3 else 10.5)
            cell.border = edges
            cell.alignment = Alignment(vertical="center", wrap_text=True)
            if line == 3:
                cell.fill = PatternFill("solid", fgColor="E8ECF1")
    sheet.column_dimensions["A"].width = 30
    for column in range(2, len(heads) + 1):
        sheet.column_dimensions[get_column_letter(column)].width = 16
    for at, mark in enumerate(chart.marks):
        put_value(sheet.cell(len(rows) + 4 + at, 1), f"期限：{mark.label}")
    if chart.goal:
        put_value(sheet.cell(len(rows) + 4 + len(chart.marks), 1), f"名录应报 {chart.goal} 个单位")
    sheet.freeze_panes = "B4"


def _drawn(sheet: Any, chart: Chart) -> Any:
    last = len(chart.bars) + 3
    drawn = BarChart()
    drawn.type = "bar" if chart.shape == "rows" else "col"
    drawn.title = chart.title
    drawn.grouping = "stacked" if chart.stacked else "clustered"
    if chart.stacked:
        drawn.overlap = 100
    drawn.add_data(Reference(sheet, min_col=2, max_col=len(chart.series) + 1, min_row=3, max_row=last), titles_from_data=True)
    drawn.set_categories(Reference(sheet, min_col=1, min_row=4, max_row=last))
    for series, made in zip(chart.series, drawn.series, strict=True):
        pattern = _PATTERNS[series.tone]
        if pattern is None:
            made.graphicalProperties.solidFill = _FILLS[series.tone]
        else:
            from openpyxl.drawing.fill import ColorChoice, PatternFillProperties

            made.graphicalProperties.pattFill = PatternFillProperties(
                prst=pattern, fgClr=ColorChoice(srgbClr=_FILLS[series.tone]), bgClr=ColorChoice(srgbClr="FFFFFF"))
        made.graphicalProperties.line.solidFill = _FILLS[series.tone]
    drawn.x_axis.delete = drawn.y_axis.delete = False
    drawn.y_axis.title = chart.unit
    if chart.shape == "rows":
        drawn.x_axis.scaling.orientation = "maxMin"
    if len(chart.series) == 1 and chart.line is None:
        drawn.legend = None
    drawn.width, drawn.height = 24, max(9.0, min(0.8 * len(chart.bars) + 4, 22)) if chart.shape == "rows" else 11
    if chart.line is not None:
        running = LineChart()
        running.add_data(Reference(sheet, min_col=len(chart.series) + 2, min_row=3, max_row=last), titles_from_data=True)
        drawn += running
    return drawn
