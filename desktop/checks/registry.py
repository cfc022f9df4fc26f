"""Finds every check below this package by importing its modules."""

from __future__ import annotations

import importlib
import pkgutil
from functools import lru_cache

import desktop.checks as package
from desktop.checks.base import REGISTERED, Rule, rule_of


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """All checks, by id."""
    for found in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        importlib.import_module(found.name)
    return tuple(rule_of(check_id) for check_id in sorted(REGISTERED))
