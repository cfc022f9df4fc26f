"""Chinese names of what the archive calls by words, and times as a person reads them."""

from __future__ import annotations

from desktop.archive import Submission
from desktop.ui.language import tr

STATES = {"new": tr("新收到"), "reviewing": tr("审阅中"), "waiting": tr("待补正"), "returned": tr("已退回"), "accepted": tr("通过")}
STATE_TONES = {"new": "notice", "reviewing": "warning", "waiting": "warning", "returned": "error", "accepted": "good"}
LEVELS = {"province": tr("省级"), "prefecture": tr("市级"), "county": tr("县级"), "township": tr("乡镇"), "department": tr("部门")}
KINDS = {"annual_report": tr("年度报告"), "work_summary": tr("工作总结"), "collection": tr("汇编"), "other": tr("其他文件")}
FORMS = {"2008": tr("2008版"), "2014": tr("2014版"), "2014-local": tr("2014版（地方）"), "2019": tr("2019版"), "2021": tr("2021版")}


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
    return tr("{org} {year}年", org=row.org, year=row.year) if row.year else row.org


def wrong_form(row: Submission) -> bool:
    """Whether the year demands another form than the one that was used."""
    return None not in (row.form, row.due_form) and row.due_form.split("-")[0] != row.form.split("-")[0]


def form_of(row: Submission) -> str:
    """Form and file format, with a word when the year demands another form."""
    kind = row.format.upper()
    if row.form is None:
        return kind
    form = row.form.split("-")[0]
    return tr("{form}（应{due}）", form=form, due=(row.due_form or "").split("-")[0]) if wrong_form(row) else f"{form} · {kind}"
