"""The account: every number of the prose is in one of four states, and no text makes the grammar stumble."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.checks.base import REGISTERED, Context
from desktop.checks.claims import account
from desktop.checks.example_reports import report_2021
from desktop.checks.registry import rules
from desktop.forms import understand
from desktop.reading import read_text
from desktop.report import Report

rules()
OWN = [run for name, (module, run) in REGISTERED.items() if module.startswith("desktop.checks.claims")]
TEXT = (
    "2023年共收到申请45件，其中网络申请20件，信函申请18件，当面申请9件，占20%。主动公开信息300条，其中政策类200条、其他类100条。"
    "召开会议3次，电话：0517-87222589，依据《条例》第五十条。"
)
PIECES = st.sampled_from([
    "收到政府信息公开申请", "其中", "办结", "答复", "予以公开", "不予公开", "占", "占总数的", "同比增长", "较上年减少", "行政复议", "行政诉讼", "维持",
    "均", "未", "合计", "共", "主动公开政府信息", "上年结转", "结转下年度", "日均", "办结率", "（", "）", "，", "、", "；", "。", "：", "“", "”", "《", "》",
    "件", "条", "%", "个百分点", "万", "余", "0", "1", "12", "3.5", "1,234", "二十", "100", "2022年", "分别为", "各", "等", "\n", "申请", "现行有效规范性文件",
])


def report_of(text: str) -> Report:
    return understand(read_text("云台县人民政府2023年政府信息公开工作年度报告\n一、总体情况\n" + text))


def test_every_number_has_its_state() -> None:
    report = report_of(TEXT)
    text = report.document.text
    states = {text[c.start:c.end]: c.state for c in account(report) if c.start > text.index("总体情况")}
    assert states["45件"] == states["20件"] == states["9件"] == "wrong"
    assert states["300条"] == states["200条"] == states["100条"] == "right"
    assert states["3次"] == "unchecked"
    assert {states[k] for k in states if k.startswith(("2023", "0517", "五十"))} == {"not-work"}
    assert states["20%"] == "right"


def test_claims_stand_in_order_and_do_not_overlap() -> None:
    claims = account(report_of(TEXT))
    assert all(a.end <= b.start for a, b in pairwise(claims))
    assert all(c.relation is None for c in claims if c.state in ("not-work",))


def test_a_notice_does_not_make_a_number_wrong() -> None:
    report = understand(read_text(report_2021(prose={"overview": "全县共收到政府信息公开申请13件。"})))
    (claim,) = [c for c in account(report) if report.document.text[c.start:c.end] == "13件"]
    assert (claim.state, claim.relation) == ("unchecked", "text-table-applications")


@given(st.lists(PIECES, min_size=1, max_size=40))
@settings(max_examples=120, deadline=None)
def test_no_text_makes_it_stumble(pieces: list[str]) -> None:
    report = understand(read_text(report_2021(prose={"overview": "".join(pieces)})))
    context = Context((report,), own=report)
    text = report.document.text
    for claim in account(report, context):
        assert 0 <= claim.start < claim.end <= len(text)
    for run in OWN:
        for finding in run(report, context):
            assert all(text[e.start:e.end] == e.quote for e in finding.evidence)
            assert finding.message and finding.suggestion
