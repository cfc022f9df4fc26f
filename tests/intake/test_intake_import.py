"""Whole imports of small folders, with the real reading and the real checks."""

from __future__ import annotations

import io
import os
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from desktop.archive import Archive, KnownError, recheck
from desktop.intake import Importer, import_files, import_folder
from desktop.intake.crew import NOT_UNDERSTOOD
from desktop.intake.importer import _Read

pytestmark = pytest.mark.usefixtures("quick_looks")


def text_of(org: str, year: int, received: int = 12) -> str:
    return (f"{org}{year}年政府信息公开工作年度报告\n一、总体情况\n{year}年，{org}认真做好政府信息公开工作。"
            f"全年收到政府信息公开申请{received}件。\n六、其他需要报告的事项\n无。\n")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "收件"
    made.mkdir()
    return made


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "desk.db") as opened:
        yield opened


def test_every_file_once_and_never_again(archive: Archive, folder: Path) -> None:
    (folder / "云台县.txt").write_text(text_of("云台县人民政府", 2023), encoding="utf-8")
    (folder / "镇").mkdir()
    (folder / "镇" / "青禾镇.txt").write_text(text_of("青禾镇人民政府", 2023), encoding="gb18030")
    (folder / "~$云台县.docx").write_text("lock")
    (folder / "坏.pdf").write_bytes(b"%PDF-1.4 broken")
    (folder / "副本.txt").write_text(text_of("云台县人民政府", 2023), encoding="utf-8")
    seen: list[tuple[int, int]] = []
    summary = import_folder(archive, folder, lambda done, total, path: seen.append((done, total)), workers=0)
    assert (len(summary.imported), len(summary.refused), summary.known) == (2, 1, 1)
    assert seen and seen[-1][1] == 4
    refused = archive.submission(summary.refused[0])
    assert refused.name == "坏.pdf" and refused.error and "。" in refused.error
    assert {s.org for s in archive.submissions(refused=False)} == {"云台县人民政府", "青禾镇人民政府"}
    assert set(summary.checked) == set(summary.imported)
    assert archive.unchecked() == []
    again = import_folder(archive, folder, workers=0)
    assert (again.imported, again.refused, again.known) == ([], [], 0), "duplicates are not announced again"
    assert archive.count(latest_only=False) == 3


def test_a_changed_file_is_a_new_version_and_a_mended_one_is_read(archive: Archive, folder: Path) -> None:
    path = folder / "年报.txt"
    path.write_bytes(b"\0\0\0")
    first = import_folder(archive, folder, workers=0)
    assert len(first.refused) == 1
    for received in (12, 13):
        path.write_text(text_of("云台县人民政府", 2023, received), encoding="utf-8")
        os.utime(path, ns=(received * 10**9, received * 10**9))
        assert len(import_folder(archive, folder, workers=0).imported) == 1
    rows = archive.submissions()
    assert [(row.version, row.error) for row in rows] == [(2, None)]
    assert len(archive.versions(rows[0].id)) == 2


