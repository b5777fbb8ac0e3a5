"""Find the words that report speech, each with its source and the room for its content."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from corpus.quotations import Polarity
from corpus.quotes.clauses import Subject, governed, group_start, subject_of
from corpus.quotes.finite import is_finite, names_its_host
from corpus.quotes.lexicon import BODY_ROLES, CUE_WORDS, GROUP_ROLES, PERSON_ROLES
from corpus.quotes.lists import words
from corpus.quotes.phrases import Phrase, phrase_after, phrase_before, run_before
from corpus.quotes.slots import slot_subject, slot_word

if TYPE_CHECKING:
    from corpus.quotes.lexicon import CueWord
    from corpus.quotes.tokens import Sentence, Tokens

_BE = words("grammar", "be")
_GET = words("grammar", "get")
_NEGATIONS = words("grammar", "negations")
_SPEAKING_PASSIVES = words("grammar", "speaking_passives")
_REFUSALS = words("grammar", "refusals")
_DENIALS = words("grammar", "denials")
_QUESTIONS = words("grammar", "questions")
_PHRASAL = words("grammar", "phrasal")
_PARTICLES = words("grammar", "verb_particles")
_AUTHORED = words("grammar", "authored")
_QUOTING = frozenset(("quote", "cite", "report"))
_ACCORDING = frozenset(("according", "per"))
_MAY_REPORT = frozenset("VEGN")
NOUN_CUES = words("grammar", "noun_cues")


@dataclass(frozen=True, slots=True)
class Cue:
    """One reporting word or words at work in a sentence.

    Attributes:
        start: First token of the cue, auxiliaries included.
        verb: The token that carries the meaning.
        end: One after the cue's last token.
        shape: finite, inverted, gerund, infinitive, passive, accord, noun.
        word: What the lexicon knows; None for "according to" and nouns.
        subject: Who says it; None when the sentence does not tell.
        polarity: Whether it asserts.
        via: Tokens of whoever quotes the source: "Interfax quoted Lavrov as saying".
    """

    start: int
    verb: int
    end: int
    shape: str
    word: CueWord | None
    subject: Subject | None
    polarity: Polarity = Polarity.ASSERTED
    via: tuple[int, int] | None = None


def find_cues(tokens: Tokens, sentence: Sentence) -> list[Cue]:
    """Return the cues of a sentence from left to right."""
    found: list[Cue] = []
    for at in range(sentence.start, sentence.end):
        word, tag = tokens.words[at], tokens.tags[at]
        if tag not in _MAY_REPORT and word not in _ACCORDING:
            continue
        if found and at < found[-1].end:
            continue
        cue = _cue_at(tokens, at, sentence)
        if cue is not None:
            found.append(_borrowing(tokens, cue, found))
    return found


def _cue_at(tokens: Tokens, at: int, sentence: Sentence) -> Cue | None:
    word, tag, low = tokens.words[at], tokens.tags[at], sentence.start
    if word in _ACCORDING:
        return _according(tokens, at, sentence)
    if word in CUE_WORDS and tag in "VEG":
        return _quoting(tokens, at, sentence) or _verb_cue(tokens, at, low, sentence)
    if tag in "VE" and at > low:
        return _slot_cue(tokens, at, sentence)
    if word in NOUN_CUES and tag == "N":
        return _noun_cue(tokens, at, low, sentence)
    return None


def _slot_cue(tokens: Tokens, at: int, sentence: Sentence) -> Cue | None:
    found = slot_subject(tokens, at, sentence)
    if found is None:
        return None
    subject, shape = found
    return Cue(at, at, at + 1, shape, slot_word(tokens.words[at]), subject)


def _borrowing(tokens: Tokens, cue: Cue, found: list[Cue]) -> Cue:
    """Let ", adding" take the source of the cue before it: ``said Ms Lee, adding``."""
    before = cue.start - 1
    while before > 0 and tokens.tags[before] == "A":
        before -= 1
    if found and tokens.tags[before] == "C" and _is_coordinate(cue, found[-1]):
        assert found[-1].subject is not None
        return replace(cue, subject=replace(found[-1].subject, how="shared"))
    if cue.shape != "gerund" or not found or tokens.tags[before] not in ",-Q":
        return cue
    last = found[-1]
    if last.subject is None or not (cue.subject is None or _is_within(tokens, cue, last)):
        return cue
    return replace(cue, subject=replace(last.subject, how="governed"))


def _is_within(tokens: Tokens, cue: Cue, last: Cue) -> bool:
    """Tell whether what governs a participle is only part of what the cue before it reports."""
    if last.shape == "inverted":
        return True
    speaks = last.word is not None and bool(last.word.classes & {"say", "tell"})
    if not speaks or last.shape != "finite" or cue.subject is None:
        return False
    start = cue.subject.phrase.start
    return start >= last.end and tokens.tags[start - 1] not in "CS,"


def _is_coordinate(cue: Cue, last: Cue) -> bool:
    """Tell whether "and said" goes on after "said": the same form of the verb, one source."""
    if last.subject is None or cue.word is None or last.word is None:
        return False
    if cue.shape == "gerund":
        return last.shape == "gerund"
    if cue.shape != "finite" or (cue.subject is not None and cue.subject.how != "shared"):
        return False
    return last.shape == "finite" and cue.word.form == last.word.form


def _according(tokens: Tokens, at: int, sentence: Sentence) -> Cue | None:
    if at + 1 >= sentence.end:
        return None
    long = tokens.words[at] == "according"
    if long and tokens.words[at + 1] != "to":
        return None
    end = at + 2 if long else at + 1
    phrase = phrase_after(tokens, end, sentence.end)
    if phrase is None or (not long and tokens.tags[phrase.head] != "P"):
        return None
    return Cue(at, at, end, "accord", None, _with_apposition(tokens, phrase, sentence.end))


def _verb_cue(tokens: Tokens, at: int, low: int, sentence: Sentence) -> Cue | None:
    word = CUE_WORDS[tokens.words[at]]
    start = group_start(tokens, at, low)
    end = _past_particle(tokens, at, sentence.end)
    if (word.lemma in _PHRASAL and end == at + 1) or names_its_host(tokens, at, low):
        return None
    polarity = polarity_of(tokens, start, at, word)
    if word.form == "gerund":
        return _gerund_cue(tokens, at, start, low, word, polarity)
    if at > low and tokens.words[at - 1] == "to" and start > at - 1:
        return Cue(at, at, end, "infinitive", word, governed(tokens, at - 1, low), polarity)
    if _is_passive(tokens, start, at, word):
        return _passive_cue(tokens, at, start, low, sentence)
    if at == low and tokens.tags[at] == "V":
        return _opening_cue(tokens, at, sentence, word)
    inverted = _inverted(tokens, start, at, sentence)
    if inverted is not None:
        return Cue(start, at, end, "inverted", word, inverted, polarity)
    subject = subject_of(tokens, start, low)
    if subject is None and tokens.tags[at] == "E":
        return None
    return Cue(start, at, end, "finite", word, subject, polarity)


def _quoting(tokens: Tokens, at: int, sentence: Sentence) -> Cue | None:
    """Return the cue of "Interfax quoted Lavrov as saying" and "Lavrov was quoted as saying"."""
    if CUE_WORDS[tokens.words[at]].lemma not in _QUOTING or tokens.tags[at] == "G":
        return None
    start = group_start(tokens, at, sentence.start)
    passive = any(word in _BE for word in tokens.words[start:at])
    phrase = None if passive else phrase_after(tokens, at + 1, sentence.end)
    saying = (at if passive or phrase is None else phrase.end - 1) + 2
    if tokens.words[saying - 1 : saying] != ["as"] or saying >= sentence.end:
        return None
    word = CUE_WORDS.get(tokens.words[saying])
    if word is None or word.form != "gerund":
        return None
    governor = subject_of(tokens, start, sentence.start)
    if passive:
        via = _agent(tokens, saying + 1, sentence.end)
        return Cue(start, saying, saying + 1, "finite", word, governor, via=via)
    if phrase is None or governor is None:
        return None
    quoter = governor.phrase
    via = (quoter.start, quoter.end)
    return Cue(quoter.start, saying, saying + 1, "finite", word, Subject(phrase), via=via)


def _agent(tokens: Tokens, at: int, high: int) -> tuple[int, int] | None:
    """Return whom "by" names right after a cue."""
    if tokens.words[at : at + 1] != ["by"]:
        return None
    phrase = phrase_after(tokens, at + 1, high)
    return None if phrase is None else (phrase.start, phrase.end)


def _speaks_itself(tokens: Tokens, at: int, low: int) -> bool:
    """Tell whether the noun before a participle is its source: "a sign saying"."""
    word = tokens.words[at - 1]
    if word in _AUTHORED and governed(tokens, at, low) is not None:
        return False
    if word in BODY_ROLES or word in PERSON_ROLES or word in GROUP_ROLES:
        return True
    phrase = phrase_before(tokens, at, low)
    return phrase is not None and _is_with(tokens, phrase.start - 1, low)


def _is_with(tokens: Tokens, at: int, low: int) -> bool:
    return at >= low and tokens.words[at] == "with"


def _opening_cue(tokens: Tokens, at: int, sentence: Sentence, word: CueWord) -> Cue | None:
    """Return the cue of ``Said the mayor: "…"``, which speaks of what follows."""
    phrase = phrase_after(tokens, at + 1, sentence.end)
    if phrase is None:
        return None
    subject = _with_apposition(tokens, phrase, sentence.end)
    return Cue(at, at, phrase.end, "finite", word, subject)


def _past_particle(tokens: Tokens, at: int, high: int) -> int:
    """Return the token after "point out", "fire back", "put it"."""
    follows = tokens.words[at + 1] if at + 1 < high else ""
    if follows in _PARTICLES or (
        follows in {"it", "to"} and CUE_WORDS[tokens.words[at]].lemma in _PHRASAL
    ):
        return at + 2
    return at + 1


def polarity_of(tokens: Tokens, start: int, verb: int, word: CueWord) -> Polarity:
    """Return what the cue does with its content: asserts, denies, asks or withholds it."""
    group = tokens.words[max(0, start - 3) : verb]
    if any(w in _REFUSALS for w in group):
        return Polarity.REFUSED
    if word.lemma in _DENIALS:
        return Polarity.DENIED
    first = verb
    while first > 0 and tokens.tags[first - 1] in "AXMT":
        first -= 1
    if any(w in _NEGATIONS for w in tokens.words[first:verb]):
        return Polarity.DENIED
    if word.lemma in _QUESTIONS:
        return Polarity.QUESTIONED
    return Polarity.ASSERTED


def _gerund_cue(
    tokens: Tokens, at: int, start: int, low: int, word: CueWord, polarity: Polarity
) -> Cue | None:
    if any(w in _BE for w in tokens.words[start:at]):
        return Cue(start, at, at + 1, "finite", word, subject_of(tokens, start, low), polarity)
    before = tokens.tags[at - 1] if at > low else "."
    if before in "DO" or (before == "I" and tokens.words[at - 1] in {"of", "in"}):
        return None
    nominal = at
    while nominal > low and tokens.tags[nominal - 1] == "A":
        nominal -= 1
    if tokens.tags[nominal - 1] in "NP" and nominal > low and _speaks_itself(tokens, nominal, low):
        return Cue(at, at, at + 1, "gerund", word, subject_of(tokens, at, low), polarity)
    return Cue(at, at, at + 1, "gerund", word, governed(tokens, at, low), polarity)


def _is_passive(tokens: Tokens, start: int, at: int, word: CueWord) -> bool:
    if word.form == "base" or tokens.words[at].endswith("ing"):
        return False
    return any(w in _BE or w in _GET for w in tokens.words[start:at])


def _passive_cue(tokens: Tokens, at: int, start: int, low: int, sentence: Sentence) -> Cue | None:
    """Return whose words a passive reports: the agent's, or those of who "was quoted as"."""
    word = CUE_WORDS[tokens.words[at]]
    polarity = polarity_of(tokens, start, at, word)
    for by in range(at + 1, min(at + 4, sentence.end - 1)):
        if tokens.words[by] == "by":
            agent = phrase_after(tokens, by + 1, sentence.end)
            if agent is not None:
                subject = _with_apposition(tokens, agent, sentence.end)
                return Cue(start, at, agent.end, "passive", word, subject, polarity)
    follows = tokens.words[at + 1] if at + 2 < sentence.end else ""  # "as" or "to", and a verb
    if tokens.words[at] in _SPEAKING_PASSIVES and follows in {"as", "to"}:
        return Cue(start, at, at + 1, "finite", word, subject_of(tokens, start, low), polarity)
    return None


