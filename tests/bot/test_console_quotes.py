from datetime import date

import pytest

from bot.console_quotes import asked_of
from bot.errors import AttribuneError
from bot.services.quoting.models import Asked


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("", Asked()),
        ("Ben Wallace", Asked(by="Ben Wallace")),
        ("by: Ben Wallace about: the war", Asked(by="Ben Wallace", about="the war")),
        ("by:Truss kind:direct", Asked(by="Truss", kind="direct")),
        ("about: war since: 2022-02-07", Asked(about="war", since=date(2022, 2, 7))),
    ],
)
def test_options_are_read_as_on_discord(typed, asked):
    assert asked_of(typed) == asked


@pytest.mark.parametrize("typed", ["kind: loud", "since: yesterday"])
def test_what_is_none_is_refused(typed):
    with pytest.raises(AttribuneError):
        asked_of(typed)
