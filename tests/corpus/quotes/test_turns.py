from corpus.quotes.extract import find_quotes

TALK = "Ann Lee met Bob Day.\n\nLEE: Did it rain? I was away.\n\nDAY: It did."


def test_transcript_gives_each_turn_its_speaker():
    extraction = find_quotes(TALK)
    turns = [
        (extraction.speakers[quote.speaker].name, quote.contents[0].of(TALK))
        for quote in extraction.quotes
        if quote.rule == "transcript"
    ]
    assert turns == [("Ann Lee", "Did it rain? I was away."), ("Bob Day", "It did.")]


def test_one_label_makes_no_transcript():
    assert find_quotes("UPDATE: The rain is over.\n\nIt was wet.").quotes == ()


def test_label_within_the_marks_is_the_speaker():
    text = '"LEE: Did it rain?'
    extraction = find_quotes(text)
    assert extraction.quotes[0].contents[0].of(text) == "Did it rain?"
    assert extraction.quotes[0].source.of(text) == "LEE"
