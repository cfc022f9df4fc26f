"""The roster (应报单位名录) out of a CSV file or a workbook, with a plain word on every row that cannot be used."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from desktop.forms.issuer import place_of
from desktop.normal import simplify
from desktop.report import Level

LEVEL_NAMES: dict[str, str] = {
    "province": "省级", "prefecture": "市级", "county": "县级", "township": "乡镇", "department": "部门"}
_HEADS = {
    "org": ("单位", "单位名称", "单位全称", "应报单位", "报送单位", "机关", "机关名称", "行政机关", "机构", "机构名称", "名称", "部门名称"),
    "level": ("级别", "层级", "单位级别", "单位层级", "行政层级", "类别", "单位类别", "单位类型", "类型"),
    "region": ("地区", "所属地区", "所在地区", "行政区划", "区划", "所在地", "所属区划", "所属市县", "市县"),
    "parent": ("上级", "分组", "上级/分组", "上级或分组", "上级单位", "上级机关", "主管单位", "主管部门", "所属", "组别", "系统"),
    "remark": ("备注", "说明", "附注"),
}
_LEVELS: dict[Level, str] = {
    "department": r".*(?:部门|直属|组成|派出机构|委办局)|[省市县区]直(?:单位|机关)?|局|厅",
    "province": r"省|省级|自治区|直辖市|省级(?:人民)?政府|省政府",
    "prefecture": r"市|市级|市州|州|盟|地级市?|地市|设区的?市|市级(?:人民)?政府|市政府",
    "county": r"县|县级|区|旗|区县|县区|县市区?|县\(市、?区\)|县级市|县级(?:人民)?政府|县\(市区\)|开发区|功能区",
    "township": r"乡|镇|乡镇|乡级|镇级|街道|乡镇街道|乡\(镇\)|乡镇\(街道\)|街镇|镇街|街道办事处",
}
_LARGEST = 20_000_000
_UNPACKED = 200_000_000
_MOST_ROWS = 50_000
_HEAD_AT = 15  # rows in which the head is looked for, below titles and remarks
# A bare department's name says nothing of whose department it is.
_PLACE = re.compile(r"[\u4e00-\u9fff]{2,}?(?:省|市|县|区|州|盟|旗|镇|乡|街道)")
# Rows below a list that are no bodies.
_SUM = re.compile(r"(?:合计|总计|小计|共计)|(?:注|说明|填表|制表|备注)[^\u4e00-\u9fff]*[：:]")


class RosterError(Exception):
    """A file that is no roster at all; the message is one Chinese sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class Body:
    """A body that must hand in. ``org`` is its whole name, the region's included; ``level`` None is not known."""

    org: str
    level: Level | None
    region: str = ""
    parent: str = ""
    remark: str = ""

    def values(self) -> tuple[str, str | None, str, str, str]:
        """As the archive keeps it."""
        return self.org, self.level, self.region, self.parent, self.remark


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that was left out, or taken over with a doubt (``left_out`` false). ``line`` counts from 1 as the program
    that made the file shows it."""

    line: int
    message: str
    left_out: bool = True

    def text(self) -> str:
        """One Chinese sentence."""
        return f"第{self.line}行：{self.message}"


@dataclass(frozen=True, slots=True)
class Roster:
    """What a file gave."""

    bodies: tuple[Body, ...]
    bad: tuple[BadRow, ...]

    def summary(self) -> str:
        """One Chinese sentence."""
        out = sum(row.left_out for row in self.bad)
        doubts = len(self.bad) - out
        return f"读到 {len(self.bodies)} 个单位" + (f"，{out} 行未能使用" if out else "") + (
            f"，{doubts} 行需要核对" if doubts else "") + "。"


@dataclass(frozen=True, slots=True)
class Difference:
    """What an import would change: names of bodies, in the order of the new list (removed ones of the old)."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]

    def lines(self) -> list[str]:
        """Chinese, a line a kind that there is; of many names the first ones."""
        kinds = (("新增", self.added), ("改动", self.changed), ("移出", self.removed))
        return [f"{name} {len(orgs)} 个：{'、'.join(orgs[:8])}{'等' if len(orgs) > 8 else ''}" for name, orgs in kinds if orgs]


