import io
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from rich.console import Console

from bot import quote_terminal
from bot.services.quoting.models import Asked, Card, Checked, Found, Known, Quoted
from corpus.matching import compare
from corpus.models import Article, ArticleVersion, Span
from corpus.people import Person
from corpus.quotations import Gender, Kind, Polarity, Quote, Resolution

TEXT = "“It rains,” Ann Lee said."
ANN = Person("ann lee", "Ann Lee", ("Ann Lee", "Lee"), ("mayor",), Gender.FEMALE, True, ())
QUOTE = Quote(
    Kind.DIRECT, (Span(1, 9),), Span(20, 24), Span(12, 19), 0, "x", Resolution.NAMED, 0.97
)
VERSION = ArticleVersion(7, 9, 1, datetime(2026, 1, 1, tzinfo=UTC), Article("Rain", TEXT))
QUOTED = Quoted(1, VERSION, QUOTE, "Ann Lee", ANN, Span(0, len(TEXT)), "P")


def drawn(shown):
    console = Console(file=io.StringIO(), width=200)
    console.print(shown)
    return console.file.getvalue()


def test_a_quotation_has_words_speaker_reason_and_citation():
    shown = drawn(quote_terminal.quotation(QUOTED))
    for part in ("It rains", "— Ann Lee", "“said” · direct quotation · named in the", "Rain"):
        assert part in shown


def test_a_mark_that_opens_within_a_statement_is_closed():
    text = "It was “a fine day”, Ann Lee said."
    span = Span(0, text.index("”"))
    quote = replace(QUOTE, kind=Kind.MIXED, contents=(span,), source=Span(21, 28), cue=Span(29, 33))
    version = replace(VERSION, article=Article("Rain", text))
    mixed = replace(QUOTED, version=version, quote=quote, sentence=Span(0, len(text)))
    assert "It was “a fine day” " in drawn(quote_terminal.quotation(mixed))


def test_what_is_denied_is_led_by_it():
    denied = replace(QUOTED, quote=replace(QUOTE, polarity=Polarity.DENIED))
    assert "— Ann Lee denied" in drawn(quote_terminal.quotation(denied))


def test_a_word_diff_marks_what_was_asked_and_what_was_printed():
    shown = drawn(quote_terminal.difference(compare("it pours", "It rains")))
    assert "[-pours-]" in shown
    assert "[+rains+]" in shown


@pytest.mark.parametrize(
    ("result", "said"),
    [
        (Found(Asked(by="Quux")), "Nobody called Quux is quoted."),
        (Found(Asked(by="Lee"), choices=(Known(ANN, 3, 2),)), "1. Ann Lee, mayor: 3 quotations"),
        (Found(Asked(), quotes=(QUOTED,) * 7), "and 2 more"),
        (Found(Asked(), quotes=(QUOTED,), unread=2), "of 2 articles are still being read."),
    ],
    ids=["nobody", "choices", "more", "unread"],
)
def test_what_a_look_up_found_or_not_is_said(result, said):
    assert said in drawn(quote_terminal.found(result))


def test_words_that_nobody_said_show_near_misses_as_such():
    near = Checked("it pours", (QUOTED,), is_found=False)
    shown = drawn(quote_terminal.checked(near))
    assert "Nobody is quoted saying that." in shown
    assert "which say something else" in shown


def test_a_card_tells_names_roles_and_counts():
    card = Card(Known(ANN, 3, 2), (("direct", 3),), (QUOTED,), ("rain",), (("Bob Day", 2),), ())
    shown = drawn(quote_terminal.card(card))
    for part in ("Ann Lee, Lee", "mayor", "3 direct", "rain", "Bob Day (2)"):
        assert part in shown
