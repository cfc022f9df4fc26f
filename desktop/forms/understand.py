"""A document as a report: kind, issuer, year, form, parts, official tables and their figures."""

from __future__ import annotations

from desktop.forms.catalogue import due_form
from desktop.forms.dates import dates_of, year_of
from desktop.forms.heads import kind_of, title_of
from desktop.forms.issuer import issuer_of
from desktop.forms.lines import prose_of
from desktop.forms.sections import sections_of
from desktop.normal import clean, script_of
from desktop.report import Document, Report


def understand(document: Document, file: str = "", sha256: str = "") -> Report:
    """The report that a document is. Never raises for what a document says; what is not there stays None or empty."""
    prose = prose_of(document)
    dates = dates_of(prose)
    title = title_of(prose, file)
    year = year_of(title.year if title else None, dates, prose, file)
    tables, facts = (), ()
    sections = sections_of(prose, tuple((t.start, t.end) for t in tables))
    kind = kind_of(prose, title, sections, len(tables))
    issuer = issuer_of(prose, title, year, file)
    due = due_form(year)
    form = due.id if due and kind == "annual_report" else None
    return Report(
        document=document, kind=kind, org=issuer.org, level=issuer.level, region=issuer.region, year=year, form=form,
        title=title.text if title else None, published=dates.posted or dates.signed, signed=dates.signed,
        script=script_of(clean_source(document.text)), sections=sections, tables=tables, facts=facts,
        due_form=due.id if due and kind == "annual_report" else None, period=dates.period,
        title_span=title.span if title else None, org_span=issuer.span, signed_span=dates.signed_span,
        period_span=dates.period_span, file=file, sha256=sha256,
    )


def clean_source(text: str) -> str:
    """The text as its script is judged: the original characters that normal text was made of."""
    normal = clean(text)
    return "".join(text[start] for start in normal.starts)
