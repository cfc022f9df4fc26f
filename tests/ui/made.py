"""A self-made report with its findings, in the nouns of the program: an invented city, one table, planted errors."""

from __future__ import annotations

from decimal import Decimal

from desktop.archive import Archive
from desktop.report import (
    Block,
    Cell,
    Document,
    Evidence,
    Fact,
    Finding,
    FormTable,
    Report,
    Section,
    Table,
    fingerprint,
)

ROWS = (
    ("一、本年新收政府信息公开申请数量", "new", (301, 53, 0, 0, 61, 4, 491)),
    ("二、上年结转政府信息公开申请数量", "carried_in", (34, 0, 0, 0, 0, 0, 34)),
    ("（一）予以公开", "granted", (188, 21, 0, 0, 50, 3, 262)),
    ("（二）部分公开", "partial", (47, 7, 0, 0, 0, 0, 54)),
    ("（七）总计", "total", (234, 52, 0, 0, 60, 4, 350)),
    ("四、结转下年度继续办理", "carried_out", (101, 1, 0, 0, 1, 0, 103)),
)
COLS = ("natural", "commercial", "research", "charity", "legal", "other", "total")
HEADS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")

PROSE = (
    ("heading", "{org}{year}年政府信息公开工作年度报告"),
    ("heading", "一、总体情况"),
    ("paragraph", "{year}年，全市共受理政府信息公开申请419件，答复350件，均在法定期限内予以答复。"),
    ("paragraph", "全年通过门户网站公开信息共105条，其中：权责清单50条、行政处罚23条、行政强制3条、行政裁决1条、行政给付1条、"
                  "行政确认1条。规范发布程序，落实属性源头认定机制，规范审核审核流程。"),
    ("paragraph", "市政府网站设专栏18个，制作公报6期，赠阅3万余册；全市在运维政务新媒体共计95个，四个季度抽查合格率均为100%。"),
    ("heading", "二、主动公开政府信息情况"),
    ("paragraph", "本年制发规章2件，废止1件，现行有效件数84件。"),
    ("heading", "三、收到和处理政府信息公开申请情况"),
    ("table", ""),
    ("heading", "四、政府信息公开行政复议、行政诉讼情况"),
    ("paragraph", "全年行政复议351件，其中结果维持172件，结果纠正64件，其他结果78件，尚未审结37件。"),
    ("heading", "五、存在的主要问题及改进情况"),
    ("paragraph", "一是公开内容还不够全面；二是解读形式较为单一。下一步将加强培训，丰富解读形式。"),
    ("heading", "六、其他需要报告的事项"),
    ("paragraph", "本年度未收取信息处理费。无其他需要报告的事项。"),
)


def make_report(org: str = "示例市人民政府", year: int = 2024, sha256: str = "") -> Report:
    """The report; its table stands in the text with tabs and line feeds."""
    text, blocks, tables, facts, sections = "", [], [], [], []
    for kind, said in PROSE:
        text += "\n" if text else ""
        start = len(text)
        if kind == "table":
            text, grid, facts = _table(text)
            tables.append(grid)
            blocks.append(Block("table", start, len(text), 0))
            continue
        text += said.format(org=org, year=year)
        blocks.append(Block("heading" if kind == "heading" else "paragraph", start, len(text)))
        if kind == "heading" and said[1] == "、":
            sections.append([len(sections) + 1, text[start:], start])
    ends = [s[2] for s in sections[1:]] + [len(text)]
    document = Document(text, "docx", tuple(blocks), tuple(tables))
    form = FormTable("applications", "2021", tables[0].rows, tables[0].cols, tables[0].cells, tables[0].start, tables[0].end)
    return Report(
        document, "annual_report", org, "prefecture", None, year, "2021", f"{org}{year}年政府信息公开工作年度报告",
        None, None, "hans", tuple(Section(n, t, s, e) for (n, t, s), e in zip(sections, ends, strict=True)), (form,),
        tuple(facts), "2021", file="示例市.docx", sha256=sha256,
    )


def _table(text: str) -> tuple[str, Table, list[Fact]]:
    start = len(text)
    cells, facts = [], []

    def put(row: int, col: int, said: str, rowspan: int = 1, colspan: int = 1) -> Cell:
        nonlocal text
        if len(text) > start:
            text += "\n" if col == 0 else "\t"
        cells.append(Cell(row, col, rowspan, colspan, said, len(text), len(text) + len(said)))
        text += said
        return cells[-1]

    put(0, 0, "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", 2, 2)
    put(0, 2, HEADS[0], 2, 1)
    put(0, 3, "法人或其他组织", 1, 5)
    put(0, 8, HEADS[6], 2, 1)
    for i in range(1, 6):
        put(1, 2 + i, HEADS[i])
    for i, (name, key, values) in enumerate(ROWS):
        row = i + 2
        inner = name.startswith("（")
        if inner and i == 2:
            put(row, 0, "三、本年度办理结果", 3, 1)
        put(row, 1 if inner else 0, name, 1, 1 if inner else 2)
        for c, value in enumerate(values):
            cell = put(row, 2 + c, str(value))
            facts.append(Fact(f"applications.{key}.{COLS[c]}", Decimal(value), str(value), cell.start, cell.end,
                              "applications", row, 2 + c))
    return text, Table(8, 9, tuple(cells), start, len(text)), facts


def passage(report: Report, words: str) -> Evidence:
    start = report.document.text.index(words)
    return Evidence(start, start + len(words), words)


def cell(report: Report, key: str) -> Evidence:
    fact = report.fact(key)
    assert fact is not None
    return Evidence(fact.start, fact.end, fact.raw, "applications", fact.row, fact.col)


def make_findings(report: Report) -> tuple[Finding, ...]:
    """Row total against its columns and the text; parts of a total; a doubled word; a style remark."""
    rows = (
        ("table-row-total", "table", "error", "本年新收总计填491，各列之和为419，正文写受理419件。",
         (cell(report, "applications.new.total"), *(cell(report, f"applications.new.{c}") for c in COLS[:6]),
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
    from hashlib import sha256

    report = make_report(org, year, sha256(data).hexdigest())
    report_id = archive.add(f"/共享/{org}{year}.docx", data, report.document, report, None, received)
    archive.save_findings(report_id, make_findings(report) if findings else (), copied)
    return report_id
