"""The automatic numbers that Word shows before a paragraph and that do not stand in its text: 一、 （一） 1. ①."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_DIGITS = "〇一二三四五六七八九"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
          (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def chinese(n: int, digits: str = _DIGITS, units: str = "十百千", ten: str = "十") -> str:
    """A counting numeral below 10,000: 十, 十一, 二十, 一百零五."""
    if n == 0:
        return "零"
    if n >= 10_000:
        rest = chinese(n % 10_000, digits, units, ten) if n % 10_000 else ""
        return chinese(n // 10_000, digits, units, ten) + "万" + rest
    out, zero = "", False
    for place in (3, 2, 1, 0):
        digit = n // 10**place % 10
        if digit:
            if zero:
                out += "零"
            out += digits[digit] + (units[place - 1] if place else "")
            zero = False
        elif out:
            zero = True
    return ten + out[2:] if out.startswith(digits[1] + units[0]) else out


def _roman(n: int) -> str:
    out = ""
    for value, sign in _ROMAN:
        out += sign * (n // value)
        n %= value
    return out


def _letters(n: int) -> str:
    return chr(65 + (n - 1) % 26) * ((n - 1) // 26 + 1)


def numeral(n: int, style: str) -> str:
    """The number in one of Word's styles (``w:numFmt``); unknown styles are shown as digits, as Word does."""
    if n < 0:
        return str(n)
    if style in ("chineseCounting", "chineseCountingThousand", "taiwaneseCounting", "taiwaneseCountingThousand",
                 "japaneseCounting", "koreanCounting"):
        return chinese(n)
    if style in ("ideographDigital", "taiwaneseDigital", "japaneseDigitalTenThousand"):
        return "".join(_DIGITS[int(d)] for d in str(n))
    if style in ("chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"):
        return chinese(n, _FORMAL, "拾佰仟", "壹拾")
    if style in ("decimalEnclosedCircle", "decimalEnclosedCircleChinese"):
        return chr(0x2460 + n - 1) if 1 <= n <= 20 else chr(0x3251 + n - 21) if 21 <= n <= 35 else str(n)
    if style == "decimalEnclosedParen":
        return chr(0x2474 + n - 1) if 1 <= n <= 20 else f"({n})"
    if style == "decimalEnclosedFullstop":
        return chr(0x2488 + n - 1) if 1 <= n <= 20 else f"{n}."
    if style == "ideographEnclosedCircle":
        return chr(0x3280 + n - 1) if 1 <= n <= 10 else chinese(n)
    if style in ("decimalFullWidth", "decimalFullWidth2"):
        return "".join(chr(0xFF10 + int(d)) for d in str(n))
    if style == "decimalZero":
        return f"{n:02d}"
    if style == "ideographTraditional":
        return _STEMS[(n - 1) % 10]
    if style == "ideographZodiac":
        return _BRANCHES[(n - 1) % 12]
    if style == "upperRoman":
        return _roman(n)
    if style == "lowerRoman":
        return _roman(n).lower()
    if style == "upperLetter" and n:
        return _letters(n)
    if style == "lowerLetter" and n:
        return _letters(n).lower()
    return "" if style == "none" else str(n)


@dataclass(slots=True)
class Level:
    """One level of a list: its first number, style, pattern (``（%1）``), what follows, and when it starts anew."""

    start: int = 1
    style: str = "decimal"
    pattern: str = ""
    suffix: str = "tab"
    restart: int | None = None
    legal: bool = False
    paragraph_style: str | None = None


