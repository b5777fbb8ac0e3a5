from datetime import UTC, date, datetime

import pytest

from bot.services.ingesting import Ingesting
from bot.services.library import Library
from bot.services.quoting.holding import Holding
from bot.services.quoting.quoting import Quoting
from bot.services.quoting.saying import Saying
from bot.storage.articles import ArticleStore
from bot.storage.corrections import CorrectionStore
from bot.storage.quotations import QuotationStore

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

    async def open(self):
        self.library = await Library.open(self.articles, self.folder / "index")
        self.holding = Holding(self.articles, self.quotations, self.corrections, lambda: NOW)
        await self.holding.open(self.library)
        self.quoting = Quoting(self.library, self.holding, self.quotations, lambda: NOW)
        self.saying = Saying(self.quoting)
        return self

    async def ingest(self, name, text):
        path = self.folder / f"{name}.md"
        path.write_text(text, encoding="utf-8")
        ingesting = Ingesting(self.articles, lambda: NOW, getattr(self, "library", None))
        (item,) = [item async for item in ingesting.ingest_files([path])]
        return item

    async def forget(self, article_id):
        await Ingesting(self.articles, lambda: NOW, self.library).forget(article_id)


@pytest.fixture
async def empty(database, tmp_path):
    return World(database, tmp_path)


@pytest.fixture
async def world(empty):
    await empty.ingest("harbour", HARBOUR)
    await empty.ingest("budget", BUDGET)
    return await empty.open()


@pytest.fixture
def march():
    return date(2025, 3, 31)
