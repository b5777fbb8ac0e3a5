from contextlib import suppress
from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.timing.errors import TimeUnclear
from bot.services.timing.walltime import parse_wall

WRITTEN = {
    "07:30": time(7, 30),
    "7.30am": time(7, 30),
    "7:30 p.m.": time(19, 30),
    "19h": time(19),
    "19h30": time(19, 30),
    "0730": time(7, 30),
    "7": time(7),
    "12am": time(0),
    "12 pm": time(12),
    "noon": time(12),
    "midnight": time(0),
    "24:00": time(0),
    "half past seven": time(7, 30),
    "half seven": time(7, 30),
    "quarter to eight": time(7, 45),
    "twenty-five to nine": time(8, 35),
    "20 to 1": time(12, 40),
    "nine forty five": time(9, 45),
    "seven in the evening": time(19),
    "at 7 o'clock": time(7),
    "\uff17\uff1a\uff13\uff10": time(7, 30),
}


@pytest.mark.parametrize(("written", "wall"), WRITTEN.items(), ids=WRITTEN)
def test_reads_a_time_as_people_write_it(written, wall):
    assert parse_wall(written) == wall


@pytest.mark.parametrize(
    "written", ["", "soon", "25:00", "7:60", "19:00 am", "7am pm", "half past", "5 to 0", "7:5"]
)
def test_an_unclear_time_is_explained(written):
    with pytest.raises(TimeUnclear, match="07:30") as unclear:
        parse_wall(written)
    assert unclear.value.written == written


@given(st.times())
def test_every_minute_is_read_back_in_three_notations(wall):
    wall = wall.replace(second=0, microsecond=0)
    for notation in ("%H:%M", "%Hh%M", "%I:%M %p"):
        assert parse_wall(wall.strftime(notation)) == wall


@given(st.text(max_size=300))
def test_any_text_is_a_time_or_a_sentence(written):
    with suppress(TimeUnclear):
        parse_wall(written)


def test_a_long_text_is_not_echoed_whole():
    with pytest.raises(TimeUnclear) as unclear:
        parse_wall("x" * 5000)
    assert len(str(unclear.value)) < 150
