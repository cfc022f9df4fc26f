"""The grammar of number statements: every number of the prose is read, related and accounted for."""

from desktop.checks.claims.account import account
from desktop.checks.claims.model import Claims, Quantity, Relation
from desktop.checks.claims.parse import parse_claims

__all__ = ["Claims", "Quantity", "Relation", "account", "parse_claims"]
