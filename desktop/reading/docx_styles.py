"""What the styles of a Word document say of its paragraphs: headings, automatic numbers, hidden text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from desktop.reading.docx_numbering import W

_HEADING = re.compile(r"(?:heading|标题|標題)\s*(\d)?|title|subtitle|副标题", re.I)
_STYLE = re.compile(rb'\s*(<w:style(?=[^<>]*?\sw:styleId="([^"&<>]*)")\s[^<>]*>)')
_BASE = re.compile(rb'<w:basedOn w:val="([^"&]*)"')


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

    @property
    def numbered(self) -> bool:
        """Whether a style puts its paragraphs into a list."""
        return any(style.number for style in self.by_id.values())

    def settle(self) -> None:
        """Note which styles do something; called once they are there."""
        self.speaking = frozenset(k for k, s in self.by_id.items() if s.vanish or s.number or s.heading)

    def of(self, style: str | None) -> Style:
        """The style by its id; an ordinary one when it is unknown."""
        return self.by_id.get(style or self.default or "") or Style()


def needed_styles(data: bytes, used: Iterable[str]) -> bytes:
    """``styles.xml`` with the default styles, those used, and those that these are based on; the others need not be parsed.

    Whatever is not laid out as usual (another prefix, comments, CDATA) is handed back as it came.
    """
    start, end = data.find(b"<w:style "), data.rfind(b"</w:style>") + len(b"</w:style>")
    root = data.find(b">", data.find(b"<w:styles")) + 1
    # The one mark is found in no time, the others stand behind what every tag begins with.
    if not 0 < root <= start < end or (b"!" in data and (b"<!--" in data or b"<![CDATA[" in data)):
        return data
    needed = {name.encode() for name in used}
    kept: list[bytes] = []
    by_id: dict[bytes, bytes] = {}
    for part in data[start:end].split(b"</w:style>"):
        tag = _STYLE.match(part) if part.count(b"<w:style ") == 1 else None
        if tag is None:
            kept.append(part)
            continue
        by_id[tag[2]] = part
        if b"w:default=" in tag[1]:
            needed.add(tag[2])
    waiting = sorted(needed)
    while waiting:
        part = by_id.pop(waiting.pop(), b"")
        if part:
            kept.append(part)
            bases = _BASE.findall(part)
            if len(bases) != part.count(b"<w:basedOn"):
                return data
            waiting.extend(bases)
    return b"".join((data[:root], *(part + b"</w:style>" for part in kept if not part.isspace() and part), data[end:]))


def styles_from(root: Any | None) -> Styles:
    """The styles of ``styles.xml``; none when the part is missing. Ordinary ones are left out."""
    out = Styles()
    if root is None:
        return out
    nodes: dict[str, Any] = {}
    bases: dict[str, str] = {}
    telling: set[str] = set()
    for node in root.iterchildren(W + "style"):
        key = node.get(W + "styleId") or ""
        nodes[key] = node
        if node.get(W + "default") in ("1", "true", "on") and node.get(W + "type") == "paragraph":
            out.default = key
        for child in node:
            tag = child.tag
            if tag == _BASED_ON:
                bases[key] = child.get(W + "val") or ""
            elif tag in _PROPERTIES or (tag == _NAME and _HEADING.fullmatch((child.get(W + "val") or "").strip())):
                telling.add(key)
    for key, node in nodes.items():
        chain = _chain(key, bases, nodes)
        if telling.isdisjoint(chain):
            continue
        style = out.by_id[key] = _resolve([nodes[k] for k in reversed(chain)])
        if style.vanish and node.get(W + "type") == "character":
            out.hides_runs = True
    out.settle()
    return out


_NAME, _BASED_ON, _PROPERTIES = W + "name", W + "basedOn", frozenset((W + "pPr", W + "rPr"))


def _chain(key: str, bases: dict[str, str], nodes: dict[str, Any]) -> list[str]:
    """A style and those that it is based on."""
    out: list[str] = []
    while key in nodes and key not in out and len(out) < 12:
        out.append(key)
        key = bases.get(key, "")
    return out


def _resolve(chain: list[Any]) -> Style:
    style = Style()
    for node in chain:
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
        if level is not None and (level.get(W + "val") or "").isdecimal():
            style.level = int(level.get(W + "val"))
