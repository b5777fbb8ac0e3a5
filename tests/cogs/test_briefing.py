from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.services.edition import Altered, Edition, Entry, Slice, Source, Told
from bot.services.reading_on import Around
from cogs._briefing import around_texts, edition_texts, more_texts, shown_count, told_text
from cogs._briefing_views import edition_view
from tests.loopback.limits import check_body

texts = st.text(max_size=900) | st.sampled_from(["*" * 700, "x" * 5000, "[a](b) @everyone", "\n\n"])
urls = st.none() | st.sampled_from(["https://n.example/a", "https://n.example/" + "b" * 3000])
days = st.none() | st.dates(date(1900, 1, 1), date(2100, 1, 1))
slices = st.builds(lambda text: Slice(1, 0, len(text), text), texts)
sources = st.builds(Source, st.just(1), st.just(1), texts, st.none() | texts, days, urls)
told = st.builds(Told, st.lists(slices, min_size=1, max_size=3).map(tuple), texts, st.booleans())
many = st.lists(sources, max_size=6).map(tuple)
changed = st.builds(Altered, sources, st.none() | slices, st.none() | slices, st.integers(0, 99))
entries = st.lists(
    st.builds(
        Entry,
        st.integers(1, 99),
        sources,
        st.none() | slices,
        st.none() | told,
        st.lists(texts, max_size=12).map(tuple),
        many,
    ),
    max_size=7,
).map(tuple)
editions = st.builds(
    Edition,
    st.just(date(2026, 3, 2)),
    st.sampled_from(["new", "archive", "watch", "empty"]),
    entries,
    entries,
    st.integers(0, 500),
    st.lists(changed, max_size=4).map(tuple),
    st.none() | st.just("A year ago"),
    st.lists(texts, max_size=20).map(tuple),
)


@pytest.mark.filterwarnings("ignore:Generating overly large repr")
@settings(max_examples=60)
@given(editions)
def test_a_briefing_is_within_discords_limits_for_any_corpus(edition):
    view = edition_view(edition, "0123456789ab-20260302", late=timedelta(hours=2))
    check_body({"flags": 1 << 15, "components": view.to_components()})
    assert len(more_texts(edition)) <= 3
    assert sum(map(len, more_texts(edition))) <= 4000


@pytest.mark.filterwarnings("ignore:Generating overly large repr")
@settings(max_examples=60)
@given(entries, st.lists(slices, max_size=2).map(tuple), st.lists(told, max_size=3).map(tuple))
def test_what_stands_around_is_within_the_limits(several, around, voices):
    for entry in several[:1]:
        shown = around_texts(Around(entry, around, around, voices))
        assert sum(map(len, shown)) <= 4000
        assert all(shown)


def test_a_voice_of_another_outlet_names_it():
    also = (Source(2, 2, "Tamsel shuts its bridge", "The Echo"),)
    entry = Entry(1, Source(1, 1, "Bridge to close", "The Post"), also=also)
    own, others = (Told((Slice(n, 0, 2, "No"),), "Ida Brandt") for n in (1, 2))
    shown = "\n".join(around_texts(Around(entry, (), (), (own, others))))
    assert "> “No” — **Ida Brandt**\n> “No” — **Ida Brandt** · The Echo" in shown


@given(told)
def test_a_quotation_is_shown_whole_or_not_at_all(quotation):
    shown = told_text(quotation)
    words = sum(len(piece.text.split()) for piece in quotation.slices)
    assert not shown or len(shown.split()) >= words


@pytest.mark.parametrize("kind", ["new", "empty"])
def test_an_edition_without_entries_is_still_a_message(kind):
    edition = Edition(date(2026, 3, 2), kind)
    assert shown_count(edition) == 0
    assert edition_texts(edition)
