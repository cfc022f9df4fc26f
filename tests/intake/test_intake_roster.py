"""Rosters from files: encodings, heads, levels, and a plain word on every bad row."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from desktop.intake.roster import RosterError, key_of, level_of, read_roster, whole_name

EXAMPLES = Path(__file__).resolve().parents[2] / "resources" / "roster"
PLAIN = "单位,级别,地区,上级/分组,备注\n云台县人民政府,县级,景川市,县区,\n景川市教育局,部门,景川市,市直,新设\n"


@pytest.mark.parametrize("data", [
    PLAIN.encode(), PLAIN.encode("utf-8-sig"), PLAIN.encode("gbk"), PLAIN.encode("utf-16"),
    PLAIN.replace(",", "\t").encode(), PLAIN.replace(",", ";").replace("\n", "\r\n").encode("gbk"),
], ids=["utf-8", "utf-8-sig", "gbk", "utf-16", "tabs", "semicolons"])
def test_every_encoding_and_delimiter(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "名录.csv"
    path.write_bytes(data)
    roster = read_roster(path)
    assert [body.values() for body in roster.bodies] == [
        ("云台县人民政府", "county", "景川市", "县区", ""), ("景川市教育局", "department", "景川市", "市直", "新设")]
    assert roster.bad == () and roster.summary() == "读到 2 个单位。"


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_examples_are_clean(ending: str) -> None:
    roster = read_roster(EXAMPLES / f"应报单位名录示例.{ending}")
    assert len(roster.bodies) == 13 and roster.bad == ()
    assert {body.level for body in roster.bodies} == {"prefecture", "county", "township", "department"}


def test_heads_by_other_names_below_a_title(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["景川市2024年度应报单位"])
    book.active.append(["序号", "机关名称（全称）", "行政层级", "所属地区", "主管部门", "说明"])
    book.active.append([1, "市财政局", "市直单位", "景川市", "", None])
    book.active.append([2, "民政局", None, None, None, None])
    book.active.merge_cells("D3:D4")
    book.active.append(["合计", 2])
    path = tmp_path / "名录.xlsx"
    book.save(path)
    roster = read_roster(path)
    assert [(body.org, body.level) for body in roster.bodies] == [("景川市财政局", "department"), ("景川市民政局", "department")]
    assert roster.bad == ()


def test_every_bad_row_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "名录.csv"
    path.write_text(
        "单位,级别,地区\n,县级,\n云台县政府,地厅级,\n云台县人民政府,县级,\n12,县,\n"
        "青禾镇人民政府,镇,云台县\n青禾镇人民政府,镇,临溪县\n", encoding="utf-8")
    roster = read_roster(path)
    assert [body.org for body in roster.bodies] == ["云台县政府", "云台县青禾镇人民政府", "临溪县青禾镇人民政府"]
    assert roster.bodies[0].level == "county", "guessed from the name"
    told = [row.text() for row in roster.bad]
    assert told[0].startswith("第2行：没有填写单位名称") and told[1].startswith("第3行：级别“地厅级”不认识，暂按“县级”")
    assert told[2].startswith("第4行：“云台县人民政府”与第3行重复") and told[3].startswith("第5行：“12”不像单位名称")
    assert roster.summary() == f"读到 3 个单位，{sum(r.left_out for r in roster.bad)} 行未能使用，1 行需要核对。"


def test_a_quoted_cell_of_two_lines_does_not_shift_the_lines_told(tmp_path: Path) -> None:
    path = tmp_path / "名录.csv"
    path.write_text('单位,备注\n云台县人民政府,"第一行\n第二行"\n,空\n', encoding="utf-8")
    assert [row.line for row in read_roster(path).bad] == [4]


@pytest.mark.parametrize(("data", "said"), [
    (b"PK\x03\x04broken", "另存为 xlsx"), (b"\xd0\xcf\x11\xe0 old", "旧版 xls"), (b"", "没有找到“单位”一列"),
    ("姓名,电话\n甲,1\n".encode(), "没有找到“单位”一列"), (b"\x00\x01\x02\x00", "编码不认识"),
])
def test_what_is_no_roster(tmp_path: Path, data: bytes, said: str) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(data)
    with pytest.raises(RosterError, match=said):
        read_roster(path)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(RosterError, match="打不开"):
        read_roster(tmp_path / "无.csv")


@pytest.mark.parametrize(("word", "level"), [
    ("省级", "province"), ("设区市", "prefecture"), ("县（市、区）", "county"), ("縣級", "county"), ("乡镇（街道）", "township"),
    ("市级部门", "department"), ("省直单位", "department"), ("地厅级", None)])
def test_words_for_levels(word: str, level: str | None) -> None:
    assert level_of(word) == level


def test_names_are_made_whole_and_comparable() -> None:
    assert whole_name("市教育局", "景川市") == "景川市教育局"
    assert whole_name("教育局", "景川市") == "景川市教育局"
    assert whole_name("云台县教育局", "景川市") == "云台县教育局"
    assert whole_name("青禾镇人民政府", "云台县") == "云台县青禾镇人民政府"
    assert key_of("雲台縣 政府") == key_of("云台县人民政府")
    assert key_of("东屏街道办") == key_of("东屏街道办事处") and key_of("高新区管委会") == key_of("高新区管理委员会")
