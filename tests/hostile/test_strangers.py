"""Forged buttons, former moderators, two servers: each sees and changes only what is theirs."""

import importlib
import inspect
import pkgutil

import discord
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cogs
from tests.cogs.staging import MANAGER, staged, text_of, write_article

MODULES = [importlib.import_module(f"cogs.{m.name}") for m in pkgutil.iter_modules(cogs.__path__)]
BUTTONS = sorted(
    {
        kind
        for module in MODULES
        for _, kind in inspect.getmembers(module, inspect.isclass)
        if issubclass(kind, discord.ui.DynamicItem) and kind is not discord.ui.DynamicItem
    },
    key=lambda kind: kind.__name__,
)


@pytest.fixture
async def stage(tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    write_article(folder, "Bridge to close", "The old bridge will close in March.")
    async with staged(tmp_path / "data", folder) as stage:
        yield stage


async def subscribe(stage, actor, channel):
    options = {"time": "07:30", "timezone": "London", "channel": channel}
    said = text_of(await actor.slash(stage.news, "briefing subscribe", **options))
    assert "Subscribed" in said


def demoted(stage):
    """Return Ann without her role."""
    user = stage.ann.user
    stage.guild.remove_member(stage.ann)
    return stage.guild.add_member(user)


@pytest.mark.parametrize("kind", BUTTONS, ids=lambda kind: kind.__name__)
@settings(max_examples=30)
@given(data=st.data())
def test_any_id_that_looks_like_ours_makes_a_button(kind, data):
    pattern = kind.__discord_ui_compiled_template__
    custom_id = data.draw(st.from_regex(pattern, fullmatch=True))
    match = pattern.fullmatch(custom_id)

    async def make():
        return await kind.from_custom_id(None, None, match)

    with pytest.raises(StopIteration) as made:  # it waits for nothing, so it ends at once
        make().send(None)
    assert len(made.value.value.custom_id) <= max(100, len(custom_id))


@pytest.mark.parametrize("doing", ["pause", "edit", "unsubscribe", "history"])
async def test_a_former_moderator_cannot_change_the_servers_briefing(stage, doing):
    await subscribe(stage, stage.ann, stage.news)
    former = demoted(stage)
    options = {"briefing": 1} | ({"time": "9:00"} if doing == "edit" else {})
    said = text_of(await former.slash(stage.news, f"briefing {doing}", **options))
    assert "You have no briefing" in said
    assert "07:30" not in text_of(await former.slash(stage.news, "briefing list"))


@pytest.mark.parametrize("label", ["Pause", "Change", "Unsubscribe"])
async def test_nor_by_its_buttons(stage, label):
    await subscribe(stage, stage.ann, stage.news)
    await stage.move(hours=8)
    said = text_of(await demoted(stage).click(stage.news.last_message, label=label))
    assert "You have no" in said


async def test_nor_by_a_form_opened_before(stage):
    await subscribe(stage, stage.ann, stage.news)
    await stage.move(hours=8)
    shown = await stage.ann.click(stage.news.last_message, label="Change")
    names = [label["component"]["custom_id"] for label in shown.modal["components"]]
    former = demoted(stage)
    values = dict(zip(names, ["9:00", "London", "every day", "", ""], strict=True))
    shown.actor = former
    said = text_of(await former.submit_modal(shown, values))
    assert "You have no" in said


async def test_a_server_does_not_show_in_another(stage):
    await subscribe(stage, stage.ann, stage.news)
    elsewhere = stage.env.create_guild("Elsewhere")
    room = elsewhere.create_text_channel("room")
    managers = elsewhere.create_role("managers", permissions=MANAGER)
    both = elsewhere.add_member(stage.ann.user, roles=[managers])
    assert "07:30" not in text_of(await both.slash(room, "briefing list"))
    assert "no briefing" in text_of(await both.slash(room, "briefing pause", briefing=1))
    await stage.bob.slash(stage.news, "ask", question="When does the old bridge close?")
    await stage.app.usage.flush()
    assert "**0** questions" in text_of(await both.slash(room, "usage", everywhere=False))
    assert "**1** questions" in text_of(
        await stage.ann.slash(stage.news, "usage", everywhere=False)
    )


async def test_a_former_moderator_sees_no_usage(stage):
    said = text_of(await demoted(stage).slash(stage.news, "usage", everywhere=False))
    assert "manage server" in said
