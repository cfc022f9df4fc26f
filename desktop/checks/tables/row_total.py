"""A row of table three does not add up: 总计 is not the sum of the applicants.

The form prints for every row the six kinds of applicants and their total. Whoever corrects one of them and forgets the
other leaves a row that contradicts itself; so does a figure typed into the wrong row.
"""

from __future__ import annotations

from collections.abc import Iterator

from desktop.checks.base import Context, Example, check, find
from desktop.checks.example_reports import applications
from desktop.checks.tables.common import evidence_of, facts_of, failures, has_gap, hint, short, working
from desktop.report import Finding, Report

BAD = (Example(applications({"granted": (5, 1, 0, 0, 1, 0, 8)}), "“予以公开”行：5+1+1=7，总计填了8。"),)
GOOD = (Example(applications(), "每一行的总计都等于六类申请人之和。"),)


@check("row-total")
def run(report: Report, context: Context) -> Iterator[Finding]:
    for failure in failures(report, context, "row-total"):
        spec, equation = failure.spec, failure.equation
        figures = {k: f.value for k, f in facts_of(report, spec).items()}
        gaps = has_gap(equation, figures) and failure.difference > 0
        yield find(
            "row-total", evidence_of(report, spec, equation, failure.culprit), severity="warning" if gaps else "error",
            expected=failure.parts, actual=failure.total, working=working(spec, equation, figures),
            row=short(spec.row(equation.line).label), difference=abs(failure.difference), hint=hint(report, failure),
            basis=equation.tie.basis, subject=equation.line,
        )
