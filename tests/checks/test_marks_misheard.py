"""Words that sound like the word meant: seen beside their neighbours, not where they are cut out of a longer word."""

from __future__ import annotations

import pytest

from desktop.checks.marks.misheard import misheard


@pytest.mark.parametrize(("text", "meant"), [("及时答复网民流言。", "留言"), ("信息保送及时。", "报送")])
def test_a_word_that_sounds_like_the_one_meant(text: str, meant: str) -> None:
    assert [slip.meant for slip in misheard(text)] == [meant]


@pytest.mark.parametrize("text", [
    "形成主要领导管理、相关负责人落实的工作格局。", "及时答复网民留言，由一名领导分管。", "各科室责任人落实公开要求。",
])
def test_a_piece_of_a_longer_word_is_none(text: str) -> None:
    assert not list(misheard(text))
