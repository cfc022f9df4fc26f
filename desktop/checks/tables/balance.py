"""The balance printed in the head of table three fails: 一 + 二 is not （七） + 四.

What came in this year and was carried over from last year has either been dealt with or is carried over again. The
form states this tie itself, for every column.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from desktop.checks.base import Context, Example, check, find
from desktop.checks.example_reports import applications
from desktop.checks.tables.common import evidence_of, facts_of, failures, hint, plain, short
from desktop.report import Finding, Report

BAD = (Example(applications({"carried_out": (2, 0, 0, 0, 0, 0, 2)}), "自然人：9+1=10，9+2=11，不相等。"),)
GOOD = (Example(applications(), "新收12＋结转1＝总计12＋结转下年度1。"),)


@check("balance")
def run(report: Report, context: Context) -> Iterator[Finding]:
    for failure in failures(report, context, "balance"):
        spec, equation = failure.spec, failure.equation
        figures = {k: f.value for k, f in facts_of(report, spec).items()}
        new, carried, total, out = (figures.get(k) or Decimal(0) for k in (*equation.total, *equation.parts))
        said = f"{plain(new)}+{plain(carried)}={plain(new + carried)}；{plain(total)}+{plain(out)}={plain(total + out)}"
        yield find(
            "balance", evidence_of(report, spec, equation, failure.culprit),
            expected=failure.total, actual=failure.parts, working=said, column=short(spec.column(equation.line).label),
            difference=abs(failure.difference), hint=hint(report, failure), basis=equation.tie.basis,
            subject=equation.line,
        )
