"""The texts of letters as data: bundled ones, and an office's own copies that take their place."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from desktop.output.files import OutputError

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "letters"

About = Literal["one", "many", "missing"]
ParagraphKind = Literal["heading1", "heading2", "text", "findings", "findings_by_body"]

_CONDITION = re.compile(r"\[(有|无)([^\]\s]+)\]")
_FIELD = re.compile(r"\{([^{}]*)\}")
_FINDINGS = re.compile(r"\[(问题|各单位问题)\s*([12])\]")


@dataclass(frozen=True, slots=True)
class Template:
    """A letter's text. ``about`` says whom it is on: one report, many reports, or a body whose report is missing.

    ``body_items`` is how many findings the letter itself tells; the attachment always lists all.
    """

    id: str
    name: str
    order: int
    about: About
    title: str
    addressee: str
    body: str
    attachment: str
    attachment_title: str
    body_items: int
    own: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """A field that a template may use, told to whoever edits one."""

    name: str
    meaning: str
    example: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A filled paragraph: ``text`` without its number; for findings, ``level`` is the level of the group heads."""

    kind: ParagraphKind
    text: str
    level: int = 1


def templates(own_folder: Path | None = None) -> list[Template]:
    """All templates in their order; a file of the same name in an office's own folder replaces the bundled one.

    Raises OutputError naming the file when an own template is broken.
    """
    found: dict[str, Template] = {}
    for folder, own in ((FOLDER, False), (own_folder, True)):
        if folder is None or not folder.is_dir():
            continue
        for path in sorted(folder.glob("*.toml")):
            if path.stem != "fields":
                found[path.stem] = load(path, own)
    return sorted(found.values(), key=lambda template: (template.order, template.id))


def template(name: str, own_folder: Path | None = None) -> Template:
    """The template with an id. Raises OutputError when there is none."""
    for found in templates(own_folder):
        if found.id == name:
            return found
    raise OutputError(f"没有名为“{name}”的函件模板，请在设置中重新选择模板。")


def load(path: Path, own: bool = False) -> Template:
    """Reads a template file and checks its fields. Raises OutputError with what is wrong in it."""
    try:
        data: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        made = Template(
            path.stem, data["name"], int(data.get("order", 99)), data["about"], data["title"], data["addressee"],
            data["body"], data.get("attachment", ""), data.get("attachment_title", ""), int(data.get("body_items", 15)), own,
        )
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise OutputError(f"函件模板“{path.name}”有误（{error}），请改正，或者删去这份自定模板以恢复原样。") from error
    if made.about not in ("one", "many", "missing"):
        raise OutputError(f"函件模板“{path.name}”的 about 只能是 one、many 或 missing，请改正。")
    known = {field.name for field in fields()}
    used = set(_FIELD.findall(made.title + made.addressee + made.body + made.attachment_title))
    used |= {name for _, name in _CONDITION.findall(made.body)}
    for name in sorted(used - known):
        raise OutputError(f"函件模板“{path.name}”用了没有的字段“{name}”，请按字段表改正。")
    return made


def fields() -> list[Field]:
    """The fields that templates may use."""
    data = tomllib.loads((FOLDER / "fields.toml").read_text(encoding="utf-8"))
    return [Field(entry["name"], entry["meaning"], entry["example"]) for entry in data["field"]]


def fill(text: str, values: Mapping[str, str]) -> str:
    """A text with its fields replaced; a field without a value vanishes."""
    return _FIELD.sub(lambda match: values.get(match[1], ""), text)


def paragraphs(body: str, values: Mapping[str, str]) -> list[Paragraph]:
    """The paragraphs of a body whose conditions hold, filled."""
    out = []
    for raw in body.splitlines():
        line = raw.strip()
        keep = True
        while (condition := _CONDITION.match(line)) is not None:
            present = values.get(condition[2], "") not in ("", "0")
            keep = keep and present == (condition[1] == "有")
            line = line[condition.end():].lstrip()
        if not keep or not line:
            continue
        findings = _FINDINGS.fullmatch(line)
        if findings:
            out.append(Paragraph("findings" if findings[1] == "问题" else "findings_by_body", "", int(findings[2])))
        elif line.startswith("## "):
            out.append(Paragraph("heading2", fill(line[3:], values)))
        elif line.startswith("# "):
            out.append(Paragraph("heading1", fill(line[2:], values)))
        else:
            out.append(Paragraph("text", fill(line, values)))
    return out
