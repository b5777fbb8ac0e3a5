import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from bot.services.harmless import harmless, one_line


@given(st.text())
def test_no_control_or_direction_character_is_left(text):
    shown = harmless(text)
    assert all(c in "\n\t" or unicodedata.category(c) != "Cc" for c in shown)
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b")
    assert harmless(shown) == shown


def test_scripts_and_emoji_stay():
    text = "עברית हिन्दी 👩‍🚀 naïve"
    assert harmless(text) == text


def test_piles_of_marks_are_cut():
    assert harmless("z" + "\u0300" * 40 + "a") == "z" + "\u0300" * 4 + "a"


def test_one_line():
    assert one_line(" a\n\x1b[2Jb\u2028 c ") == "a [2Jb c"
