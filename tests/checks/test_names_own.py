"""What kind of body and place a report speaks for, and titles of laws."""

from __future__ import annotations

import pytest

from desktop.checks.base import Context
from desktop.checks.names.laws import _known, _meant, outdated
from desktop.checks.names.own import own_of
from desktop.forms import understand
from desktop.reading import read_text


@pytest.mark.parametrize(("text", "place", "body"), [
    ("云台县人民政府2012年政府信息公开工作年度报告\n2012年，我县公开信息5条，全县各乡镇、县直单位落实责任，县政府网站更新。", "县", "府"),
    ("青禾市财政局2022年政府信息公开工作年度报告\n2022年，我局公开信息5条，我局认真答复，全市财政系统培训。", "市", "局"),
    ("云台县发展和改革委员会2022年政府信息公开工作年度报告\n2022年，我委公开信息5条，我委认真答复。", "县", "委"),
])
def test_own_kind(text: str, place: str, body: str) -> None:
    own = own_of(understand(read_text(text)), Context())
    assert (own.place, own.body) == (place, body)


def test_words_that_only_look_like_a_place() -> None:
    own = own_of(understand(read_text("划定安全区域，健全区级机制，完全市场化，自我市场定位。")), Context())
    assert own.places == ()


@pytest.mark.parametrize(("title", "meant"), [
    ("中华人民共和国行政复异法", "中华人民共和国行政复议法"),
    ("中华人民共和国政府信息公开条列", None),
    ("中华人民共和国城市规划法", None),
    ("中华人民共和国行政复议法", None),
    ("示例省政府信息公开办法", None),
])
def test_titles_of_laws(title: str, meant: str | None) -> None:
    assert _meant(title, _known()[0]) == meant


def test_every_outdated_citation_has_years_and_a_basis() -> None:
    assert all(o.first <= o.last and o.basis and o.right for o in outdated())