def test_a_zip_of_several_is_taken_apart(archive: Archive, folder: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        made.writestr("报送/云台县.txt", text_of("云台县人民政府", 2023))
        made.writestr("报送/临湖县.txt", text_of("临湖县人民政府", 2023))
        made.writestr("报送/Thumbs.db", "x")
    (folder / "全市.zip").write_bytes(packed.getvalue())
    summary = import_folder(archive, folder, workers=0)
    assert len(summary.imported) == 2
    names = sorted(row.path.removeprefix(str(folder)) for row in archive.submissions())
    assert names == ["/全市.zip/报送/临湖县.txt", "/全市.zip/报送/云台县.txt"]
    assert import_folder(archive, folder, workers=0).imported == []


def test_years_of_one_body_are_compared_in_any_order(archive: Archive, folder: Path) -> None:
    for year in (2023, 2022):
        (folder / f"{year}.txt").write_text(text_of("云台县人民政府", year), encoding="utf-8")
        import_folder(archive, folder, workers=0)
    later = next(row for row in archive.submissions() if row.year == 2023)
    assert later.copied is not None, "the later year was checked anew when the earlier one came"


def test_long_and_odd_names(archive: Archive, folder: Path) -> None:
    for index, name in enumerate(("龘" * 80, "عربي तमिल", "a" * 246, "két  szóköz", "emoji😀")):
        (folder / f"{name}.txt").write_text(text_of("云台县人民政府", 2015 + index), encoding="utf-8")
    assert len(import_folder(archive, folder, workers=0).imported) == 5


def test_nothing_is_written_to_the_folder(archive: Archive, folder: Path) -> None:
    (folder / "云台县.txt").write_text(text_of("云台县人民政府", 2023), encoding="utf-8")
    before = {path: path.stat().st_mtime_ns for path in [folder, *folder.rglob("*")]}
    folder.chmod(0o555)
    try:
        import_folder(archive, folder, workers=0)
    finally:
        folder.chmod(0o755)
    assert {path: path.stat().st_mtime_ns for path in [folder, *folder.rglob("*")]} == before


def test_what_was_deleted_after_import_is_kept(archive: Archive, folder: Path) -> None:
    path = folder / "云台县.txt"
    path.write_text(text_of("云台县人民政府", 2023), encoding="utf-8")
    (number,) = import_folder(archive, folder, workers=0).imported
    data = path.read_bytes()
    path.unlink()
    import_folder(archive, folder, workers=0)
    assert archive.original(number) == data and archive.submission(number).latest


def test_cancel_stops_and_the_rest_comes_later(archive: Archive, folder: Path) -> None:
    for index in range(12):
        (folder / f"{index:02}.txt").write_text(text_of("云台县人民政府", 2008 + index), encoding="utf-8")
    cancel = Event()
    first = import_folder(archive, folder, lambda *_: cancel.set(), cancel, workers=0)
    assert first.cancelled and 0 < len(first.imported) < 12
    rest = import_folder(archive, folder, workers=0)
    assert len(first.imported) + len(rest.imported) == 12


def test_a_missing_folder_is_told(archive: Archive, tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="文件夹打不开"):
        import_folder(archive, tmp_path / "away")


def test_single_files_and_strangers(archive: Archive, folder: Path) -> None:
    path = folder / "云台县.txt"
    path.write_text(text_of("云台县人民政府", 2023), encoding="utf-8")
    summary = import_files(archive, [path, folder / "说明.md"], workers=0)
    assert len(summary.imported) == 1 and list(summary.unopened) == [str(folder / "说明.md")]
    assert "打不开 1 份" in summary.text()


def test_what_a_crash_left_unchecked_is_checked_at_the_next_import(archive: Archive, folder: Path) -> None:
    from desktop.forms import understand
    from desktop.reading import read_text

    document = read_text(text_of("云台县人民政府", 2023))
    number = archive.add("/elsewhere/a.txt", b"a", document, understand(document), None, "2024-01-01T00:00:00")
    assert archive.unchecked() == [number]
    assert import_folder(archive, folder, workers=0).checked == [number]
    assert archive.unchecked() == []


def test_a_report_that_the_program_fails_on_is_a_row(archive: Archive, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from concurrent.futures import Future

    from desktop.intake.crew import Crew

    def fail(*_: object) -> Future[None]:
        begun: Future[None] = Future()
        begun.set_result(None)
        return begun

    monkeypatch.setattr(Crew, "understand", fail)
    (folder / "云台县.txt").write_text(text_of("云台县人民政府", 2023), encoding="utf-8")
    (number,) = import_folder(archive, folder, workers=0).refused
    assert archive.submission(number).error == NOT_UNDERSTOOD


@pytest.mark.skipif(os.name == "nt", reason="names are text on Windows")
def test_names_in_gbk_bytes_from_an_older_share(archive: Archive, folder: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(folder) + b"/" + "云台县年报.txt".encode("gb18030")))
    path.write_text(text_of("云台县人民政府", 2023), encoding="utf-8")
    assert len(import_folder(archive, folder, workers=0).imported) == 1
    (row,) = archive.submissions()
    assert row.name == "云台县年报.txt"
    assert import_folder(archive, folder, workers=0).imported == []


SAME = ("一是在石桥街道设立政策讲解员队伍，把惠民补贴办理流程录成方言短视频，在村口大屏循环播放，全年播放一千多场；"
        "二是把信箱来信按月归类，对问得最多的十个问题编成问答折页发到户，并请村里的老教师逐户讲解。")


def copied_in(archive: Archive) -> dict[str | None, bool]:
    """Whether each body's current report is said to share passages with another body's."""
    return {row.org: any(f.check == "copied-other-body" for f in archive.findings(row.id)) for row in archive.submissions()}


def test_passages_that_two_bodies_share_show_on_both_whoever_came_first(archive: Archive, folder: Path) -> None:
    for org, said in (("云台县人民政府", SAME), ("青禾县人民政府", "全年工作正常。"), ("临湖县人民政府", SAME)):
        (folder / f"{org}.txt").write_text(text_of(org, 2023).replace("无。", said), encoding="utf-8")
        summary = import_folder(archive, folder, workers=0)
    assert copied_in(archive) == {"云台县人民政府": True, "青禾县人民政府": False, "临湖县人民政府": True}
    assert len(summary.checked) == 2, "the later one, and the earlier one beside it"
    (folder / "临湖县人民政府.txt").write_text(text_of("临湖县人民政府", 2023, 15), encoding="utf-8")
    import_folder(archive, folder, workers=0)
    assert not any(copied_in(archive).values()), "a mended version takes it back on both sides"


def test_what_is_remembered_of_earlier_reports_gives_the_same_findings(archive: Archive, folder: Path) -> None:
    """One importer for a season: a second look at an earlier report goes on from what was said of it by itself."""
    with Importer(archive, 0) as importer:
        for org, year, said in (("云台县人民政府", 2023, SAME), ("云台县人民政府", 2022, SAME), ("临湖县人民政府", 2023, SAME)):
            path = folder / f"{org}{year}.txt"
            path.write_text(text_of(org, year).replace("无。", said), encoding="utf-8")
            summary = importer.run([path])
        assert len(importer._first) == 3
    ids = [row.id for row in archive.submissions(year=2023)]
    assert set(summary.checked) >= set(ids) and len(ids) == 2, "the earlier one again"
    found = {i: archive.findings(i) for i in ids}
    assert any(f.check == "copied-other-body" for findings in found.values() for f in findings)
    recheck(archive, ids)
    assert found == {i: archive.findings(i) for i in ids}


def test_workers_may_start_before_the_first_file(archive: Archive, folder: Path) -> None:
    path = folder / "云台县.txt"
    path.write_text(text_of("云台县人民政府", 2023), encoding="utf-8")
    with Importer(archive, 0) as importer:
        importer.start()
        deadline = time.monotonic() + 60
        while not importer._pool._live and time.monotonic() < deadline:
            time.sleep(0.01)
        (worker,) = importer._pool._live
        assert worker.served == 0
        assert len(importer.run([path]).imported) == 1
        assert worker.served == 1, "the very one that waited"


def test_no_more_documents_wait_than_memory_should_hold(archive: Archive, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.intake.importer._WAITING", 1)
    for number in range(12):
        (folder / f"{number}.txt").write_text(text_of("云台县人民政府", 2010 + number), encoding="utf-8")
    with Importer(archive, 0) as importer:
        assert len(importer.run(sorted(folder.iterdir())).imported) == 12, "one after the other, but all"
        assert importer._may_read_on([], [])
        assert not importer._may_read_on([], [_Read(None, b"12", None, None)])  # type: ignore[arg-type]
