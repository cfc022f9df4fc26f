"""One reading of a report's prose, shared by all the checks on number statements."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.checks.base import Context, find, place, place_cell
from desktop.checks.claims.balance import balances
from desktop.checks.claims.clauses import paragraphs
from desktop.checks.claims.comparing import comparisons
from desktop.checks.claims.denials import denials
from desktop.checks.claims.doubts import weighed
from desktop.checks.claims.growth import inner_growth, yearly_growth
from desktop.checks.claims.last_year import last_year
from desktop.checks.claims.linking import links
from desktop.checks.claims.model import Claims, Relation
from desktop.checks.claims.opposites import opposites
from desktop.checks.claims.quantities import quantities
from desktop.checks.claims.rates import rates
from desktop.checks.claims.repeats import repeats
from desktop.checks.claims.sameness import repeated
from desktop.checks.claims.shares import shares
from desktop.checks.claims.sharing import other_shares
from desktop.checks.claims.twisted import twisted
from desktop.checks.claims.wholes import listings
from desktop.report import Evidence, Finding, Report


def parse_claims(report: Report) -> Claims:
    """The paragraphs, quantities and relations of a report's prose; tables are only compared with."""
    prose = paragraphs(report)
    for paragraph in prose:
        paragraph.quantities.extend(quantities(paragraph))
    lists = listings(prose)
    outcomes = balances(prose, lists, report.value("applications.carried_in.total"))
    lists = lists + [r for r in outcomes if r.check == "parts-of-total"]
    relations = [
        *lists, *(r for r in outcomes if r.check != "parts-of-total"), *shares(prose, lists), *rates(prose),
        *inner_growth(prose), *repeats(prose, lists), *links(report, prose),
    ]
    relations += [*comparisons(prose, relations), *other_shares(prose, relations), *repeated(prose), *denials(prose, report.year),
                  *opposites(prose, report.year), *twisted(prose)]
    return Claims(tuple(prose), tuple(weighed(prose, relations)))


def relations(report: Report, context: Context) -> tuple[Claims, list[Relation]]:
    """All relations of a report, those with last year's report included when it is at hand."""
    claims = context.cached(parse_claims, report)
    found = list(claims.relations)
    previous = context.previous(report)
    if previous is not None:
        then = context.cached(parse_claims, previous)
        found += [*yearly_growth(report, claims, previous, then), *last_year(report, claims, previous, then)]
    return claims, found


def evidence(report: Report, claims: Claims, relation: Relation) -> tuple[Evidence, ...]:
    """The places that prove a relation, in the order in which it names them, without repeats."""
    out: dict[tuple[int, int], Evidence] = {}
    spots = [(q.paragraph, q.start, q.end) for q in relation.quantities]
    spots += [(p.paragraph, p.start, p.end) for p in relation.places]
    for number, first, last in spots:
        start, end = claims.paragraphs[number].span(first, last)
        out.setdefault((start, end), place(report, start, end))
    for fact in relation.facts:
        out.setdefault((fact.start, fact.end), place_cell(report, fact))
    return tuple(out.values())


def findings(check_id: str, report: Report, context: Context) -> Iterator[Finding]:
    """The findings of one check: its relations that no sensible reading makes right."""
    claims, found = relations(report, context)
    for relation in found:
        if relation.check != check_id or relation.state != "wrong":
            continue
        label = relation.quantities[0].label if relation.quantities else ""
        yield find(
            check_id, evidence(report, claims, relation), relation.message, severity=relation.severity,
            confidence=relation.confidence, expected=relation.expected, actual=relation.actual,
            working=relation.working or None, subject=label + "|" + relation.working, **relation.texts,  # type: ignore[arg-type]
        )
