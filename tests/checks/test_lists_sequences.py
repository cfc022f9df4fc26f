"""Numbered items gathered into lists, and members of a list counted in every reading."""

from __future__ import annotations

import pytest

from desktop.checks.base import Context
from desktop.checks.lists.members import count_range, pieces
from desktop.checks.lists.sequences import gathered
from desktop.forms import understand
from desktop.reading import read_text


def odd(text: str) -> list[tuple[str, int, int]]:
    report = understand(read_text(text))
    return [(x.kind, token.number, expected) for x in gathered(report, Context()) for token, expected in x.odd]


@pytest.mark.parametrize("text", [
    "一是甲项工作。二是乙项工作：一是子项一；二是子项二；三是子项三。三是丙项工作。",
    "（一）甲项\n一是加强。二是完善。\n（二）乙项\n一是推进。二是落实。三是检查。",
    "1.甲项工作。\n2.乙项工作。\n（1）子项甲。\n（2）子项乙。\n3.丙项工作。",
    "问题：一是不足。二是不够。措施：一是加强。二是完善。三是推进。",
    "依据第二十条第（一）项、第（五）项办理，任务之一是规范流程。",
    "（二）完善机制。一是明确职责。二是加强监督。\n（三）强化培训。",
    "一是上线12345平台。二是12345热线入驻。三是完善检索功能。",
])
def test_good_sequences(text: str) -> None:
    assert odd(text) == []


@pytest.mark.parametrize(("text", "found"), [
    ("一是甲项工作。二是乙项工作。四是丁项工作。", ("is", 4, 3)),
    ("一是甲项工作。二是乙项工作。二是丙项工作。", ("is", 2, 3)),
    ("（一）甲项工作。\n（二）乙项工作。\n（四）丁项工作。", ("part", 4, 3)),
    ("1、加大力度，动态更新。二是\n2、拓宽载体。", ("is", 2, 1)),
    ("六项措施：一是甲。二是乙。三是丙。二是加强运行。四是丁。", ("is", 2, 4)),
])
def test_bad_sequences(text: str, found: tuple[str, int, int]) -> None:
    assert found in odd(text)


def test_members_are_counted_in_every_reading() -> None:
    parts = ("总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议、行政诉讼情况、"
             "存在的主要问题及改进情况、其他需要报告的事项")
    low, high = count_range(parts)
    assert low == 6 and high == 7
    assert count_range("“甲”、“乙”、“丙”") == (3, 3)
    assert count_range("甲乙、丙丁和戊己") == (2, 3)
    assert pieces("《甲、乙》、“丙、丁”、（戊、己）庚") == ["《甲、乙》", "“丙、丁”", "（戊、己）庚"]
