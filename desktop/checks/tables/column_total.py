"""A column of table three does not add up: （七）总计 is not the sum of the kinds of result.

Every request that was dealt with stands under exactly one kind of result, so each column's （七）总计 is the sum of
（一） to （六）.
"""

from __future__ import annotations

from collections.abc import Iterator

from desktop.checks.base import Context, Example, check, find
from desktop.checks.example_reports import applications
from desktop.checks.tables.common import evidence_of, facts_of, failures, has_gap, hint, short, working
from desktop.report import Finding, Report

BAD = (
    Example(applications({"total": (8, 2, 0, 0, 1, 0, 11), "new": (8, 2, 0, 0, 1, 0, 11)}),
            "自然人一列：各项之和为9，（七）总计填了8。"),
)
GOOD = (Example(applications(), "每一列的（七）总计都等于各项之和。"),)


@check("column-total")
def run(report: Report, context: Context) -> Iterator[Finding]:
    for failure in failures(report, context, "column-total"):
        spec, equation = failure.spec, failure.equation
        figures = {k: f.value for k, f in facts_of(report, spec).items()}
        gaps = has_gap(equation, figures) and failure.difference > 0
        yield find(
            "column-total", evidence_of(report, spec, equation, failure.culprit), severity="warning" if gaps else "error",
            expected=failure.parts, actual=failure.total, working=working(spec, equation, figures),
            column=short(spec.column(equation.line).label), difference=abs(failure.difference),
            hint=hint(report, failure), basis=equation.tie.basis, subject=equation.line,
        )
