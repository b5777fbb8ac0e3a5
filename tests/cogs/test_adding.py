import discord
import pytest
from discord import ui
from hypothesis import given
from hypothesis import strategies as st

from bot.services.ingesting import Ingested, Status
from cogs._adding import AcceptButton, bring_in, ingested_view
from tests.web.pages import PARAGRAPHS, PAYWALL, TITLE

STORY = (TITLE + "\n\n" + "\n\n".join(PARAGRAPHS)).encode()
STUB = ("stub.html", PAYWALL.encode())


@pytest.fixture
async def owned(open_world):
    """A world of Alice's, who owns the bot."""
    async with open_world() as world:
        world.app.settings.__dict__["attribune_owners"] = frozenset({world.alice.user.id})
        yield world


def buttons(view):
    return [item.item for item in view.walk_children() if isinstance(item, ui.DynamicItem)]


def doubtful(number, title="A stub"):
    return Ingested(f"{number}.html", Status.QUARANTINED, title=title, quarantine_id=number)


async def test_a_button_carries_which_text_it_keeps():
    custom_id = AcceptButton(12345).item.custom_id
    match = AcceptButton.__discord_ui_compiled_template__.fullmatch(custom_id)
    assert (await AcceptButton.from_custom_id(None, None, match)).quarantine_id == 12345


def test_only_what_waits_has_a_button_and_not_too_many_have():
    kept = Ingested("a.txt", Status.NEW, 1, "Bridge")
    unreadable = Ingested("b.png", Status.QUARANTINED, reason="no text")
    view = ingested_view([kept, unreadable, *map(doubtful, range(1, 8))])
    assert [button.custom_id for button in buttons(view)] == [f"aq1:{n}" for n in range(1, 6)]
    assert buttons(ingested_view([kept, unreadable])) == []


@given(st.text())
def test_any_title_fits_its_button(title):
    (button,) = buttons(ingested_view([doubtful(1, title)]))
    assert 1 <= len(button.label) <= 80
    assert "\n" not in button.label


class Attachment:
    """A file in Discord's hands, which may not be had any more."""

    content_type = "text/plain"

    def __init__(self, name, content):
        self.filename, self.content = name, content
        self.size = len(content or b"")

    async def read(self):
        if self.content is None:
            raise discord.HTTPException(type("Gone", (), {"status": 404, "reason": ""}), "gone")
        return self.content


class Followup:
    def __init__(self):
        self.sent = []

    async def send(self, *, view):
        self.sent.append(view)


async def test_a_file_that_discord_does_not_hand_over_costs_itself_alone(owned):
    interaction = type("Interaction", (), {"followup": Followup()})
    files = [Attachment("gone.txt", None), Attachment("story.txt", STORY)]
    await bring_in(owned.bot, interaction, files)
    (view,) = interaction.followup.sent
    text = "\n".join(item.content for item in view.walk_children() if hasattr(item, "content"))
    assert "Discord did not hand over gone.txt" in text
    assert "**1** new" in text


async def stub_shown(world):
    return await world.alice.slash(world.channel, "articles add", file=STUB)


async def test_a_doubtful_text_is_kept_at_a_click_after_a_restart(owned, read):
    shown = await stub_shown(owned)
    await owned.restart()
    owned.app.settings.__dict__["attribune_owners"] = frozenset({owned.alice.user.id})
    clicked = await owned.alice.click(shown.response, label=f"Keep “{TITLE}”")
    assert "new `#3`" in "\n".join(read(clicked.response))


async def test_a_text_is_kept_once(owned, read):
    shown = await stub_shown(owned)
    for _ in range(2):
        clicked = await owned.alice.click(shown.response, label=f"Keep “{TITLE}”")
    owned.expected_errors()
    assert "Nothing waits in quarantine" in "\n".join(read(clicked.response))
    assert len(owned.app.library) == 3


async def test_who_is_no_owner_any_more_keeps_nothing(owned, read):
    shown = await stub_shown(owned)
    owned.app.settings.__dict__["attribune_owners"] = frozenset()
    clicked = await owned.alice.click(shown.response, label=f"Keep “{TITLE}”")
    owned.expected_errors()
    assert "Only the owners" in "\n".join(read(clicked.response))
    assert len(owned.app.library) == 2
