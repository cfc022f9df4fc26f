"""Near misses of set phrases: what ordinary words explain is none, what they do not explain is one."""

from __future__ import annotations

import pytest

from desktop.checks.marks.lexicon import common, covered, idioms, phrases, sound_alike
from desktop.checks.marks.near import slips


@pytest.mark.parametrize(("text", "meant"), [
    ("畅通依申请公开受理渠。", "受理渠道"),
    ("推进公共企事业单信息公开", "企事业单位"),
    ("继续推进社会度关注较高的信息", "社会关注度"),
    ("政府信息公开门户站网建设", "门户网站"),
    ("加强规范性文见管理", "规范性文件"),
])
def test_a_lost_changed_or_swapped_character_is_seen(text: str, meant: str) -> None:
    assert any(meant in s.meant or s.meant in meant for s in slips(text))


@pytest.mark.parametrize("text", [
    "校务公开、村（居）务公开、警务公开同步推进", "公开政府信箱、政府信访渠道和政府信用信息", "长效化机制和常态化机制不断健全",
    "上年结转下年度办理", "以公开促落实，以公开促规范", "仍需进一步完善，尚需时日", "学习习近平新时代中国特色社会主义思想",
    "法人和其他组织、法人或者其他组织、法人或其他组织", "问题与不足、问题和不足", "限时办结、按时办结、提前办结",
])
def test_variants_that_words_explain_are_none(text: str) -> None:
    assert [s for s in slips(text) if s.sure >= 0.8] == []


def test_words_and_sounds() -> None:
    assert sound_alike("触", "处") and sound_alike("声", "生") and not sound_alike("条", "息")
    assert covered("政府信用信息", 2, 4) and not covered("企事业单信息", 3, 4, 50)
    assert "参差不齐" in idioms() and "企事业单位" in phrases() and common()["公开"] == 1000
