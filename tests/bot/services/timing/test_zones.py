from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.timing.errors import ZoneUnknown
from bot.services.timing.tzdatabase import load_zone, located_zones, zone_keys
from bot.services.timing.zones import MOST_CHOICES, parse_zone, suggest_zones

NOW = datetime(2026, 1, 5, 7, tzinfo=UTC)
WRITTEN = {
    "London": "Europe/London",
    "Kiev": "Europe/Kyiv",
    "kyiv": "Europe/Kyiv",
    "New York": "America/New_York",
    "Eastern": "America/New_York",
    "eastern time": "America/New_York",
    "est": "America/New_York",
    "US/Eastern": "America/New_York",
    "UTC+2": "UTC+02:00",
    "GMT": "UTC",
    "Asia/Calcutta": "Asia/Kolkata",
    "Nepal": "Asia/Kathmandu",
    "lord howe": "Australia/Lord_Howe",
    "Frankfurt": "Europe/Berlin",
    "Zürich": "Europe/Zurich",
    "Londn": "Europe/London",
    "new yrok": "America/New_York",
    "Kathmandoo": "Asia/Kathmandu",
    "Sydeny": "Australia/Sydney",
    "San Fransisco": "America/Los_Angeles",
}


@pytest.mark.parametrize(("written", "key"), WRITTEN.items(), ids=WRITTEN)
def test_reads_a_zone_by_any_name(written, key):
    assert parse_zone(written) == key


@pytest.mark.parametrize("written", ["", "xx", "Springfeild", "UTC+25", "!!!"])
def test_an_unknown_zone_is_explained(written):
    with pytest.raises(ZoneUnknown, match="no time zone called"):
        parse_zone(written)


def test_a_country_of_many_zones_asks_back():
    with pytest.raises(ZoneUnknown, match="New York or Chicago") as unknown:
        parse_zone("USA")
    assert unknown.value.choices[0] == "New York"


def test_every_database_key_is_a_name_whose_zone_keeps_the_same_time():
    for key in zone_keys():
        meant = load_zone(parse_zone(key))
        assert NOW.astimezone(meant).utcoffset() == NOW.astimezone(load_zone(key)).utcoffset(), key


def test_every_city_comes_first_when_typed_whole():
    for key in located_zones():
        assert suggest_zones(key, NOW)[0].key == key


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("", "Europe/London"),
        ("lon", "Europe/London"),
        ("new y", "America/New_York"),
        ("kiv", "Europe/Kyiv"),
        ("utc+3", "UTC+03:00"),
        ("usa", "America/New_York"),
    ],
)
def test_autocomplete_offers_the_likeliest_first(typed, first):
    assert suggest_zones(typed, NOW)[0].key == first


def test_a_choice_shows_the_time_there_now():
    assert suggest_zones("kathmandu", NOW)[0].label == "Kathmandu, Nepal · 12:45 now"


@given(st.text(max_size=120))
def test_any_text_gets_few_short_choices_that_load(typed):
    choices = suggest_zones(typed, NOW)
    assert len(choices) <= MOST_CHOICES
    assert len({choice.key for choice in choices}) == len(choices)
    for choice in choices:
        assert len(choice.label) <= 100
        assert load_zone(choice.key)


@given(st.text(max_size=120))
def test_any_text_is_a_zone_or_a_sentence(written):
    with suppress(ZoneUnknown):
        assert load_zone(parse_zone(written))
