import io
import json
import zipfile

import pytest

from cogs._owners import OwnersOnly
from tests.web.pages import PARAGRAPHS, PAYWALL, TITLE, article_page
from tests.web.server import Page, serve

STORY = TITLE + "\n\n" + "\n\n".join(PARAGRAPHS)


@pytest.fixture
async def site():
    async with serve() as served:
        yield served


@pytest.fixture
async def owned(open_world):
    """A world of Alice's, who owns the bot, where the loopback may be fetched."""
    async with open_world(attribune_networks="127.0.0.1") as world:
        world.app.settings.__dict__["attribune_owners"] = frozenset({world.alice.user.id})
        world.app.collection.fetcher._manners._pause_s = 0
        yield world


async def text_of(world, read, user, *command, **options):
    return "\n".join(read((await user.slash(world.channel, " ".join(command), **options)).response))


async def add_story(world, site):
    site.pages["/bridge"] = Page(article_page())
    return await world.alice.slash(world.channel, "articles add", url=site.url("/bridge"))


async def test_an_owner_adds_a_page_and_it_answers_at_once(owned, site, read):
    result = await add_story(owned, site)
    assert result.ephemeral
    assert f"new `#3`: {TITLE}" in "\n".join(read(result.response))
    answer = await owned.bob.slash(owned.channel, "ask", question="What do the repairs cost?")
    assert "£3.4m" in "\n".join(read(answer.response))


@pytest.mark.parametrize(
    "command", ["articles add", "articles forget", "feeds add", "feeds check", "feeds remove"]
)
async def test_others_are_refused_in_a_sentence(owned, read, command):
    options = {"articles forget": {"article": "1"}, "feeds add": {"url": "http://a.example/"}}
    given = options.get(command, {} if command.startswith("articles") else {"feed": "1"})
    text = await text_of(owned, read, owned.bob, command, **given)
    assert "Only the owners" in text
    assert isinstance(owned.expected_errors()[0], OwnersOnly)


async def test_everybody_sees_the_list_and_turns_its_pages(owned, site, read):
    records = [
        json.dumps({"title": f"{TITLE} {n}", "text": PARAGRAPHS[n % 4] + f" It is day {n}."})
        for n in range(15)
    ]
    async for _ in owned.app.collection.adding.file("a.jsonl", "\n".join(records).encode()):
        pass
    result = await owned.bob.slash(owned.channel, "articles list", words="swing")
    first = "\n".join(read(result.response))
    assert "### 15 articles" in first
    turned = await owned.bob.click(result.response, label="More (2/2)")
    second = "\n".join(read(turned.response or owned.channel.history()[-1]))
    assert first != second


async def test_an_article_is_shown_and_its_history(owned, site, read):
    await add_story(owned, site)
    site.pages["/bridge"] = Page(
        article_page(paragraphs=[p.replace("£3.4m", "£4.1m") for p in PARAGRAPHS])
    )
    await owned.alice.slash(owned.channel, "articles add", url=site.url("/bridge"))
    shown = await text_of(owned, read, owned.bob, "articles show", article="3")
    assert "£4.1m" in shown
    history = await text_of(owned, read, owned.bob, "articles history", article="3")
    assert "~~" in history.split("£3.4m")[0]
    assert "£4.1m" in history


async def test_who_else_tells_the_story_is_shown(owned, site, read):
    await add_story(owned, site)
    other = article_page(title="Bridge shut", paragraphs=[*PARAGRAPHS, "No ferry runs at night."])
    async for _ in owned.app.collection.adding.unnamed(other.encode(), "other"):
        pass
    shown = await text_of(owned, read, owned.bob, "articles show", article="3")
    assert "also told in `#4` Bridge shut" in shown
    await owned.app.ingesting.forget(4)
    assert "also" not in await text_of(owned, read, owned.bob, "articles show", article="3")


async def test_forgetting_asks_first(owned, site, read):
    await add_story(owned, site)
    result = await owned.alice.slash(owned.channel, "articles forget", article="3")
    assert owned.app.library.version_of(3) is not None
    await owned.alice.click(result.response, label="Forget it")
    assert owned.app.library.version_of(3) is None


async def test_an_article_of_the_folder_is_not_forgotten_here(owned, read):
    result = await owned.alice.slash(owned.channel, "articles forget", article="1")
    clicked = await owned.alice.click(result.response, label="Forget it")
    owned.expected_errors()
    assert "articles folder" in "\n".join(read(clicked.response))


