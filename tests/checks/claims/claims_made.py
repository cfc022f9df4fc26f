"""Paragraphs and quantities of a string, for tests of the grammar's parts."""

from __future__ import annotations

from desktop.checks.claims.clauses import sentences
from desktop.checks.claims.model import Paragraph, Quantity
from desktop.checks.claims.quantities import quantities
from desktop.normal import tight


def one_paragraph(text: str) -> Paragraph:
    normal = tight(text)
    paragraph = Paragraph(0, normal.text, 0, normal, sentences(normal.text), False)
    paragraph.quantities.extend(quantities(paragraph))
    return paragraph


def quantities_of(text: str) -> list[Quantity]:
    return one_paragraph(text).quantities