def _inverted(tokens: Tokens, start: int, at: int, sentence: Sentence) -> Subject | None:
    """Return the subject after the cue in ``"…," said the mayor``."""
    before = start - 1
    while before > sentence.start and tokens.tags[before] in ",-":
        before -= 1
    if before < sentence.start:
        return None
    after_quotation = tokens.tags[before] == "Q"
    after_comma = before < start - 1 and _may_invert(tokens, at)
    if not (after_quotation or after_comma) or at + 1 >= sentence.end:
        return None
    if tokens.tags[at + 1] not in "NPDRH#GE":
        return None
    phrase = phrase_after(tokens, at + 1, sentence.end)
    if phrase is None or not _closes_inversion(tokens, phrase.end, sentence.end):
        return None
    if not after_quotation and not _is_plain_inversion(tokens, start, phrase.end, sentence):
        return None
    return _with_apposition(tokens, phrase, sentence.end)


def _may_invert(tokens: Tokens, at: int) -> bool:
    """Tell whether a verb may stand before its subject after a clause: ", explained Ms Lee"."""
    if tokens.words[at] in {"said", "says", "say", "wrote"}:
        return True
    word = CUE_WORDS[tokens.words[at]]
    if "say" not in word.classes or word.classes & {"tell", "ask"}:
        return False
    return word.form == "past" and tokens.tags[at + 1 : at + 2] == ["P"]


