from datetime import UTC, datetime, timedelta

import pytest

from bot.services.timing.tzdatabase import (
    load_zone,
    located_zones,
    offset_key,
    offset_minutes,
    renamed_zones,
    zone_keys,
)

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


def test_every_key_loads():
    assert len(zone_keys()) > 500
    for key in zone_keys():
        assert NOON.astimezone(load_zone(key)).utcoffset() is not None


def test_places_know_their_country_and_old_names_their_successor():
    assert located_zones()["Asia/Kathmandu"] == "Nepal"
    assert renamed_zones()["Europe/Kiev"] == "Europe/Kyiv"


@pytest.mark.parametrize(
    ("written", "minutes"),
    [
        ("UTC+2", 120),
        ("gmt +5:30", 330),
        ("+9", 540),
        ("UTC\u22123", -180),
        ("UTC+14", 840),
        ("UTC+15", None),
        ("UTC-12:30", None),
        ("London", None),
    ],
)
def test_offsets_are_read(written, minutes):
    assert offset_minutes(written) == minutes


def test_an_offset_key_loads_as_that_offset():
    for minutes in (-720, -210, 0, 345, 840):
        key = offset_key(minutes)
        assert NOON.astimezone(load_zone(key)).utcoffset() == timedelta(minutes=minutes)


@pytest.mark.parametrize("key", ["../../etc/passwd", "Europe/Nowhere", ""])
def test_a_key_from_nowhere_is_a_mistake(key):
    with pytest.raises(ValueError, match="not a time zone"):
        load_zone(key)
