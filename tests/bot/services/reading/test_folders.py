import os

import pytest

from bot.errors import UnreadableFile
from bot.services.reading import folders
from bot.services.reading.errors import FileTooLarge
from bot.services.reading.folders import open_file, walk
from bot.services.reading.models import Unread


def test_files_come_by_name_and_what_is_left_out_with_its_reason(tmp_path):
    (tmp_path / "b").mkdir()
    for name in ("c.txt", "b/a.txt", ".hidden"):
        (tmp_path / name).write_text("x")
    (tmp_path / "d.txt").symlink_to(tmp_path / "c.txt")
    (tmp_path / "e").symlink_to(tmp_path)
    found = list(walk(tmp_path))
    paths = [one.relative_to(tmp_path).as_posix() for one in found if not isinstance(one, Unread)]
    assert paths == ["b/a.txt", "c.txt"]
    left_out = [one for one in found if isinstance(one, Unread)]
    assert ["links" in str(one.error) for one in left_out] == [True, True]
    assert [one.name for one in left_out] == ["d.txt", "e"]


def test_a_folder_that_is_not_there_is_one_reason(tmp_path):
    (unread,) = walk(tmp_path / "nowhere")
    assert "no such file" in str(unread.error)


def test_a_link_is_opened_only_when_it_was_named(tmp_path):
    (tmp_path / "a.txt").write_text("text")
    link = tmp_path / "link.txt"
    link.symlink_to(tmp_path / "a.txt")
    with pytest.raises(UnreadableFile):
        open_file(link, name="link.txt")
    assert open_file(link, name="link.txt", may_be_link=True).content == b"text"


def test_pipes_and_folders_are_no_files(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    for name in ("pipe", "."):
        with pytest.raises(UnreadableFile):
            open_file(tmp_path / name, name=name)


def test_a_name_with_a_nul_is_one_reason(tmp_path):
    with pytest.raises(UnreadableFile, match="name is not one"):
        open_file(tmp_path / "a\0b", name="a?b")


def test_a_huge_file_is_not_read(tmp_path, monkeypatch):
    monkeypatch.setattr(folders, "LARGEST_FILE_BYTES", 3)
    (tmp_path / "a.txt").write_text("four")
    with pytest.raises(FileTooLarge):
        open_file(tmp_path / "a.txt", name="a.txt")
