"""The content of a sample report: prose with its figures filled in, and the three tables of the form as cells.

The figures of the prose come from the tables (``{granted}`` is the total of that row), so that a report is right by
construction; what is wrong in it is wrong on purpose and listed under ``[[planted]]`` in its file.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

COLUMNS = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
COLUMN_KEYS = ["natural", "commercial", "research", "charity", "legal", "other", "total"]
REVIEW = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
REVIEW_KEYS = ["upheld", "corrected", "other", "pending", "total"]
CORNER = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
GROUPS = {
    "（三）不予公开": [
        ("denied_secret", "1.属于国家秘密"), ("denied_law", "2.其他法律行政法规禁止公开"),
        ("denied_safety", "3.危及“三安全一稳定”"), ("denied_third_party", "4.保护第三方合法权益"),
        ("denied_internal", "5.属于三类内部事务信息"), ("denied_process", "6.属于四类过程性信息"),
        ("denied_enforcement", "7.属于行政执法案卷"), ("denied_inquiry", "8.属于行政查询事项"),
    ],
    "（四）无法提供": [
        ("unavailable_not_held", "1.本机关不掌握相关政府信息"),
        ("unavailable_must_create", "2.没有现成信息需要另行制作"), ("unavailable_unclear", "3.补正后申请内容仍不明确"),
    ],
    "（五）不予处理": [
        ("refused_petition", "1.信访举报投诉类申请"), ("refused_repeat", "2.重复申请"),
        ("refused_publication", "3.要求提供公开出版物"), ("refused_excessive", "4.无正当理由大量反复申请"),
        ("refused_confirm", "5.要求行政机关确认或重新出具已获取信息"),
    ],
    "（六）其他处理": [
        ("other_no_correction", "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"),
        ("other_unpaid", "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"), ("other_other", "3.其他"),
    ],
}
HEADINGS = [
    "一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况", "五、存在的主要问题及改进情况", "六、其他需要报告的事项",
]


@dataclass(frozen=True)
class Cell:
    """A cell: position, spans, text; ``label`` cells are set to the left."""

    row: int
    col: int
    rowspan: int
    colspan: int
    text: str
    label: bool = False
    key: str = ""


@dataclass(frozen=True)
class Table:
    """A table: its size, its cells, and the widths of its columns in parts of a hundred."""

    rows: int
    cols: int
    cells: list[Cell]
    widths: list[float]


@dataclass(frozen=True)
class Sample:
    """A report to be set: parts in order, a heading with paragraphs or a table each."""

    file: str
    format: str
    encoding: str
    script: str
    site: str
    posted: str
    title: list[str]
    signed: list[str]
    intro: list[str]
    sections: list[tuple[str, list[str] | Table]]
    planted: list[dict[str, Any]]


def load(path: Path) -> Sample:
    """A sample from its TOML file."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    requests, review = _requests(data), _review(data)
    figures = _figures(data, requests, review)

    def prose(key: str) -> list[str]:
        return [re.sub(r"\{([a-z_.]+)\}", lambda m: str(figures[m[1]]), text) for text in data.get(key, [])]

    for change in data.get("set", []):
        if change["table"] == "applications":
            requests[change["row"]][COLUMN_KEYS.index(change["col"])] = change["value"]
        elif change["table"] == "review":
            review[change["row"]][REVIEW_KEYS.index(change["col"])] = change["value"]
    second = _disclosure_2021(data["disclosure"]) if data["form"] == "2021" else _disclosure_2019(data["disclosure"])
    bodies: list[list[str] | Table] = [
        prose("overview"), second, _applications(requests), _review_table(review), prose("problems"), prose("other"),
    ]
    sections = [(head, body) for head, body in zip(HEADINGS, bodies, strict=True) if body]
    planted = [{"file": data["file"], **item} for item in data.get("planted", [])]
    return Sample(
        data["file"], data["format"], data.get("encoding", "utf-8"), data.get("script", "hans"), data.get("site", ""),
        data.get("posted", ""), data["title"], data["signed"], prose("intro"), sections, planted,
    )


