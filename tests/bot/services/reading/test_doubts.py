import pytest

from bot.services.reading.doubts import doubt_about, stub_doubt
from bot.services.reading.models import Doubt
from tests.web.pages import PARAGRAPHS

STORY = " ".join(PARAGRAPHS)
ENGLISH = frozenset({"en"})


def doubt(text, language="en", languages=ENGLISH, fewest_words=20):
    return doubt_about(text, language=language, languages=languages, fewest_words=fewest_words)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (STORY, None),
        ("A few words.", Doubt.TOO_SHORT),
        (STORY.replace("e", "\ufffd"), Doubt.UNREADABLE),
        ("#$%& " * 100, Doubt.UNREADABLE),
        ("Accept all or manage your preferences. " * 5, Doubt.CONSENT),
        ("Already a subscriber? Log in. " + PARAGRAPHS[0], Doubt.PAYWALL),
        ("Verify you are human. " + PARAGRAPHS[0], Doubt.ROBOT_CHECK),
        (STORY * 3 + " To continue reading, he turned the page.", None),
        (STORY + " The company said that it would ask people to accept all cookies.", None),
    ],
)
def test_what_speaks_against_a_text(text, expected):
    assert doubt(text) is expected


def test_a_language_that_cannot_be_told_is_no_reason():
    assert doubt(STORY, language=None) is None
    assert doubt(STORY, language="de") is Doubt.WRONG_LANGUAGE
    assert doubt(STORY, language="de", languages=frozenset()) is None


def test_a_stub_is_known_without_its_length():
    assert stub_doubt(STORY) is None
    assert stub_doubt("Enable JavaScript to see this page.") is Doubt.ROBOT_CHECK
