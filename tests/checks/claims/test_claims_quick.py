"""The quick ways of the grammar of numbers find what the plain ones find; tests before patterns take nothing away."""

from __future__ import annotations

import re
from decimal import Decimal

from claims_made import one_paragraph
from hypothesis import given
from hypothesis import strategies as st

from desktop.checks.claims import balance, labels, linking, quantities, rates, repeats, sameness, wholes
from desktop.checks.claims import context as near
from desktop.checks.claims.cells import Cells
from desktop.checks.claims.clauses import sentences
from desktop.checks.passages import Spans
from desktop.report import Document, Fact, Report

STOP = "，。；：、！？（）\n“”‘’《》\"…"
WORDS = (
    "2023年", "2023", "12件", "3", "5份", "40%", "1.5万元", "约", "余", "以上", "十五件", "六十八点七万", "①", "²", "第3条", "3月5日", "0571-87654321", "12345热线",
    "1号楼", "3-5个", "（1）", "2、", "共", "其中", "内含", "分别为", "类别有", "内容包括", "公开的信息中，", "从方式来看，", "申请渠道：", "由公民", "含", "即", "主要包括", "分为",
    "收到", "办结", "公开", "政府信息", "申请", "网站", "上年", "结转", "累计", "今年累计", "全年", "举报、投诉", "举报投诉类", "投诉", "3月份", "8月", "市直", "县级", "区本级", "镇级",
    "日均", "平均每村", "未收到", "没有", "abc1", "www.a.cn", "《", "》", "“", "”", "（", "）", "，", "。", "；", "：", "、", ".", "\n",
)
texts = st.lists(st.sampled_from(WORDS), max_size=24).map("".join)


@given(texts)
def test_sentences_end_where_the_plain_pattern_says(text: str) -> None:
    ends = [m.end() for m in re.finditer(r"[。！？\n]+[”’）]*|(?<=[\u4e00-\u9fff）%])\.(?=[\u4e00-\u9fff（“0-9]|$)", text)]
    told = sentences(text)
    assert [s.end for s in told] == ends + ([len(text)] if (ends or [0])[-1] < len(text) else [])
    assert [s.start for s in told] == [0, *(s.end for s in told)][:-1]


@given(texts)
def test_numbers_have_the_words_between_marks(text: str) -> None:
    paragraph = one_paragraph(text)
    text = paragraph.text
    for q in paragraph.quantities:
        start = q.num_start
        while start > 0 and text[start - 1] not in STOP:
            start -= 1
        assert q.label == text[start:q.start] or not text[start:q.start]
        end = q.end
        while end < len(text) and text[end] not in STOP and not text[end].isdigit():
            end += 1
        assert q.noun == text[q.end:end]
        depth = 0
        for char in text[:q.num_start]:
            depth = depth + 1 if char == "（" else max(0, depth - 1) if char == "）" else depth
        assert q.depth == depth
        hidden = any(s < q.num_start + 1 and q.num_start < e for s, e in plainly_masked(text))
        assert q.sort == "other" or not hidden


def plainly_masked(text: str) -> list[tuple[int, int]]:
    patterns = [pattern for _, pattern in quantities._MASKS] + [quantities._HEADING, quantities._RANGE, quantities._LETTERED]
    return sorted(m.span() for pattern in patterns for m in pattern.finditer(text))


@given(texts)
def test_no_stretch_is_left_unmasked(text: str) -> None:
    assert sorted(quantities._masked(text)) == plainly_masked(text)


@given(texts)
def test_figures_are_those_of_the_whole_pattern(text: str) -> None:
    assert [m.span() for m in quantities._figures(text)] == [m.span() for m in quantities._QUANTITY.finditer(text)]


@given(texts)
def test_clauses_around_numbers(text: str) -> None:
    paragraph = one_paragraph(text)
    text = paragraph.text
    for q in paragraph.quantities:
        behind = text[q.end:q.end + 40]
        behind = behind[:min((behind.find(mark) for mark in "，。；：、！？（）\n" if mark in behind), default=40)]
        assert near.after(paragraph, q) == behind
        assert near.around(paragraph, q) == near.before(paragraph, q) + "#" + re.split(r"(?!20\d\d年)(?<!\d)\d", behind)[0]
        if not text.endswith("）", 0, q.start):
            start = 1 + max(text.rfind(mark, 0, q.start) for mark in "，。；！？（）\n")
            assert text[start:q.start].endswith(near.before(paragraph, q))


