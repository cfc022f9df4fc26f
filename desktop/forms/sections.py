"""The level-one parts of a report (一、总体情况 …), with the official part that each stands for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from desktop.forms.catalogue import forms
from desktop.forms.labels import bare
from desktop.forms.lines import Line, Prose
from desktop.normal import to_number
from desktop.report import Document, Section

_HEAD = re.compile(r"^[第]?([一二三四五六七八九十]{1,3})(?:[、．.，,]|部分[、:：]?)(?=[^\d]|20\d\d年)")
# What stands before is asked for last: so the engine goes from one numeral to the next.
_INSIDE = re.compile(r"([一二三四五六七八九十])、(?<!^..)(?<![第（(一二三四五六七八九十]..)")
_BEFORE = re.compile(r"(?:[。；！：）\d”]|报告|年报)$")
# Other ways to number the parts, tried where 一、 gives no official ones: decoration, then one manner for all.
_DECORATED = re.compile(r"^[#*【\[〔■●◆▲☆★◇□◎»>]+")
_MANNERS = (
    re.compile(r"^[（(]([一二三四五六七八九十]{1,3})[）)]"), re.compile(r"^([一二三四五六七八九十]{1,3})[、．.，,：:]?(?=[^一二三四五六七八九十])"),
    re.compile(r"^(\d)[、．.：:](?=\D)"), re.compile(r"^[（(](\d)[）)]"), re.compile(r"^(\d)(?=[\u4e00-\u9fff])"),
    re.compile(r"^([①-⑨])"), re.compile(r"^第([一二三四五六七八九十\d])(?:部分|章|节|项)?[、:：]?"), re.compile(r"^()(?=[\u4e00-\u9fff])"),
)
_CONTENTS = re.compile(r"[\s.…·．\d\-—]*")
_SENTENCE = re.compile(r"[。！？；：]|（一）|\(一\)|(?<=情况)(?=\d|20)|(?<=措施)(?=\d)")
# Rows of the official tables that look like headings.
_ROWS = re.compile("^[一二四][、．.](?:本年新收|上年结转|结转下年度)|^三[、．.]本年度办理结果")
_TITLE_MAX = 45


@dataclass(frozen=True, slots=True)
class _Found:
    number: int
    title: str
    start: int
    title_end: int
    role: str | None


def sections_of(prose: Prose, tables: tuple[tuple[int, int], ...] = ()) -> tuple[Section, ...]:
    """The level-one parts in order. ``tables`` are spans of official tables whose rows are no headings."""
    found: list[_Found] = []
    for line in prose.body:
        if any(a <= line.start < b for a, b in tables):
            continue
        found += _in_line(line, prose.document)
    found = _chain(_without_contents(found, prose.document.text))
    lines = [line for line in prose.body if not any(a <= line.start < b for a, b in tables)]
    roles = {f.role for f in found if f.role}
    if len(roles) < 3:
        found = _otherwise(lines, prose.document, len(roles)) or found
    elif len(roles) < 6:
        found = _unnumbered(found, lines, prose.document)
    if not found:
        return ()
    end = len(prose.document.text)
    ends = [f.start for f in found[1:]] + [end]
    return tuple(Section(f.number, f.title, f.start, e, f.role) for f, e in zip(found, ends, strict=True))


def _in_line(line: Line, document: Document) -> list[_Found]:
    out = []
    match = _HEAD.match(line.text)
    if match and not _ROWS.match(line.text):
        out.append(_heading(line, document, 0, match.end(), match[1]))
    if len(line.text) > _TITLE_MAX:  # headings swallowed by a paragraph: only official ones are believed
        for inner in _INSIDE.finditer(line.text):
            if not _ROWS.match(line.text[inner.start():]):
                believed = _BEFORE.search(line.text[:inner.start()]) or _role_at(line.text[inner.end():])[1] >= 6
                one = _heading(line, document, inner.start(), inner.end(), inner[1])
                if believed and one.role and one.title_end - one.start < _TITLE_MAX + 10:
                    out.append(one)
    return out


def _heading(line: Line, document: Document, start: int, body: int, numeral: str) -> _Found:
    rest = line.text[body:]
    role, size = _role_at(rest, first=numeral == "一")
    if size == 0 or (len(rest) <= _TITLE_MAX and not re.search("[。；]", rest)):
        cut = _SENTENCE.search(rest)
        size = cut.start() if cut and cut.start() > 1 else min(len(rest), _TITLE_MAX)
        role = role or role_of(rest[:size])
    a, b = line.span(start, min(body + size, len(line.text)))
    number = to_number(numeral)
    return _Found(int(number or 0), document.text[a:b].strip(), a, b, role)


def _without_contents(found: list[_Found], text: str) -> list[_Found]:
    """The headings without a table of contents: three or more in a row with nothing below, that come again later."""
    gone: list[int] = []
    for at, one in enumerate(found[:-1]):
        bare_line = _CONTENTS.fullmatch(text[one.title_end:found[at + 1].start])
        again = one.role and any(f.role == one.role for f in found[at + 1:])
        if not again or (gone and gone[-1] != at - 1):
            break
        if bare_line or (gone and found[at + 1].role == found[0].role):
            gone.append(at)
    return found[len(gone):] if len(gone) >= 3 else found


def _otherwise(lines: list[Line], document: Document, most: int) -> list[_Found]:
    """The parts by another manner of numbering, or without numbers; empty unless four official ones stand there so."""
    best: list[_Found] = []
    for manner in _MANNERS:
        found: list[_Found] = []
        for line in lines:
            one = _titled(line, document, manner, len(found) + 1) if len(line.text) <= _TITLE_MAX else None
            if one and one.role not in {f.role for f in found}:
                found.append(one)
        if len(found) >= max(4, most + 1) and len(found) > len(best):
            best = found
    return best


def _unnumbered(found: list[_Found], lines: list[Line], document: Document) -> list[_Found]:
    """The headings with those among them that lost their numbers."""
    roles = {f.role for f in found}
    out = list(found)
    for line in lines:
        if len(line.text) > _TITLE_MAX:
            continue
        before = [f for f in out if f.start < line.start]
        one = _titled(line, document, _MANNERS[-1], before[-1].number + 1 if before else 1)
        if one and one.role not in roles and len(line.text) >= 6:
            roles.add(one.role)
            out = sorted([*out, one], key=lambda f: f.start)
    return out


def _titled(line: Line, document: Document, manner: re.Pattern[str], position: int) -> _Found | None:
    """A line that is an official title and nothing else, numbered in a manner; without a number it has its position."""
    decorated = _DECORATED.match(line.text)
    at = decorated.end() if decorated else 0
    match = manner.match(line.text[at:])
    if not match:
        return None
    plain = bare(line.text[at + match.end():].rstrip("*#】]〕"))
    role = next((role for title, role in titles() if title == plain), None)
    if role is None or len(plain) < 2:
        return None
    numeral = match[1]
    number = to_number(numeral) if numeral and not "①" <= numeral <= "⑨" else ord(numeral) - 0x245F if numeral else position
    a, b = line.span(0, len(line.text))
    return _Found(int(number or position), document.text[a:b].strip(), a, b, role)


def _chain(found: list[_Found]) -> list[_Found]:
    """The headings that are level-one: with three official ones, others only where their number fits between."""
    official = [f for f in found if f.role]
    if len({f.role for f in official}) < 3:
        return _rising(found)
    out: list[_Found] = []
    seen: set[str] = set()
    for at, one in enumerate(found):
        if one.role:
            if one.role in seen and any(f.role and f.role not in seen for f in found[at + 1:]):
                continue  # the list of parts in the foreword, or a part's name used below
            seen.add(one.role)
            out.append(one)
            continue
        last = out[-1].number if out else 0
        later = next((f.number for f in found[at + 1:] if f.role), None)
        if one.number == last + 1 and (later is None or later > one.number):
            out.append(one)
    return out


def _rising(found: list[_Found]) -> list[_Found]:
    """Headings counted on from the first; a list that starts again below one of them is not level-one."""
    out: list[_Found] = []
    for one in found:
        if not out or one.number > out[-1].number or (one.role and one.number == 1):
            out.append(one)
    return out


@lru_cache(maxsize=1)
def titles() -> tuple[tuple[str, str], ...]:
    """(bare title, role) of every title in the catalogue, longest first."""
    pairs = {(bare(t), s.role) for f in forms() for s in f.sections for t in (s.title, *s.variants)}
    return tuple(sorted(pairs, key=lambda p: -len(p[0])))


def role_of(title: str) -> str | None:
    """The official part that a heading names, slips of the pen included; None when it names none."""
    plain = bare(title)
    if not plain:
        return None
    for text, role in titles():
        if plain == text:
            return role
    best = max(titles(), key=lambda p: fuzz.ratio(plain, p[0]))
    if fuzz.ratio(plain, best[0]) >= 84 and len(plain) >= 4:
        return best[1]
    for word, role in _KEYWORDS:
        if re.search(word, plain) and len(plain) <= 30:
            return role
    return None


_KEYWORDS = (
    ("复议|诉讼", "review"), ("收费.{0,4}减免", "fees"), ("情况统计表$", "stats"),
    ("依申请公开|收到和处理", "applications"), ("主动公开", "disclosure"),
    ("问题.{0,12}(?:改进|措施|打算|建议)|改进(?:情况|措施)", "problems"), ("^其[他它]?.{0,4}需要?(?:报告|说明)", "other"),
    ("^(?:政府信息公开)?(?:工作)?(?:总体|基本)(?:工作)?(?:情况|概况)|^概述|工作概述", "overview"),
)


def _role_at(text: str, first: bool = False) -> tuple[str | None, int]:
    """(role, length in ``text``) of an official title that a text begins with; ``first``: it is numbered 一."""
    plain = bare(text[:80])
    for title, role in titles():
        if plain.startswith(title) and len(title) >= 2:
            running_on = len(title) <= 3 and len(plain) > len(title) + 30
            if running_on and not (first and role == "overview") and not re.match(r".?.?\d", text[len(title):]):
                continue
            size = 0
            for size in range(1, min(len(text), 80) + 1):
                if bare(text[:size]) == title:
                    break
            return role, size
    return None, 0
