"""Chinese names of what the archive calls by words, and times as a person reads them."""

from __future__ import annotations

from desktop.archive import Submission

STATES = {"new": "新收到", "reviewing": "审阅中", "waiting": "待补正", "returned": "已退回", "accepted": "通过"}
STATE_TONES = {"new": "notice", "reviewing": "warning", "waiting": "warning", "returned": "error", "accepted": "good"}
LEVELS = {"province": "省级", "prefecture": "市级", "county": "县级", "township": "乡镇", "department": "部门"}
KINDS = {"annual_report": "年度报告", "work_summary": "工作总结", "collection": "汇编", "other": "其他文件"}
FORMS = {"2008": "2008版", "2014": "2014版", "2014-local": "2014版（地方）", "2019": "2019版", "2021": "2021版"}


def moment(stamp: str | None, *, short: bool = True) -> str:
    """An ISO time as ``03-10 09:12``, or with its year and seconds when not short."""
    if not stamp:
        return "—"
    tidy = stamp.replace("T", " ")
    return tidy[5:16] if short else tidy[:19]


def clock(stamp: str | None) -> str:
    """The time of day of an ISO time."""
    return stamp.replace("T", " ")[11:19] if stamp and len(stamp) >= 19 else (stamp or "—")


def title_of(row: Submission) -> str:
    """What a submission is called: body and year, else its file."""
    if row.error is not None or row.org is None:
        return row.name
    return f"{row.org} {row.year}年" if row.year else row.org


def form_of(row: Submission) -> str:
    """Form and file format, with a word when the year demands another form."""
    kind = row.format.upper()
    if row.form is None:
        return kind
    wrong = row.due_form is not None and row.due_form.split("-")[0] != row.form.split("-")[0]
    form = row.form.split("-")[0]
    return f"{form}（应{(row.due_form or '').split('-')[0]}）" if wrong else f"{form} · {kind}"
