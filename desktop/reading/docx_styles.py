"""What the styles of a Word document say of its paragraphs: headings, automatic numbers, hidden text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from desktop.reading.docx_numbering import W

_HEADING = re.compile(r"(?:heading|标题|標題)\s*(\d)?|title|subtitle|副标题", re.I)
# A style of tables from its opening tag on, which is not closed at once.
_TABLE_STYLE = re.compile(rb"\s*<w:style\s(?=[^<>]*\bw:type=\"table\")[^<>]*[^<>/]>")


def switched_on(node: Any | None) -> bool:
    """Whether a toggle property such as ``w:vanish`` is there and not switched off."""
    return node is not None and node.get(W + "val") not in ("0", "false", "off", "none")


@dataclass(slots=True)
class Style:
    """A style with what it inherits."""

    heading: bool = False
    vanish: bool = False
    number: str | None = None
    level: int = 0


@dataclass(slots=True)
class Styles:
    """All styles by id. ``default`` is the paragraph style of paragraphs that name none."""

    by_id: dict[str, Style] = field(default_factory=dict)
    default: str | None = None
    speaking: frozenset[str] = frozenset()  # styles that add numbers, hide text or make headings
    hides_runs: bool = False  # whether a character style hides text

    def settle(self) -> None:
        """Note which styles do something; called once they are there."""
        self.speaking = frozenset(k for k, s in self.by_id.items() if s.vanish or s.number or s.heading)

    def of(self, style: str | None) -> Style:
        """The style by its id; an ordinary one when it is unknown."""
        return self.by_id.get(style or self.default or "") or Style()


def without_table_styles(data: bytes) -> bytes:
    """``styles.xml`` without the looks of tables, which say nothing of paragraphs and are most of it in many files.

    Whatever is not laid out as usual (another prefix, comments, CDATA) is handed back as it came.
    """
    if b"<!--" in data or b"<![CDATA[" in data:
        return data
    first, *rest = data.split(b"</w:style>")
    return b"</w:style>".join([first, *(part for part in rest if not _TABLE_STYLE.match(part))])


def styles_from(root: Any | None) -> Styles:
    """The styles of ``styles.xml``; none when the part is missing."""
    out = Styles()
    if root is None:
        return out
    nodes = {n.get(W + "styleId") or "": n for n in root.iterchildren(W + "style")}
    for key, node in nodes.items():
        if node.get(W + "type") == "paragraph" and node.get(W + "default") in ("1", "true", "on"):
            out.default = key
        out.by_id[key] = _resolve(key, nodes)
        if node.get(W + "type") == "character" and out.by_id[key].vanish:
            out.hides_runs = True
    out.settle()
    return out


def _resolve(key: str, nodes: dict[str, Any]) -> Style:
    chain: list[Any] = []
    while key in nodes and nodes[key] not in chain and len(chain) < 12:
        chain.append(nodes[key])
        base = nodes[key].find(W + "basedOn")
        key = base.get(W + "val") or "" if base is not None else ""
    style = Style()
    for node in reversed(chain):
        for child in node.iterchildren(W + "name", W + "pPr", W + "rPr"):
            if child.tag == W + "name":
                if _HEADING.fullmatch((child.get(W + "val") or "").strip()):
                    style.heading = True
            elif child.tag == W + "rPr":
                for hidden in child.iterchildren(W + "vanish"):
                    style.vanish = switched_on(hidden)
            else:
                _paragraph_properties(child, style)
    return style


def _paragraph_properties(properties: Any, style: Style) -> None:
    for child in properties.iterchildren(W + "outlineLvl", W + "numPr"):
        if child.tag == W + "outlineLvl":
            style.heading = child.get(W + "val") in tuple("012345678")
            continue
        ident, level = child.find(W + "numId"), child.find(W + "ilvl")
        if ident is not None:
            style.number = ident.get(W + "val")
        if level is not None and (level.get(W + "val") or "").isdigit():
            style.level = int(level.get(W + "val"))
