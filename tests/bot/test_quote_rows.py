from datetime import UTC, date, datetime

from bot.quote_rows import checked_row, found_rows, quoted_row
from bot.services.quoting.models import Asked, Checked, Found, Quoted
from corpus.matching import compare
from corpus.models import Article, ArticleVersion, Span
from corpus.quotations import Kind, Quote, Resolution

TEXT = "“It rains,” Ann Lee told the Gazette."


def quoted(**more):
    quote = Quote(
        Kind.DIRECT,
        (Span(1, 9),),
        cue=Span(20, 24),
        source=Span(12, 19),
        speaker=0,
        rule="after-subject",
        resolution=Resolution.NAMED,
        confidence=0.97,
        via=Span(25, 36),
    )
    article = Article("Rain", TEXT, published=date(2025, 3, 3))
    version = ArticleVersion(7, 9, 1, datetime(2026, 1, 1, tzinfo=UTC), article)
    return Quoted(1, version, quote, "Ann Lee", None, Span(0, len(TEXT)), "P", **more)


def test_a_row_slices_the_article():
    row = quoted_row(quoted())
    assert TEXT[row["start"] : row["end"]] == row["text"] == "It rains"
    assert TEXT[row["source_start"] : row["source_end"]] == row["source"] == "Ann Lee"
    assert (row["cue"], row["via"], row["published"]) == ("told", "the Gazette", "2025-03-03")


def test_a_corrected_speaker_is_told():
    assert quoted_row(quoted(is_corrected=True))["resolution"] == "corrected"


def test_near_misses_are_no_rows_of_a_look_up():
    assert found_rows(Found(Asked(), quotes=(quoted(),), is_near=True)) == []
    assert len(found_rows(Found(Asked(), quotes=(quoted(),)))) == 1


def test_a_comparison_says_how_near_and_what_is_unread():
    near = quoted(comparison=compare("it rained frogs", "It rains"))
    row = checked_row(Checked("it rained frogs", (near,), is_found=False, unread=3))
    assert (row["found"], row["speaker"], row["quotes"], row["unread"]) == (False, None, [], 3)
    assert row["near"][0]["diff"]
