"""An office's own copies of the letter templates: written, checked, thrown away again."""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import replace
from pathlib import Path

from desktop.output.files import OutputError
from desktop.output.templates import FOLDER, Template, load


def as_toml(template: Template) -> str:
    """A template as the text of its file."""
    def text(value: str) -> str:
        # A JSON string without escaped non-ASCII is a TOML basic string too.
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")

    body = "\n".join(text(line)[1:-1] for line in template.body.strip("\n").split("\n"))
    return "\n".join((
        "# 本机关自定的文稿，代替程序自带的同名模板；删去本文件即恢复原样。写法和可用的字段见程序中的字段表。",
        f"name = {text(template.name)}", f"order = {template.order}", f"about = {text(template.about)}",
        f"title = {text(template.title)}", f"addressee = {text(template.addressee)}",
        f"attachment = {text(template.attachment)}", f"attachment_title = {text(template.attachment_title)}",
        f"body_items = {template.body_items}", f'body = """\n{body}\n"""', "",
    ))


def checked(template: Template) -> Template:
    """The template as it would be read from its file. Raises OutputError with what is wrong in it."""
    if not template.body.strip():
        raise OutputError("正文不能为空，请写入正文，或者恢复原样。")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{template.id}.toml"
        path.write_text(as_toml(template), encoding="utf-8")
        try:
            return replace(load(path), own=template.own)
        except OutputError as error:
            raise OutputError(str(error).replace(path.name, template.name)) from error


def save_own(template: Template, folder: Path) -> Path:
    """Writes an own copy, whole or not at all; gives its path. Raises OutputError when it is wrong or not writable."""
    checked(template)
    path = folder / f"{template.id}.toml"
    temporary = path.with_name(path.name + ".tmp")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with temporary.open("w", encoding="utf-8", newline="\n") as file:
            file.write(as_toml(template))
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise OutputError(f"无法写入模板文件夹“{folder}”，请检查是否有写入权限。") from error
    return path


def restore(template_id: str, folder: Path) -> Template:
    """Throws the own copy away and gives the bundled template. Raises OutputError when the file cannot be removed."""
    try:
        (folder / f"{template_id}.toml").unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(f"无法删去自定模板“{template_id}.toml”：文件可能正被其他程序打开，请关闭后重试。") from error
    return load(FOLDER / f"{template_id}.toml")