def difference(before: Iterable[tuple[str, str | None, str, str, str]], bodies: Iterable[Body]) -> Difference:
    """How the bodies of a file differ from a roster, given as the archive keeps it."""
    old = {values[0]: values for values in before}
    new = {body.org: body.values() for body in bodies}
    return Difference(tuple(org for org in new if org not in old),
                      tuple(org for org, values in new.items() if org in old and old[org] != values),
                      tuple(org for org in old if org not in new))


def read_roster(path: Path) -> Roster:
    """The bodies in a CSV file (UTF-8, GBK, UTF-16) or an .xlsx workbook (its first sheet with a head row).

    Raises RosterError when the file cannot be opened or has no column of bodies.
    """
    try:
        if path.stat().st_size > _LARGEST:
            raise RosterError(f"文件太大（超过 20 MB），不像名录：{path.name}。请只保留单位名录一张表后再导入。")
        data = path.read_bytes()
    except OSError as problem:
        raise RosterError(f"名录文件打不开（{problem.strerror or problem}），请确认路径正确并且有权读取：{path}") from problem
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise RosterError("这是旧版 xls 工作簿或加密的工作簿，请用 WPS 或 Excel 打开后另存为 xlsx 或 CSV，再导入。")
    sheets = _sheets(data) if data.startswith(b"PK") else [_csv_rows(data)]
    for rows in sheets:
        roster = roster_of(rows)
        if roster is not None:
            return roster
    raise RosterError("没有找到“单位”一列。请在第一行写明列名：单位、级别、地区、上级/分组、备注（只有“单位”必填），再导入。")


def roster_of(rows: Sequence[Sequence[str]]) -> Roster | None:
    """The bodies in the rows of a table; None when no row is a head with a column of bodies."""
    for at, row in enumerate(rows[:_HEAD_AT]):
        columns = _columns(row)
        if "org" in columns:
            return _bodies(rows[at + 1:], at + 2, columns)
    return None


@lru_cache(maxsize=65_536)
def key_of(name: str) -> str:
    """A body's name made comparable: simplified script, no spaces, usual short words written out."""
    key = re.sub(r"[\s·,，.。()（）“”\"]", "", simplify(unicodedata.normalize("NFKC", name)))
    key = re.sub(r"(?<!人民)政府", "人民政府", key)
    key = re.sub(r"管委会", "管理委员会", key)
    return re.sub(r"(街道)办(?!事|公)", r"\1办事处", key)


def whole_name(name: str, region: str) -> str:
    """A body's name with its region before it, where the list names the region in a column of its own."""
    if not region or name.startswith(region):
        return name
    short = re.match(r"[省市县区州盟旗](?![\u4e00-\u9fff]{0,3}[省市县区州盟旗镇乡])", name)
    if short and region.endswith(short.group()):
        return region + name[1:]
    place = _PLACE.match(name)
    return name if place and not place.group().endswith(("镇", "乡", "街道")) else region + name


def level_of(word: str) -> Level | None:
    """The level that a list's word stands for; None when it stands for none."""
    plain = re.sub(r"\s", "", simplify(unicodedata.normalize("NFKC", word)))
    return next((level for level, pattern in _LEVELS.items() if re.fullmatch(pattern, plain)), None)


def _columns(row: Sequence[str]) -> dict[str, int]:
    """Which column holds what; the first of each kind."""
    found: dict[str, int] = {}
    for index, text in enumerate(row):
        head = re.sub(r"[\s:：*＊]|[(（][^)）]*[)）]", "", simplify(unicodedata.normalize("NFKC", text)))
        for name, variants in _HEADS.items():
            if head in variants:
                found.setdefault(name, index)
    return found


def _bodies(rows: Sequence[Sequence[str]], first: int, columns: dict[str, int]) -> Roster:
    bodies: list[Body] = []
    bad: list[BadRow] = []
    seen: dict[str, int] = {}
    for line, row in enumerate(rows, first):
        said = {name: _clean(row[index]) if index < len(row) else "" for name, index in columns.items()}
        if not any(_clean(cell) for cell in row) or any(_SUM.match(_clean(cell)) for cell in row[:2]):
            continue
        if len(bodies) >= _MOST_ROWS:
            bad.append(BadRow(line, f"名录超过 {_MOST_ROWS} 行，此行以后没有读入，请分开导入。"))
            break
        body, problem = _body(said, line)
        if problem is not None:
            bad.append(problem)
        if body is None:
            continue
        key = key_of(body.org)
        if key in seen:
            bad.append(BadRow(line, f"“{body.org}”与第{seen[key]}行重复，只保留前一行；如是不同地区的同名单位，请填写“地区”。"))
            continue
        seen[key] = line
        bodies.append(body)
    return Roster(tuple(bodies), tuple(bad))


