"""Slips by what words cost: odd places near a word of these reports are seen, names and rare words are none."""

from __future__ import annotations

import pytest

from desktop.checks.marks.lattice import odd_slips


@pytest.mark.parametrize(("text", "meant"), [
    ("明确专人付责信息报送。", "负责"),
    ("定期对网站栏目进行徇查。", "巡查"),
    ("对公开目录进行了全面稍理。", "梳理"),
    ("加大对工作人员的培训力庋。", "力度"),
    ("主要原因是工作人员多为建职。", "兼职"),
    ("严格落实信息公开密保审查制度。", "保密审查"),
    ("保障群众的知权情、参与权。", "知情权"),
    ("有效保障了公众的知情情权和监督权。", "知情权"),
    ("坚持以公开为态、不公开为例外。", "以公开为常态"),
    ("存在的主问题如下。", "主要问题"),
    ("公民、法人或者其他织提出的申请。", "其他组织"),
    ("全年发信息布40条。", "发布"),
    ("依公申请开方面，全年受理3件。", "依申请公开"),
    ("工作要因地治宜，不断推进。", "因地制宜"),
    ("政府信息，息信公开工作有序推进。", "信息"),
])
def test_an_odd_place_is_put_right(text: str, meant: str) -> None:
    assert any(meant in s.meant or s.meant in meant for s in odd_slips(text))


@pytest.mark.parametrize("text", [
    "成立由局长范丽敏任组长的领导小组，副局长赵明玲同志负责。", "地址：云台县平广社区滨河路18号，城江社区设立公开栏。",
    "副局长分管、办公室牵头，务实求效，看得懂、算得清。", "配备专兼职人员，建立政社合作机制，开展政行风评议。",
    "“一企一证”“一网一窗”改革，惠企利企，稳就业、保民生。", "工作要因地制宜，举一反三，一目了然。",
    "涵江区、平潭县、察哈尔右翼前旗、鄂托克旗推进政务公开。", "联系人：雷国杰，电话见网站。",
])
def test_names_and_sayings_are_none(text: str) -> None:
    assert [s for s in odd_slips(text) if s.sure >= 0.8] == []
