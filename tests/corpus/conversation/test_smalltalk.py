import pytest

from corpus.conversation.smalltalk import small_talk
from corpus.conversation.turns import Act


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Hello there!", Act.GREETING),
        ("Good morning, everyone", Act.GREETING),
        ("thank you so much 🙏", Act.THANKS),
        ("ok thanks", Act.THANKS),
        ("What can you do?", Act.HELP),
        ("", Act.HELP),
        ("??", Act.HELP),
        ("haha", Act.NOTHING),
        ("🎉🎉", Act.NOTHING),
        ("what?", Act.NOTHING),
        ("Good morning Vietnam film", None),
        ("help for Ukraine", None),
        ("thanksgiving", None),
        ("Nato", None),
    ],
)
def test_small_talk(text, act):
    assert small_talk(text) is act
