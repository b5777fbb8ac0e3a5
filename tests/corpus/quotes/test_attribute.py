import pytest

from corpus.quotes.extract import find_quotes


def speakers(text):
    extraction = find_quotes(text)
    return [
        (extraction.speakers[quote.speaker].name if quote.speaker is not None else None, quote.rule)
        for quote in extraction.quotes
    ]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        pytest.param('"Yes," Ann Lee said. "It rains."', "carry", id="same paragraph"),
        pytest.param('Ann Lee said: "Yes.\n\n"It rains."', "carry-open", id="open paragraph"),
        pytest.param('"Yes," Ann Lee said.\n\n"It rains."', "carry-far", id="next paragraph"),
        pytest.param('Ann Lee wrote the following:\n\n"It rains."', "colon-before", id="colon"),
        pytest.param('"It rains."\n\n- Ann Lee', "signature", id="signature"),
        pytest.param('"Yes," Ann Lee said. "It rains" for us all.', "carry-leading", id="goes on"),
    ],
)
def test_speech_is_carried_on(text, rule):
    assert speakers(text)[-1] == ("Ann Lee", rule)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('It is wet, Ann Lee said.\n\nStated Lee:\n\n"It rains."', id="line"),
        pytest.param('It is wet, Ann Lee said.\n\nContinued Lee: "It rains."', id="in line"),
    ],
)
def test_a_verb_before_the_name_is_no_part_of_it(text):
    assert speakers(text)[-1][0] == "Ann Lee"


def test_a_line_that_announces_words_does_not_speak():
    said = '"It is wet," Ann Lee said.\n\nTranscript as follows:\n\n"It rains."'
    assert speakers(said)[-1] == ("Ann Lee", "carry-over")
    unsaid = 'It was wet in Ely.\n\nTranscript as follows:\n\n"It rains."'
    assert speakers(unsaid)[-1][0] is None


def test_headline_takes_the_speaker_of_the_same_words():
    text = "Town 'very wet' after rain\n\nIt is \"very wet\" in Ely, Ann Lee has said."
    assert [name for name, _ in speakers(text)] == ["Ann Lee", "Ann Lee"]


@pytest.mark.parametrize(
    "quoted", ["'We shan't pay, and \"never\" is our word,'", "'We shan't pay,'"]
)
def test_single_marks_hold_double_ones(quoted):
    text = f"{quoted} Bob Gray, the chancellor, told MPs."
    (quote,) = find_quotes(text).quotes
    assert [span.of(text) for span in quote.contents] == [quoted.strip("',")]
    assert speakers(text)[0][0] == "Bob Gray"
