"""Which font draws which character: the fonts that offices own when installed, else the bundled ones, and a row of
fallbacks behind each, asked character by character, so that nothing is ever drawn as a box or left out.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Literal

from reportlab.pdfbase import pdfmetrics, ttfonts

from desktop.output import sfnt

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "fonts"

Role = Literal["fangsong", "title", "hei", "hei-bold", "kai", "song"]

BUNDLED: dict[Role, str] = {
    "fangsong": "ShenduFangSong-Regular", "title": "ShenduTitleSong-Black", "hei": "ShenduHei-Regular",
    "hei-bold": "ShenduHei-Bold", "kai": "ShenduKai-Regular", "song": "ShenduSong-Regular",
}
WIDE = "ShenduWide-Regular"
FALLBACKS: dict[Role, tuple[str, ...]] = {
    "fangsong": ("ShenduKai-Regular", "ShenduSong-Regular", WIDE),
    "title": ("ShenduSong-Regular", WIDE),
    "hei": ("ShenduSong-Regular", WIDE),
    "hei-bold": ("ShenduHei-Regular", "ShenduSong-Regular", WIDE),
    "kai": ("ShenduFangSong-Regular", "ShenduSong-Regular", WIDE),
    "song": ("ShenduHei-Regular", WIDE),
}
# The names under which offices have these fonts, the one that the standard's practice asks for first.
SYSTEM: dict[Role, tuple[str, ...]] = {
    "fangsong": ("仿宋_GB2312", "FangSong_GB2312", "仿宋", "FangSong", "方正仿宋_GBK", "方正仿宋简体", "华文仿宋", "STFangsong"),
    "title": ("方正小标宋简体", "方正小标宋_GBK", "FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "小标宋体"),
    "hei": ("黑体", "SimHei", "方正黑体_GBK", "方正黑体简体"),
    "hei-bold": (),
    "kai": ("楷体_GB2312", "KaiTi_GB2312", "楷体", "KaiTi", "方正楷体_GBK", "方正楷体简体", "华文楷体", "STKaiti"),
    "song": (),
}
# Marks that Chinese type sets on a whole square. Fonts whose Latin design takes their place are passed over for them.
_SQUARE = frozenset("“”‘’…")
# Signs that no font of the row may hold, and what a reader takes for the same.
_STAND_IN = {"☐": "□", "☑": "√", "✔": "√", "✓": "√", "☒": "×", "✗": "×", "✘": "×", "•": "·", "\u00a0": " "}


_REGISTERING = threading.RLock()
_registered: dict[str, Face] = {}


@dataclass(frozen=True, slots=True)
class Face:
    """A registered font: ``widths`` by code point in thousandths of the size, ``file`` and ``start`` for its outlines."""

    name: str
    glyphs: dict[int, int]
    widths: dict[int, float]
    file: Path
    start: int

    def ink(self, character: str) -> tuple[float, float, float, float] | None:
        """The ink box of a character in thousandths of the size (x0, y0, x1, y1), y upwards from the baseline."""
        box = sfnt.ink(_bytes(self.file), self.start, self.glyphs[ord(character)])
        if box is None:
            return None
        scale = 1000.0 / _units(self.file, self.start)
        x0, y0, x1, y1 = (edge * scale for edge in box)
        return x0, y0, x1, y1


@dataclass(frozen=True, slots=True)
class Drawn:
    """A character as drawn: the text that the font gets (one character, rarely a stand-in) and its width (1 = size)."""

    text: str
    font: str
    width: float


@lru_cache(maxsize=65536)
def glyph(role: Role, character: str, system: bool) -> Drawn:
    """How a role draws a character. What no font holds is written as its code point, 〔U+E123〕, in plain sight."""
    for wanted in (character, _STAND_IN.get(character, "")):
        if not wanted:
            continue
        for face in row(role, system):
            width = face.widths.get(ord(wanted))
            if width is None or (wanted in _SQUARE and width < 850):
                continue
            return Drawn(wanted, face.name, width / 1000.0)
    text = f"〔U+{ord(character):04X}〕"
    return Drawn(text, row("song", False)[0].name, sum(glyph("song", c, False).width for c in text))


@cache
def row(role: Role, system: bool) -> tuple[Face, ...]:
    """The fonts of a role, the first that has the character draws it."""
    faces = []
    if system:
        found = _installed(role)
        if found is not None:
            faces.append(found)
    faces += [_bundled(name) for name in (BUNDLED[role], *FALLBACKS[role])]
    return tuple(faces)


def used(role: Role) -> str:
    """The name of the font that a role mostly draws with, for the settings page."""
    return row(role, system_wanted())[0].name


def system_wanted() -> bool:
    """False when SHENDU_BUNDLED_FONTS is set: the same paper on every machine (tests, samples)."""
    return not os.environ.get("SHENDU_BUNDLED_FONTS")


@cache
def _bundled(name: str) -> Face:
    return _register(name, FOLDER / f"{name}.ttf", 0)


def _register(name: str, path: Path, index: int) -> Face:
    """Registers a font file with reportlab, once: a second object under the name would break papers half drawn in
    another thread. Raises reportlab's TTFError for a font that may not be embedded."""
    with _REGISTERING:
        if name not in _registered or _registered[name].file != path:
            _registered[name] = _load(name, path, index)
        return _registered[name]


