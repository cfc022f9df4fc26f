"""Every template as a letter of one page, of some pages and with forty findings: its places on the page, and as Word."""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter
from dataclasses import replace
from pathlib import Path

import output_fakes as fakes
import pytest
from pdf_probe import chars, lines, open_pdf, text_of

from desktop.archive.model import StoredReport
from desktop.output import Letter, LetterSettings, make_circular, make_letter, make_reminder
from desktop.output.issue import paper_name
from desktop.output.letter_docx import letter_docx
from desktop.output.letter_pdf import letter_pdf

SETTINGS = LetterSettings(office="示例省人民政府办公厅", date="2025-03-12", code="示政办函", number=37, contact="张审",
                          phone="0000-1234567", deadline="2025-03-25")
BODIES = ("云台县人民政府", "青禾镇人民政府", "示例市财政局", "示例市教育局", "临江县人民政府", "示例市司法局", "白石街道办事处", "望城区人民政府")
OFFICES = ("财政", "教育", "司法", "民政", "审计", "统计", "水利", "文化和旅游", "市场监督管理", "农业农村", "自然资源", "生态环境", "交通运输", "应急管理")
CROSSED = tuple(f"{place}{office}局" for place in ("示例市", "云台县", "临江县", "望城区", "青禾市", "白石县") for office in OFFICES)


def on_one(template: str, **made: int) -> Letter:
    return make_letter(fakes.stored(**made), replace(SETTINGS, template=template))


def on_many(reports: list[StoredReport]) -> Letter:
    return make_circular(reports, replace(SETTINGS, template="circular"))


def to_missing(bodies: tuple[str, ...], **changed: str) -> Letter:
    return make_reminder(bodies, 2024, replace(SETTINGS, template="reminder", **changed))


# Each with the number of its pages.
LETTERS = {
    "feedback, one page": (on_one("feedback", keep=0), 1),
    "feedback, some pages": (on_one("feedback", keep=3), 3),
    "feedback, forty findings": (on_one("feedback", more=35), 11),
    "rectify, one page": (on_one("rectify", keep=0), 1),
    "rectify, some pages": (on_one("rectify", keep=3), 3),
    "rectify, forty findings": (on_one("rectify", more=35), 11),
    "circular, all in order": (on_many([fakes.stored(org=org, keep=0) for org in BODIES[:2]]), 1),
    "circular, some pages": (on_many([fakes.stored(org=org, keep=1) for org in BODIES[:4]]), 3),
    "circular, forty findings": (on_many([fakes.stored(org=org) for org in BODIES]), 8),
    "reminder, one page": (to_missing(BODIES[:1]), 1),
    "reminder, some bodies": (to_missing(BODIES), 1),
    "reminder, 84 bodies": (to_missing(CROSSED), 3),
}


@pytest.mark.parametrize("name", LETTERS)
def test_all_stands_in_its_place(name: str) -> None:
    made, pages = LETTERS[name]
    document = open_pdf(letter_pdf(made))
    assert len(document) == pages
    body = "".join("".join(line.text.split()) for line in made.body)
    for index in range(len(document)):
        found = lines(chars(document[index]))
        # The office's name stands across the upper edge of the type area, the page number below the lower one.
        apart = {y: line for y, line in found.items() if y > 262 or (index == 0 and line[0].size > 22)}
        assert ["".join(char.text for char in line) for line in apart.values()] == [made.office if index == 0 else f"—{index + 1}—"]
        for y, line in found.items():
            if y in apart:
                continue
            assert y > 37
            said = "".join(char.text for char in line)
            assert min(char.ink[0] for char in line) > 28 - 0.5, said
            assert max(char.ink[2] for char in line) < 184 + 0.5, said
            if index and {char.size for char in line} == {16} and line[0].text != "附":
                place = (y - 37) / (225 / 22)
                assert place % 1 == pytest.approx(0.717, abs=0.06), f"on one of the 22 lines: {said}"
    first = lines(chars(document[0]))
    texts = ["".join(char.text for char in line) for line in first.values()]
    assert any(text[:12] in body and len(text) > 12 for text in texts), "the first page has some of the text"


@pytest.mark.parametrize("name", LETTERS)
def test_the_signature_has_company(name: str) -> None:
    made, _ = LETTERS[name]
    body = "".join("".join(line.text.split()) for line in made.body)
    for page in open_pdf(letter_pdf(made)):
        texts = ["".join(char.text for char in line) for line in lines(chars(page)).values()]
        if made.date in texts:
            assert made.signer in texts and any(text[:6] in body for text in texts if text not in (made.signer, made.date))
            return
    raise AssertionError("no date")


def test_a_circular_says_only_what_is_so() -> None:
    said = {name: "".join(line.text for line in made.body) for name, (made, _) in LETTERS.items()}
    clean, faulty = said["circular, all in order"], said["circular, some pages"]
    assert "2份，云台县人民政府、青禾镇人民政府的报告均未发现需要修改的问题" in clean and "整改" not in clean and "0份" not in clean
    assert "4份，均存在问题，共发现问题4项" in faulty and "请各单位对照附件逐项核实整改" in faulty and "0份" not in faulty
    mixed = on_many([fakes.stored(org=BODIES[0]), fakes.stored(org=BODIES[1], keep=0)])
    assert "未发现问题的1份，存在问题的1份，共发现问题5项" in "".join(line.text for line in mixed.body)


def test_many_missing_bodies_are_listed_apart() -> None:
    few, many = LETTERS["reminder, some bodies"][0], LETTERS["reminder, 84 bodies"][0]
    assert few.attachment is None and few.addressee.startswith("云台县人民政府办公室、青禾镇人民政府、") and "名单" not in few.body[0].text
    assert many.addressee == "各有关单位" and "尚未收到你们单位2024年的报告（名单见附件）。" in many.body[0].text
    assert many.attachment is not None and len(many.attachment.rows) == 42
    assert many.attachment.rows[0] == ("1", CROSSED[0], "43", CROSSED[42]) and many.attachment.rows[-1][2:] == ("84", CROSSED[83])
    odd = to_missing(CROSSED[:51])
    assert odd.attachment is not None and odd.attachment.rows[-1] == ("26", CROSSED[25], "", "")
    assert paper_name(many) == "催报通知：示例市财政局、示例市教育局、示例市司法局等84个单位"
    asked = to_missing(BODIES[:2], addressee="各县市区政府办公室")
    assert asked.attachment is not None and asked.addressee == "各县市区政府办公室", "else nobody would know who is meant"
    assert to_missing(BODIES[:1], addressee="云台县政府办").attachment is None


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_gives_the_text_of_every_letter(tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.docx" for number in range(len(LETTERS))]
    for path, (made, _) in zip(paths, LETTERS.values(), strict=True):
        path.write_bytes(letter_docx(made))
    subprocess.run(["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", "pdf",
                    "--outdir", str(tmp_path), *map(str, paths)], check=True, timeout=300, capture_output=True)
    for path, (name, (made, _)) in zip(paths, LETTERS.items(), strict=True):
        heads = Counter("".join(made.attachment.columns) if made.attachment else "")
        ours, theirs = _counted(letter_pdf(made)), _counted(path.with_suffix(".pdf").read_bytes())
        # Pages may break elsewhere in a long table, so its head comes more or less often.
        assert set((ours - theirs) + (theirs - ours)) <= set(heads), name
        assert all(theirs[character] >= count for character, count in heads.items()), name


def _counted(data: bytes) -> Counter[str]:
    text = text_of(data)
    for number in range(2, len(open_pdf(data)) + 1):
        text = text.replace(f"—{number}—", "")
    return Counter(text)
