"""The page of an official form: its years, parts, tables with rows and columns, and every tie that is checked."""

from __future__ import annotations

from html import escape

from desktop.forms.catalogue import Form, TableSpec
from desktop.ui.theme.colours import Colours

SEVERITIES = {"error": "错误", "warning": "疑似", "notice": "提示"}


def years_of(form: Form) -> str:
    """The years that the form served, in words."""
    if form.last_year is None:
        return f"{form.first_year}年度起"
    return f"{form.first_year}–{form.last_year}年度"


def named(form: Form) -> str:
    """The form's years, and whether it is a province's own."""
    return years_of(form) + ("（地方表）" if form.id.endswith("-local") else "")


def form_text(form: Form) -> str:
    """What the search looks through."""
    said = [form.basis, *(s.title for s in form.sections)]
    for table in form.tables:
        said += [table.title, *(r.label for r in table.rows), *(c.label for c in table.columns), *(t.title for t in table.ties)]
    return " ".join(said)


def form_html(form: Form, c: Colours) -> str:
    """The whole page."""
    out = [f"<h1>{escape(form.title)}</h1>", f"<p>适用：{years_of(form)}报告。依据：{escape(form.basis)}。</p>"]
    parts = "".join(f"<li>{escape(s.title)}</li>" for s in form.sections)
    out.append(f"<h2>各部分</h2><ol>{parts}</ol>" if parts else "")
    for table in form.tables:
        out.append(_table(table, c))
    return "".join(out)


def _table(table: TableSpec, c: Colours) -> str:
    variant = f"（{table.variant}式样）" if table.variant else ""
    out = [f"<h2>{escape(table.title)}{escape(variant)}</h2>"]
    heads = "".join(f"<th>{escape(name)}</th>" for name in ("行", "单位", "列"))
    rows = []
    for row in table.rows:
        columns = "、".join(x.label for x in table.columns_of(row))
        unit = row.unit or "、".join(dict.fromkeys(x.unit for x in table.columns_of(row) if x.unit))
        old = f'<br><span style="color:{c.faint}">（旧格式的行，仍能读入并提出）</span>' if row.departs else ""
        group = f'<span style="color:{c.faint}">{escape(row.group)}　</span>' if row.group else ""
        rows.append(f"<tr><td>{group}{escape(row.label)}{old}</td><td>{escape(unit)}</td><td>{escape(columns)}</td></tr>")
    out.append(_grid(heads, rows, c))
    ties = [(t.title, t.severity if t.exhaustive else "warning", t.basis) for t in table.ties]
    ties += [(t.title, t.severity, t.basis) for t in (*table.bounds, *table.covers)]
    if ties:
        heads = "<th>核对关系</th><th>等级</th><th>依据</th>"
        rows = [f"<tr><td>{escape(t)}</td><td>{SEVERITIES[s]}</td><td>{escape(b)}</td></tr>" for t, s, b in ties]
        out.append(f"<h3>核对关系</h3>{_grid(heads, rows, c)}")
    return "".join(out)


def _grid(heads: str, rows: list[str], c: Colours) -> str:
    return (f'<table width="100%" border="1" cellspacing="0" cellpadding="4" style="border-collapse:collapse;border-style:solid;border-color:{c.grid}">'
            f'<tr bgcolor="{c.label_bg}">{heads}</tr>{"".join(rows)}</table><p></p>')