def _requests(data: dict[str, Any]) -> dict[str, list[Any]]:
    """Rows of table three by key, seven figures each; totals and the carry-over are worked out."""
    given = data["applications"]
    others = [key for key, _ in GROUPS["（六）其他处理"]] if data["form"] == "2021" else ["other"]
    middle = ["granted", "partial", *(key for name, rows in GROUPS.items() if name != "（六）其他处理" for key, _ in rows)]
    rows = {key: list(given.get(key, [0] * 6)) for key in ["new", "carried_in", *middle, *others]}
    unknown = set(given) - set(rows)
    if unknown:
        raise ValueError(f"unknown rows: {sorted(unknown)}")
    rows["total"] = [sum(rows[key][n] for key in [*middle, *others]) for n in range(6)]
    rows["carried_out"] = [rows["new"][n] + rows["carried_in"][n] - rows["total"][n] for n in range(6)]
    if min(rows["carried_out"]) < 0:
        raise ValueError(f"{data['file']}: more requests settled than received: {rows['carried_out']}")
    return {key: [*row, sum(row)] for key, row in rows.items()}


def _review(data: dict[str, Any]) -> dict[str, list[Any]]:
    return {key: [*row, sum(row)] for key, row in data["review"].items()}


def _figures(data: dict[str, Any], requests: dict[str, list[Any]], review: dict[str, list[Any]]) -> dict[str, Any]:
    """What the prose may quote."""
    out: dict[str, Any] = {}
    for key, row in requests.items():
        out[key] = row[-1]
        out.update({f"{key}.{column}": value for column, value in zip(COLUMN_KEYS, row, strict=True)})
    for key, row in review.items():
        out[key] = row[-1]
        out.update({f"{key}.{column}": value for column, value in zip(REVIEW_KEYS, row, strict=True)})
    for group in ("denied", "unavailable", "refused", "other"):
        out[group] = sum(row[-1] for key, row in requests.items() if key.split("_")[0] == group)
    out["received"] = out["new"] + out["carried_in"]
    out["new.orgs"] = out["new"] - out["new.natural"]
    out["suits"] = out["direct"] + out["after"]
    names = ["issued", "repealed", "valid"] if data["form"] == "2021" else ["made", "published", "total"]
    out.update({f"normative.{name}": value for name, value in zip(names, data["disclosure"]["normative"], strict=True)})
    return out


def _applications(rows: dict[str, list[Any]]) -> Table:
    cells = [
        Cell(0, 0, 3, 3, CORNER, True), Cell(0, 3, 1, 7, "申请人情况"), Cell(1, 3, 2, 1, "自然人"),
        Cell(1, 4, 1, 5, "法人或其他组织"), Cell(1, 9, 2, 1, "总计"),
        *(Cell(2, 4 + n, 1, 1, name) for n, name in enumerate(COLUMNS[1:6])),
        Cell(3, 0, 1, 3, "一、本年新收政府信息公开申请数量", True), Cell(4, 0, 1, 3, "二、上年结转政府信息公开申请数量", True),
    ]
    order, at = ["new", "carried_in", "granted", "partial"], 7
    cells += [Cell(5, 1, 1, 2, "（一）予以公开", True),
              Cell(6, 1, 1, 2, "（二）部分公开（区分处理的，只计这一情形，不计其他情形）", True)]
    for name, members in GROUPS.items():
        if name == "（六）其他处理" and "other" in rows:
            cells.append(Cell(at, 1, 1, 2, name, True))
            order, at = [*order, "other"], at + 1
            continue
        cells.append(Cell(at, 1, len(members), 1, name, True))
        cells += [Cell(at + n, 2, 1, 1, label, True) for n, (_, label) in enumerate(members)]
        order, at = order + [key for key, _ in members], at + len(members)
    cells += [Cell(at, 1, 1, 2, "（七）总计", True), Cell(5, 0, at - 4, 1, "三、本年度办理结果", True),
              Cell(at + 1, 0, 1, 3, "四、结转下年度继续办理", True)]
    order += ["total", "carried_out"]
    for n, key in enumerate(order):
        cells += [Cell(3 + n, 3 + k, 1, 1, str(v), key=f"{key}.{COLUMN_KEYS[k]}") for k, v in enumerate(rows[key])]
    return Table(at + 2, 10, sorted(cells, key=lambda c: (c.row, c.col)), [5, 9, 26, 9, 8, 8, 9, 9, 8, 9])


