"""Whatever is quoted, its messages keep Discord's limits and show the words whole."""

import re
from datetime import UTC, date, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.services.answers import Answer
from bot.services.quoting.answers import quoted_hit
from bot.services.quoting.models import Card, Known, Quoted
from cogs._choosing import WhoMenu, choice_view
from cogs._quotes import card_texts, list_texts
from cogs._render import MOST_TEXT, answer_texts, pages, why_texts
from cogs._text import escaped
from cogs._views import text_view
from corpus.matching import compare
from corpus.models import Article, ArticleVersion, Span
from corpus.people import Person
from corpus.quotations import Gender, Kind, Polarity, Quote, Resolution

AT = datetime(2026, 1, 1, tzinfo=UTC)
WILD = st.text('*_~|`<>@#[]()\\"“”\n .:-1') | st.text()
LONG = WILD.flatmap(lambda text: st.integers(1, 200).map(lambda n: (text * n)[:1500]))
NAMED = LONG.filter(lambda text: text.strip())
DAYS = st.none() | st.dates(date(1, 1, 2), date(9999, 12, 30))


@st.composite
def spans(draw, text):
    start = draw(st.integers(0, len(text) - 1))
    return Span(start, draw(st.integers(start + 1, len(text))))


@st.composite
def people(draw):
    names = tuple(draw(st.lists(NAMED, min_size=1, max_size=12)))
    roles = tuple(draw(st.lists(NAMED, max_size=9)))
    return Person(names[0].lower(), names[0], names, roles, Gender.UNKNOWN, True, ())


@st.composite
def quotations(draw):
    text = draw(NAMED)
    whole = draw(spans(text))
    optional = st.none() | spans(text)
    quote = Quote(
        kind=draw(st.sampled_from(Kind)),
        contents=(whole,),
        cue=draw(optional),
        source=draw(optional),
        speaker=0,
        rule="carry",
        resolution=draw(st.sampled_from(Resolution)),
        confidence=draw(st.floats(0, 1)),
        polarity=draw(st.sampled_from(Polarity)),
        addressee=draw(optional),
        via=draw(optional),
    )
    article = Article(draw(NAMED), text, publisher=draw(LONG), published=draw(DAYS))
    return Quoted(
        id=1,
        version=ArticleVersion(1, 1, 1, AT, article),
        quote=quote,
        speaker=draw(st.none() | NAMED),
        person=None,
        sentence=Span(0, len(text)),
        proof="0D75Y-8YDW8",
        comparison=draw(st.none() | NAMED.map(lambda asked: compare(asked, whole.of(text)))),
        also_in=tuple(
            ArticleVersion(n, n, 1, AT, Article(title, text, publisher=publisher))
            for n, (title, publisher) in enumerate(
                draw(st.lists(st.tuples(NAMED, st.none() | NAMED), max_size=5)), 2
            )
        ),
    )


@st.composite
def known(draw):
    return Known(draw(people()), draw(st.integers(1, 10**6)), 3, draw(DAYS), draw(DAYS))


@st.composite
def cards(draw):
    counted = st.lists(st.tuples(NAMED, st.integers(1, 9)), max_size=5)
    return Card(
        known=draw(known()),
        kinds=tuple(draw(counted))[:3],
        latest=tuple(draw(st.lists(quotations(), max_size=5))),
        topics=tuple(draw(st.lists(NAMED, max_size=8))),
        addressees=tuple(draw(counted)),
        days=(),
        denials=draw(st.integers(0, 99)),
    )


def fits(texts):
    assert sum(map(len, texts)) <= MOST_TEXT
    assert all(texts)
    assert text_view(texts).total_children_count <= 40


@settings(max_examples=25)
@given(st.lists(quotations(), max_size=4))
def test_every_page_of_any_quotations_fits_a_message(quotes):
    hits = tuple(quoted_hit(rank, quoted) for rank, quoted in enumerate(quotes, 1))
    answer = Answer("Who said that?", "whosaid", answered=True, confidence=1.0, hits=hits)
    for page in pages("ask", answer):
        fits(answer_texts(answer, page))
        fits(why_texts(answer, page))


@settings(max_examples=25)
@given(cards())
def test_any_card_fits_a_message(card):
    fits(card_texts(card))


@settings(max_examples=25)
@given(st.lists(known(), min_size=1, max_size=4), st.integers(1, 9))
def test_any_list_and_any_menu_fit_a_message(few, times):
    listed = few * times
    fits(list_texts(listed))
    view = choice_view(WhoMenu("quote", is_private=False, known=listed, conditions=".."), "x" * 999)
    (row,) = [item for item in view.to_components()[0]["components"] if item["type"] == 1]
    options = row["components"][0]["options"]
    assert len({option["value"] for option in options}) == len(options) <= 25
    for option in options:
        assert 1 <= len(option["label"]) <= 100
        assert 1 <= len(option["value"]) <= 100
        assert len(option.get("description") or "") <= 100


WORDS = st.lists(st.text("ab“”'é", min_size=1, max_size=12), min_size=1, max_size=300)


@settings(max_examples=25)
@given(WORDS)
def test_a_quotation_is_never_cut_inside_a_word(words):
    text = " ".join(words)
    quote = Quote(Kind.DIRECT, (Span(0, len(text)),), None, None, 0, "x", Resolution.NAMED, 1.0)
    version = ArticleVersion(1, 1, 1, AT, Article("Rain", text))
    whole = Quoted(1, version, quote, "Ann", None, Span(0, len(text)), "P")
    person = Person("ann", "Ann", ("Ann",), (), Gender.UNKNOWN, True, ())
    latest = card_texts(Card(Known(person, 1, 1), (), (whole,), (), (), ()))[2]
    shown = latest.split("\n")[1].removeprefix("> ").removesuffix(" […]")
    assert escaped(text) == shown or escaped(text).startswith(f"{shown} ")
    for page in pages("ask", Answer("?", "quotes", True, 1.0, hits=(quoted_hit(1, whole),))):
        for piece in page:
            assert not re.search(r"\S", text[piece.span.start - 1 : piece.span.start] or " ")


def test_a_card_names_the_articles_that_have_the_same_words():
    words, whole = "We must rebuild.", Span(0, 16)
    quote = Quote(
        kind=Kind.DIRECT,
        contents=(whole,),
        cue=None,
        source=None,
        speaker=0,
        rule="carry",
        resolution=Resolution.NAMED,
        confidence=0.9,
        polarity=Polarity.ASSERTED,
    )
    post, echo = (
        ArticleVersion(n, n, 1, AT, Article("The wall", words, publisher=publisher))
        for n, publisher in enumerate(("Post", "*Echo*"), 1)
    )
    said = Quoted(1, post, quote, "Ann Ray", None, whole, "0D75Y-8YDW8", also_in=(echo,))
    person = Person("ann", "Ann Ray", ("Ann Ray",), (), Gender.UNKNOWN, True, ())
    card = Card(Known(person, 2, 2), (("direct", 2),), (said,), (), (), ())
    assert card_texts(card)[-1].endswith("also in \\*Echo\\*")
