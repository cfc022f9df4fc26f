"""One character for one: radicals, compatibility ideographs, full-width letters and digits."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

# Radicals of the supplement block that NFKC leaves alone, as PDF fonts hand them out for the ordinary character.
_PAIRS = """
⺀冫 ⺁厂 ⺄乙 ⺆冂 ⺇几 ⺈刀 ⺊卜 ⺌小 ⺍小 ⺎尢 ⺒巳 ⺓幺 ⺔彑 ⺖忄 ⺗心 ⺘扌 ⺙攵 ⺛旡 ⺜日 ⺝月 ⺞歹 ⺟母 ⺠民 ⺡氵 ⺢氺 ⺣灬 ⺤爪 ⺥爪
⺦丬 ⺨犬 ⺩王 ⺪疋 ⺫目 ⺬示 ⺭礻 ⺮竹 ⺯糹 ⺰纟 ⺲罒 ⺳网 ⺶羊 ⺷羊 ⺸羊 ⺹老 ⺺聿 ⺻聿 ⺼肉 ⺽臼 ⺾艹 ⺿艹 ⻀艹 ⻁虎 ⻂衤 ⻃覀 ⻄西 ⻅见
⻆角 ⻇角 ⻈讠 ⻉贝 ⻊足 ⻋车 ⻌辶 ⻍辶 ⻎辶 ⻏阝 ⻐钅 ⻑长 ⻒长 ⻓长 ⻔门 ⻖阝 ⻗雨 ⻘青 ⻙韦 ⻚页 ⻛风 ⻜飞 ⻝食 ⻞飠 ⻟飠 ⻠饣 ⻡首 ⻢马
⻣骨 ⻤鬼 ⻥鱼 ⻦鸟 ⻧卤 ⻨麦 ⻩黄 ⻪黾 ⻫斉 ⻬齐 ⻭歯 ⻮齿 ⻯竜 ⻰龙 ⻱龟 ⻲龟 ⻳龟
"""
_RADICALS = {pair[0]: pair[1] for pair in _PAIRS.split()}


@cache
def fold_character(char: str) -> str:
    """The ordinary character for one that only looks like it; always exactly one character long.

    Chinese punctuation is kept as written: （ and ( are told apart by the checks on marks.
    """
    code = ord(char)
    if code < 0x2E80:
        return char
    if char in _RADICALS:
        return _RADICALS[char]
    if 0x2F00 <= code <= 0x2FD5 or 0xF900 <= code <= 0xFAFF or 0x2F800 <= code <= 0x2FA1F:
        folded = unicodedata.normalize("NFKC", char)
        return folded if len(folded) == 1 else char
    if 0xFF10 <= code <= 0xFF19 or 0xFF21 <= code <= 0xFF3A or 0xFF41 <= code <= 0xFF5A or char in "％＋－．／＝":
        return chr(code - 0xFEE0)
    return char


# Every character that may fold into another one; most texts hold none.
_FOLDING = re.compile(
    f"[{''.join(_RADICALS)}\u2f00-\u2fd5\uf900-\ufaff\U0002f800-\U0002fa1f０-９Ａ-Ｚａ-ｚ％＋－．／＝]")


def fold(text: str) -> str:
    """``fold_character`` of each character of a text."""
    return _FOLDING.sub(lambda match: fold_character(match.group()), text)
