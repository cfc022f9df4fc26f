"""Whose report for which year: titles, signatures, forewords and file names of invented bodies."""

from __future__ import annotations

import pytest

from desktop.forms import understand
from desktop.reading import read_text
from desktop.report import Report


def report(text: str, file: str = "") -> Report:
    found = understand(read_text(text), file)
    for span in (found.title_span, found.org_span, found.signed_span, found.period_span):
        assert span is None or 0 <= span[0] < span[1] <= len(found.document.text)
    return found


BODY = "根据《中华人民共和国政府信息公开条例》编制本报告。\n一、总体情况\n全年公开政府信息12条。\n六、其他需要报告的事项\n无。"


@pytest.mark.parametrize(
    ("title", "org", "year", "level"),
    [
        ("云台县人民政府2023年政府信息公开工作年度报告", "云台县人民政府", 2023, "county"),
        ("云台县2023年政府信息公开工作年度报告", "云台县人民政府", 2023, "county"),
        ("云台县财政局2022年度政府信息公开年报", "云台县财政局", 2022, "department"),
        ("2021年青禾镇人民政府政府信息公开工作年度报告", "青禾镇人民政府", 2021, "township"),
        ("东岭市人民政府办公室二〇二四年政府信息公开工作年度报告", "东岭市人民政府办公室", 2024, "department"),
        ("北岸综合实验区2020年度政府信息公开工作年度报告", "北岸综合实验区管委会", 2020, "county"),
        ("城南街道2024年政府信息公开工作年度报告", "城南街道办事处", 2024, "township"),
        ("云台縣人民政府2019年政府信息公開工作年度報告", "云台县人民政府", 2019, "county"),
        ("云台县人民政府\n2023年政府信息公开工作年度报告", "云台县人民政府", 2023, "county"),
    ],
)
def test_title(title: str, org: str, year: int, level: str) -> None:
    found = report(f"{title}\n{BODY}")
    assert (found.org, found.year, found.level, found.kind) == (org, year, level, "annual_report")
    assert found.title and found.title_span and found.document.text[slice(*found.title_span)].startswith(title[:2])


@pytest.mark.parametrize("column", ["政府信息公开", "法定主动公开内容", "政府信息公开年报", "云台县政府门户网站"])
def test_a_column_over_the_title_is_no_part_of_it(column: str) -> None:
    found = report(f"{column}\n东岭市青禾区2016年政府信息公开工作年度报告\n{BODY}")
    assert (found.org, found.year, found.title) == ("东岭市青禾区人民政府", 2016, "东岭市青禾区2016年政府信息公开工作年度报告")
    parted = report(f"云台县政务公开办公室\n2016年政府信息公开工作年度报告\n{BODY}")
    assert parted.org == "云台县政务公开办公室"


def test_a_bureau_without_its_place_takes_the_one_before_its_name() -> None:
    found = report(f"2020年卫生健康委员会政府信息公开工作年度报告\n如有疑问，请与临夏县卫生健康委办公室联系。\n{BODY}")
    assert (found.org, found.level) == ("临夏县卫生健康委员会", "department")
    two = report(f"2020年卫生健康委员会政府信息公开工作年度报告\n临夏县卫生健康委、涵江区卫生健康委。\n{BODY}")
    assert two.org == "卫生健康委员会"


@pytest.mark.parametrize(("said", "org"), [
    ("如有疑问，请与云台县水利局政府信息公开工作领导小组办公室联系。我局积极公开。", "云台县水利局"),
    ("如有疑问，请联系青禾镇人民政府，地址：文化路8号。", "青禾镇人民政府"),
    ("现通过东岭市自然资源和规划局门户网站（http://zrzy.dongling.gov.cn）公布。我局积极公开。", "东岭市自然资源和规划局"),
])
def test_the_body_to_be_asked_is_the_issuer_where_nothing_else_names_it(said: str, org: str) -> None:
    assert report(f"统计期限为2022年1月1日至12月31日。{said}\n{BODY}").org == org


def test_a_zone_is_called_as_its_text_calls_it() -> None:
    found = report(f"北岸综合实验区2020年度政府信息公开工作年度报告\n北岸综合实验区管理委员会办公室编制。北岸综合实验区管理委员会\n{BODY}")
    assert found.org == "北岸综合实验区管理委员会"


def test_signature_gives_body_and_dates_without_a_title() -> None:
    found = report(f"{BODY}\n云台县人民政府\n2024年1月20日")
    assert (found.org, found.year, found.signed, found.published) == ("云台县人民政府", 2023, "2024-01-20", "2024-01-20")
    assert found.signed_span and found.document.text[slice(*found.signed_span)] == "2024年1月20日"


