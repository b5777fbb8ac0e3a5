import io
import zipfile

import pytest

from bot.services.reading import archives
from bot.services.reading.archives import unzip
from bot.services.reading.models import Source, Unread


def zipped(**files):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def reasons(content):
    return [str(one.error) for one in unzip(content, name="a.zip") if isinstance(one, Unread)]


def test_files_come_under_the_archives_name_and_hidden_ones_not_at_all():
    content = zipped(**{"b/c.txt": "text", ".hidden": "x", "__MACOSX/b": "x", "d/": ""})
    assert list(unzip(content, name="a.zip")) == [Source("a.zip/b/c.txt", b"text")]


@pytest.mark.parametrize("name", ["../a.txt", "/a.txt", "b/../../a.txt", "C:\\a.txt", "..\\a.txt"])
def test_a_name_never_leads_out(name):
    assert "leads out" in reasons(zipped(**{name: "x"}))[0]


def test_a_damaged_member_costs_itself_alone():
    content = bytearray(zipped(**{"a.txt": "x" * 500, "b.txt": "whole"}))
    at = content.index(b"a.txt") + 8
    content[at : at + 3] = b"\xff\xff\xff"
    torn, whole = unzip(bytes(content), name="a.zip")
    assert "damaged" in str(torn.error)
    assert whole == Source("a.zip/b.txt", b"whole")


def test_a_locked_member_is_said():
    content = bytearray(zipped(**{"a.txt": "secret"}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + offset] |= 1
    assert "password" in reasons(bytes(content))[0]


def test_an_archive_has_a_limit_as_a_whole(monkeypatch):
    monkeypatch.setattr(archives, "MOST_BYTES", 10)
    found = list(unzip(zipped(a="12345678", b="12345678", c="1"), name="a.zip"))
    assert [type(one) for one in found] == [Source, Unread]
    assert "unpacks to too much" in str(found[1].error)
    monkeypatch.setattr(archives, "MOST_FILES", 1)
    assert "more than 1 files" in reasons(zipped(a="1", b="2"))[0]


def test_a_member_that_lies_about_its_size_is_not_unpacked_further(monkeypatch):
    monkeypatch.setattr(archives, "LIMIT_BYTES", 100)
    content = zipped(a=b"x" * 5_000).replace((5_000).to_bytes(4, "little"), bytes([9, 0, 0, 0]))
    (found,) = unzip(content, name="a.zip")
    assert isinstance(found, Unread) or len(found.content) <= 100
