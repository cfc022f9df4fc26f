"""A document as a report: kind, issuer, year, form, parts, official tables and their figures."""

from __future__ import annotations

from desktop.forms.catalogue import Form, due_form, form
from desktop.forms.dates import dates_of, year_of
from desktop.forms.found import Found
from desktop.forms.heads import Title, kind_of, title_of
from desktop.forms.issuer import institution, issuer_of
from desktop.forms.lines import prose_of
from desktop.forms.sections import sections_of
from desktop.forms.tables import tables_of
from desktop.normal import clean, script_of
from desktop.report import Document, FormId, Report


def understand(document: Document, file: str = "", sha256: str = "") -> Report:
    """The report that a document is. Never raises for what a document says; what is not there stays None or empty."""
    prose = prose_of(document)
    dates = dates_of(prose)
    title = title_of(prose, file)
    year = year_of(title.year if title else None, dates, prose, file)
    found = tables_of(document, year)
    tables = tuple(f.table() for f in found)
    sections = sections_of(prose, tuple((t.start, t.end) for t in tables))
    kind = kind_of(prose, title, sections, len(tables))
    issuer = issuer_of(prose, title, year, file)
    annual = kind == "annual_report"
    due = due_form(year)
    if due and due.first_year >= 2019 and not tables and institution(issuer.org):
        due = None  # schools and hospitals report by rules of their own; some use the form of the authorities all the same
    return Report(
        document=document, kind=kind, org=issuer.org, level=issuer.level, region=issuer.region, year=year,
        form=_form(found, due) if annual else None, title=_title(document, title),
        published=dates.posted or dates.signed, signed=dates.signed, script=script_of(_source(document.text)),
        sections=sections, tables=tables, facts=tuple(fact for f in found for fact in f.facts()),
        due_form=due.id if due and annual else None, period=dates.period,
        title_span=title.span if title else None, org_span=issuer.span, signed_span=dates.signed_span,
        period_span=dates.period_span, file=file, sha256=sha256,
    )


def _title(document: Document, title: Title | None) -> str | None:
    """The title as the document prints it, its line breaks taken out."""
    if title is None or title.span is None:
        return title.text if title else None
    return "".join(document.text[slice(*title.span)].splitlines())


def _form(found: tuple[Found, ...], due: Form | None) -> FormId | None:
    """The form that the tables are of (table two tells them apart best); without tables the one that is due."""
    for name in ("disclosure", "stats", "applications", "review"):
        table = next((f for f in found if f.spec.id == name), None)
        if table is None or (name == "review" and due):
            continue
        if name == "stats" and due and table.spec.form != due.id and form(table.spec.form).first_year == 2014 > due.first_year:
            return due.id  # before 2014 every table is part of the free form
        return table.spec.form
    return due.id if due else None


def _source(text: str) -> str:
    """The text as its script is judged: the original characters that normal text was made of."""
    normal = clean(text)
    if len(normal.text) == len(text):
        return text
    return "".join(map(text.__getitem__, normal.starts))
