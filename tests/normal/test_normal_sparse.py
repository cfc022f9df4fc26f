"""Patterns tried only where they can match find exactly what they find everywhere."""

from __future__ import annotations

import re
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.checks.marks.lexicon import WORDS
from desktop.normal import Sparse, SparseSet
from desktop.normal.sparse import needs

PATTERNS = (
    "甲乙", "甲[乙丙]丁", "(?:甲乙|乙丙)丁?", "甲?乙", "(?<=甲)乙(?!丙)", "(?<![甲乙])丙+丁", "[甲乙]{2}", "甲.乙", "(甲|乙)丙\\1",
    "甲*乙*丙", "^甲|乙$", "(?:甲|乙|)丙", "(?i:a)甲", "[^甲]乙", "(?P<n>\\d+)件", "甲{0,2}乙{1,3}丙?", "",
    "甲乙.*丙丁|乙.*丙丁$|[^甲]丁", "甲{2}|乙丙+|(?<=丙)1", "甲乙.*丙丁", "(?=乙丙)..丁甲", "(?:甲|乙)丙(?<!甲丙)丁?甲乙", "乙+甲丙|丙丁",
)


@pytest.mark.parametrize(("pattern", "strings"), [
    ("甲乙", ("甲乙",)), ("甲[乙丙]", ("甲丙", "甲乙")), ("甲?乙丙", ("乙丙",)), ("\\d+件", ("件",)), ("[^甲]", ()),
    ("甲|\\d", ()), ("(?<=[均都])以", ("以",)), ("(?i)甲a", ()), ("布暑|布署", ("布暑", "布署")),
])
def test_needs(pattern: str, strings: tuple[str, ...]) -> None:
    assert needs(pattern) == strings


@given(st.sampled_from(PATTERNS), st.text("甲乙丙丁aA1件\n", max_size=12))
def test_what_is_found_is_the_same(pattern: str, text: str) -> None:
    spans = [m.span() for m in re.finditer(pattern, text)]
    assert [m.span() for m in Sparse(pattern).finditer(text)] == spans
    held = set(text) | {text[i:i + 2] for i in range(len(text) - 1)}
    assert Sparse(pattern).among(held) or not spans
    first = Sparse(pattern).search(text)
    assert (first and first.span()) == (spans[0] if spans else None)


@given(st.text("甲乙丙丁aA1件\n", max_size=12))
def test_a_set_offers_every_pattern_that_matches_in_its_order(text: str) -> None:
    members = SparseSet((pattern, number) for number, pattern in enumerate(PATTERNS))
    offered = [number for _, number in members.possible(text)]
    assert offered == sorted(offered)
    assert {n for n, pattern in enumerate(PATTERNS) if re.search(pattern, text)} <= set(offered)


def test_the_word_lists_have_strings_to_look_for() -> None:
    lists = [tomllib.loads((WORDS / name).read_text(encoding="utf-8")) for name in ("confusions.toml", "homophones.toml")]
    lines = [line.rsplit(" ", 1)[0] for data in lists for level in ("error", "warning", "notice")
             for line in data[level].strip().splitlines()]
    assert sum(bool(needs(line)) for line in lines) > 0.95 * len(lines)
