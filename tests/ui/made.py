"""A self-made report with its findings, in the nouns of the program: an invented city, one table, planted errors."""

from __future__ import annotations

from hashlib import sha256

from desktop.archive import Archive
from desktop.report import Finding, Report, fingerprint
from tests.made_reports import COLUMNS, Placed, build, cell, figure_rows, passage

__all__ = ["COLUMNS", "PROSE", "ROWS", "cell", "make_findings", "make_report", "passage", "store_report"]

ROWS = (
    ("new", "一、本年新收政府信息公开申请数量", (301, 53, 0, 0, 61, 4, 491)),
    ("carried_in", "二、上年结转政府信息公开申请数量", (34, 0, 0, 0, 0, 0, 34)),
    ("granted", "（一）予以公开", (188, 21, 0, 0, 50, 3, 262)),
    ("partial", "（二）部分公开", (47, 7, 0, 0, 0, 0, 54)),
    ("total", "（七）总计", (234, 52, 0, 0, 60, 4, 350)),
    ("carried_out", "四、结转下年度继续办理", (101, 1, 0, 0, 1, 0, 103)),
)
HEADS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")

PROSE = (
    ("heading", "{org}{year}年政府信息公开工作年度报告"),
    ("heading", "一、总体情况"),
    ("paragraph", "{year}年，全市共受理政府信息公开申请419件，答复350件，均在法定期限内予以答复。"),
    ("paragraph", "全年通过门户网站公开信息共105条，其中：权责清单50条、行政处罚23条、行政强制3条、行政裁决1条、行政给付1条、"
                  "行政确认1条。规范发布程序，规范审核审核流程。"),
    ("paragraph", "市政府网站设专栏16个，制作公报6期，寄送图书馆、档案馆2万册；全市政务新媒体共80个，每季度抽查一次，均合格。"),
    ("heading", "二、主动公开政府信息情况"),
    ("paragraph", "本年制发规章2件，废止1件，现行有效件数84件。"),
    ("heading", "三、收到和处理政府信息公开申请情况"),
    ("table", ""),
    ("heading", "四、政府信息公开行政复议、行政诉讼情况"),
    ("paragraph", "全年行政复议52件，其中结果维持30件，结果纠正9件，其他结果8件，尚未审结5件。"),
    ("heading", "五、存在的主要问题及改进情况"),
    ("paragraph", "一是公开内容还不够全面；二是解读形式较为单一。下一步将加强培训，丰富解读形式。"),
    ("heading", "六、其他需要报告的事项"),
    ("paragraph", "本年度未收取信息处理费。无其他需要报告的事项。"),
)


def make_report(org: str = "示例市人民政府", year: int = 2024, sha256: str = "") -> Report:
    """The report; its table stands in the text with tabs and line feeds."""
    head = [Placed("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", 0, 0, 2, 2), Placed(HEADS[0], 0, 2, 2, 1),
            Placed("法人或其他组织", 0, 3, 1, 5), Placed(HEADS[6], 0, 8, 2, 1), *(Placed(HEADS[i], 1, 2 + i) for i in range(1, 6))]
    return build([(kind, said.format(org=org, year=year)) for kind, said in PROSE], [*head, *figure_rows(ROWS, 2)], org=org,
                 year=year, file="示例市.docx", sha256=sha256)


def make_findings(report: Report) -> tuple[Finding, ...]:
    """Row total against its columns and the text; parts of a total; a doubled word; a style remark."""
    rows = (
        ("table-row-total", "table", "error", "本年新收总计填491，各列之和为419，正文写受理419件。",
         (cell(report, "applications.new.total"), *(cell(report, f"applications.new.{c}") for c in COLUMNS[:6]),
          passage(report, "受理政府信息公开申请419件")), "419", "491", "301+53+0+0+61+4=419"),
        ("parts-of-total", "parts", "error", "“共105条”与所列六项之和79不符。",
         (passage(report, "信息共105条"), passage(report, "权责清单50条、行政处罚23条、行政强制3条、行政裁决1条、行政给付1条、行政确认1条")),
         "79", "105", "50+23+3+1+1+1=79"),
        ("mark-doubled", "mark", "warning", "词语重复：“审核审核”。", (passage(report, "审核审核"),), None, None, None),
        ("year-continuity", "cross-year", "notice", "现行有效件数与上年不衔接，请核实。", (passage(report, "现行有效件数84件"),),
         "85", "84", "84+2-1=85"),
    )
    return tuple(
        Finding(check, family, severity, 0.95, message, "年度报告格式（国办公开办函〔2021〕30号）", "请核实后更正。", places,
                expected, actual, working, fingerprint(check, places))
        for check, family, severity, message, places, expected, actual, working in rows
    )


def store_report(archive: Archive, org: str = "示例市人民政府", year: int = 2024, findings: bool = True,
                 received: str = "2025-03-10T09:12:00", copied: float | None = 0.12) -> int:
    """Puts the report into an archive; its id."""
    data = f"{org}{year}{received}".encode()
    report = make_report(org, year, sha256(data).hexdigest())
    report_id = archive.add(f"/共享/{org}{year}.docx", data, report.document, report, None, received)
    archive.save_findings(report_id, make_findings(report) if findings else (), copied)
    return report_id
