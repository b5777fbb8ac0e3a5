import pytest
from hypothesis import given
from hypothesis import strategies as st

from cogs._text import emphasised, escaped, label, parts
from corpus.models import Span


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("**b** _i_ ~~s~~ ||x|| `c`", r"\*\*b\*\* \_i\_ \~\~s\~\~ \|\|x\|\| \`c\`"),
        ("<@1> <#2> <:a:3> <t:4:R>", r"\<\@1> \<#2> \<:a:3> \<t:4:R>"),
        ("@everyone [x](http://y)", r"\@everyone \[x\](http\://y)"),
        ("# h\n- i\n> q\n1. x\n2) y", "\\# h\n\\- i\n\\> q\n1\\. x\n2\\) y"),
        ("at 10:30, 3 - 2 > 1 #1", "at 10:30, 3 - 2 > 1 #1"),
        ("abc\u202edef\u200b\x1b[31m", r"abcdef\[31m"),
        ("e" + "\u0301" * 50, "e" + "\u0301" * 4),
        ("שלום عربي 👩‍👩‍👧", "שלום عربي 👩‍👩‍👧"),
    ],
)
def test_text_is_printed_as_it_is(text, shown):
    assert escaped(text) == shown


def test_matched_words_are_bold_wherever_the_slice_begins():
    assert emphasised("a_b - 350 men", 10, [Span(0, 4), Span(16, 19)]) == r"a\_b - **350** men"


def test_a_cut_avoids_quotation_marks():
    text = (
        "It began here and went on. " * 3 + 'He said: "One two three four five six." Then he left.'
    )
    cuts = [text[a:b] for a, b in parts(text, 100)]
    assert "".join(cuts) == text
    assert any('"One two three four five six."' in cut for cut in cuts)


@given(st.text(), st.integers(1, 50))
def test_parts_cover_the_text_in_order(text, limit):
    cuts = parts(text, limit)
    assert "".join(text[a:b] for a, b in cuts) == text
    assert all(0 < b - a <= limit for a, b in cuts)


@pytest.mark.parametrize(
    ("text", "shown"),
    [("a\n b\u202e\x1b[1m", "a b[1m"), ("\u200b \n", "[…]"), ("x" * 99, "x" * 10)],
)
def test_a_label_is_one_harmless_line_and_never_empty(text, shown):
    assert label(text, 10) == shown
