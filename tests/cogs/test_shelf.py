from datetime import UTC, datetime

import pytest
from discord import ui
from hypothesis import given
from hypothesis import strategies as st

from cogs._shelf import ListButton, forget_view, list_view
from corpus.models import Article, ArticleVersion

AT = datetime(2026, 1, 1, tzinfo=UTC)


def version(number, title="Bridge"):
    return ArticleVersion(number, number, 1, AT, Article(f"{title} {number}", "It is open."))


class Bot:
    """A bot with so many articles, which all have the words that are asked for."""

    def __init__(self, count):
        self.browsing = self
        self.asked = []
        self._found = [version(number) for number in range(1, count + 1)]

    def find(self, words):
        self.asked.append(words)
        return self._found


def buttons(view):
    return [item.item for item in view.walk_children() if isinstance(item, ui.DynamicItem)]


def text(view):
    return "\n".join(item.content for item in view.walk_children() if hasattr(item, "content"))


@pytest.mark.parametrize(
    ("page", "labels", "shown"),
    [
        pytest.param(0, ["More (2/3)"], "`#1`", id="the first page has none before it"),
        pytest.param(1, ["Back", "More (3/3)"], "`#11`", id="one in the middle has both"),
        pytest.param(2, ["Back"], "`#21`", id="the last has none behind it"),
        pytest.param(9, ["Back"], "`#21`", id="behind the last is the last: articles went"),
    ],
)
def test_pages_lead_to_their_neighbours(page, labels, shown):
    view = list_view(Bot(25), "bridge", page)
    assert [button.label for button in buttons(view)] == labels
    assert shown in text(view)


@pytest.mark.parametrize("count", [0, 1, 10])
def test_one_page_has_no_buttons(count):
    assert buttons(list_view(Bot(count), "", 0)) == []


@given(st.text(), st.integers(0, 999_999))
async def test_a_button_leads_back_to_the_same_list(words, page):
    custom_id = ListButton(words, page).item.custom_id
    assert len(custom_id) <= 100
    match = ListButton.__discord_ui_compiled_template__.fullmatch(custom_id)
    again = await ListButton.from_custom_id(None, None, match)
    assert again.page == page
    assert again.item.custom_id == custom_id
    assert " ".join(words.split()).startswith(again.words)


async def test_the_other_page_takes_the_place_of_this_one():
    class Response:
        async def edit_message(self, *, view):
            self.view = view

    bot, response = Bot(25), Response()
    interaction = type("Interaction", (), {"client": bot, "response": response})
    await ListButton("bridge", 1).press(interaction)
    assert "`#11`" in text(response.view)
    assert bot.asked == ["bridge"]


def test_what_is_to_be_forgotten_is_named_and_asked_for():
    view = forget_view(version(7, title="**Loud** @everyone"))
    assert "\\*\\*Loud\\*\\*" in text(view)
    assert "(#7)" in text(view)
    assert [button.custom_id for button in buttons(view)] == ["af1:7"]
