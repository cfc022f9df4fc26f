"""The encoding is found, also on short texts and on tables that are mostly digits."""

from __future__ import annotations

import opencc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.reading import charset
from desktop.reading.charset import choose, decode, score

PHRASES = (
    "政府信息公开工作年度报告", "本年新收政府信息公开申请数量", "共受理申请12件", "主动公开政府信息2599条", "其他需要报告的事项",
    "予以公开", "不予公开", "行政复议", "行政诉讼", "结转下年度继续办理", "规范性文件", "总计", "存在的主要问题及改进情况",
    "截至2023年12月31日", "（一）", "青禾镇人民政府", "云台县", "。", "，", "0\t0\t0\t12\n", "1.", " ",
)
TRADITIONAL = opencc.OpenCC("s2t")
SAMPLES = st.lists(st.sampled_from(PHRASES), min_size=1, max_size=30).map("".join).filter(
    lambda text: sum("\u4e00" <= c <= "\u9fff" for c in text) >= 4
)


@settings(max_examples=150, deadline=None)
@given(SAMPLES, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030"]))
def test_simplified_in_every_encoding(text: str, codec: str) -> None:
    assert decode(text.encode(codec))[0] == text


@settings(max_examples=150, deadline=None)
@given(SAMPLES, st.sampled_from(["utf-8", "utf-16", "gb18030", "big5hkscs"]))
def test_traditional_in_every_encoding(text: str, codec: str) -> None:
    text = TRADITIONAL.convert(text)
    try:
        data = text.encode(codec)
    except UnicodeEncodeError:
        return
    assert decode(data)[0] == text


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_decoded(data: bytes) -> None:
    text, codec = decode(data)
    assert isinstance(text, str) and codec


@pytest.mark.parametrize(("data", "codec"), [
    ("县".encode("gbk") + b"\t0\t0\t12\t0\t0\t1\n" * 200, "gb18030"),
    ("信息公开：縣政務公開辦".encode("gbk"), "gb18030"),
    ("政务𠀀公开".encode("gb18030"), "gb18030"),
    ("平台".encode("gbk"), "gb18030"),
    ("政府信息公开".encode("gbk") + b"\xff" + "工作年度报告".encode("gbk"), "gb18030"),
    ("政府信息公开年度报告".encode()[:-1], "utf-8"),
    ("政府信息公开".encode("utf-16-le"), "utf-16-le"),
    ("1\n2\n政府\n".encode("utf-16-be"), "utf-16-be"),
    (b"plain ascii", "utf-8"),
    ("政府信息".encode("hz"), "hz"),
])
def test_hard_cases(data: bytes, codec: str) -> None:
    assert choose(data) == codec


def test_a_page_is_believed_while_its_bytes_agree() -> None:
    data = "申請公開政府信息".encode("big5")
    assert choose(data, "big5") == "big5hkscs"
    assert choose("申请公开政府信息".encode("gbk"), "utf-8") == "gb18030"
    assert choose("申请公开政府信息".encode(), "gb2312") == "utf-8"


def plainly(text: str) -> float:
    """The score character by character."""
    total, count = 0.0, 0
    for char in text:
        if char < "\x80":
            total -= 0.5 * (char < " " and char not in "\t\r\n\f")
            continue
        count += 1
        if char in charset._weights():
            total += charset._weights()[char]
        elif char in charset._MARKS:
            total += 1.0
        elif char in charset._PINYIN:
            total += 0.3
        elif char == "\ufffd":
            total -= 5.0
        elif "\u4e00" <= char <= "\u9fff":
            total -= 0.4
        elif "\ue000" <= char <= "\uf8ff" or "\u0080" <= char <= "\u00a0":
            total -= 2.0
        else:
            total -= 1.0
    return total / count if count else 0.0


@given(st.text(max_size=60) | st.text("公開的爨㐀，①ā\ufffd\ue000\x85\xa0\x00\x0b\x7f\t\r\n\f a1<", max_size=60))
def test_scores_are_the_same_to_the_last_bit(text: str) -> None:
    assert score(text) == plainly(text)
