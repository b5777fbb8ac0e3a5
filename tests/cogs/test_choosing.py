import pytest

from bot.services.quoting.models import Known
from cogs._choosing import WhoMenu, choice_view, name_choices
from corpus.people import Person
from corpus.quotations import Gender


def known(name):
    return Known(Person(name.lower(), name, (name,), ("mayor",), Gender.UNKNOWN, True, ()), 3, 2)


@pytest.mark.parametrize("conditions", ["", "..", "d.20250301.20250401"])
async def test_a_menu_is_read_back_from_its_custom_id(conditions):
    menu = WhoMenu("quote", is_private=True, known=[known("Ann Lee")], conditions=conditions)
    match = WhoMenu.__discord_ui_compiled_template__.fullmatch(menu.custom_id)
    again = await WhoMenu.from_custom_id(None, menu.item, match)
    assert (again.act, again.is_private, again.conditions) == ("quote", True, conditions)


def test_two_of_one_name_are_offered_once():
    menu = WhoMenu("card", is_private=False, known=[known("Ann Lee"), known("Ann Lee")])
    assert [option.value for option in menu.item.options] == ["Ann Lee"]


def test_what_is_wanted_stands_in_the_message_escaped():
    view = choice_view(WhoMenu("quote", is_private=False), "*rain*")
    texts = [item.content for item in view.walk_children() if hasattr(item, "content")]
    assert texts == ["### Who is meant?", r"About: \*rain\*"]


def test_a_name_too_long_for_discord_is_not_offered():
    offered = name_choices(["Ann Lee", "A" * 101, "B" * 100])
    assert [choice.value for choice in offered] == ["Ann Lee", "B" * 100]