def _is_plain_inversion(tokens: Tokens, start: int, after: int, sentence: Sentence) -> bool:
    """Tell whether a clause stands before ", said X" and nothing but a pause after it."""
    if after < sentence.end and tokens.tags[after] not in ",.;-":
        return False
    if tokens.tags[after + 1 : after + 2] == ["Q"]:
        return True
    before = range(sentence.start, start - 1)
    return any(tokens.tags[at] == "Q" or is_finite(tokens, at, sentence.start) for at in before)


def _closes_inversion(tokens: Tokens, at: int, high: int) -> bool:
    """Tell whether what follows an inverted subject is no verb of its own."""
    return at >= high or tokens.tags[at] not in "VXM"


def _with_apposition(tokens: Tokens, phrase: Phrase, high: int) -> Subject:
    at = phrase.end
    if at + 1 < high and tokens.tags[at] == "," and tokens.tags[at + 1] in "DPN#":
        after = phrase_after(tokens, at + 1, high)
        if after is not None and (after.end >= high or tokens.tags[after.end] in ",.-;Q"):
            return Subject(phrase, (after.start, after.end))
    return Subject(phrase)


def _noun_cue(tokens: Tokens, at: int, low: int, sentence: Sentence) -> Cue | None:
    """Return "claim that" and "his promise to", with whose it is."""
    if at + 1 >= sentence.end or not _introduces(tokens, at + 1):
        return None
    return Cue(at, at, at + 1, "noun", None, _owner(tokens, at, low), Polarity.ASSERTED)


def _introduces(tokens: Tokens, at: int) -> bool:
    return tokens.words[at] in {"that", "to", "of"} or tokens.tags[at] in "Q:,"


def _owner(tokens: Tokens, at: int, low: int) -> Subject | None:
    """Return who a reporting noun belongs to: "Trump's claim", "her promise"."""
    index = at - 1
    while index > low and tokens.tags[index] in "N#EGAP":
        index -= 1
    if index < low:
        return None
    if tokens.tags[index] == "O":
        owner = run_before(tokens, index, low)
        return None if owner is None else Subject(owner, how="owner")
    if tokens.words[index] in {"his", "her", "their", "my", "its"}:
        return Subject(Phrase(index, index + 1, index), how="owner")
    return None