def _load(name: str, path: Path, index: int) -> Face:
    font: Any = ttfonts.TTFont(name, str(path), subfontIndex=index)
    pdfmetrics.registerFont(font)
    face: Any = font.face
    glyphs = {code: number for code, number in face.charToGlyph.items() if number}
    start = _start(path, index)
    return Face(name, glyphs, {code: float(face.charWidths[code]) for code in glyphs if code in face.charWidths}, path,
                start)


@cache
def _installed(role: Role) -> Face | None:
    """The office's own font of a role, when it is on this machine and may be embedded."""
    if not SYSTEM[role]:
        return None
    known = _known_families()
    for name in SYSTEM[role]:
        for path, index in known.get(name.casefold(), []):
            try:
                face = _register(f"System-{role}", path, index)
            except (ttfonts.TTFError, OSError):
                continue
            # A font that lacks everyday characters is no body font, whatever its name says.
            if all(ord(c) in face.widths for c in "政府信息公开工作年度报告，。“”0123456789"):
                return face
    return None


@cache
def _known_families() -> dict[str, list[tuple[Path, int]]]:
    known: dict[str, list[tuple[Path, int]]] = {}
    for path in _font_files():
        for index, names in sfnt.families(path):
            for name in names:
                known.setdefault(name.casefold(), []).append((path, index))
    return known


def _font_files() -> Iterator[Path]:
    home = Path.home()
    if sys.platform == "win32":
        folders = [Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts",
                   Path(os.environ.get("LOCALAPPDATA", str(home))) / "Microsoft" / "Windows" / "Fonts"]
    elif sys.platform == "darwin":
        folders = [Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library" / "Fonts"]
    else:
        folders = [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), home / ".local/share/fonts", home / ".fonts"]
    for folder in folders:
        if folder.is_dir():
            yield from sorted(p for p in folder.rglob("*") if p.suffix.lower() in (".ttf", ".ttc") and p.is_file())


@lru_cache(maxsize=8)
def _bytes(path: Path) -> bytes:
    return path.read_bytes()


def _start(path: Path, index: int) -> int:
    with path.open("rb") as file:
        head = file.read(12 + 4 * (index + 1))
    return int.from_bytes(head[12 + 4 * index:16 + 4 * index], "big") if head[:4] == b"ttcf" else 0


@lru_cache(maxsize=32)
def _units(path: Path, start: int) -> int:
    data = _bytes(path)
    tables = int.from_bytes(data[start + 4:start + 6], "big")
    for number in range(tables):
        entry = data[start + 12 + 16 * number:start + 28 + 16 * number]
        if entry[:4] == b"head":
            at = int.from_bytes(entry[8:12], "big")
            return int.from_bytes(data[at + 18:at + 20], "big")
    return 1000


def _to_unicode(font_name: str, subset: list[int]) -> str:
    """The map by which readers get text back. reportlab's own writes characters beyond U+FFFF as five digits, which no
    reader understands; the format wants UTF-16."""
    codes = [f"<{number:02X}> <{chr(code).encode('utf-16-be', 'surrogatepass').hex().upper()}>"
             for number, code in enumerate(subset)]
    parts = ["/CIDInit /ProcSet findresource begin", "12 dict begin", "begincmap",
             "/CIDSystemInfo", f"<< /Registry ({font_name})", f"/Ordering ({font_name})", "/Supplement 0", ">> def",
             f"/CMapName /{font_name} def", "/CMapType 2 def", "1 begincodespacerange",
             f"<00> <{len(subset) - 1:02X}>", "endcodespacerange"]
    # At most 100 entries a block, says the format.
    for first in range(0, len(codes), 100):
        block = codes[first:first + 100]
        parts += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    parts += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(parts)


ttfonts.makeToUnicodeCMap = _to_unicode
