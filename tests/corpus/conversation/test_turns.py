from corpus.conversation.people import Somebody
from corpus.conversation.turns import core, still, turn_of
from corpus.question import Kind
from corpus.quotations import Gender

BEN = Somebody("Ben Wallace", Gender.MALE)
EMMA, VLAD = Somebody("Emmanuel Macron", Gender.MALE), Somebody("Vladimir Putin", Gender.MALE)


def test_words_of_a_person_on_a_topic():
    turn = turn_of("What did wallace say about “Nato”?", ["x"], [BEN])
    assert (turn.kind, turn.speaker, turn.topic) == (Kind.SAID_ABOUT, BEN, "Nato")


def test_who_is_the_one_in_the_answer():
    turn = turn_of("Who met Putin?", ["Emmanuel Macron met Vladimir Putin."], [VLAD, EMMA])
    assert turn.people == (EMMA, VLAD)


def test_the_voice_answers_who_said_it():
    turn = turn_of("Who said no?", ["“No,” he said."], [VLAD], voice=BEN)
    assert turn.speaker == BEN


def test_a_pronoun_is_nobody():
    assert turn_of("What did he say about Nato?", [], []).speaker is None


def test_the_core_leaves_out_who_and_the_common_words():
    question = "How many troops is Ben Wallace sending to Poland?"
    assert core(question, without=[BEN]) == "troops sending Poland"


def test_an_exchange_goes_on_with_what_was_shown_since():
    turn = turn_of("What did Wallace say?", ["a"], [BEN])
    later = turn_of("Why?", ["b"], [EMMA])
    assert still(turn, later).question == turn.question
    assert still(turn, later).shown == "b"
    assert still(turn, later).known == (BEN, EMMA)
