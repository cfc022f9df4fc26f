"""Who is missing, late, twice or a stranger."""

from __future__ import annotations

from datetime import date

from desktop.archive import HandInRow, RosterRow
from desktop.intake.standing import Muster, days_text, muster, nearest

BODIES = tuple(RosterRow(i, org, level, "景川市", "", "") for i, (org, level) in enumerate((
    ("景川市人民政府", "prefecture"), ("东屏区人民政府", "county"), ("景川市教育局", "department"),
    ("景川市民政局", "department"), ("景川市文化广电和旅游局", "department"), ("云台县青禾镇人民政府", "township"))))


def report(org: str | None, first: str = "2025-01-20T09:00:00", hand_ins: int = 1, published: str | None = None,
           name: str = "年报.docx", number: int = 1) -> HandInRow:
    day = float(date.fromisoformat(published).toordinal()) if published else None
    return HandInRow(f"chain:{org}", org, None, None, name, number, first, hand_ins, day)


def on(day: str, *reports: HandInRow) -> Muster:
    return muster(BODIES, reports, 2024, date.fromisoformat(day))


def test_missing_bodies_with_their_days() -> None:
    found = on("2025-02-10", report("景川市教育局"))
    assert [(s.body.org, s.deadline, s.days) for s in found.missing] == [
        ("景川市民政局", "2025-01-31", -10), ("景川市文化广电和旅游局", "2025-01-31", -10),
        ("景川市人民政府", "2025-03-31", 49), ("东屏区人民政府", "2025-03-31", 49), ("云台县青禾镇人民政府", None, None)]
    assert [days_text(s) for s in found.missing][0::2] == ["已逾期 10 天", "还有 49 天", "条例未规定期限"]
    assert [s.body.org for s in found.came] == ["景川市教育局"] and found.unlisted == ()


def test_the_last_day_is_not_late() -> None:
    found = on("2025-01-31", report("景川市教育局", "2025-01-31T23:59:00"), report("景川市民政局", "2025-02-01T00:00:00"))
    assert [(s.body.org, s.days) for s in found.late] == [("景川市民政局", -1)]
    assert next(days_text(s) for s in found.missing if s.deadline == "2025-01-31") == "今天到期"


def test_published_in_time_is_not_late_though_collected_later() -> None:
    found = on("2026-01-01", report("景川市教育局", "2025-12-01T09:00:00", published="2025-01-25"),
               report("景川市民政局", "2025-12-01T09:00:00", published="2025-02-03"))
    assert [(s.body.org, s.came) for s in found.late] == [("景川市民政局", "2025-02-03")]


def test_handed_in_twice_by_versions_or_by_names() -> None:
    found = on("2025-02-01", report("景川市教育局", hand_ins=2), report("景川市人民政府"),
               report("景川市政府办公室", number=2), report("东屏区人民政府"))
    assert [(s.body.org, s.times) for s in found.twice] == [("景川市人民政府", 2), ("景川市教育局", 2)]


def test_names_with_and_without_their_region() -> None:
    found = on("2025-02-01", report("景川市东屏区人民政府"), report("景川市敎育局"))
    assert {s.body.org for s in found.came} >= {"东屏区人民政府"}


def test_strangers_get_the_nearest_name() -> None:
    found = on("2025-02-01", report("景川市文化广电旅游局"), report("临溪县人民政府"), report("北原县档案局"),
               report(None, name="民政局-景川市民政局年报.pdf"))
    assert [(u.report.org, u.nearest) for u in found.unlisted] == [
        ("景川市文化广电旅游局", "景川市文化广电和旅游局"), ("临溪县人民政府", None), ("北原县档案局", None), (None, "景川市民政局")]


def test_a_slip_in_the_place_is_near_but_another_place_is_not() -> None:
    assert nearest("东平区人民政府", "", BODIES) == "东屏区人民政府"
    assert nearest("西岭区人民政府", "", BODIES) is None
    assert nearest("景川市财政局", "", BODIES) is None


def test_two_bodies_of_one_short_name_claim_nothing() -> None:
    bodies = (RosterRow(0, "开发区管委会", "county", "景川市", "", ""), RosterRow(1, "景川市开发区管委会", "county", "", "", ""))
    found = muster(bodies, [report("景川市开发区管理委员会")], 2024, date(2025, 2, 1))
    assert [s.body.id for s in found.came] == [1]
