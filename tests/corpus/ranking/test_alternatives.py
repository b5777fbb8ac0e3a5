from corpus.ranking.alternatives import alternatives_in
from corpus.ranking.spelling import Spelling

WORDS = {"acquir": 2, "resign": 1, "health": 1, "care": 1, "presid": 4}


def found(term):
    return {
        a.terms: a.strength
        for a in alternatives_in(
            term,
            df=lambda t: WORDS.get(t, 0),
            spelling=Spelling(WORDS),
            short_forms={"map": (("action", "plan"),)},
        )
    }


def test_only_what_the_articles_contain():
    assert found("purchas") == {("acquir",): found("purchas")[("acquir",)]}


def test_a_misspelt_word_is_mended():
    assert ("resign",) in found("resgin")
    assert ("health", "care") in found("healthcare")


def test_a_known_word_is_not_mended():
    assert ("presid",) not in found("presid")


def test_the_articles_own_short_forms():
    assert ("action", "plan") in found("map")
