import os
from datetime import UTC, datetime

import pytest

from bot.errors import NothingToIngest
from bot.services.folder import ArticlesFolder
from bot.services.ingesting import Ingesting
from bot.storage.articles import ArticleStore
from bot.storage.folder import FolderStore
from tests.web.pages import PARAGRAPHS, TITLE

STORY = TITLE + "\n\n" + "\n\n".join(PARAGRAPHS)


@pytest.fixture
def lying(tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    return folder


def watched(database, lying, **options):
    ingesting = Ingesting(ArticleStore(database), lambda: datetime(2026, 1, 1, tzinfo=UTC))
    return ArticlesFolder(lying, ingesting, FolderStore(database), **options)


async def titles(database):
    return [version.article.title for version, _ in await ArticleStore(database).living()]


def write(path, text, second=0):
    path.write_text(text, encoding="utf-8")
    os.utime(path, (second, second))


async def test_only_what_changed_is_read_again(database, lying):
    folder = watched(database, lying)
    write(lying / "a.txt", STORY)
    write(lying / "picture.png", "no article")
    assert [item.status for item in await folder.sync()] == ["new"]
    assert await folder.sync() == []
    write(lying / "a.txt", STORY.replace("£3.4m", "£4.1m"), second=5)
    assert [item.status for item in await watched(database, lying).sync()] == ["updated"]


async def test_what_has_gone_is_forgotten(database, lying):
    folder = watched(database, lying)
    write(lying / "a.txt", STORY)
    await folder.sync()
    (lying / "a.txt").unlink()
    assert await folder.sync() == []
    assert await titles(database) == []


async def test_what_has_gone_is_kept_where_the_host_wants_it(database, lying):
    folder = watched(database, lying, keeps_removed=True)
    write(lying / "a.txt", STORY)
    await folder.sync()
    (lying / "a.txt").unlink()
    await folder.sync()
    assert await titles(database) == [TITLE]


async def test_an_article_that_another_file_holds_too_stays(database, lying):
    folder = watched(database, lying)
    write(lying / "a.txt", STORY)
    write(lying / "b.txt", STORY)
    assert [item.status for item in await folder.sync()] == ["new", "duplicate"]
    (lying / "a.txt").unlink()
    await folder.sync()
    assert await titles(database) == [TITLE]
    (lying / "b.txt").unlink()
    await folder.sync()
    assert await titles(database) == []


async def test_a_record_that_left_its_file_is_forgotten(database, lying):
    records = [
        '{{"title": "{}", "text": "{}"}}'.format(word, PARAGRAPHS[n].replace('"', "'"))
        for n, word in enumerate(["First", "Second"])
    ]
    folder = watched(database, lying)
    write(lying / "a.jsonl", "\n".join(records))
    await folder.sync()
    write(lying / "a.jsonl", records[1], second=5)
    await folder.sync()
    assert await titles(database) == ["Second"]


async def test_an_empty_folder_is_fine_and_a_missing_one_is_said(database, lying):
    assert await watched(database, lying).sync() == []
    with pytest.raises(NothingToIngest):
        await watched(database, lying / "nowhere").sync()
