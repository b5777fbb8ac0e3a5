import pytest

from cogs._confirming import REMOVALS, RemoveButton, removal_view


@pytest.mark.parametrize("removal", sorted(REMOVALS))
def test_a_button_carries_what_it_removes(removal):
    button = RemoveButton(removal, 7)
    match = RemoveButton.__discord_ui_compiled_template__.fullmatch(button.item.custom_id)
    assert (match["removal"], match["id"]) == (removal, "7")


def test_the_question_stands_above_its_button():
    view = removal_view("af1", 7, ["Forget it?"])
    assert [item.custom_id for item in view.walk_children() if hasattr(item, "custom_id")] == [
        "af1:7"
    ]
