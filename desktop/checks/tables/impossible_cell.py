"""A cell holds what its column cannot: half a figure (``12/``), a decimal or a negative count, words.

Counts are whole and not negative; 本年增/减 has a sign or two figures; only fees and purchases may have decimals.
"""

from __future__ import annotations

from collections.abc import Iterator

from desktop.checks.base import Context, Example, check, find, place_cell
from desktop.checks.example_reports import applications
from desktop.checks.tables.common import cell_name, official
from desktop.forms.values import value_of
from desktop.report import Finding, Report, Severity

_ROW = "2.重复申请 | 1 | 0"
BAD = (
    Example(applications().replace(_ROW, "2.重复申请 | 1/ | 0"), "只剩半个数“1/”。"),
    Example(applications().replace(_ROW, "2.重复申请 | 1.5 | 0"), "件数不会有小数。"),
    Example(applications().replace(_ROW, "2.重复申请 | 1 | -2"), "件数不会是负数。"),
)
GOOD = (Example(applications(), "各格都是整数。"), Example(applications().replace(_ROW, "2.重复申请 | 1件 | 0"), "带单位的数可以识读。"))

_SEVERITY: dict[str, Severity] = {"half": "error", "decimal": "error", "negative": "error", "text": "error", "split": "warning"}


@check("impossible-cell")
def run(report: Report, context: Context) -> Iterator[Finding]:
    for table, spec, facts in context.cached(official, report):
        for key, fact in facts.items():
            found = spec.place(key)
            if found is None or fact.readings:
                continue
            flaw = value_of(fact.raw, found[0].number or found[1].number).flaw
            if flaw not in _SEVERITY:
                continue
            severity: Severity = "warning" if table.rebuilt and flaw != "half" else _SEVERITY[flaw]
            yield find("impossible-cell", [place_cell(report, fact)], flaw, severity=severity, actual=fact.raw.strip(),
                       cell=cell_name(spec, key), subject=key)