def _review_table(rows: dict[str, list[Any]]) -> Table:
    cells = [
        Cell(0, 0, 1, 5, "行政复议"), Cell(0, 5, 1, 10, "行政诉讼"),
        *(Cell(1, n, 2, 1, name) for n, name in enumerate(REVIEW)),
        Cell(1, 5, 1, 5, "未经复议直接起诉"), Cell(1, 10, 1, 5, "复议后起诉"),
        *(Cell(2, 5 + n, 1, 1, name) for n, name in enumerate(REVIEW * 2)),
    ]
    for g, group in enumerate(("review", "direct", "after")):
        cells += [Cell(3, 5 * g + n, 1, 1, str(v), key=f"{group}.{REVIEW_KEYS[n]}") for n, v in enumerate(rows[group])]
    return Table(4, 15, cells, [100 / 15] * 15)


def _disclosure_2021(data: dict[str, Any]) -> Table:
    cells: list[Cell] = []
    row = 0

    def band(article: str, heads: list[str]) -> None:
        nonlocal row
        cells.append(Cell(row, 0, 1, 4, f"第二十条第（{article}）项"))
        wide = 3 // (len(heads) - 1)
        cells.append(Cell(row + 1, 0, 1, 1, heads[0]))
        cells.extend(Cell(row + 1, 1 + n * wide, 1, wide, head) for n, head in enumerate(heads[1:]))
        row += 2

    def line(label: str, values: list[Any]) -> None:
        nonlocal row
        wide = 3 // len(values)
        cells.append(Cell(row, 0, 1, 1, label, True))
        cells.extend(Cell(row, 1 + n * wide, 1, wide, str(value)) for n, value in enumerate(values))
        row += 1

    band("一", ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"])
    line("规章", data["rules"])
    line("行政规范性文件", data["normative"])
    band("五", ["信息内容", "本年处理决定数量"])
    line("行政许可", [data["license"]])
    band("六", ["信息内容", "本年处理决定数量"])
    line("行政处罚", [data["penalty"]])
    line("行政强制", [data["coercion"]])
    band("八", ["信息内容", "本年收费金额（单位：万元）"])
    line("行政事业性收费", [data["fees"]])
    return Table(row, 4, cells, [34, 22, 22, 22])


def _disclosure_2019(data: dict[str, Any]) -> Table:
    cells: list[Cell] = []
    row = 0

    def band(article: str, heads: list[str], lines: list[tuple[str, list[Any]]]) -> None:
        nonlocal row
        spans = [(1, 2), (3, 2), (5, 2)] if len(heads) == 4 else [(1, 3), (4, 3)]
        cells.append(Cell(row, 0, 1, 7, f"第二十条第（{article}）项"))
        cells.append(Cell(row + 1, 0, 1, 1, heads[0]))
        cells.extend(Cell(row + 1, at, 1, wide, head) for (at, wide), head in zip(spans, heads[1:], strict=True))
        row += 2
        for label, values in lines:
            cells.append(Cell(row, 0, 1, 1, label, True))
            cells.extend(Cell(row, at, 1, wide, str(v)) for (at, wide), v in zip(spans, values, strict=True))
            row += 1

    items = ["信息内容", "上一年项目数量", "本年增/减", "处理决定数量"]
    band("一", ["信息内容", "本年新制作数量", "本年新公开数量", "对外公开总数量"],
         [("规章", data["rules"]), ("规范性文件", data["normative"])])
    band("五", items, [("行政许可", data["license"]), ("其他对外管理服务事项", data["other_services"])])
    band("六", items, [("行政处罚", data["penalty"]), ("行政强制", data["coercion"])])
    band("八", items[:3], [("行政事业性收费", data["fees"])])
    band("九", ["信息内容", "采购项目数量", "采购总金额"], [("政府集中采购", data["procurement"])])
    return Table(row, 7, cells, [28, 12, 12, 12, 12, 12, 12])
