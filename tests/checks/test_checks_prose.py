"""Finders of a report's prose find what their patterns find in each paragraph."""

from __future__ import annotations

import sys

import pytest

from desktop.checks import rules
from desktop.checks.base import Context, Example
from desktop.checks.prose import Prose, prose
from desktop.forms import understand
from desktop.normal import Sparse
from desktop.reading import read_text

MODULES = sorted({rule.run.__module__ for rule in rules()})


def proses(module: str) -> list[Prose]:
    """The prose of the examples of a module's check, and of some others."""
    own = [e for rule in rules() if rule.run.__module__ == module for e in (*rule.bad, *rule.good)]
    others = [e for rule in rules() for e in rule.bad][::23]
    return [_prose(example) for example in (*own, *others)]


def _prose(example: Example) -> Prose:
    return prose(understand(read_text(example.text)), Context())


@pytest.mark.parametrize("module", [m for m in MODULES if any(isinstance(value, Sparse) for value in vars(sys.modules[m]).values())])
def test_what_is_found_is_the_same_in_each_paragraph(module: str) -> None:
    patterns = [value for value in vars(sys.modules[module]).values() if isinstance(value, Sparse)]
    for told in proses(module):
        for pattern in patterns:
            find = told.finder(pattern)
            for text in (*(part.text for part in told.parts), *(part.clean.text for part in told.parts), *told.plain):
                assert [m.span() for m in find(text)] == [m.span() for m in pattern.pattern.finditer(text)], pattern.pattern.pattern
            assert [key for key, _ in told.living(((1, pattern),))] in ([1], []) and len(told.finders(*patterns)) == len(patterns)