async def test_a_doubtful_page_is_kept_at_a_click(owned, site, read):
    site.pages["/stub"] = Page(PAYWALL)
    result = await owned.alice.slash(owned.channel, "articles add", url=site.url("/stub"))
    assert "paywall stub" in "\n".join(read(result.response))
    clicked = await owned.alice.click(result.response, label=f"Keep “{TITLE}”")
    assert "new `#3`" in "\n".join(read(clicked.response))


async def test_pasted_text_becomes_an_article(owned, read):
    shown = await owned.alice.slash(owned.channel, "articles add")
    result = await owned.alice.submit_modal(shown, {"text": STORY, "files": []})
    assert f"new `#3`: {TITLE}" in "\n".join(read(result.response))


def zipped(**files):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "."), content)
    return packed.getvalue()


def story(number):
    return STORY.replace("Ardley", f"Bexham{number}")


FORMS = [
    ("plain.txt", story(1).encode()),
    ("marked.md", f"---\npublisher: The Post\n---\n# {story(2)}".encode()),
    ("page.html", article_page(title="A page from Corby", paragraphs=PARAGRAPHS[1:]).encode()),
    ("lines.jsonl", json.dumps({"title": "A line", "text": story(3)}).encode()),
    ("pack.zip", zipped(in__txt=story(4), note__exe="MZ")),
]
BAD = [
    ("photo.png", b"\x89PNG\r\n", "photo.png"),
    ("torn.zip", zipped(a__txt=story(5))[:-30], "torn.zip"),
    ("empty.txt", b"", "empty.txt"),
    ("film.txt", bytes(range(256)) * 40, "film.txt"),
    ("huge.txt", b"a" * 20_000_001, "20 MB"),
]


async def test_several_files_are_uploaded_at_once_whatever_some_of_them_are(owned, read):
    files = [*FORMS, *[(name, content) for name, content, _ in BAD]]
    shown = await owned.alice.slash(owned.channel, "articles add")
    result = await owned.alice.submit_modal(shown, {"text": "", "files": files})
    text = "\n".join(read(result.response))
    assert "**5** new" in text
    assert f"**{len(BAD) + 1}** quarantined" in text  # and what the archive holds that is no text
    assert all(sentence in text for *_, sentence in BAD)
    assert len(owned.app.library) == 2 + len(FORMS)


@pytest.mark.parametrize(("name", "content"), FORMS, ids=[name for name, _ in FORMS])
async def test_one_file_comes_with_the_command(owned, read, name, content):
    text = await text_of(owned, read, owned.alice, "articles add", file=(name, content))
    assert "new `#3`" in text


@pytest.mark.parametrize(("name", "content", "sentence"), BAD, ids=[name for name, *_ in BAD])
async def test_a_file_that_is_no_article_is_one_sentence(owned, read, name, content, sentence):
    text = await text_of(owned, read, owned.alice, "articles add", file=(name, content))
    assert "**1** quarantined" in text
    assert sentence in text


async def test_an_upload_of_nothing_is_said(owned, read):
    shown = await owned.alice.slash(owned.channel, "articles add")
    result = await owned.alice.submit_modal(shown, {"text": " ", "files": []})
    assert "Nothing came of it" in "\n".join(read(result.response))


async def test_a_form_is_no_use_to_who_is_no_owner_any_more(owned, read):
    shown = await owned.alice.slash(owned.channel, "articles add")
    owned.app.settings.__dict__["attribune_owners"] = frozenset()
    result = await owned.alice.submit_modal(shown, {"text": STORY, "files": []})
    assert "Only the owners" in "\n".join(read(result.response))
    assert isinstance(owned.expected_errors()[0], OwnersOnly)
    assert len(owned.app.library) == 2


async def test_a_doubtful_file_is_kept_at_a_click(owned, read):
    stub = ("stub.html", PAYWALL.encode())
    shown = await owned.alice.slash(owned.channel, "articles add")
    result = await owned.alice.submit_modal(shown, {"text": "", "files": [stub]})
    clicked = await owned.alice.click(result.response, label=f"Keep “{TITLE}”")
    assert "new `#3`" in "\n".join(read(clicked.response))


async def test_articles_are_offered_by_their_words(owned):
    found = await owned.bob.autocomplete(owned.channel, "articles show", "article", "troops")
    assert found
    assert all("troops" in choice["name"].casefold() for choice in found)


@pytest.mark.parametrize("article", ["0", "99", "x", "9" * 30, "²"])
async def test_an_unknown_article_is_said(owned, read, article):
    text = await text_of(owned, read, owned.bob, "articles show", article=article)
    owned.expected_errors()
    assert "There is no article" in text