def test_chinese_numerals_in_the_signature() -> None:
    assert report(f"{BODY}\n云台县人民政府\n二〇二四年一月二十日").signed == "2024-01-20"


def test_posting_date_and_period() -> None:
    found = report(f"云台县2023年政府信息公开工作年度报告\n发布日期：2024-01-25\n数据统计期限自2023年1月1日起至2023年12月31日止。\n{BODY}")
    assert found.published == "2024-01-25"
    assert found.period == ("2023-01-01", "2023-12-31")
    assert found.period_span and found.document.text[slice(*found.period_span)] == "2023年1月1日起至2023年12月31日"


def test_year_and_body_of_the_file_name() -> None:
    text = "二、主动公开政府信息情况\n我局公开政府信息12条。\n三、依申请公开情况\n未收到政府信息公开申请。"
    found = report(text, "云台县农业农村局2016年.txt")
    assert (found.org, found.year) == ("云台县农业农村局", 2016)


def test_another_body_in_quotation_is_not_the_issuer() -> None:
    found = report("2009年，我局编制了《云台县经贸局政府信息公开指南》，公开政府信息15条，政府信息公开工作正常。")
    assert found.org is None


def test_a_real_division_has_its_code() -> None:
    found = report(f"崇仁县人民政府2023年政府信息公开工作年度报告\n{BODY}")
    assert (found.region, found.level) == ("361024", "county")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("2019年政务公开工作总结\n一、政务公开工作进展情况\n公开信息120条。\n二、下一步打算\n加强学习。", "work_summary"),
        ("政务公开工作要点范文\n篇1\n一、提高认识\n篇2\n一、主要工作\n篇3\n一、强化组织", "collection"),
        ("市政府办公室：\n现将我局2023年政府信息公开工作年度报告报送你们，请审阅。\n云台县财政局\n2024年1月20日", "other"),
        ("关于召开春季植树动员会的通知\n各乡镇：定于三月十二日召开会议。", "other"),
    ],
)
def test_kind(text: str, kind: str) -> None:
    assert report(text).kind == kind


def test_form_without_tables_is_that_of_the_year_and_none_without_a_report() -> None:
    assert report(f"云台县人民政府2010年政府信息公开工作年度报告\n{BODY}").form == "2008"
    summary = report("2019年政务公开工作总结\n一、进展情况\n公开信息120条。")
    assert summary.form is None and summary.due_form is None


@pytest.mark.parametrize(
    ("foreword", "org", "year"),
    [
        ("现公布云台区统计局2023年政府信息公开工作年度报告。", "云台区统计局", 2023),
        ("现公布区统计局2023年政府信息公开工作年度报告。云台区是市辖区。", "区统计局", 2023),
        ("根据要求，特编制云台市人民政府地方志办公室2023年政府信息公开工作年度报告。", "云台市人民政府地方志办公室", 2023),
        ("现将云台县水务局2021年度政府信息公开工作情况公布如下：", "云台县水务局", 2021),
        ("本报告由云台县水务局编制。现将2021年度政府信息公开工作情况报告如下。", "云台县水务局", 2021),
        ("按照规定，云台县农业农村局编制了2022年政府信息公开工作年度报告。", "云台县农业农村局", 2022),
        ("由云台市第一中学编制本年度报告，统计期限自2022年1月1日起至2022年12月31日止。", "云台市第一中学", 2022),
        ("2022年，云台县卫生健康局认真贯彻落实条例。", "云台县卫生健康局", 2022),
    ],
)
def test_the_body_of_a_foreword(foreword: str, org: str, year: int) -> None:
    found = report(f"{foreword}\n{BODY}")
    assert (found.org, found.year) == (org, year)


@pytest.mark.parametrize(
    "title",
    ["《云台县水务局2021年政府信息公开工作年度报告》", "云台县水务局2021年政府信息公开工作年度报告（2021年1月1日至12月31日）",
     "云台县水务局\n关于2021年政府信息公开工作\n年度报告", "云台县水务局政府信息公开工作年度报告\n（2021年度）",
     "云 台 县 水 务 局\n2021 年 政 府 信 息 公 开 工 作 年 度 报 告"],
)
def test_titles_in_other_shapes(title: str) -> None:
    found = report(f"{title}\n{BODY}")
    assert (found.org, found.year) == ("云台县水务局", 2021) and found.title


