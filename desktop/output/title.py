"""The lines of an official title: parted between words, never inside one, in the shape of a trapezoid or a diamond."""

from __future__ import annotations

import re
from itertools import combinations

# Words of this work that a line end must not tear; the longest alternatives first.
_WORDS = re.compile(
    r"[0-9]+(?:[.,][0-9]+)*年?|[A-Za-z]+|政府信息公开工作|政府信息公开|年度报告|工作|人民政府|办公厅|办公室|委员会|办事处|管理局|审核意见|审核情况|整改问题|"
    r"问题清单|有关问题|有关情况|各单位|尽快报送|尚未报送|报送|整改|催报|关于|通知|通报|意见|单位名单|名单|清单|[^\s]"
)
_PLACE_ENDS = "省市县区旗州盟镇乡"
_NO_START = "的函、，。；：）》”〕号"
_NO_END = "（《“〔、"


def title_lines(text: str, most: float, widths: dict[str, float] | None = None) -> list[str]:
    """A title as lines of at most ``most`` characters' width (a square character is 1, ``widths`` tells others').

    The fewest lines are used; among equal ones those whose lengths differ a little, as the standard asks for a
    trapezoid or diamond, not a box or an hourglass.
    """
    text = " ".join(text.split())
    if _length(text, widths) <= most:
        return [text]
    words = _words(text)
    for count in range(2, len(words) + 1):
        best: tuple[float, list[str]] | None = None
        if count > 5:
            break
        for cuts in combinations(range(1, len(words)), count - 1):
            lines = ["".join(words[a:b]) for a, b in zip((0, *cuts), (*cuts, len(words)), strict=True)]
            lengths = [_length(line, widths) for line in lines]
            if max(lengths) > most:
                continue
            cost = _cost(lines, lengths)
            if best is None or cost < best[0]:
                best = (cost, lines)
        if best is not None:
            return best[1]
    return _hard(text, most, widths)


def _words(text: str) -> list[str]:
    """The pieces between which a title may part: words, names of places up to their 省 or 市, marks with what they
    belong to."""
    pieces: list[str] = []
    for word in _WORDS.findall(text):
        glue = pieces and (
            word[0] in _NO_START or pieces[-1][-1] in _NO_END
            or (word in _PLACE_ENDS and len(pieces[-1]) < 4)
            or (len(word) == 1 and len(pieces[-1]) <= 3 and not _complete(pieces[-1]))
        )
        if glue:
            pieces[-1] += word
        else:
            pieces.append(word)
    return pieces


def _complete(piece: str) -> bool:
    return piece[-1] in _PLACE_ENDS or piece[-1] in "年厅局委的" or len(piece) > 3 or piece in ("关于", "工作", "报送", "整改")


def _cost(lines: list[str], lengths: list[float]) -> float:
    mean = sum(lengths) / len(lengths)
    cost = sum((length - mean) ** 2 for length in lengths)
    if max(lengths) - min(lengths) < 0.9:
        cost += 6
    if len(lengths) > 2 and any(lengths[i] < lengths[i - 1] and lengths[i] < lengths[i + 1] - 0.5
                                for i in range(1, len(lengths) - 1)):
        cost += 40
    # A line that begins with 的 or one lone word at the end reads badly.
    cost += sum(30 for line in lines[1:] if line[0] in _NO_START)
    return cost + (25 if lengths[-1] < 4 else 0)


def _length(text: str, widths: dict[str, float] | None) -> float:
    return sum((widths or {}).get(c, 1.0 if ord(c) > 0x2000 else 0.5) for c in text)


def _hard(text: str, most: float, widths: dict[str, float] | None) -> list[str]:
    """For names of bodies too long for any parting between words: as many characters a line as fit."""
    lines = [""]
    for character in text:
        if _length(lines[-1] + character, widths) > most and character not in _NO_START:
            lines.append("")
        lines[-1] += character
    return lines
