"""Links statements of the prose to the cells of the form."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.checks.claims.model import Paragraph, Relation
from desktop.report import Report


def links(report: Report, paragraphs: Sequence[Paragraph]) -> list[Relation]:
    return []