@pytest.mark.parametrize("file", ["云台县水务局2021年政府信息公开工作年度报告.txt", "2021年度云台县水务局信息公开年报.txt", "03-云台县水务局-2021.txt"])
def test_the_body_of_the_file_name(file: str) -> None:
    found = report(BODY, file)
    assert (found.org, found.year) == ("云台县水务局", 2021)


@pytest.mark.parametrize(
    "text",
    ["云台县水务局政府信息公开指南\n为了提供政府信息公开服务，编制本指南。\n一、主动公开\n范围。\n二、依申请公开\n受理12件。",
     "云台县2022年政务公开工作要点\n为做好政务公开工作，制定本要点。\n一、总体要求\n公开政府信息12条。",
     "云台县人民政府办公室关于做好2021年政府信息公开工作年度报告编制工作的通知\n各乡镇：请公布政府信息公开年度报告。",
     "云台县政府信息公开工作年度报告编制办法\n第一条 为规范政府信息公开年度报告，制定本办法。",
     "云台县水务局政府信息公开目录\n一、机构职能\n二、政府信息公开年度报告"],
)
def test_documents_about_the_work_that_are_no_report(text: str) -> None:
    found = report(text)
    assert found.kind == "other" and found.form is None


def test_a_street_office_by_what_it_did() -> None:
    found = report(f"2021年，青禾街道认真贯彻落实条例。\n{BODY}")
    assert (found.org, found.level, found.year) == ("青禾街道办事处", "township", 2021)


@pytest.mark.parametrize(("text", "org"), [
    ("云台县水利局2015年政府信息公开工作年度报告由概述、主动公开情况和存在问题等三个部分组成。全局公开信息12条。", "云台县水利局"),
    ("云台县水利局2011年度政府信息公开工作情况\n全年主动公开信息64条。", "云台县水利局"),
    ("一、概况\n青禾镇位于云台县东南，辖12个村。一年来，我镇公开信息12条。", "青禾镇人民政府"),
    ("一、概况\n城南街道下辖9个社区。街道党政办负责信息公开工作。", "城南街道办事处"),
    ("一、总体情况\n2019年，云台县以贯彻新条例为契机，公开政府信息12条。", "云台县人民政府"),
    ("2019年，全县公开政府信息12条。对《云台县政府信息公开目录》进行了修订，修订《云台县政府信息公开指南》。", "云台县人民政府"),
    ("一、总体情况\n全年公开信息12条。修订《云台县水利局政府信息公开保密审查办法》，明确全县水利信息的审查程序。", "云台县水利局"),
    ("一、总体情况\n云台县水利局于2019年3月由原云台县水务局组建，公开信息12条，我局设信息员3名。", "云台县水利局"),
])
def test_a_text_without_a_title_tells_whose_it_is(text: str, org: str) -> None:
    assert report(text).org == org


@pytest.mark.parametrize(("text", "year"), [
    ("全年公开信息74条，比2015年增加9条。另有7条转入2017年。申请4件，较2015年（6件）减少2件。", 2016),
    ("自2013年9月起，公开处罚信息。同比2012年的39条增加4条。2012年全年受理申请2件。\n六、2014年工作安排\n2014年，将继续公开。", 2013),
    ("2016年，收到申请26件（2015年为20件）。自2015年起不收费。2017年，我局将充实人员。", 2016),
    ("本报告统计期限为2021年1月1日至2020年12月31日。", 2021),
])
def test_the_year_of_a_text_that_names_others_too(text: str, year: int) -> None:
    assert report(f"云台县水利局信息公开年度报告\n{text}").year == year


def test_a_school_reports_its_own_year_by_rules_of_its_own() -> None:
    found = report(f"示例师范学院2021—2022学年信息公开工作年度报告\n统计期限为2021年9月1日至2022年8月31日。\n{BODY}")
    assert (found.org, found.year, found.form, found.due_form, found.kind) == ("示例师范学院", 2022, None, None, "annual_report")
    assert report(f"示例市第一人民医院2021年信息公开工作年度报告\n{BODY}").due_form is None
    assert report(f"示例市卫生局2021年信息公开工作年度报告\n{BODY}").due_form == "2021"


@pytest.mark.parametrize(("text", "org"), [
    ("2021年，市住建局坚持以公开促服务。对照《云台市住建局2021年政务公开工作要点》，公开信息12条，我局培训2次。", "云台市住房和城乡建设局"),
    ("2014年，县发改委围绕项目建设公开信息12条，我委培训2次。", "县发展和改革委员会"),
])
def test_a_short_name_stands_for_the_full_one(text: str, org: str) -> None:
    assert report(f"一、总体情况\n{text}").org == org
