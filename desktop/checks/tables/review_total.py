"""A group of table four does not add up: 总计 is not the sum of the four results.

Reviews, suits without review and suits after review each have four results and a total of their own.
"""

from __future__ import annotations

from collections.abc import Iterator

from desktop.checks.base import Context, Example, check, find
from desktop.checks.example_reports import report_2021
from desktop.checks.tables.common import evidence_of, facts_of, failures, short, working
from desktop.report import Finding, Report

_HEAD = """行政复议 | 行政诉讼
 | 未经复议直接起诉 | 复议后起诉
结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计
"""

BAD = (
    Example(report_2021(tables={"review": _HEAD + "6 | 1 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 2 | 0 | 0 | 0 | 2"}),
            "行政复议：6+1=7，总计填了0。"),
)
GOOD = (Example(report_2021(), "三组的总计都等于四种结果之和。"),)


@check("review-total")
def run(report: Report, context: Context) -> Iterator[Finding]:
    for failure in failures(report, context, "review-total"):
        spec, equation = failure.spec, failure.equation
        figures = {k: f.value for k, f in facts_of(report, spec).items()}
        yield find(
            "review-total", evidence_of(report, spec, equation), expected=failure.parts, actual=failure.total,
            working=working(spec, equation, figures), group=short(spec.row(equation.line).label),
            difference=abs(failure.difference), basis=equation.tie.basis, subject=equation.line,
        )