def _body(said: dict[str, str], line: int) -> tuple[Body | None, BadRow | None]:
    """The body of a row, and what is wrong with the row."""
    name = said["org"]
    if not name:
        return None, BadRow(line, "没有填写单位名称，请补上，或删去这一行。")
    if not re.search(r"[\u3400-\u9fff]{2}", name):
        return None, BadRow(line, f"“{name[:20]}”不像单位名称，请改为单位全称。")
    if len(name) > 60:
        return None, BadRow(line, f"单位名称过长（{len(name)} 字），请检查是否多个单位写在了一格：{name[:16]}…")
    org = whole_name(name, said.get("region", ""))
    word = said.get("level", "")
    level = level_of(word) if word else place_of(key_of(org), "", None)[0]
    problem = None
    if word and level is None:
        level = place_of(key_of(org), "", None)[0]
        taken = f"暂按“{LEVEL_NAMES[level]}”" if level else "暂不计算期限"
        problem = BadRow(line, f"级别“{word[:12]}”不认识，{taken}；请改为省级、市级、县级、乡镇或部门。", False)
    elif level is None:
        problem = BadRow(line, f"看不出“{name}”的级别，暂不计算期限；请在“级别”一列填省级、市级、县级、乡镇或部门。", False)
    return Body(org, level, said.get("region", ""), said.get("parent", ""), said.get("remark", "")), problem


def _clean(text: str) -> str:
    """A cell without spaces around and inside; an Excel text mark before it is no part of it."""
    return re.sub(r"\s+", "", text.strip().removeprefix("'").replace("\u00a0", ""))


def _csv_rows(data: bytes) -> list[list[str]]:
    text = _decoded(data)
    best: list[list[str]] = []
    for delimiter in (",", "\t", ";", "，", "|"):
        rows = _lines(text, delimiter)
        if any("org" in _columns(row) and len(row) > 1 for row in rows[:_HEAD_AT]):
            return rows
        best = best or rows
    return best


def _lines(text: str, delimiter: str) -> list[list[str]]:
    """Rows by line of the file: a row that runs over several lines is followed by empty ones, so that lines count on."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows: list[list[str]] = []
    try:
        for row in reader:
            rows.append(row)
            rows += [[] for _ in range(reader.line_num - len(rows))]
    except csv.Error as problem:
        raise RosterError(f"第{reader.line_num}行的格式有误（{problem}），请检查引号是否成对，或另存为 xlsx 后再导入。") from problem
    return rows


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise RosterError("文件的文字编码不认识，请另存为“CSV UTF-8”或 xlsx 后再导入。")


def _sheets(data: bytes) -> list[list[list[str]]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as container:
            if sum(part.file_size for part in container.infolist()) > _UNPACKED:
                raise RosterError("工作簿展开后太大，不像名录。请只保留单位名录一张表后再导入。")
        book = load_workbook(io.BytesIO(data), data_only=True)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, OSError, SyntaxError) as problem:
        raise RosterError("工作簿已损坏或不是 xlsx，请用 WPS 或 Excel 打开后另存为 xlsx，再导入。") from problem
    sheets = []
    for sheet in book.worksheets:
        if (sheet.max_row or 0) > _MOST_ROWS * 2 or (sheet.max_column or 0) > 200:
            continue
        rows = [["" if value is None else str(value) for value in row] for row in sheet.iter_rows(values_only=True)]
        _spread(rows, [(m.min_row, m.min_col, m.max_row, m.max_col) for m in sheet.merged_cells.ranges])
        sheets.append(rows)
    return sheets


def _spread(rows: list[list[str]], merged: Iterable[tuple[int, int, int, int]]) -> None:
    """A cell merged downwards (one region over many bodies) holds for each of its rows."""
    for top, left, bottom, right in merged:
        if left == right:
            for row in range(top, bottom):
                rows[row][left - 1] = rows[top - 1][left - 1]
