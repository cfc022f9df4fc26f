"""Digits run together (``713000074``): every way to cut them, and the ways that the form's ties allow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import accumulate

from desktop.forms.catalogue import Equation

MOST = 1500  # candidates looked at for one row
DEEPEST = 60_000  # readings tried in the search over all rows

Piece = tuple[int, int]  # offsets of a number in the row's digits
Cut = tuple[Piece | None, ...]  # one piece a column; None: blank


@dataclass(frozen=True, slots=True)
class Candidate:
    """One way to read a row: the piece of each column and its number."""

    cut: Cut
    numbers: tuple[Decimal | None, ...]


def cuts(text: str, tokens: Sequence[Piece], columns: int) -> Iterator[Cut]:
    """Every way to read the tokens of a row as ``columns`` numbers; no number but 0 begins with 0.

    With more tokens than columns there is none. When the digits are fewer than the columns the rest is blank.
    """
    digits = sum(b - a for a, b in tokens)
    if digits < columns:
        yield from _with_blanks(tuple(tokens), columns)
        return
    yield from _split(text, tuple(tokens), columns)


def _with_blanks(tokens: tuple[Piece, ...], columns: int) -> Iterator[Cut]:
    if len(tokens) > columns:
        return
    if not tokens:
        yield (None,) * columns
        return
    for skip in range(columns - len(tokens) + 1):
        for rest in _with_blanks(tokens[1:], columns - skip - 1):
            yield (None,) * skip + (tokens[0],) + rest


def _split(text: str, tokens: tuple[Piece, ...], columns: int) -> Iterator[Cut]:
    if not tokens:
        if columns == 0:
            yield ()
        return
    if columns < len(tokens):
        return
    start, end = tokens[0]
    whole = not text[start:end].isdigit()
    longest = end if text[start] != "0" or whole else start + 1
    for stop in ([end] if whole else range(start + 1, longest + 1)):
        rest = ((stop, end), *tokens[1:]) if stop < end else tokens[1:]
        if sum(b - a for a, b in rest) < columns - 1:
            continue
        for tail in _split(text, rest, columns - 1):
            yield ((start, stop), *tail)


def number(text: str, piece: Piece | None) -> Decimal | None:
    """The number of a piece."""
    if piece is None:
        return None
    return Decimal(text[piece[0]:piece[1]].replace(",", "").replace("，", ""))


def row_holds(candidate: Candidate, total: int, parts: Sequence[int]) -> bool:
    """Whether a total column is the sum of its parts in this reading."""
    whole = candidate.numbers[total]
    return whole is not None and whole == sum((candidate.numbers[p] or Decimal(0) for p in parts), Decimal(0))


class Search:
    """Finds the joint readings of all rows in which every tie holds."""

    def __init__(self, options: Sequence[Sequence[Candidate]], keys: Sequence[Sequence[str]],
                 equations: Sequence[Equation], most: int = 48) -> None:
        """``options[i]`` are the readings of row i, ``keys[i]`` the fact keys of its columns."""
        self.order = sorted(range(len(options)), key=lambda i: len(options[i]))
        self.options, self.most, self.steps = options, most, 0
        known = {k for row in keys for k in row}
        used = [e for e in equations if e.tie.exhaustive and known.issuperset(e.total)]
        self.weights: list[list[list[tuple[int, int]]]] = [
            [[(n, 1) for n, e in enumerate(used) if k in e.total] + [(n, -1) for n, e in enumerate(used) if k in e.parts]
             for k in row] for row in keys
        ]
        self.count = len(used)
        self.last = [0] * self.count  # the position in the order at which an equation is complete
        for place, index in enumerate(self.order):
            for column in self.weights[index]:
                for equation, _ in column:
                    self.last[equation] = place
        self.failed: set[tuple[int, tuple[Decimal, ...]]] = set()
        self.found: list[tuple[int, ...]] = []

    def run(self) -> list[tuple[int, ...]]:
        """For each solution the chosen option of every row; empty when there is none or the search was too wide."""
        self._step(0, (Decimal(0),) * self.count, ())
        back = {index: place for place, index in enumerate(self.order)}
        return [tuple(chosen[back[i]] for i in range(len(self.options))) for chosen in self.found]

    def _step(self, place: int, sums: tuple[Decimal, ...], chosen: tuple[int, ...]) -> bool:
        if place == len(self.order):
            self.found.append(chosen)
            return True
        state = (place, sums)
        if state in self.failed or self.steps > DEEPEST or len(self.found) >= self.most:
            return False
        index = self.order[place]
        good = False
        for choice, candidate in enumerate(self.options[index]):
            self.steps += 1
            if self.steps > DEEPEST:
                return good
            after = list(sums)
            for column, value in enumerate(candidate.numbers):
                if value:
                    for equation, sign in self.weights[index][column]:
                        after[equation] += sign * value
            if any(after[e] != 0 for e in range(self.count) if self.last[e] == place):
                continue
            good = self._step(place + 1, tuple(after), (*chosen, choice)) or good
        if not good:
            self.failed.add(state)
        return good


def grouped(text: str, tokens: Sequence[Piece], width: int, groups: int, most: int = 40) -> list[Candidate]:
    """The readings of digits as ``groups`` groups of ``width`` numbers whose last is the sum of the others.

    As few groups as possible may fail; the readings with the fewest are given, at most ``most``.
    """
    places = [(a + n, b) for a, b in tokens for n in range(b - a)]  # each digit with the end of its token
    found: list[Cut]
    if groups == 1:
        rows = _sums_of_a_row(tuple(text[a:b] for a, b in tokens), width)[:most]
        if rows:
            found = [tuple((places[a][0], places[b - 1][0] + 1) for a, b in row) for row in rows]
            return [Candidate(cut, tuple(number(text, p) for p in cut)) for cut in found]
    for wrong in range(1 if groups == 1 else 0, groups + 1):
        found = []
        _groups(text, places, 0, width, groups, wrong, (), found, most, [0])
        if found:
            return [Candidate(cut, tuple(number(text, p) for p in cut)) for cut in found]
    return []


@lru_cache(maxsize=512)
def _sums_of_a_row(tokens: tuple[str, ...], width: int) -> list[tuple[Piece, ...]]:
    """The cuts of all digits into ``width`` numbers of which the last is the sum of the others, as places of digits.

    The total is cut off first: it bounds the size of every part, which leaves few cuts to try. In order of the cuts.
    """
    text = "".join(tokens)
    ends = [end for end, token in zip(accumulate(map(len, tokens)), tokens, strict=True) for _ in token]
    count = len(text)
    out: list[tuple[Piece, ...]] = []

    def cut_on(at: int, stop: int, need: int, rest: int, done: tuple[Piece, ...]) -> None:
        left = stop - at
        if need == 0:
            if left == 0 and rest == 0:
                out.append((*done, (stop, count)))
            return
        longest = len(str(rest))
        if left < need or left > need * longest or len(out) > MOST:
            return
        for size in range(1, 1 + (1 if text[at] == "0" else min(longest, left - need + 1, ends[at] - at))):
            value = int(text[at:at + size])
            if value > rest:
                break
            cut_on(at + size, stop, need - 1, rest - value, (*done, (at, at + size)))

    for size in range(1, min(9, count - width + 1) + 1):
        at = count - size
        if ends[at] != count:
            break  # the total would begin in another token
        if text[at] != "0" or size == 1:
            cut_on(0, at, width - 1, int(text[at:]), ())
    return sorted(out)


def _groups(text: str, places: list[Piece], at: int, width: int, left: int, wrong: int, done: Cut, found: list[Cut],
            most: int, steps: list[int]) -> None:
    steps[0] += 1
    if len(found) >= most or steps[0] > DEEPEST:
        return
    if left == 0:
        if at == len(places):
            found.append(done)
        return
    if len(places) - at < left * width:
        return
    options = _summing(text, places, at, width, width, Decimal(0), (), left)
    for cut, end in options:
        _groups(text, places, end, width, left - 1, wrong, (*done, *cut), found, most, steps)
    if wrong:
        right = {cut for cut, _ in options}
        for cut, end in _summing(text, places, at, width, width, None, (), left):
            if cut not in right:
                _groups(text, places, end, width, left - 1, wrong - 1, (*done, *cut), found, most, steps)


def _summing(text: str, places: list[Piece], at: int, width: int, need: int, total: Decimal | None, done: Cut,
             left: int) -> list[tuple[Cut, int]]:
    """(pieces, next position) of the next group; with a ``total`` so far, the last number must equal it."""
    if need == 0:
        return [(done, at)]
    out: list[tuple[Cut, int]] = []
    spare = len(places) - at - (left - 1) * width - (need - 1)  # digits that this number may have at most
    if spare < 1:
        return out
    start, end = places[at]
    longest = 1 if text[start] == "0" else min(end - start, spare, 9)
    for size in range(1, longest + 1):
        piece = (start, start + size)
        value = Decimal(text[piece[0]:piece[1]])
        if total is not None and need == 1 and value != total:
            continue
        sum_so_far = None if total is None else total + value
        out += _summing(text, places, at + size, width, need - 1, sum_so_far, (*done, piece), left)
        if len(out) > MOST:
            break
    return out
