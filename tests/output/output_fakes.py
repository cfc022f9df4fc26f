"""Stored reports of invented bodies, built by hand, for the tests of paper."""

from __future__ import annotations

import os

from desktop.archive.model import Note, StoredReport, Submission, Verdict
from desktop.report import Evidence, Finding, Report, fingerprint
from tests.made_reports import COLUMNS, Placed, build, cell, figure_rows, passage

os.environ.setdefault("SHENDU_BUNDLED_FONTS", "1")

HEAD = [Placed(*part) for part in (
    ("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", 0, 0, 3, 2), ("申请人情况", 0, 2, 1, 7),
    ("自然人", 1, 2, 2, 1), ("法人或其他组织", 1, 3, 1, 5), ("总计", 1, 8, 2, 1), ("商业企业", 2, 3, 1, 1),
    ("科研机构", 2, 4, 1, 1), ("社会公益组织", 2, 5, 1, 1), ("法律服务机构", 2, 6, 1, 1), ("其他", 2, 7, 1, 1),
)]
ROWS = (
    ("new", "一、本年新收政府信息公开申请数量", (301, 5, 0, 0, 6, 4, 391)),
    ("carried_in", "二、上年结转政府信息公开申请数量", (3, 0, 0, 0, 0, 0, 3)),
    ("granted", "（一）予以公开", (120, 3, 0, 0, 2, 1, 126)),
    ("partial", "（二）部分公开", (60, 1, 0, 0, 1, 1, 63)),
    ("total", "（七）总计", (300, 5, 0, 0, 6, 4, 315)),
    ("carried_out", "四、结转下年度继续办理", (4, 0, 0, 0, 0, 0, 4)),
)
PROSE = (
    ("heading", "{org}{year}年政府信息公开工作年度报告"),
    ("heading", "一、总体情况"),
    ("paragraph", "2024年，示例市深入贯彻落实《中华人民共和国政府信息公开条例》，各项工作有序开展。"),
    ("paragraph", "（一）主动公开。全年公开“行政权力”信息共105条，其中：权责清单50条、行政处罚23条、行政检查3条、"
                  "行政强制1条、行政征收1条、行政裁决1条。规范审核审核流程，确保信息准确。"),
    ("heading", "二、主动公开政府信息情况"),
    ("paragraph", "本年制发规章1件，行政规范性文件12件。"),
    ("heading", "三、收到和处理政府信息公开申请情况"),
    ("table", ""),
    ("heading", "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况"),
    ("paragraph", "全年收到行政复议2件，行政诉讼0件。"),
    ("heading", "五、存在的主要问题及改进情况"),
    ("paragraph", "存在的问题：一是主动公开意识有待加强；三是业务培训不足。"),
    ("heading", "六、其他需要报告的事项"),
    ("paragraph", "无其他需要报告的事项。"),
)


def report(org: str = "示例市人民政府", year: int = 2024) -> Report:
    """A report with an applications table whose first total is wrong."""
    lines = [(kind, line.replace("{org}{year}", f"{org}{year}")) for kind, line in PROSE]
    return build(lines, [*HEAD, *figure_rows(ROWS, 3)], org=org, year=year, published=f"{year + 1}-01-20", sha256="ab" * 32)


def finding(check: str, family: str, severity: str, message: str, evidence: tuple[Evidence, ...], *,
            working: str | None = None, suggestion: str = "请核实更正。", subject: str = "") -> Finding:
    """A finding with its fingerprint."""
    return Finding(check, family, severity, 0.95, message, "《政府信息公开工作年度报告格式》（国办公开办函〔2021〕30号）",  # type: ignore[arg-type]
                   suggestion, evidence, working=working, fingerprint=fingerprint(check, evidence, subject))


def findings(made: Report, more: int = 0) -> tuple[Finding, ...]:
    """Five typical findings, and as many more as asked for."""
    cells = tuple(cell(made, f"applications.new.{c}") for c in ("total", *COLUMNS[:-1]))
    base = [
        finding("fake-row-total", "table", "error", "“本年新收政府信息公开申请数量”总计栏填391，与该行各列之和316不符。",
                cells[:1], working="301+5+0+0+6+4=316≠391", suggestion="请核实后将总计更正为316，或者更正有关各列。"),
        finding("fake-balance", "table", "error", "自然人列第一、二项之和为304，第三项总计与第四项之和为304，总计列不等。",
                (cells[0], cell(made, "applications.total.total"), cell(made, "applications.carried_out.total")),
                working="391+3≠315+4"),
        finding("fake-parts", "parts", "error", "公开“行政权力”信息共105条，所列六项之和为79条，相差26条。",
                (passage(made, "105条"), passage(made, "权责清单50条")), working="50+23+3+1+1+1=79", suggestion="请核实总数或者补列其余分项。"),
        finding("fake-doubled", "mark", "notice", "“规范审核审核流程”词语重复。", (passage(made, "审核审核"),),
                suggestion="请删去重复的“审核”。"),
        finding("fake-ordinal", "list", "warning", "列举序号由“一是”跳到“三是”，疑缺第二项。", (passage(made, "一是"), passage(made, "三是")),
                suggestion="请补列第二项或者改正序号。"),
    ]
    for index in range(more):
        family = ("parts", "table", "mark", "year", "name")[index % 5]
        evidence = (cell(made, f"applications.granted.{COLUMNS[index % 7]}"),) if family == "table" else (
            passage(made, "各项工作有序开展"),)
        base.append(finding(f"fake-{index}", family, ("error", "warning", "notice")[index % 3],
                            f"第{index + 1}处：所述数目{index * 7 + 13}件与有关表格{index * 7 + 11}件不一致，相差2件，"
                            "两处至少有一处有误。", evidence, working=f"{index * 7 + 13}-{index * 7 + 11}=2", subject=str(index)))
    return tuple(base)


def stored(*, more: int = 0, accept: bool = True, org: str = "示例市人民政府", year: int = 2024, keep: int | None = None,
           conclusion: str = "修改后通过", version: int = 2, number: int = 1) -> StoredReport:
    """A stored report; ``keep`` limits the findings, ``accept`` accepts them all."""
    made = report(org, year)
    found = findings(made, more)[:keep]
    verdicts = {f.fingerprint: Verdict(f.fingerprint, "accepted", None, None, None, "张审", "2025-03-10T09:00:00")
                for f in found} if accept else {}
    notes = (
        Note(1, "section", 5, None, "问题部分内容偏少，建议结合实际补充。", "张审", "2025-03-10T09:10:00"),
        Note(2, "passage", None, passage(made, "各项工作有序开展"), "表述宜具体。", "张审", "2025-03-10T09:11:00"),
        Note(3, "report", None, None, "已电话沟通，承办人确认系笔误。", "张审", "2025-03-10T09:12:00"),
    )
    submission = Submission(number, f"示例市/{org}.docx", f"{org}.docx", "ab" * 32, 20480, "docx", "2025-03-09T16:20:11", None,
                            version, True, org, "prefecture", None, year, "2021", "2021", "annual_report", made.title,
                            "reviewing", sum(f.severity == "error" for f in found), 1, 1, 0)
    return StoredReport(submission, made, found, verdicts, notes, (), conclusion, None, (number,))
