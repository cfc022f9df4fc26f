"""Looking for words in reports: normal form for the index, and where a hit stands in the original text."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from functools import lru_cache

from db.search import TOKEN
from desktop.normal import simplify
from desktop.normal.characters import fold

_AROUND = 30


@dataclass(frozen=True, slots=True)
class Hit:
    """A report that holds the words: a snippet of its text, the spans of the words in the snippet, and the snippet's
    offset in the text."""

    report_id: int
    snippet: str
    marks: tuple[tuple[int, int], ...]
    offset: int


def searchable(text: str) -> str:
    """Simplified, radicals and full-width letters folded; of the same length, so that places need no map."""
    return fold(simplify(text))


def places(text: str, query: str) -> list[tuple[int, int]]:
    """Spans of ``text`` (any script) where parts of the query stand, marks and blanks between characters passed over."""
    pattern = _pattern(query)
    return [match.span() for match in pattern.finditer(searchable(text))] if pattern else []


@lru_cache(maxsize=32)
def _pattern(query: str) -> re.Pattern[str] | None:
    """The parts of a query as the index understands them: characters in a row, Latin words and numbers whole."""
    parts = []
    for part in searchable(query).lower().split():
        tokens = TOKEN.findall(part)
        if tokens:
            tail = "" if tokens[-1].isalpha() else None
            said = [_word(token, tail if at == len(tokens) - 1 else None) for at, token in enumerate(tokens)]
            parts.append(r"[\W_]*".join(said))
    return re.compile("|".join(parts), re.IGNORECASE) if parts else None


def _word(token: str, tail: str | None) -> str:
    if not token.isascii():
        return re.escape(token)
    return rf"(?<![a-z0-9]){token}" + (r"(?![a-z0-9])" if tail is None else tail)


_SENTENCE = re.compile(r"[^。；;！？!?\n\t]{20,}")
_FIGURE = re.compile(r"[\d,.%％]+")


def sentence_prints(text: str) -> set[int]:
    """A hash of each longer sentence of a searchable text, figures and blanks aside."""
    return {zlib.crc32(_FIGURE.sub("#", "".join(m.group().split())).encode()) for m in _SENTENCE.finditer(text)}


def hit(report_id: int, text: str, query: str) -> Hit:
    """The first place of the query with what stands around it; the start of the text when only a name matched."""
    found = places(text, query)
    start = max(0, found[0][0] - _AROUND) if found else 0
    end = min(len(text), (found[0][1] if found else 0) + 2 * _AROUND)
    marks = tuple((max(s, start) - start, min(e, end) - start) for s, e in found if s < end and e > start)
    return Hit(report_id, text[start:end], marks, start)
