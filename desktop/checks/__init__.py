"""Reports in, findings out: one module a check, found by the registry, pure (no database, no clock, no Qt)."""

from desktop.checks.base import Context, Example, Rule, check, find, place, place_cell
from desktop.checks.engine import Said, check_alone, check_further, check_reports
from desktop.checks.registry import rules

__all__ = [
    "Context", "Example", "Rule", "Said", "check", "check_alone", "check_further", "check_reports", "find", "place", "place_cell",
    "rules",
]