@dataclass(slots=True)
class Numbering:
    """The lists of a document and how far each has counted. ``label`` must be asked once a paragraph, in order."""

    lists: dict[str, tuple[str, dict[int, Level], dict[int, int]]] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def label(self, number: str, level: int) -> str:
        """The label of the next paragraph in this list at this level, with the blank that parts it from the text."""
        found = self.lists.get(number)
        if found is None or level not in found[1]:
            return ""
        abstract, levels, starts = found
        counts = self._counts.setdefault(abstract, {})
        if level in starts and (number, level) not in self._begun:
            counts[level] = starts[level] - 1
        elif level not in counts:
            counts[level] = levels[level].start - 1
        self._begun.add((number, level))
        counts[level] += 1
        for deeper in [d for d in counts if d > level]:
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or (restart and level < restart):
                del counts[deeper]
        return self._text(levels, counts, level)

    def _text(self, levels: dict[int, Level], counts: dict[int, int], level: int) -> str:
        own = levels[level]
        if own.style == "bullet":
            mark = "".join(_bullet(c) for c in own.pattern)
            return f"{mark} " if mark.strip() else ""
        out = own.pattern
        for n in range(9):
            if f"%{n + 1}" in out:
                at = levels.get(n, Level())
                value = counts.get(n, at.start)
                style = "decimal" if own.legal and n != level else at.style
                out = out.replace(f"%{n + 1}", numeral(value, style))
        if not out.strip():
            return ""
        blank = own.suffix != "nothing" and out[-1].isascii() and not out[-1].isspace()
        return out + " " if blank else out


def _bullet(char: str) -> str:
    """A bullet of a symbol font as an ordinary character."""
    code = ord(char)
    if not 0xF000 <= code <= 0xF0FF:
        return char
    return {0xF06C: "●", 0xF06E: "■", 0xF075: "◆", 0xF0D8: "➢", 0xF0FC: "✓", 0xF0B2: "◇", 0xF0A8: "□", 0xF0B7: "•",
            0xF0FE: "☑", 0xF0E8: "➔"}.get(code, "•")


def _val(node: Any, tag: str) -> str | None:
    child = node.find(W + tag)
    return child.get(W + "val") if child is not None else None


def _int(text: str | None, default: int) -> int:
    try:
        return int(text) if text is not None else default
    except ValueError:
        return default


def _level(node: Any) -> Level:
    style = None
    restart = _val(node, "lvlRestart")
    fmt = node.find(W + "numFmt")
    if fmt is None:  # Word writes newer styles as an alternative for old programs
        fmt = next(node.iter(W + "numFmt"), None)
    if fmt is not None:
        style = fmt.get(W + "val")
    legal = node.find(W + "isLgl")
    return Level(
        _int(_val(node, "start"), 1) if node.find(W + "start") is not None else 0, style or "decimal",
        _val(node, "lvlText") or "", _val(node, "suff") or "tab", _int(restart, 0) if restart is not None else None,
        legal is not None and legal.get(W + "val") not in ("0", "false", "off"), _val(node, "pStyle"),
    )


def numbering_from(root: Any | None) -> Numbering:
    """The lists of ``numbering.xml``; none when the part is missing."""
    out = Numbering()
    if root is None:
        return out
    abstracts: dict[str, dict[int, Level]] = {}
    links: dict[str, str] = {}
    for node in root.iterchildren(W + "abstractNum"):
        key = node.get(W + "abstractNumId") or ""
        abstracts[key] = {_int(n.get(W + "ilvl"), 0): _level(n) for n in node.iterchildren(W + "lvl")}
        own, other = _val(node, "styleLink"), _val(node, "numStyleLink")
        if own:
            links[own] = key
        if other:
            abstracts[key] = abstracts[key] or {}
            links[f"@{key}"] = other
    for node in root.iterchildren(W + "num"):
        abstract = _val(node, "abstractNumId") or ""
        if not abstracts.get(abstract) and f"@{abstract}" in links:
            abstract = links.get(links[f"@{abstract}"], abstract)
        levels = dict(abstracts.get(abstract, {}))
        starts: dict[int, int] = {}
        for over in node.iterchildren(W + "lvlOverride"):
            at = _int(over.get(W + "ilvl"), 0)
            full = over.find(W + "lvl")
            if full is not None:
                levels[at] = _level(full)
            start = _val(over, "startOverride")
            if start is not None:
                starts[at] = _int(start, 1)
        out.lists[node.get(W + "numId") or ""] = (abstract, levels, starts)
    return out
