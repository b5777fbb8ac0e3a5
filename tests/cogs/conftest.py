import pytest

from tests.web.feeds import WHOLE, rss, rss_item
from tests.web.server import Page, serve

TWO = """---
title: Two of a name
published: 2025-03-03
publisher: The Ardley Post
---

"Bread is back in the old square," baker Grace Okafor said.

"We start at four," Grace Okafor added.

"The harbour will close for a year," Harbour Minister Anna Okafor said.

"We must rebuild the wall," Anna Okafor added.

Anna Okafor denied that the harbour would be sold to strangers.
"""


@pytest.fixture
def two_of_a_name():
    """An article that quotes two people of one surname."""
    return TWO


@pytest.fixture
async def okafors(open_world, write_articles):
    """A world in which two people of one surname are quoted."""
    async with open_world(attribune_articles=write_articles(two=TWO)) as world:
        yield world


@pytest.fixture
async def site():
    """A web server of the tests' own, with one feed."""
    async with serve() as served:
        served.pages["/feed"] = Page(rss(rss_item(html=WHOLE)), media_type="text/xml")
        yield served
