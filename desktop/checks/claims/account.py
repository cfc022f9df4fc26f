"""The account of a report: every number of its prose, and what became of it."""

from __future__ import annotations

from typing import Literal

from desktop.checks.base import Context
from desktop.checks.claims.model import Relation
from desktop.checks.claims.parse import relations
from desktop.report import Claim, Report


def account(report: Report, context: Context | None = None) -> tuple[Claim, ...]:
    """Each number of the prose with its value, unit and state, in the order of the text.

    ``right`` and ``wrong`` are judged in some relation (wrong weighs more, a mere notice does not make wrong),
    ``unchecked`` counts something but nothing is at hand to check it against, ``not-work`` is a date, an article,
    a telephone number and the like.
    """
    claims, found = relations(report, context or Context())
    judged: dict[int, Relation] = {}
    for relation in found:
        for q in relation.quantities:
            known = judged.get(id(q))
            if known is None or (relation.state == "wrong" and relation.severity != "notice"):
                judged[id(q)] = relation
    out = []
    for paragraph in claims.paragraphs:
        for q in paragraph.quantities:
            start, end = paragraph.span(q.num_start, q.end)
            relation_of = judged.get(id(q))
            state: Literal["right", "wrong", "unchecked", "not-work"]
            if not q.work:
                state = "not-work"
            elif relation_of is None or (relation_of.state == "wrong" and relation_of.severity == "notice"):
                state = "unchecked"
            else:
                state = relation_of.state
            out.append(Claim(start, end, q.value, q.unit, q.exactness, state, relation_of.check if relation_of else None))
    return tuple(out)
