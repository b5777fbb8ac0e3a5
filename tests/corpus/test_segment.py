from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpus import segment
from corpus.segment import paragraph_spans, sentence_spans, sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Mr. Wallace met Dr. Smith. He left.",
            ["Mr. Wallace met Dr. Smith.", "He left."],
            id="titles",
        ),
        pytest.param(
            "The U.S. Army is big. He went to the U.S. The army left.",
            ["The U.S. Army is big.", "He went to the U.S.", "The army left."],
            id="dotted acronyms",
        ),
        pytest.param(
            "J. K. Rowling wrote. It cost $3.5 million.",
            ["J. K. Rowling wrote.", "It cost $3.5 million."],
            id="initials and decimals",
        ),
        pytest.param(
            'He said: "We go." Then he left.',
            ['He said: "We go."', "Then he left."],
            id="straight marks stay with their sentence",
        ),
        pytest.param(
            "It is over, he said: “No.” She left.",
            ["It is over, he said: “No.”", "She left."],
            id="curly marks stay with their sentence",
        ),
        pytest.param(
            "It is ‘over.’ He left.", ["It is ‘over.’", "He left."], id="single curly marks"
        ),
        pytest.param(
            "“Are you mad?” he asked. “No.” She left.",
            ["“Are you mad?” he asked.", "“No.”", "She left."],
            id="a question that runs on in lower case",
        ),
        pytest.param(
            '"Why now?" Mr Smith asked. "Because!" Labour leader Ann Poe said.',
            ['"Why now?" Mr Smith asked.', '"Because!"', "Labour leader Ann Poe said."],
            id="a question that runs on with its speaker",
        ),
        pytest.param(
            '"Did he go?" Nobody knows.', ['"Did he go?"', "Nobody knows."], id="split after ?”"
        ),
        pytest.param(
            "He lives at No. 10. He said no. Labour agreed.",
            ["He lives at No. 10.", "He said no.", "Labour agreed."],
            id="number ten is no end",
        ),
        pytest.param(
            "He left at 5 p.m. Monday. It rained.",
            ["He left at 5 p.m. Monday.", "It rained."],
            id="hours",
        ),
        pytest.param("A headline\n\nA sentence.", ["A headline", "A sentence."], id="paragraphs"),
        pytest.param("___.\n\nYes.", ["Yes."], id="no letter, no sentence"),
        pytest.param(" \n \n", [], id="nothing"),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text, expected):
    assert [span.of(text) for span in sentence_spans(text)] == expected


def test_sentences_know_their_paragraph_and_place():
    found = sentences("One. Two.\n\nThree.")
    assert [(s.paragraph, s.position) for s in found] == [(0, 0), (0, 1), (1, 2)]


PIECES = [
    *" \n.?!…\"'“”‘’()-–,:;",
    "Mr. ",
    "U.S. ",
    "said ",
    "No. 1",
    "\u00a0",
    "\u202e",
    "é",
    "中",
]
NEWSLIKE = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3))).map("".join)


@given(NEWSLIKE)
@example('"."')
@example("\x85\u2028x")
def test_sentences_are_ordered_slices_that_lose_no_word(text):
    spans = sentence_spans(text)
    assert all(span.of(text) == span.of(text).strip() for span in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    covered = "".join(span.of(text) for span in spans)
    assert sum(map(str.isalnum, covered)) == sum(map(str.isalnum, text))


@given(NEWSLIKE)
def test_each_sentence_lies_in_one_paragraph(text):
    paragraphs = paragraph_spans(text)
    assert all(any(p.contains(s) for p in paragraphs) for s in sentence_spans(text))


WRITTEN = """
    Mr Mrs Sen Dr J s U.S 2014 1,014 3.4 11% (x) [y] 1990s 9/11 $7 “Mr ‘J (Va a-U.S Ph.D vs
    said Said Trump the The mr etc Feb No café É x
    ." .” .) ?” !’ ? ! . ... … – -- " “ ‘ ’ ) ( : ; , / ' \u00a0
"""
ABOUT_MARKS = st.sampled_from([*WRITTEN.split(), *["\u00a0", " ", " ", " ", " ", ". ", "? "]])


@given(st.lists(ABOUT_MARKS, max_size=30).map("".join) | st.text(max_size=60))
def test_what_is_certain_is_what_punkt_says(text):
    sooner = sentence_spans(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(segment, "_is_end", lambda mark: None)
        assert sooner == sentence_spans(text)


@pytest.mark.parametrize(
    "text",
    [
        "“Mr. Poe is right,” she said.",
        'He said: "I met Mr. Poe."',
        "It was “Sen. Roe, who sells fish,” he said.",
        "“Ask Ann J. Poe!” he said.",
    ],
)
def test_a_title_or_an_initial_behind_a_mark_ends_nothing(text):
    assert len(sentence_spans(text)) == 1


def test_a_new_sentence_behind_a_title_begins():
    assert len(sentence_spans("They call him Mr. He likes it.")) == 2
