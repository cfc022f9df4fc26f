"""Pairs of neighbours looked up once for all checks give what looking at each place gives."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.checks.marks import lattice, misheard, near
from desktop.checks.marks.lexicon import common, phrases
from desktop.checks.marks.neighbours import Neighbours

_SAID = sorted(phrases())[::7]
_TEXTS = st.lists(st.sampled_from([*_SAID, *"的和了与是在，。、一二公开信息政府报保送留流言布发及即时", "2024", "列外", "主动"]), max_size=9).map("".join)


def edited(text: str, place: int, char: str, how: str) -> str:
    """The text with one edit."""
    if how == "put":
        return text[:place] + char + text[place:]
    if how == "lose":
        return text[:place] + text[place + 1:]
    if how == "change":
        return text[:place] + char + text[place + 1:]
    return text[:place] + text[place:place + 2][::-1] + text[place + 2:]


TEXTS = st.builds(edited, _TEXTS, st.integers(0, 60), st.sampled_from("布公的息时，"), st.sampled_from(("put", "lose", "change", "move")))


@pytest.mark.parametrize("kind", [near._EDGES, near._WORDS, lattice._BEGUN, lattice._COVERED, misheard._DOUBTFUL])
@settings(deadline=None)  # the first call loads the word lists
@given(text=TEXTS)
def test_places_are_those_of_the_pairs(kind: Neighbours, text: str) -> None:
    ones = [kind.is_one(text[i:i + 2]) for i in range(len(text) - 1)]
    assert kind.places(text) == [i for i, one in enumerate(ones) if one]
    assert kind.outside(text) == [i for i in range(len(text)) if not (any(ones[max(i - 1, 0):i + 1]))]


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_no_slip_is_passed_over_for_what_words_explain(text: str) -> None:
    bare = near._Bare(text)
    heads, tails = near._index()
    for at in range(len(text) - 1):
        pair = text[at:at + 2]
        for phrase in near._with_head(text[at:at + 4]) if pair in heads else ():
            if not text.startswith(phrase, at):
                said = [size for size in (len(phrase) - 1, len(phrase), len(phrase) + 1) if near._judge(text, at, at + size, phrase)]
                assert set(said) <= set(near._sizes_from_head(text, at, phrase, bare))
        for phrase in near._with_tail(text[max(at - 2, 0):at + 2]) if pair in tails else ():
            if not text.endswith(phrase, 0, at + 2):
                said = [size for size in (len(phrase) - 1, len(phrase), len(phrase) + 1)
                        if at + 2 >= size and near._judge(text, at + 2 - size, at + 2, phrase)]
                assert set(said) <= set(near._sizes_from_tail(text, at + 2, phrase, bare))


@settings(deadline=None)
@given(TEXTS)
def test_words_cut_short_are_those_found_at_every_place(text: str) -> None:
    lost, cost = lattice._three(), lattice.tables().cost
    found = []
    for i in range(len(text) - 2):
        part = text[i:i + 3]
        if part in lost and part not in cost:
            around = ((part[:2], text[max(i - 1, 0):i + 1], text[max(i - 2, 0):i + 1]) if len(lost[part]) == 4
                      else (part[1:], text[i + 2:i + 4], text[i + 2:i + 5]))
            if not any(word in cost for word in around):
                found.append((i, lost[part][:4]))
    assert list(lattice._clipped(text)) == found


def test_words_reach_from_common_ones() -> None:
    assert near._WORDS.is_one("公开") and common()["公开"] >= 20
    assert near._WORDS.places("政府公开") == [0, 2] and near._WORDS.outside("甴公开甴") == [0, 3]
    assert near._WORDS.places("") == near._WORDS.outside("") == []
