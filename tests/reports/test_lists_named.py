"""Members named right before their number, and months behind a number of times: bodies and figures invented."""

from __future__ import annotations

import pytest

from desktop.checks import check_reports
from desktop.forms import understand
from desktop.reading import read_text

HEAD = "云台县人民政府2021年政府信息公开工作年度报告\n一、总体情况\n"

RIGHT = [
    "围绕教育卫生、住房保障、就业创业和社会救助四大重点领域细化公开目录。",
    "建立信息发布、政策解读等八项机制，省、市、县三个层面同步推进。",
    "在公开内容、公开形式、队伍建设方面还存在两个方面的不足。",
    "围绕教育、医疗、食品药品、安全生产两大类六项内容梳理目录。",
    "做好主动公开、依申请公开和政策解读两项工作。",
    "办事依据、受理条件、办理程序、收费标准四项内容、六个环节一次告知。",
    "通过政府网站、政务微博、公示栏三个平台和公告栏、宣传车、明白纸四种载体公开。",
    "全年开展检查6次，分别于3月、6月、9月、12月对部门和乡镇进行；规范申请登记、拟办、会商、审核、答复、归档六个工作环节。",
    "全年召开推进会4次，分别于1月、4月、7月和11月召开；培训3期，分别于3月、6月等举办。",
]

WRONG = [
    ("围绕教育卫生、公共资源配置、住房保障、就业创业、社会救助六大重点领域细化公开目录。", "6", "5"),
    ("建立信息发布、政策解读、舆情回应、考核评估三项机制。", "3", "4"),
    ("紧紧围绕疫情防控、生态保护、基层治理、乡村振兴三件大事开展公开。", "3", "4"),
    ("开展检查5轮（分别于3月、6月、9月、10月进行），发现问题26个。", "5", "4"),
]


def _found(text: str) -> list[str]:
    (found,) = check_reports([understand(read_text(HEAD + text))])
    return [f.message for f in found if f.check == "list-backward"]


@pytest.mark.parametrize("text", RIGHT)
def test_lists_as_long_as_said_are_left_alone(text: str) -> None:
    assert _found(text) == []


@pytest.mark.parametrize(("text", "stated", "named"), WRONG)
def test_lists_of_another_length_are_found(text: str, stated: str, named: str) -> None:
    assert _found(text) == [f"文中称有{stated}项，实际列了{named}项。"]
