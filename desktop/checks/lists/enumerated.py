"""Members named one by one right before their number, without 等: 教育、医疗、住房、就业三大领域; months behind a number of times."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.checks.lists.members import count_range
from desktop.normal import Sparse, to_number

_NOUN = (
    "领域|方面|环节|机制|制度|大事|要事|任务|要素|栏目|板块|模块|渠道|平台|举措|措施|原则|体系|行动|工程|内容|事项|专栏|专题|关口|层面|载体|途径|方式|工作"
)
COUNTED = Sparse(rf"(?<=[\u4e00-\u9fff])(?<![第前后近余每这])(?P<n>[二三四五六七八九十]|[2-9])(?:[个项类种]|件(?=大事|要事)|大)(?:重点|主要|关键|核心|民生|具体)*(?:{_NOUN})")
# The lead of a list: what stands before its first member.
_LEAD = re.compile(
    r".*(?:围绕|聚焦|突出|紧扣|抓好|抓住|抓牢|涉及|涵盖|覆盖|针对|包括|包含|建立健全|建立|健全|完善|形成|落实|推进|做好|统筹|聚力|把握|坚持|实行|推行|实施|执行|设置|设立|开设|"
    r"设有|拓展|公开|发布|[在对从由按就将以])"
)
_PIECE = re.compile(r"[\u4e00-\u9fff]{1,10}")
_NUMERAL = re.compile("第?[一二三四五六七八九十]+")
_NO_MEMBER = re.compile("存在|方面|(?<!公)共|为|是|有|等|[的了还将把被并]|进行|完成|实现|提出|明确|细化|围绕|聚焦|通过|开展|推进|加强|做好|涉及|以及其他|[一二三四五六七八九十两][大个项类种]")
_STOP = re.compile("[，。；：！？（）()“”《》\\n]")
_FAR = 2  # a number farther off than this counts something else
_NEVER = re.compile("复议、|两[微会]|[三四五]公")
_HELD = re.compile("(?:进行|开展|举办|召开|组织|实施|举行|发布|印发|完成)*")
MONTHS = Sparse(
    r"(?P<n>[2-9]|1[0-2]|[二三四五六七八九十])(?:次|轮|期|场|批)[\u4e00-\u9fff]{0,6}[，（]分别(?:于|在|是|为)(?:20\d\d年)?(?P<list>\d{1,2}月份?(?:[、，和及]\d{1,2}月份?)+)(?P<tail>[^，。；）]{0,8})"
)


def enumerated(text: str, counted: Iterator[re.Match[str]]) -> Iterator[tuple[int, int, int, int]]:
    """(start, end, number stated, members named) of each number that no reading of the list before it makes."""
    for match in counted:
        stated = to_number(match["n"])
        stops = [m.end() for m in _STOP.finditer(text, max(0, match.start() - 120), match.start())]
        start = stops[-1] if stops else max(0, match.start() - 120)
        found = _members(text, start, match.start())
        if stated is None or found is None or (start and text[start - 1] in "“”《》（）()"):
            continue
        first, listed = found
        low, high = count_range(listed)
        if low <= stated <= high or abs(low - stated) > _FAR or stated < 3 or _NEVER.search(listed):  # 许可、处罚两类: the last may be both
            continue
        if text[start - 1:start] == "，" and "、" in text[max(0, start - 16):start]:
            continue  # the list begins before the ，
        yield first, match.end(), int(stated), low if stated < low else high


def _members(text: str, start: int, end: int) -> tuple[int, str] | None:
    """Where the list of a clause begins and the list, when all its members are plain names."""
    pieces = text[start:end].split("、")
    if len(pieces) < 3:
        return None
    lead = _LEAD.match(pieces[0])
    if lead is not None and lead.end() < len(pieces[0]):
        start, pieces[0] = start + lead.end(), pieces[0][lead.end():]
    if any(not _PIECE.fullmatch(p) or _NUMERAL.fullmatch(p) or _NO_MEMBER.search(p) for p in pieces) or max(map(len, pieces)) - min(map(len, pieces)) > 6:
        return None
    return start, text[start:end]


def months(match: re.Match[str]) -> tuple[int, int] | None:
    """(times stated, months named) when each time has its month and they are not as many."""
    stated, named = to_number(match["n"]), match["list"].count("月")
    if stated is None or int(stated) == named or "等" in match["tail"] or "各" in match["tail"]:
        return None
    if named < stated and not _HELD.fullmatch(match["tail"]):
        return None  # 分别于3月、9月对部门和乡镇进行: each month may have seen several
    return int(stated), named
