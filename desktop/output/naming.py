"""How an official letter calls people and itself: you, we, whom it goes to, its number."""

from __future__ import annotations

from typing import Protocol

from desktop.output.files import OutputError

_YOU = (
    ("办事处", "你街道"), ("镇人民政府", "你镇"), ("乡人民政府", "你乡"), ("省人民政府", "你省"), ("自治区人民政府", "你区"),
    ("州人民政府", "你州"), ("盟行政公署", "你盟"), ("市人民政府", "你市"), ("县人民政府", "你县"), ("区人民政府", "你区"),
    ("旗人民政府", "你旗"), ("人民政府", "你地"), ("管理委员会", "你委"), ("管委会", "你委"), ("委员会", "你委"), ("委", "你委"),
    ("厅", "你厅"), ("局", "你局"), ("办公室", "你办"), ("中心", "你中心"),
)
# What stands in a number that is still to be given.
OPEN = "　　号"
_WE = (("办公厅", "我厅"), ("办公室", "我办"), ("厅", "我厅"), ("局", "我局"), ("委员会", "我委"), ("中心", "我中心"))


class Settings(Protocol):
    """What keeps settings between sessions: the archive."""

    def setting(self, key: str, default: str = "") -> str:
        """The value under a key."""
        ...

    def set_setting(self, key: str, value: str) -> None:
        """Stores a value under a key."""
        ...


def you(org: str) -> str:
    """How a letter calls the body it writes to."""
    return next((word for ending, word in _YOU if org.endswith(ending)), "你单位")


def we(office: str) -> str:
    """How the office calls itself."""
    return next((word for ending, word in _WE if office.endswith(ending)), "我办")


def addressee(org: str, office: str) -> str:
    """Whom a letter on a body's report goes to. An office writes to a government's office, its peer, not to the
    government itself."""
    if org.endswith("人民政府") and office.endswith(("办公厅", "办公室")) and not org.endswith(("镇人民政府", "乡人民政府")):
        return org + ("办公厅" if org.endswith(("省人民政府", "自治区人民政府")) else "办公室")
    return org


def document_number(code: str, date: str, number: int | None) -> str:
    """示政办函〔2025〕37号; the number left open when there is none yet, and empty without a code."""
    if not code:
        return ""
    return f"{code}〔{date[:4]}〕" + (f"{number}号" if number is not None else OPEN)


def next_number(settings: Settings, code: str, year: int) -> int:
    """The number that the next letter of a series would get; nothing is used up."""
    kept = settings.setting(_key(code, year), "0")
    return (int(kept) if kept.isdigit() else 0) + 1


def take_number(settings: Settings, code: str, year: int, wish: int | None = None) -> int:
    """Uses up a number of a series and gives it; ``wish`` asks for a certain one, after gaps in a paper register.

    Raises OutputError for a number that was given before: none is given twice.
    """
    following = next_number(settings, code, year)
    number = following if wish is None else wish
    if number < following:
        raise OutputError(f"{code}〔{year}〕{number}号已经使用，请从{following}号起编。")
    settings.set_setting(_key(code, year), str(number))
    return number


def give_back(settings: Settings, code: str, year: int, number: int) -> None:
    """Undoes ``take_number`` for a letter that was not issued after all; no effect once a later number was given."""
    if next_number(settings, code, year) == number + 1:
        settings.set_setting(_key(code, year), str(number - 1))


def _key(code: str, year: int) -> str:
    return f"letter-number:{code}:{year}"
