"""A look into TrueType files: family names of a font on disk, and the ink box of a glyph.

reportlab embeds fonts but tells neither; both are needed here, the names to find the fonts that offices own and the ink
to set a letter's head at its exact distance from the page's edge.
"""

from __future__ import annotations

import struct
from pathlib import Path

_FAMILY_NAMES = (1, 4, 16)


def families(path: Path) -> list[tuple[int, frozenset[str]]]:
    """(index in the file, family and full names) of every font of a .ttf or .ttc; empty for what is no TrueType file."""
    found = []
    try:
        with path.open("rb") as file:
            tag = file.read(4)
            if tag == b"ttcf":
                _, count = struct.unpack(">LL", file.read(8))
                starts = list(struct.unpack(f">{min(count, 64)}L", file.read(4 * min(count, 64))))
            elif tag in (b"\0\1\0\0", b"true"):
                starts = [0]
            else:
                return []
            for index, start in enumerate(starts):
                file.seek(start + 4)
                (tables,) = struct.unpack(">H", file.read(2))
                file.seek(start + 12)
                directory = {
                    entry[:4]: struct.unpack(">LL", entry[8:16])
                    for entry in (file.read(16) for _ in range(tables))
                }
                if b"glyf" not in directory or b"name" not in directory:
                    continue
                offset, length = directory[b"name"]
                file.seek(offset)
                found.append((index, _names(file.read(length))))
    except (OSError, struct.error, KeyError):
        return []
    return found


def _names(table: bytes) -> frozenset[str]:
    """The family and full names of a name table."""
    _, count, strings = struct.unpack(">HHH", table[:6])
    names = set()
    for number in range(count):
        platform, _, _, name_id, length, offset = struct.unpack(">6H", table[6 + 12 * number:18 + 12 * number])
        if name_id not in _FAMILY_NAMES:
            continue
        raw = table[strings + offset:strings + offset + length]
        names.add(raw.decode("utf-16-be" if platform in (0, 3) else "latin-1", "replace").strip())
    return frozenset(names)


def ink(data: bytes, start: int, glyph: int) -> tuple[int, int, int, int] | None:
    """(x0, y0, x1, y1) of a glyph's outline in font units; None for a glyph without ink.

    ``data`` is the whole file, ``start`` the font's place in it (0 unless a collection).
    """
    (tables,) = struct.unpack(">H", data[start + 4:start + 6])
    directory = {}
    for number in range(tables):
        entry = data[start + 12 + 16 * number:start + 28 + 16 * number]
        directory[entry[:4]] = struct.unpack(">LL", entry[8:16])[0]
    (long_offsets,) = struct.unpack(">h", data[directory[b"head"] + 50:directory[b"head"] + 52])
    if long_offsets:
        at = directory[b"loca"] + 4 * glyph
        begin, end = struct.unpack(">LL", data[at:at + 8])
    else:
        at = directory[b"loca"] + 2 * glyph
        begin, end = (2 * half for half in struct.unpack(">HH", data[at:at + 4]))
    if begin == end:
        return None
    at = directory[b"glyf"] + begin
    x0, y0, x1, y1 = struct.unpack(">4h", data[at + 2:at + 10])
    return x0, y0, x1, y1
