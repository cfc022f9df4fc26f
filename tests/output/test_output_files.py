"""Files are written whole or not at all; templates and numbers are data that a person may get wrong."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from desktop.output.files import OutputError, file_name, save
from desktop.output.naming import addressee, document_number, next_number, take_number, we, you
from desktop.output.templates import FOLDER, fields, fill, paragraphs, template, templates


def test_save_records_what_it_wrote(tmp_path: Path) -> None:
    export = save(b"text", tmp_path / "a" / "b.pdf", "letter")
    assert export.path.read_bytes() == b"text"
    assert export.sha256 == hashlib.sha256(b"text").hexdigest()
    assert (export.kind, export.format, export.size) == ("letter", "pdf", 4)


def test_a_failed_write_leaves_the_old_file_and_no_remains(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.pdf"
    save(b"old", path, "letter")

    def refuse(self: Path, target: Path) -> Path:
        raise PermissionError("in use")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OutputError, match="无法写入"):
        save(b"new", path, "letter")
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.pdf"]


def test_a_place_that_is_no_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError, match="文件夹"):
        save(b"x", tmp_path / "file" / "a.pdf", "letter")


@pytest.mark.skipif(os.name == "nt", reason="permission bits of Unix")
def test_what_is_shared_can_be_read_by_others(tmp_path: Path) -> None:
    assert save(b"x", tmp_path / "a.pdf", "letter").path.stat().st_mode & 0o777 == 0o644


def test_file_names_are_safe() -> None:
    assert file_name("示例市/财政局", 2024, None, 'a:b*"') == "示例市财政局_2024_ab"
    assert file_name("") == "未命名"
    assert len(file_name("长" * 200)) == 80


def test_bundled_templates() -> None:
    found = templates()
    assert [t.id for t in found] == ["feedback", "rectify", "circular", "reminder"]
    assert {t.about for t in found} == {"one", "many", "missing"}
    assert all(field.meaning and field.example for field in fields())


def test_own_template_replaces_the_bundled_one(tmp_path: Path) -> None:
    text = (FOLDER / "feedback.toml").read_text(encoding="utf-8").replace("反馈意见函", "我的函")
    (tmp_path / "feedback.toml").write_text(text, encoding="utf-8")
    assert template("feedback", tmp_path).name == "我的函"
    assert template("feedback", tmp_path).own
    assert template("reminder", tmp_path).name == "催报通知"


@pytest.mark.parametrize(("text", "said"), [
    ("name = ", "有误"), ('name = "x"', "有误"),
    ('name="x"\nabout="some"\ntitle="t"\naddressee="a"\nbody="b"', "about"),
    ('name="x"\nabout="one"\ntitle="{没有这个}"\naddressee="a"\nbody="b"', "没有这个"),
])
def test_broken_templates_are_told_by_name(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "mine.toml").write_text(text, encoding="utf-8")
    with pytest.raises(OutputError, match=said) as caught:
        templates(tmp_path)
    assert "mine.toml" in str(caught.value)


def test_conditions_and_directives() -> None:
    body = "[有期限]于{期限}前。\n[无期限]及时。\n# 要求\n## 细目\n[问题 2]\n[有期限][无人]两者。\n\n"
    with_deadline = paragraphs(body, {"期限": "3月1日", "人": ""})
    assert [(p.kind, p.text) for p in with_deadline] == [
        ("text", "于3月1日前。"), ("heading1", "要求"), ("heading2", "细目"), ("findings", ""), ("text", "两者。")]
    assert next(p.text for p in paragraphs(body, {"期限": "0"})) == "及时。"
    assert fill("{甲}{乙}", {"甲": "1"}) == "1"


@pytest.mark.parametrize(("org", "word"), [
    ("示例省人民政府", "你省"), ("示例市人民政府", "你市"), ("云台县人民政府", "你县"), ("青禾镇人民政府", "你镇"), ("示例市财政局", "你局"),
    ("云台县发展和改革委员会", "你委"), ("清河街道办事处", "你街道"), ("示例学院", "你单位"),
])
def test_forms_of_address(org: str, word: str) -> None:
    assert you(org) == word


def test_an_office_writes_to_an_office() -> None:
    assert addressee("示例市人民政府", "示例省人民政府办公厅") == "示例市人民政府办公室"
    assert addressee("青禾镇人民政府", "云台县人民政府办公室") == "青禾镇人民政府"
    assert addressee("示例市财政局", "示例市人民政府办公室") == "示例市财政局"
    assert we("示例省人民政府办公厅") == "我厅"
    assert we("示例市人民政府办公室") == "我办"


class Kept:
    def __init__(self) -> None:
        self.values: dict[str, str] = {}

    def setting(self, key: str, default: str = "") -> str:
        return self.values.get(key, default)

    def set_setting(self, key: str, value: str) -> None:
        self.values[key] = value


def test_no_number_is_given_twice() -> None:
    kept = Kept()
    assert [take_number(kept, "示政办函", 2025) for _ in range(3)] == [1, 2, 3]
    assert take_number(kept, "示政办函", 2025, wish=37) == 37
    with pytest.raises(OutputError, match="已经使用"):
        take_number(kept, "示政办函", 2025, wish=37)
    assert next_number(kept, "示政办函", 2025) == 38
    assert take_number(kept, "示政办函", 2026) == 1
    assert take_number(kept, "示政办发", 2025) == 1


def test_document_numbers() -> None:
    assert document_number("示政办函", "2025-03-12", 7) == "示政办函〔2025〕7号"
    assert document_number("示政办函", "2025-03-12", None) == "示政办函〔2025〕　　号"
    assert document_number("", "2025-03-12", 7) == ""
