"""Counts for the overview and the roster: what the store adds up agrees with what was handed in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from desktop.archive import Archive, Picked, Scope, Verdict, now
from tests.archive.made_up import make_finding, make_report


def fill(archive: Archive) -> dict[str, int]:
    """Three bodies of 2023 (one of them twice) and one of 2022; two of them with findings."""
    ids = {}
    for name, org, year, value, received in (
            ("甲", "云台县人民政府", 2023, "15", "2024-01-20T09:00:00"), ("乙", "临溪县人民政府", 2023, "20", "2024-02-05T09:00:00"),
            ("丙", "景川市教育局", 2023, "7", "2024-02-05T10:00:00"), ("旧", "云台县人民政府", 2022, "9", "2023-03-01T08:00:00"),
            ("甲二", "云台县人民政府", 2023, "16", "2024-03-02T09:00:00")):
        report = make_report(f"{org}{year}年政府信息公开工作年度报告\n收到申请15件。{name}", org=org, year=year, value=value)
        report = replace(report, region="360700" if org.endswith("县人民政府") else None, published="2024-01-19" if name == "甲" else None)
        ids[name] = archive.add(f"/in/{name}.txt", name.encode(), report.document, report, None, received)
        if name != "丙":
            archive.save_findings(ids[name], [make_finding(report), make_finding(report, "收到申请", severity="warning")])
    return ids


def test_days_count_bodies_once_and_on_the_first_day(archive: Archive) -> None:
    fill(archive)
    assert archive.count_days(Scope(2023)) == [("2024-01-19", 1), ("2024-02-05", 2)]
    assert archive.count_days(Scope()) == [("2023-03-01", 1), ("2024-01-19", 1), ("2024-02-05", 2)]


def test_checks_leave_out_what_was_dismissed(archive: Archive) -> None:
    ids = fill(archive)
    assert archive.count_checks(Scope(2023)) == [("table-row", 2, 2, 2)]
    (first, second) = archive.findings(ids["乙"])
    archive.set_verdict(ids["乙"], Verdict(first.fingerprint, "dismissed", "", None, None, "审阅人", now()))
    archive.set_verdict(ids["乙"], Verdict(second.fingerprint, None, None, None, "notice", "审阅人", now()))
    assert archive.count_checks(Scope(2023)) == [("table-row", 1, 1, 1)]
    assert archive.ids_of(Scope(2023), Picked(checks=("table-row",))) == [ids["甲二"]]


def test_areas_ranking_and_states(archive: Archive) -> None:
    ids = fill(archive)
    assert sorted(archive.count_areas(Scope(2023)), key=str) == [("3607", None, 2, 2, 2), (None, "景川市教育局", 1, 0, 0)]
    assert archive.rank_bodies(Scope(), 5) == [("云台县人民政府", 2, 2, 2), ("临溪县人民政府", 1, 1, 1)]
    assert archive.count_states(Scope(2023, "county")) == {"new": 3}
    assert archive.ids_of(Scope(2023), Picked(areas=("3607",))) == [ids["乙"], ids["甲二"]]
    assert archive.ids_of(Scope(2023), Picked(areas=("3607",), orgs=("景川市教育局",))) == [ids["乙"], ids["丙"], ids["甲二"]]
    assert archive.ids_of(Scope(2023), Picked(orgs=("景川市教育局",), state="new")) == [ids["丙"]]
    assert archive.ids_of(Scope(2023), Picked(days=("2024-02-01", "2024-02-29"))) == [ids["乙"], ids["丙"]]
    assert archive.ids_of(Scope(2023, "township"), Picked()) == []


def test_figures_are_added_up_with_corrections(archive: Archive) -> None:
    ids = fill(archive)
    whole = {(year, key): (value, n) for year, key, value, n in archive.sum_figures(Scope())}
    assert whole == {(2022, "applications.new.total"): (9, 1), (2023, "applications.new.total"): (43, 3)}, "published is no sum"
    archive.add_correction(ids["丙"], "applications.new.total", "7", "107", "审阅人")
    archive.add_correction(ids["乙"], "applications.new.total", "20", "", "审阅人")
    assert archive.sum_figures(Scope(2023)) == [(2023, "applications.new.total", 123.0, 2)]
    archive.withdraw_correction(ids["乙"], "applications.new.total", "审阅人")
    assert archive.sum_figures(Scope(2023)) == [(2023, "applications.new.total", 143.0, 3)]
    assert archive.ids_of(Scope(2022), Picked(key="applications.new.total")) == [ids["旧"]]


def test_figures_of_an_older_store_are_filled_in(archive: Archive) -> None:
    fill(archive)
    before = archive.sum_figures(Scope())
    with archive._store.write() as connection:
        connection.execute("DELETE FROM figures")
    assert archive.sum_figures(Scope()) == []
    done: list[int] = []
    assert archive.fill_figures(done.append) == 5 and done == [5]
    assert archive.sum_figures(Scope()) == before
    assert archive.fill_figures() == 0


def test_the_roster_is_kept_and_replaced(archive: Archive) -> None:
    archive.set_roster([("云台县人民政府", "county", "景川市", "", ""), ("景川市教育局", None, "", "市直", "新设")], "审阅人")
    assert [(row.org, row.level, row.parent, row.remark) for row in archive.roster()] == [
        ("云台县人民政府", "county", "", ""), ("景川市教育局", None, "市直", "新设")]
    archive.set_roster([("临溪县人民政府", "county", "", "", "")])
    assert [row.org for row in archive.roster()] == ["临溪县人民政府"] and archive.roster_size() == 1
    assert archive.log_entries(limit=1)[0].action == "roster imported"


def test_hand_ins_of_a_year(archive: Archive) -> None:
    ids = fill(archive)
    rows = archive.hand_ins(2023)
    assert [(row.org, row.latest_id, row.first, row.hand_ins) for row in rows] == [
        ("云台县人民政府", ids["甲二"], "2024-01-20T09:00:00", 2), ("临溪县人民政府", ids["乙"], "2024-02-05T09:00:00", 1),
        ("景川市教育局", ids["丙"], "2024-02-05T10:00:00", 1)]
    assert rows[0].published == float(date(2024, 1, 19).toordinal()) and rows[1].published is None
