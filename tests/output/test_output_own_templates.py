"""An office's own copy of a template comes back as it was written, takes the bundled one's place, and can be undone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from desktop.output import OutputError, checked, restore, save_own, templates


def test_every_bundled_template_survives_being_written(tmp_path: Path) -> None:
    for bundled in templates():
        save_own(bundled, tmp_path)
    own = templates(tmp_path)
    assert [replace(t, own=False, body=t.body.strip()) for t in own] == [replace(t, body=t.body.strip()) for t in templates()]
    assert all(t.own for t in own)


def test_odd_signs_stay_as_they_were_typed(tmp_path: Path) -> None:
    bundled = templates()[0]
    body = '第一段“引号”"直引号"与\\反斜杠\n\n# 标题\n三个"""引号\t制表'
    save_own(replace(bundled, title='关于"{单位}"的\\函', body=body), tmp_path)
    [own] = [t for t in templates(tmp_path) if t.id == bundled.id]
    assert own.body.strip("\n") == body and own.title == '关于"{单位}"的\\函'


def test_a_wrong_field_is_refused_and_the_copy_before_stays(tmp_path: Path) -> None:
    bundled = templates()[0]
    path = save_own(replace(bundled, name="意见函"), tmp_path)
    before = path.read_bytes()
    with pytest.raises(OutputError, match="收件人"):
        save_own(replace(bundled, body="请{收件人}查收。"), tmp_path)
    with pytest.raises(OutputError, match="正文不能为空"):
        checked(replace(bundled, body=" \n"))
    assert path.read_bytes() == before


def test_restoring_brings_the_bundled_text_back(tmp_path: Path) -> None:
    bundled = templates()[0]
    save_own(replace(bundled, name="意见函"), tmp_path)
    assert restore(bundled.id, tmp_path) == bundled
    assert templates(tmp_path) == templates()
    assert restore(bundled.id, tmp_path) == bundled, "restoring twice does no harm"
