import importlib
import pkgutil

import pytest
from discord import ui

import cogs
from cogs._items import Form, Pressed


class Broken(Pressed, ui.DynamicItem[ui.Button], template="broken"):
    def __init__(self):
        super().__init__(ui.Button(label="Break", custom_id="broken"))

    async def press(self, interaction):
        raise RuntimeError("a secret detail")


class BrokenForm(Form, title="Break"):
    name = ui.TextInput(label="Name")

    async def on_submit(self, interaction):
        raise RuntimeError("a secret detail")


class Response:
    def __init__(self):
        self.sent = []

    def is_done(self):
        return False

    async def send_message(self, text, **_):
        self.sent.append(text)


class Interaction:
    id = 7

    def __init__(self):
        self.response = Response()


@pytest.fixture
def interaction():
    return Interaction()


async def test_a_press_that_breaks_ends_in_one_message(interaction):
    await Broken().callback(interaction)
    (told,) = interaction.response.sent
    assert "went wrong" in told
    assert "secret" not in told


async def test_a_form_that_breaks_ends_in_one_message(interaction):
    await BrokenForm().on_error(interaction, RuntimeError("a secret detail"))
    (told,) = interaction.response.sent
    assert "went wrong" in told


def test_every_item_that_outlives_a_restart_is_one_of_these():
    for module in pkgutil.iter_modules(cogs.__path__):
        importlib.import_module(f"cogs.{module.name}")
    found = [cls for cls in ui.DynamicItem.__subclasses__() if cls.__module__.startswith("cogs.")]
    assert found
    assert [cls for cls in found if not issubclass(cls, Pressed)] == []
    forms = [cls for cls in ui.Modal.__subclasses__() if cls.__module__.startswith("cogs.")]
    assert forms == [Form]