@given(texts, st.integers(0, 30), st.integers(0, 120))
def test_leads_begin_with_one_of_a_few_characters(text: str, start: int, end: int) -> None:
    plain = []
    for match in wholes._LEAD.finditer(text, start, end):
        before = text[:match.start()]
        if before.count("（") <= before.count("）") and not (
                match.group().startswith("由") and re.match(r"[^\d，；]{0,24}[，；]", text[match.end():match.end() + 26])):
            plain.append((match.end(), match.lastgroup))
    assert list(wholes._lead_positions(one_paragraph(""), start, end)) == []
    paragraph = one_paragraph(text)
    paragraph.text = text
    assert list(wholes._lead_positions(paragraph, start, end)) == plain


@given(texts)
def test_brackets_in_pairs(text: str) -> None:
    stack: list[int] = []
    plain = []
    for i, char in enumerate(text):
        if char == "（":
            stack.append(i)
        elif char == "）" and stack:
            plain.append((stack.pop() + 1, i, len(stack) + 1))
    assert list(wholes._bracket_spans(text)) == plain


@given(texts)
def test_patterns_written_with_what_stands_before_behind(text: str) -> None:
    when = (r"历年|(?<!今年)(?<!全年)累计|以来|往年|上年|去年|上半年|下半年|季度|月(?:份|底|初)|\d月|近\d|每[年月周季]|其中|同比|另|平均|计划|将|拟|目标|要求")
    assert bool(sameness._WHEN.search(text)) == bool(re.search(when, text))
    assert bool(sameness._NARROW.search("".join(c for c in text if c in "市县区省镇直本级"))) == bool(
        re.search("[市县区]直|[市县区省]本级|[市县区]级|镇级|乡级|村级", "".join(c for c in text if c in "市县区省镇直本级")))
    complaints = "".join(c for c in text if c in "举报投诉、类")
    assert bool(linking._FOREIGN.search(complaints)) == bool(
        re.search("(?<!举报)(?<!举报、)投诉(?!类|举报类)|举报(?!投诉|、投诉|类)", complaints))


@given(texts)
def test_words_that_patterns_need(text: str) -> None:
    assert not rates._AVERAGE.search(text) or "均" in text
    assert not rates._EACH.search(text) or "均" in text
    assert not repeats._NONE.search(text) or repeats._NOT_GOT.search(text)
    assert not (repeats._ONE.search(text) or repeats._ALL.search(text)) or "主动公开" in text
    label = repeats._DROP.sub("", repeats._YEAR.split(text)[-1])
    assert not (label in repeats._PUBLISHED or repeats._ASKED.match(label) or label in ("主动公开", "公开", "收到", "受理")) or repeats._TOTAL.search(text)


@given(texts)
def test_a_balance_needs_what_was_received_and_answered(text: str) -> None:
    paragraph = one_paragraph(text)
    roles = {balance._role(paragraph, q) for q in paragraph.counts}
    assert "received" not in roles or near.RECEIVED.search(paragraph.text)
    assert "answered" not in roles or near.ANSWERED.search(paragraph.text)


spans = st.tuples(st.integers(0, 20), st.integers(0, 20))


@given(st.lists(spans, max_size=6), spans)
def test_spans_touched(known: list[tuple[int, int]], asked: tuple[int, int]) -> None:
    start, end = asked
    assert Spans(known).touch(start, end) == any(a < end and start < z for a, z in known)


@given(st.dictionaries(st.sampled_from(["review.a", "reviews", "rules.a", "stats.review", "stats.x", "suit_a.b", "s"]), st.booleans()),
       st.sampled_from(["review.", "rules.", "stats.", "stats.review", "suit_", "z"]))
def test_cells_under_a_prefix(keys: dict[str, bool], prefix: str) -> None:
    facts = tuple(Fact(key, Decimal(1) if filled else None, "", 0, 0, "t", 0, 0) for key, filled in keys.items())
    report = Report(Document("", "txt"), "annual_report", None, None, None, None, None, None, None, None, "hans", facts=facts)
    cells = Cells(report)
    assert cells.has(prefix) == any(key.startswith(prefix) and filled for key, filled in keys.items())


@given(texts)
def test_what_tells_a_change_stands_at_the_end(text: str) -> None:
    for q in one_paragraph(text).quantities:
        assert labels.no_total(q) == bool(labels._CHANGED.search(q.label) or labels._BEFORE_YEAR.search(q.label))
