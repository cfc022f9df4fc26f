"""A complete invented report as text, for the examples of checks that look at a report as a whole.

The body, its places and its figures are made up; every sum ties. Parts can be replaced or left out one at a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

NUMBERS = "一二三四五六七八九"

TITLES = {
    "overview": "总体情况", "disclosure": "主动公开政府信息情况", "applications": "收到和处理政府信息公开申请情况",
    "review": "政府信息公开行政复议、行政诉讼情况", "problems": "存在的主要问题及改进情况", "other": "其他需要报告的事项",
}

PROSE = {
    "overview": (
        "（一）主动公开情况。{year}年，县政府网站发布信息320条，其中政策文件120条、工作动态200条。\n"
        "（二）依申请公开情况。全年收到申请12件，上年结转1件，办结12件，结转下年度1件。\n"
        "（三）政府信息管理情况。落实发布审核制度，更新信息公开指南和目录。\n"
        "（四）政府信息公开平台建设情况。改版政府网站专栏，维护政务新媒体2个。\n"
        "（五）监督保障情况。开展工作考核和社会评议，举办培训2期，全年未发生责任追究情形。"
    ),
    "disclosure": "", "applications": "", "review": "",
    "problems": "一是政策解读形式偏少，二是基层业务能力不足。{next}年将丰富解读方式，加强培训。",
    "other": "{year}年未发出收费通知，未收取信息处理费。",
}

DISCLOSURE = """第二十条第（一）项
信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数
规章 | 0 | 0 | 0
行政规范性文件 | 6 | 2 | 48
第二十条第（五）项
信息内容 | 本年处理决定数量
行政许可 | 310
第二十条第（六）项
信息内容 | 本年处理决定数量
行政处罚 | 96
行政强制 | 12
第二十条第（八）项
信息内容 | 本年收费金额（单位：万元）
行政事业性收费 | 35.6"""

COLUMNS = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和） | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计"
ROWS = (
    ("new", "一、本年新收政府信息公开申请数量"), ("carried_in", "二、上年结转政府信息公开申请数量"),
    ("granted", "三、本年度办理结果 （一）予以公开"),
    ("partial", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"),
    ("denied_secret", "（三）不予公开 1.属于国家秘密"), ("denied_law", "2.其他法律行政法规禁止公开"),
    ("denied_safety", "3.危及“三安全一稳定”"), ("denied_third_party", "4.保护第三方合法权益"),
    ("denied_internal", "5.属于三类内部事务信息"), ("denied_process", "6.属于四类过程性信息"),
    ("denied_enforcement", "7.属于行政执法案卷"), ("denied_inquiry", "8.属于行政查询事项"),
    ("unavailable_not_held", "（四）无法提供 1.本机关不掌握相关政府信息"),
    ("unavailable_must_create", "2.没有现成信息需要另行制作"), ("unavailable_unclear", "3.补正后申请内容仍不明确"),
    ("refused_petition", "（五）不予处理 1.信访举报投诉类申请"), ("refused_repeat", "2.重复申请"),
    ("refused_publication", "3.要求提供公开出版物"), ("refused_excessive", "4.无正当理由大量反复申请"),
    ("refused_confirm", "5.要求行政机关确认或重新出具已获取信息"),
    ("other_no_correction", "（六）其他处理 1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"),
    ("other_unpaid", "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"), ("other_other", "3.其他"),
    ("total", "（七）总计"), ("carried_out", "四、结转下年度继续办理"),
)
FIGURES: dict[str, tuple[int, ...]] = {
    "new": (9, 2, 0, 0, 1, 0, 12), "carried_in": (1, 0, 0, 0, 0, 0, 1), "granted": (5, 1, 0, 0, 1, 0, 7),
    "partial": (1, 0, 0, 0, 0, 0, 1), "unavailable_not_held": (2, 1, 0, 0, 0, 0, 3),
    "refused_repeat": (1, 0, 0, 0, 0, 0, 1), "total": (9, 2, 0, 0, 1, 0, 12), "carried_out": (1, 0, 0, 0, 0, 0, 1),
}
REVIEW = """行政复议 | 行政诉讼
 | 未经复议直接起诉 | 复议后起诉
结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计
1 | 0 | 0 | 0 | 1 | 0 | 0 | 0 | 0 | 0 | 1 | 0 | 0 | 0 | 1"""


def applications(changes: Mapping[str, tuple[int, ...]] | None = None) -> str:
    """Table three of the 2021 form; ``changes`` replaces whole rows."""
    figures = {**FIGURES, **(changes or {})}
    lines = [COLUMNS]
    lines += [" | ".join([label, *map(str, figures.get(key, (0,) * 7))]) for key, label in ROWS]
    return "\n".join(lines)


def report_2021(
    *,
    org: str = "云台县人民政府",
    year: int = 2023,
    without: Iterable[str] = (),
    prose: Mapping[str, str] | None = None,
    titles: Mapping[str, str] | None = None,
    tables: Mapping[str, str] | None = None,
    rows: Mapping[str, tuple[int, ...]] | None = None,
    tail: str = "",
) -> str:
    """A whole report on the form of 2021. ``without`` names sections (``other``) or tables (``table:review``) to drop."""
    gone = set(without)
    grids = {"disclosure": DISCLOSURE, "applications": applications(rows), "review": REVIEW, **(tables or {})}
    lines = [
        f"{org}{year}年政府信息公开工作年度报告",
        f"根据《中华人民共和国政府信息公开条例》编制本报告。数据统计期限为{year}年1月1日至{year}年12月31日。",
    ]
    kept = [role for role in TITLES if role not in gone]
    for number, role in zip(NUMBERS, kept, strict=False):
        lines.append(f"{number}、{(titles or {}).get(role, TITLES[role])}")
        text = (prose or {}).get(role, PROSE[role]).format(year=year, next=year + 1)
        lines += [text] if text else []
        if role in grids and f"table:{role}" not in gone:
            lines.append(grids[role])
    if tail:
        lines.append(tail)
    return "\n".join(lines)
