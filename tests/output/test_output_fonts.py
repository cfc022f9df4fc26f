"""Every character that Chinese administration writes is drawn with ink, by every role, and can be read back."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path
from typing import get_args

import pytest
from pdf_probe import text_of

from desktop.output import fonts, sfnt
from desktop.output.canvas import Paper
from desktop.output.fonts import Role, glyph, row
from desktop.output.typeset import Span, Style, set_lines
from desktop.reading import ReadError, read

ROLES: tuple[Role, ...] = get_args(Role)


def decoded(encoding: str, first: range, second: range) -> set[str]:
    out = set()
    for a in first:
        for b in second:
            try:
                out.add(bytes([a, b]).decode(encoding))
            except UnicodeDecodeError:
                continue
    return out


GB2312 = {c for c in decoded("gb2312", range(0xB0, 0xF8), range(0xA1, 0xFF)) if "\u4e00" <= c <= "\u9fff"}
GBK = {c for c in decoded("gbk", range(0x81, 0xFF), range(0x40, 0xFF)) if "\u4e00" <= c <= "\u9fff"}
BIG5 = {c for c in decoded("big5", range(0xA4, 0xFA), range(0x40, 0xFF)) if "\u4e00" <= c <= "\u9fff"}
# The bundled Song holds the whole table of standard characters (8,105) besides GB 2312.
TABLE = {chr(code) for code in row("song", False)[0].widths if 0x3400 <= code <= 0x9FFF or code >= 0x20000}


def test_the_table_of_standard_characters_is_whole() -> None:
    assert len(GB2312) == 6763
    assert GB2312 <= TABLE
    assert len(TABLE) >= 8105
    # Characters of level three that only the table has, some beyond U+FFFF.
    assert set("祎旸珺昇堃喆淼甪㑇㭎䲠𠅤𫍣𬬭𬶠𬴊") <= TABLE


@pytest.mark.parametrize("role", ROLES)
def test_every_character_has_ink_in_every_role(role: Role) -> None:
    faces = {face.name: face for face in row(role, False)}
    for character in sorted(TABLE | GBK | BIG5):
        drawn = glyph(role, character, False)
        assert drawn.text == character, f"U+{ord(character):04X} {character}"
        ink = faces[drawn.font].ink(character)
        assert ink is not None, f"{character} is blank in {drawn.font}"
        assert ink[2] - ink[0] > 30, character


def test_fangsong_falls_back_per_character() -> None:
    assert glyph("fangsong", "政", False).font == "ShenduFangSong-Regular"
    assert glyph("fangsong", "祎", False).font == "ShenduKai-Regular"
    assert glyph("fangsong", "開", False).font == "ShenduWide-Regular"


def test_quotation_marks_are_square_even_in_kai() -> None:
    assert all(glyph(role, mark, False).width == 1.0 for role in ROLES for mark in "“”‘’…")


def test_what_no_font_holds_is_written_out() -> None:
    assert glyph("song", "\ue123", False).text == "〔U+E123〕"
    assert glyph("song", "☑", False).text == "√"


@pytest.mark.parametrize("role", ["fangsong", "song", "kai"])
def test_every_character_comes_back_by_extraction(role: Role) -> None:
    text = "".join(sorted(TABLE))
    paper = Paper("试验")
    on_page = 0
    for line in set_lines([Span(text, Style(role, 9))], 480, align="left", system=False):
        if on_page == 70:
            paper.next_page()
            on_page = 0
        paper.line(line, 50, 60 + 11 * on_page)
        on_page += 1
    back = text_of(paper.finish())
    missing = set(text) - set(back)
    assert not missing, f"{len(missing)}: {sorted(missing)[:20]}"
    assert len(back) == len(text)


def test_a_traditional_head_stays_in_one_face() -> None:
    lines = set_lines([Span("一、總體情況", Style("hei-bold", 12))], 400, system=False)
    assert len({run.font for run in lines[0].runs} - {"ShenduWide-Regular"}) == 1
    assert lines[0].runs[0].font == "ShenduSong-Regular"


def test_names_of_fonts_are_read_from_files() -> None:
    (entry,) = sfnt.families(fonts.FOLDER / "ShenduKai-Regular.ttf")
    assert entry[0] == 0
    assert "Shendu Kai" in entry[1]
    assert sfnt.families(fonts.FOLDER / "README.md") == []
    assert sfnt.families(fonts.FOLDER / "none.ttf") == []


def test_the_office_font_is_taken_when_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    path = fonts.FOLDER / "ShenduSong-Regular.ttf"
    monkeypatch.setattr(fonts, "_known_families", lambda: {"仿宋_gb2312": [(fonts.FOLDER / "README.md", 0), (path, 0)]})
    found = fonts._installed.__wrapped__("fangsong")
    assert found is not None
    assert found.file == path
    assert fonts._installed.__wrapped__("kai") is None


@pytest.mark.slow
@pytest.mark.skipif("SHENDU_CORPUS" not in os.environ, reason="no corpus")
def test_no_character_of_real_reports_is_lost() -> None:
    lost: dict[str, str] = {}
    for path in sorted(Path(os.environ["SHENDU_CORPUS"]).rglob("*")):
        if path.suffix.lower() not in (".pdf", ".docx", ".html", ".htm", ".txt"):
            continue
        try:
            text = read(path).text
        except ReadError:
            continue
        for character in set(text):
            if unicodedata.category(character) in ("Cc", "Cf", "Co", "Zl", "Zp"):
                continue
            if any(len(glyph(role, character, False).text) > 1 for role in ROLES):
                lost[character] = path.name
    assert not lost
