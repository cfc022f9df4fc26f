"""Simplified and traditional characters (OpenCC ``t2s``, which keeps the length of every text)."""

from __future__ import annotations

from collections import Counter
from functools import cache, lru_cache

import opencc

from desktop.report import Script


@lru_cache(maxsize=2)
def _converter(config: str) -> opencc.OpenCC:
    return opencc.OpenCC(config)


@lru_cache(maxsize=256)
def simplify(text: str) -> str:
    """The text in simplified characters, of the same length, so that offsets need no map.

    Should a phrase ever change length, its line is converted character by character instead.
    """
    out = _converter("t2s").convert(text)
    if len(out) == len(text):
        return str(out)
    lines = []
    for line in text.split("\n"):
        done = _converter("t2s").convert(line)
        lines.append(done if len(done) == len(line) else "".join(_one(c, "t2s") for c in line))
    return "\n".join(lines)


@cache
def _one(char: str, config: str) -> str:
    out = str(_converter(config).convert(char))
    return out if len(out) == 1 else char


@cache
def is_traditional_only(char: str) -> bool:
    """Whether a character belongs to traditional text alone (縣, 務)."""
    return char >= "\u3400" and _one(char, "t2s") != char


# Simplified by the table but common in traditional text too (后 裡 里 干 范 …), so they prove nothing.
_BOTH = frozenset(
    "后里干范云台系发几丰斗谷松卜征郁御游冬复余志佣咸杆胡累尸术朱钟致札涂托克弦岳升制面向表据准划别周沈"
    "占只苏回家出了吁舍仆听坛坏夸宁岩巨帘才担折采凶卷呆困蜡夫刮并伙借凌雇惊梁欲熏占姜价价布念扎么於于著着"
)


@cache
def is_simplified_only(char: str) -> bool:
    """Whether a character belongs to simplified text alone (县, 务)."""
    return char >= "\u3400" and char not in _BOTH and _one(char, "s2t") != char


def script_of(text: str) -> Script:
    """``hans``, ``hant`` or ``mixed``: which set of exclusive characters the text is written in."""
    if not any(map(is_traditional_only, set(text))):
        return "hans"  # whatever else stands there: the other table need not be read
    counted = Counter(text)
    hant = sum(count for char, count in counted.items() if is_traditional_only(char))
    hans = sum(count for char, count in counted.items() if is_simplified_only(char))
    both = hant + hans
    if both == 0 or hant <= 0.05 * both:
        return "hans"
    return "hant" if hans <= 0.1 * both else "mixed"
