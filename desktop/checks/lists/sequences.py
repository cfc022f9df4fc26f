"""The numbered items of a report, gathered into lists: 一、 （一） 1. （1） ① 一是 第一，.

Tokens at the start of a paragraph or behind a full stop are strong, others weak: a weak one may carry a list on, but is
never called wrong. A list of a kind ends when a token of an outer kind comes. A list may stand inside an item of a list of
its own kind (二是…：一是…二是…); the outer one is then suspended and may go on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from desktop.checks.base import Context
from desktop.checks.prose import Prose, prose
from desktop.normal import Sparse, to_number
from desktop.report import Report

_CN = "[一二三四五六七八九十]{1,3}"
_RANK = {"section": 1, "part": 2, "point": 3, "sub": 4, "circle": 5, "is": 6, "first": 6}
_CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮"
_TOKENS = (
    ("section", Sparse(rf"(?P<n>{_CN})、(?=[\u4e00-\u9fff0-9“《])")),
    ("part", Sparse(rf"(?<!第)（(?P<n>{_CN})）(?![项款条、至和])")),
    ("point", Sparse(r"(?<![\d.])(?P<n>\d{1,2})[.．、](?=[\u4e00-\u9fff“《（A-Za-z]|(?:19|20)\d\d年)")),
    ("sub", Sparse(r"(?<![第\u4e00-\u9fff])（(?P<n>\d{1,2})）(?=[\u4e00-\u9fff“《])")),
    ("circle", Sparse(rf"(?P<n>[{_CIRCLES}])")),
    ("is", Sparse(rf"(?P<n>{_CN})(?:是|要)(?=[\u4e00-\u9fff“《，0-9A-Za-z]|$)")),
    ("first", Sparse(rf"第(?P<n>{_CN})[，、是](?=[\u4e00-\u9fff“《])")),
)
_BOUNDARY = "。；;！？：:\n"
_NOT_ONE = "之唯统第单任每万逐专划归合其同十百千初进说不了某有"
_BARE = re.compile(r"(?P<n>\d{1,2})(?=[\u4e00-\u9fff])")


@dataclass(frozen=True, slots=True)
class Token:
    """An ordinal: its kind, number, passage and span in that passage's tight text."""

    kind: str
    number: int
    passage: int
    start: int
    end: int
    strong: bool


@dataclass(slots=True)
class Listed:
    """The items of one list in order; ``odd`` are tokens that do not fit, with what was expected."""

    kind: str
    tokens: list[Token] = field(default_factory=list)
    odd: list[tuple[Token, int]] = field(default_factory=list)

    @property
    def last(self) -> int:
        """The number reached."""
        return self.tokens[-1].number if self.tokens else 0


def tokens(told: Prose) -> Iterator[Token]:
    """All ordinals in reading order."""
    finders = told.living(_TOKENS)
    for index, passage in enumerate(told.parts):
        text = passage.text
        found = []
        for kind, finder in finders:
            for match in finder(text):
                number = _number(match["n"])
                if number is None or number > 40:
                    continue
                strong = _strong(kind, text, match.start())
                if strong is not None:
                    found.append(Token(kind, number, index, match.start(), match.end(), strong))
        bare = _BARE.match(text)
        if bare:
            found.append(Token("point", int(bare["n"]), index, 0, bare.end(), False))
        yield from sorted(found, key=lambda t: t.start)


def _number(text: str) -> int | None:
    if text in _CIRCLES:
        return _CIRCLES.index(text) + 1
    value = to_number(text)
    return int(value) if value is not None else None


def _strong(kind: str, text: str, start: int) -> bool | None:
    """Whether a token is strong; None when it is no ordinal at all."""
    before = text[:start]
    if not before:
        return True
    if kind in ("is", "first"):
        if before[-1] in _BOUNDARY:
            return True
        if before[-1] in "，、）”":
            return False
        return None if before[-1] in _NOT_ONE or not text.startswith(("一是", "第一"), start) else False
    if kind == "circle":
        return before[-1] in _BOUNDARY
    if kind in ("part", "point", "sub") and before[-1] in "。；":
        return True
    if kind == "point" and not (before[-1] in _BOUNDARY or "\u4e00" <= before[-1] <= "\u9fff"):
        return None
    return False


def gathered(report: Report, context: Context) -> list[Listed]:
    """The lists of a report, nested and suspended ones apart, with the tokens that fit none of them; for ``context.worked``."""
    open_: list[Listed] = []
    done: list[Listed] = []
    cut = True  # an excerpt may begin in the middle of lists
    for token in tokens(context.worked(prose, report)):
        rank = _RANK[token.kind]
        same = [x for x in open_ if x.kind == token.kind]
        inner = [x for x in open_ if _RANK[x.kind] > rank]
        fit = next((x for x in reversed(same) if x.last + 1 == token.number), None)
        if fit is None and token.number != 1 and not token.strong:
            continue
        if token.number == 1 and (fit is None or fit.tokens):
            fit = Listed(token.kind)
            open_.append(fit)
            done.append(fit)
        elif fit is None:
            if same:
                _misfit(same, token)
                open_ = [x for x in open_ if x not in inner]
                continue
            fit = Listed(token.kind)
            if not (cut and _outermost(open_, rank)):
                fit.odd.append((token, 1))
            open_.append(fit)
            done.append(fit)
        fit.tokens.append(token)
        if token.number == 1 and rank <= min((_RANK[x.kind] for x in open_ if x is not fit), default=9):
            cut = False
        open_ = [x for x in open_ if x not in inner and not (x.kind == token.kind and open_.index(x) > open_.index(fit))]
    return done


def _outermost(open_: list[Listed], rank: int) -> bool:
    return all(_RANK[x.kind] >= rank for x in open_)


def _misfit(same: list[Listed], token: Token) -> None:
    """A token that carries no open list on: told of the innermost, which goes on behind a skip."""
    top = same[-1]
    top.odd.append((token, top.last + 1))
    if token.number > top.last:
        top.tokens.append(token)
