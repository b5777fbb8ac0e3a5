import json
import os
import pickle

import pytest

from bot.errors import AttribuneError, NothingToIngest
from bot.services import preparing
from bot.services.preparing import FoundFile, Prepared, find_files, prepare, prepare_files
from bot.services.reading.models import Source, Unread
from tests.web.pages import PARAGRAPHS, PAYWALL, TITLE, article_page

STORY = TITLE + "\n\n" + "\n\n".join(PARAGRAPHS)


class Deadly(FoundFile):
    """A file whose reading ends the process that reads it."""

    def __reduce__(self):
        return os._exit, (3,)


@pytest.fixture
def by_processes(monkeypatch):
    monkeypatch.setattr(preparing, "MANY", 3)
    monkeypatch.setattr(preparing, "MOST_PROCESSES", 1)
    monkeypatch.setattr(preparing, "_BATCH", 2)


def files_in(folder, **contents):
    for name, content in contents.items():
        (folder / f"{name}.txt").write_bytes(content)
    return find_files(folder)


async def read_all(files):
    return [(file.name, items) async for file, items in prepare_files(files)]


async def test_other_processes_tell_what_cannot_be_read_as_this_one_does(
    tmp_path, by_processes, monkeypatch
):
    files = files_in(
        tmp_path, a=STORY.encode(), b=b"", c=b"\x89PNG", d=b"By Jo Doe", e=b"\xff\xfea"
    )
    found = await read_all(files)
    monkeypatch.setattr(preparing, "MANY", 99)
    here = await read_all(files)
    assert [name for name, _ in found] == ["a.txt", "b.txt", "c.txt", "d.txt", "e.txt"]
    assert found[0] == here[0]
    assert [str(items[0].error) for _, items in found[1:]] == [
        str(items[0].error) for _, items in here[1:]
    ]


async def test_a_file_that_ends_its_reader_costs_itself_alone(tmp_path, by_processes):
    files = files_in(tmp_path, a=STORY.encode(), b=b"", c=STORY.encode(), d=STORY.encode())
    files[1] = Deadly(files[1].path, "deadly.txt")
    found = await read_all(files)
    assert [name for name, _ in found] == ["a.txt", "deadly.txt", "c.txt", "d.txt"]
    assert [isinstance(items[0], Prepared) for _, items in found] == [True, False, True, True]
    assert "deadly.txt" in str(found[1][1][0].error)


def every_error(kind=AttribuneError):
    if not kind.__module__.startswith("cogs."):  # each bot that a test starts loads these anew
        yield kind
    for one in kind.__subclasses__():
        yield from every_error(one)


def test_every_error_of_reading_survives_the_way_between_processes():
    unread = prepare(Source("a.txt", b""))[0]
    assert isinstance(unread, Unread)
    again = pickle.loads(pickle.dumps(unread.error))
    assert (type(again), str(again), vars(again)) == (
        type(unread.error), str(unread.error), vars(unread.error)
    )  # fmt: skip
    for kind in every_error():
        error = kind.__new__(kind, "It failed.")
        error.name = "a.txt"
        copy = pickle.loads(pickle.dumps(error))
        assert (type(copy), str(copy), copy.name) == (kind, str(error), "a.txt")


@pytest.mark.parametrize(
    ("source", "identity"),
    [
        pytest.param(
            Source("https://a.example/x?utm_source=b#c", article_page().encode(), "text/html",
                   "utf-8", "https://a.example/x?utm_source=b#c"),
            "url:https://a.example/x",
            id="its address, in canonical form",
        ),
        pytest.param(Source("pasted", STORY.encode(), "text/plain"), "text:", id="its text"),
    ],
)  # fmt: skip
def test_what_makes_an_article_the_same(source, identity):
    (found,) = prepare(source)
    assert found.identity.startswith(identity)


def test_quotations_come_with_the_text_but_for_what_may_be_no_article():
    (article,) = prepare(Source("a.txt", STORY.encode()))
    text = article.draft.article.text
    spans = (span for row in article.quotations.quotes for span in json.loads(row["contents"]))
    quoted = [text[start:end] for start, end in spans]
    assert any("Nobody wants to drive the long way round" in words for words in quoted)
    (stub,) = prepare(Source("a", PAYWALL.encode(), "text/html", "utf-8", "https://a.example/x"))
    assert stub.draft.doubt
    assert stub.quotations is None


def test_a_folder_with_nothing_in_it_is_said(tmp_path):
    for path in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(NothingToIngest):
            find_files(path)
