from datetime import UTC, date, datetime
from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from bot.services.answers import Answer, Cited, Context, WhyNot
from cogs._render import (
    MOST_TEXT,
    answer_texts,
    citation,
    header,
    pages,
    question_in,
    why_not_texts,
    why_texts,
)
from corpus.models import Article, ArticleVersion, Span
from corpus.ranking.hits import Feature, TermWeight

AT = datetime(2026, 1, 1, tzinfo=UTC)
WILD = st.text('*_~|`<>@#[]()\\"“”\n .:-1') | st.text()


def lengthened(text):
    return st.integers(1, 200).map(lambda times: (text * times)[:1500])


LONG = WILD.flatmap(lengthened)
SHORT = LONG.map(lambda text: text[:300])


@st.composite
def hits(draw):
    text = draw(LONG.filter(str.strip))
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    at = draw(st.integers(start, end - 1))
    article = Article(
        title=draw(LONG.filter(str.strip)),
        text=text,
        publisher=draw(LONG),
        published=draw(st.none() | st.dates(date(1, 1, 2), date(9999, 12, 30))),
        url=draw(st.none() | LONG.map("https://example.org/{}".format)),
    )
    return Cited(
        rank=draw(st.integers(1, 50)),
        version=ArticleVersion(1, 1, 1, AT, article),
        span=Span(start, end),
        score=1.0,
        matched=(Span(at, end),),
        sentence=1,
        sentences=1,
        proof="0D75Y-8YDW8",
        reasons=SimpleNamespace(
            weights=(TermWeight(draw(SHORT), 2.5, draw(SHORT)),) * draw(st.integers(0, 20)),
            features=(Feature("phrase", 1.0, 0.5),) * draw(st.integers(0, 30)),
        ),
        also_in=(ArticleVersion(2, 2, 1, AT, article),) * draw(st.integers(0, 2)),
    )


@st.composite
def answers(draw):
    return Answer(
        question=draw(LONG),
        kind=draw(st.sampled_from(["fact", "search"])),
        answered=draw(st.booleans()),
        confidence=draw(st.floats(0, 1)),
        hits=tuple(draw(st.lists(hits(), max_size=4))),
        missing_terms=tuple(draw(st.lists(SHORT, max_size=14))),
        suggestions=tuple(draw(st.lists(st.tuples(SHORT, SHORT), max_size=14))),
    )


@given(answers(), st.sampled_from(["ask", "search"]))
def test_every_page_of_any_answer_fits_a_message(answer, command):
    for page in pages(command, answer):
        contexts = {
            piece.hit.span: Context(piece.hit.version, (piece.hit.span,), piece.hit.span, ())
            for piece in page
        }
        for texts in (
            answer_texts(answer, page),
            answer_texts(answer, page, contexts),
            why_texts(answer, page),
        ):
            assert sum(map(len, texts)) <= MOST_TEXT
            assert all(texts)
            assert 2 * len(texts) + 8 <= 40


@given(answers(), st.text(max_size=400), st.lists(st.text(min_size=1), max_size=20))
def test_why_not_fits_a_message(answer, question, words):
    hit = next(iter(answer.hits), None)
    for best in (hit, None):
        if hit is not None:
            found = WhyNot(question, hit.version, hit, best, hit.features, tuple(words))
            assert sum(map(len, why_not_texts(found))) <= MOST_TEXT


@given(answers(), st.sampled_from(["ask", "search"]))
def test_pages_lose_nothing_of_a_slice(answer, command):
    shown = [piece for page in pages(command, answer) for piece in page]
    for hit in answer.hits:
        parts = [p.span.of(hit.version.article.text) for p in shown if p.hit is hit]
        if answer.hits.count(hit) == 1:
            assert "".join(parts) == hit.text


@given(st.text(st.sampled_from(list('abc *_~|`<@[]:/"?')), min_size=1, max_size=200))
def test_a_question_is_read_back_from_its_header(question):
    answer = Answer(question=question, kind="fact", answered=True, confidence=1.0)
    assert question_in(header(answer)) == " ".join(question.split())


def test_the_other_tellers_of_a_story_are_named_once():
    def version(number, publisher):
        article = Article(title=f"Title {number}", text="Said.", publisher=publisher)
        return ArticleVersion(number, number, 1, AT, article)

    outlets = ["Times", "Times", "Post", None, "*Globe*", "Echo"]
    also = tuple(version(number, outlet) for number, outlet in enumerate(outlets, 2))
    hit = Cited(1, version(1, "Post"), Span(0, 5), 1.0, (), 1, 1, "0D75Y-8YDW8", also_in=also)
    assert hit.also_named == ("Times", "Title 4", "Title 5", "*Globe*", "Echo")
    assert citation(hit).endswith("also in Times, Title 4, Title 5 and 2 more")
