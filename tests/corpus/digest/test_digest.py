from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.digest.digest import digest, tell
from corpus.digest.models import Interest
from tests.corpus.digest.pieces import bridge, bridge_again, harvest, piece

EVERYTHING = Interest()
DAY = date(2026, 3, 2)


def titles(stories):
    return [story.lead.article.title for story in stories]


def test_one_story_of_several_outlets_is_one_entry_and_comes_first():
    stories = digest([harvest(), bridge(published=DAY), bridge_again(published=DAY)], EVERYTHING)
    assert [len(story.also) for story in stories] == [1, 0]


def test_the_later_comes_first_among_equals():
    later = harvest(published=date(2026, 3, 5))
    assert titles(digest([later, bridge(published=DAY)], EVERYTHING))[0] == later.article.title


def test_a_topic_lets_through_what_it_matches_with_the_words():
    [story] = digest([harvest(), bridge()], Interest(topics=("late frost",)))
    text = story.lead.article.text
    assert [word.of(text) for word in story.match.words] == ["late", "frost"]
    assert "frost" in story.sentence.of(text)


def test_a_speaker_lets_through_what_quotes_them_with_their_words():
    [story] = digest([harvest(), bridge()], Interest(speakers=("Brandt",)))
    assert story.said.speaker == "Ida Brandt"
    assert story.match.speakers == ("Brandt",)


def test_an_article_of_a_story_that_matches_leads_it():
    both = [bridge_again(published=DAY), bridge(published=DAY)]
    [story] = digest(both, Interest(topics=("third time",)))
    assert story.lead.article.title == "Bridge to close"


def test_nothing_is_no_story():
    assert digest([], EVERYTHING) == []
    assert digest([bridge()], Interest(topics=("opera",))) == []


def test_one_article_is_told_by_itself():
    assert tell(bridge(), EVERYTHING).said.speaker == "Ida Brandt"


@settings(max_examples=40)
@given(st.lists(st.text(min_size=1, max_size=300).filter(str.strip), max_size=6))
def test_any_texts_give_stories_whose_spans_slice_them(texts):
    pieces = [piece("Title", text) for text in texts]
    stories = digest(pieces, EVERYTHING)
    assert sum(1 + len(story.also) for story in stories) == len(pieces)
    for story in stories:
        if story.sentence is not None:
            assert any(s.span.contains(story.sentence) for s in story.lead.sentences)
