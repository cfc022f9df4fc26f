"""What the styles of a Word document say of its paragraphs: headings, automatic numbers, hidden text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from desktop.reading.docx_numbering import W

_HEADING = re.compile(r"(?:heading|标题|標題)\s*(\d)?|title|subtitle|副标题", re.I)


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

    def of(self, style: str | None) -> Style:
        """The style by its id; an ordinary one when it is unknown."""
        return self.by_id.get(style or self.default or "") or Style()


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
    return out


def _resolve(key: str, nodes: dict[str, Any]) -> Style:
    chain: list[Any] = []
    while key in nodes and nodes[key] not in chain and len(chain) < 12:
        chain.append(nodes[key])
        base = nodes[key].find(W + "basedOn")
        key = base.get(W + "val") or "" if base is not None else ""
    style = Style()
    for node in reversed(chain):
        name = node.find(W + "name")
        if name is not None and _HEADING.fullmatch((name.get(W + "val") or "").strip()):
            style.heading = True
        outline = node.find(f"{W}pPr/{W}outlineLvl")
        if outline is not None:
            style.heading = outline.get(W + "val") in tuple("012345678")
        hidden = node.find(f"{W}rPr/{W}vanish")
        if hidden is not None:
            style.vanish = switched_on(hidden)
        number = node.find(f"{W}pPr/{W}numPr")
        if number is not None:
            ident, level = number.find(W + "numId"), number.find(W + "ilvl")
            if ident is not None:
                style.number = ident.get(W + "val")
            if level is not None and (level.get(W + "val") or "").isdigit():
                style.level = int(level.get(W + "val"))
    return style
