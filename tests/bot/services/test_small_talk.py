from bot.services.conversing import Act
from bot.services.small_talk import SAID


def test_whatever_is_not_answered_by_an_article_has_its_words():
    assert set(SAID) == set(Act) - {Act.ASK, Act.CONTEXT}
    assert all(SAID.values())
