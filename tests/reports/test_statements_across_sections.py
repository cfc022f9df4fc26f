"""Contradictions between sections: a denial in one, a count under the heading of another."""

import pytest

from desktop.checks import check_reports
from desktop.forms import understand
from desktop.reading import read_text

TEXT = """云台县水利局2022年政府信息公开工作年度报告
一、总体情况
申请全部按期办理，未发生因政府信息公开引发的行政复议和行政诉讼。
四、政府信息公开行政复议、行政诉讼情况
本年度行政复议{count}件，其中结果维持{count}件；行政诉讼0件。
"""


@pytest.mark.parametrize(("count", "told"), [(3, 1), (0, 0)])
def test_reviews_denied_and_counted(count: int, told: int) -> None:
    (findings,) = check_reports([understand(read_text(TEXT.format(count=count)), "a.txt", "x")])
    found = [f for f in findings if f.check == "stated-twice"]
    assert len(found) == told
    assert all({e.quote for e in f.evidence} == {f"{count}件", "未发生因政府信息公开引发的行政复议和行政诉讼"} for f in found)


@pytest.mark.parametrize(("text", "said"), [
    ("收到申请163件，较2021年减少21件，减幅11.4%。当面申请38件，网络申请105件，信函申请27件。", ["error"]),
    ("收到申请170件，办结163件。网络申请105件，信函申请27件，当面申请38件。", []),
    ("收到申请170件。自然人申请141件，企业申请20件，其他9件。", []),
    ("收到申请170件。网络申请105件，增加较多。", []),
])
def test_the_ways_of_requests_told_in_the_next_sentence(text: str, said: list[str]) -> None:
    head = "云台县水利局2022年政府信息公开工作年度报告\n一、总体情况\n"
    (findings,) = check_reports([understand(read_text(head + text), "a.txt", "x")])
    assert [f.severity for f in findings if f.check == "parts-of-total"] == said
