"""Makes the word lists in resources/words from the dictionary of jieba (MIT licence), and of pypinyin (MIT), given as files.

usage: make_words.py DICT.TXT PINYIN_DICT.JSON PHRASES_DICT.JSON

``common.txt``: words of two to four characters in classes of frequency, one line a class: the least frequency, then
the words. ``idioms.txt``: the four-character idioms. Both are read by desktop/checks/marks/lexicon.py, which takes a
slip of the pen for one only when no common word explains what is written. ``sounds.txt``: for the characters of these
words their syllables without tones, alike ones (zh z, ch c, sh s, -ng -n, l n) thrown together, one line a syllable.
``readings.txt``: the same with the usual readings only. ``rare.txt``: seldom words without blanks, a line each for those of
two, three and four characters; they only explain what is written.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

WORDS = Path(__file__).resolve().parents[1] / "resources" / "words"
CLASSES = (1000, 300, 100, 50, 20)
OFTEN = 12  # phrases with a reading that make it a usual one
LEAST = {2: 20, 3: 20, 4: 20}
HEAD = "# 取自 jieba 分词词典 dict.txt（https://github.com/fxsjy/jieba，MIT 许可证，Sun Junyi）\n"
HEAD_SOUNDS = "# 取自 pypinyin 的单字读音（https://github.com/mozillazg/python-pinyin，MIT 许可证）\n"


def main(source: str, pinyin: str, spoken: str) -> None:
    """Reads lines of ``word frequency tag``, the readings of characters and those of phrases; writes the lists."""
    classes: dict[int, list[str]] = defaultdict(list)
    idioms: list[str] = []
    rare: dict[int, list[str]] = {2: [], 3: [], 4: []}
    for line in Path(source).read_text(encoding="utf-8").splitlines():
        word, count, tag = line.split(" ")
        if not all("\u4e00" <= c <= "\u9fff" for c in word):
            continue
        if tag == "i" and len(word) == 4:
            idioms.append(word)
        frequency = int(count)
        if len(word) in LEAST and frequency >= LEAST[len(word)]:
            classes[next(c for c in CLASSES if frequency >= c)].append(word)
        elif len(word) in rare and (frequency >= 5 or (len(word) == 2 and frequency >= 3)) and (
                len(word) == 2 or not tag.startswith("nr")):
            rare[len(word)].append(word)
    lines = [f"{c} {' '.join(sorted(classes[c]))}" for c in CLASSES]
    (WORDS / "common.txt").write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    (WORDS / "idioms.txt").write_text(HEAD + " ".join(sorted(idioms)) + "\n", encoding="utf-8")
    (WORDS / "rare.txt").write_text(
        HEAD.replace("\n", "：少用的词，只用来说明一处文字并非笔误\n") + "".join("".join(sorted(words)) + "\n" for words in rare.values()),
        encoding="utf-8")
    used = {c for words in (*classes.values(), idioms) for word in words for c in word}
    every = {chr(int(code)): readings.split(",") for code, readings in json.loads(Path(pinyin).read_text(encoding="utf-8")).items()
             if chr(int(code)) in used}
    _write("sounds.txt", every)
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for phrase, readings in json.loads(Path(spoken).read_text(encoding="utf-8")).items():
        for char, reading in zip(phrase, readings, strict=False):
            counted[char][reading[0]] += 1
    _write("readings.txt", {char: readings[:1] + [r for r in readings[1:] if counted[char][r] >= OFTEN]
                            for char, readings in every.items()})


def _write(name: str, readings: dict[str, list[str]]) -> None:
    """A line for each syllable with its characters."""
    sounds: dict[str, set[str]] = defaultdict(set)
    for char, spoken in readings.items():
        for reading in spoken:
            sounds[alike(reading)].add(char)
    rows = [f"{syllable} {''.join(sorted(chars))}" for syllable, chars in sorted(sounds.items())]
    (WORDS / name).write_text(HEAD_SOUNDS + "\n".join(rows) + "\n", encoding="utf-8")


def alike(reading: str) -> str:
    """A syllable without tone, with sounds that are easily confused thrown together."""
    plain = "".join(c for c in unicodedata.normalize("NFD", reading) if not unicodedata.combining(c)).replace("ü", "u")
    plain = plain.replace("zh", "z").replace("ch", "c").replace("sh", "s").replace("ng", "n")
    return "l" + plain[1:] if plain.startswith("n") and len(plain) > 1 else plain


if __name__ == "__main__":
    main(*sys.argv[1:4])
