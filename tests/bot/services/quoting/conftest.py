from datetime import UTC, date, datetime

import pytest

from bot.services.library import Library
from bot.services.quoting.holding import Holding
from bot.services.quoting.quoting import Quoting
from bot.services.quoting.saying import Saying
from bot.storage.articles import ArticleStore
from bot.storage.corrections import CorrectionStore
from bot.storage.quotations import QuotationStore
from corpus.clean import Known, clean
from corpus.segment import sentences

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)

HARBOUR = """---
title: Harbour to close for a year
publisher: The Ardley Post
published: 2025-03-03
url: https://example.org/harbour
---
Harbour Minister Anna Okafor told Peter Lindqvist on Monday that the old harbour will close for a
whole year.

"We must rebuild the northern wall before the winter storms return," Ms Okafor said.

Peter Lindqvist, who leads the fishing union, denied that his members had agreed to the plan.

"Nobody asked a single fisherman," he said.
"""
BUDGET = """---
title: Budget vote put off
publisher: Evening Standard of Brill
published: 2025-04-10
---
Finance Minister Peter Lindqvist Okafor was silent, but William Tarrant, the council leader, said:
"The budget will be voted on in May, not before."

Anna Okafor refused to say whether the harbour would be paid for.

"I will not resign over a wall," Anna Okafor said.
"""


class World:
    def __init__(self, database, folder):
        self.database = database
        self.folder = folder
        self.articles = ArticleStore(database)
        self.quotations = QuotationStore(database)
        self.corrections = CorrectionStore(database)
        self.library = None

    async def open(self):
        await self.close()
        self.library = await Library.open(self.articles, self.folder / "index")
        self.holding = Holding(self.articles, self.quotations, self.corrections, lambda: NOW)
        await self.holding.open(self.library)
        self.quoting = Quoting(self.library, self.holding, self.quotations, lambda: NOW)
        self.saying = Saying(self.quoting)
        return self

    async def close(self):
        if self.library:
            await self.holding.aclose()

    async def ingest(self, name, text):
        """Store an article and search it; return its version."""
        article, found = read(text, name)
        version = await self.articles.add(
            article, found, identity=f"test:{name}", origin="test", at=NOW
        )
        if self.library:
            await self.library.add([(version, found)])
        return version

    async def forget(self, article_id):
        await self.articles.forget(article_id, at=NOW)
        await self.library.forget(article_id)


def read(text, name):
    """Return an article and its sentences from a text that may have front matter."""
    known, body = Known(), text
    if text.startswith("---"):
        _, front, body = text.split("---", 2)
        fields = dict(line.split(": ", 1) for line in front.strip().splitlines())
        published = fields.get("published")
        known = Known(
            title=fields["title"],
            publisher=fields.get("publisher"),
            published=date.fromisoformat(published) if published else None,
            url=fields.get("url"),
        )
    paragraphs = (" ".join(paragraph.split()) for paragraph in body.split("\n\n"))
    article = clean("\n\n".join(paragraphs), name=name, known=known).article
    found = sentences(article.text)
    if article.headline:
        found = tuple(s for s in found if s.span.start >= article.headline.end)
    return article, found


@pytest.fixture
async def empty(database, tmp_path):
    world = World(database, tmp_path)
    yield world
    await world.close()


@pytest.fixture
async def world(empty):
    await empty.ingest("harbour", HARBOUR)
    await empty.ingest("budget", BUDGET)
    await empty.open()
    await empty.holding.ready()
    return empty


@pytest.fixture
def march():
    return date(2025, 3, 31)
