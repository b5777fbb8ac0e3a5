import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.quotations import Kind, Polarity, Resolution
from corpus.quotes.extract import find_quotes


def said(text):
    extraction = find_quotes(text)
    return [
        (
            " … ".join(span.of(text) for span in quote.contents),
            None if quote.speaker is None else extraction.speakers[quote.speaker].name,
        )
        for quote in extraction.quotes
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param('"We won," said Ann Lee.', [("We won", "Ann Lee")], id="inverted"),
        pytest.param('"We won," Ann Lee said.', [("We won", "Ann Lee")], id="after"),
        pytest.param('Ann Lee said: "We won."', [("We won.", "Ann Lee")], id="before"),
        pytest.param(
            '"We won," Ann Lee said, "at last."', [("We won … at last.", "Ann Lee")], id="around"
        ),
        pytest.param(
            "Ann Lee, the mayor of Ely, said the town would pay.",
            [("the town would pay", "Ann Lee")],
            id="apposition",
        ),
        pytest.param(
            "The town would pay, Ann Lee, the mayor, said on Monday.",
            [("The town would pay", "Ann Lee")],
            id="tail",
        ),
        pytest.param(
            "According to Ann Lee, the town would pay.",
            [("the town would pay", "Ann Lee")],
            id="according to",
        ),
        pytest.param(
            'Ann Lee praised the town, saying it was "a jewel".',
            [("the town", "Ann Lee"), ('it was "a jewel', "Ann Lee")],
            id="participle",
        ),
        pytest.param(
            'Ann Lee told Bob Day the bridge was "not safe".',
            [('the bridge was "not safe', "Ann Lee")],
            id="addressee",
        ),
        pytest.param(
            '"We won," said Ann Lee. "At last."',
            [("We won", "Ann Lee"), ("At last.", "Ann Lee")],
            id="carried on",
        ),
    ],
)
def test_who_said_what(text, expected):
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("The Defence Secretary, Ann Lee MP, said no.", "Ann Lee", id="role, name"),
        pytest.param("Ann Lee, the defence secretary, said no.", "Ann Lee", id="name, role"),
        pytest.param("Defence Secretary Ann Lee said no.", "Ann Lee", id="role name"),
        pytest.param("Minister for Health Ann Lee said no.", "Ann Lee", id="field of the office"),
        pytest.param('"No," another friend, Ann Lee told CNN.', "Ann Lee", id="role, name cue"),
        pytest.param('"No," Ann Lee, a farmer told CNN.', "Ann Lee", id="name, role cue"),
        pytest.param("Ann Lee, who is head of Ely Council said no.", "Ann Lee", id="relative"),
        pytest.param('"No," said Ann Lee, head of a group called Ely.', "Ann Lee", id="called"),
        pytest.param('"No," said master of ceremonies Ann Lee.', "Ann Lee", id="office of"),
        pytest.param('"No," said Ann "Annie" Lee.', 'Ann "Annie" Lee', id="nickname"),
        pytest.param("Kent-based Ann Lee said no.", "Ann Lee", id="where from"),
    ],
)
def test_apposition_gives_the_name(text, name):
    assert {speaker for _, speaker in said(text)} == {name}


def test_question_does_not_make_a_question_of_what_follows():
    quotes = find_quotes('"Do I go?" Ann Lee asked. "I stay."').quotes
    assert [quote.polarity for quote in quotes] == [Polarity.QUESTIONED, Polarity.ASSERTED]


def test_pronoun_finds_its_person():
    text = 'Ann Lee met Bob Day in Ely. "We won," she said.'
    extraction = find_quotes(text)
    assert said(text)[-1] == ("We won", "Ann Lee")
    assert extraction.quotes[-1].resolution is Resolution.PRONOUN


def test_open_quotation_goes_on_in_the_next_paragraph():
    text = 'Ann Lee said: "One.\n\n"Two."'
    assert said(text) == [("One.", "Ann Lee"), ("Two.", "Ann Lee")]


def test_denial_keeps_its_polarity():
    quotes = find_quotes("Ann Lee denied that the bridge was unsafe.").quotes
    assert [quote.polarity for quote in quotes] == [Polarity.DENIED]


def test_kinds():
    text = 'Ann Lee said it was "a jewel". Ann Lee said it was cold. "Yes," Ann Lee said.'
    kinds = [quote.kind for quote in find_quotes(text).quotes]
    assert kinds == [Kind.MIXED, Kind.INDIRECT, Kind.DIRECT]


_WORDS = st.sampled_from(
    [
        "said",
        "told",
        "Ann",
        "Lee",
        "who",
        ",",
        ".",
        ":",
        ";",
        "“",
        "”",
        '"',
        "'",
        "‘",
        "’",
        "(",
        ")",
        "-",
        "that",
        "and",
        "but",
        "the",
        "mayor",
        "of",
        "he",
        "she",
        "to",
        "it",
        "according",
        "saying",
        "\n",
        "has",
        "been",
        "not",
        "1",
        "😀",
        "Москва",
        "يقول",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(_WORDS, max_size=60))
def test_any_words_give_quotes_that_slice_the_text(words):
    check(" ".join(words))


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=120))
def test_any_text_gives_quotes_that_slice_it(text):
    check(text)


def check(text):
    extraction = find_quotes(text)
    for quote in extraction.quotes:
        assert all(span.end <= len(text) and span.of(text).strip() for span in quote.contents)
        ends = [0, *(edge for span in quote.contents for edge in (span.start, span.end))]
        assert ends == sorted(ends)
        assert quote.speaker is None or quote.speaker < len(extraction.speakers)


HOSTILE = [
    pytest.param('"', id="marks"),
    pytest.param("‘a ", id="openers"),
    pytest.param("said ", id="cues"),
    pytest.param("Ann, ", id="commas"),
    pytest.param('said, "a," ', id="quotations"),
    pytest.param("a of ", id="prepositions"),
    pytest.param('Ann Lee said he won and Bob, who left, said: "No." ', id="news"),
    pytest.param("according to Ann and ", id="according"),
    pytest.param("Ann Lee Bob ", id="names"),
    pytest.param("x", id="no space"),
    pytest.param("He saying ", id="participles"),
]


def took(text):
    start = time.process_time()
    find_quotes(text)
    return time.process_time() - start


@pytest.mark.parametrize("unit", HOSTILE)
def test_time_grows_with_length_and_no_faster(unit):
    def growth():
        short = max(took(unit * (2_000 // len(unit))), 0.001)
        return took(unit * (16_000 // len(unit))) / short

    took(unit * 50)
    assert any(growth() < 30 for _ in range(3))  # 8 when linear, 64 when quadratic


NEWS = (
    "Ann Lee, the mayor of Ely, told the Gazette that the bridge was safe. “It is not,” said Bob "
    "Day, who lives there. “We’ve asked for years,” he added. Officials denied it.{}"
)
HUGE = [
    pytest.param(NEWS.format("\n\n") * 6_000, id="1 MB"),
    pytest.param("He said “no” to it. " * 10_000, id="10,000 quotations"),
    pytest.param(NEWS.format(" ") * 1_200, id="a paragraph of 200 kB"),
    pytest.param('He said "no to it. ' * 10_000, id="10,000 odd marks"),
]


@pytest.mark.parametrize("text", HUGE)
def test_an_article_out_of_all_bounds_is_read_as_fast(text):
    size = len(text) // 16
    short = max(took(text[:size]), 0.004)
    assert any(took(text) / short < 60 for _ in range(2))  # 16 when linear, 256 when quadratic
