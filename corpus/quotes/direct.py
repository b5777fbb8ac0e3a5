"""Who said each quotation-marked stretch that no statement holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.quotations import Kind
from corpus.quotes.attribution import Attribution
from corpus.quotes.clauses import Subject, group_start, main_verb_before, subject_of
from corpus.quotes.finite import is_finite
from corpus.quotes.lexicon import BODY_ROLES, GROUP_ROLES, PERSON_ROLES
from corpus.quotes.outlets import is_outlet
from corpus.quotes.phrases import phrase_before, run_after
from corpus.quotes.tokenizing import pauses

if TYPE_CHECKING:
    from corpus.quotes.cues import Cue
    from corpus.quotes.tokens import Sentence, Tokens

_SPEAKERS = PERSON_ROLES | GROUP_ROLES | BODY_ROLES
_IMPERSONAL = frozenset(("it", "it's", "it’s", "this", "that", "that's", "that’s", "there"))
_GAP = frozenset(",-A.")
_LONGEST_NAME = 4
_NEAR = 8  # tokens between a cue and the quotation that it announces
_OPENINGS = frozenset(("from", "by", "via", "per"))


def attribute_in_sentence(
    tokens: Tokens, number: int, at: int, cues: list[Cue]
) -> Attribution | None:
    """Return the attribution of the quotation at token ``at`` by the words around it."""
    sentence = tokens.sentences[number]
    for rule in (_after, _before, _around, _colon, _signed, _governing):
        decided = rule(tokens, sentence, at, cues)
        if decided is not None:
            name, cue, subject = decided
            return Attribution(Kind.DIRECT, [(at, at + 1)], number, name, cue, subject)
    return None


_Decision = tuple[str, "Cue | None", Subject]


def _after(tokens: Tokens, sentence: Sentence, at: int, cues: list[Cue]) -> _Decision | None:
    """``"…," said the mayor`` and ``"…," the mayor said``."""
    cue = next((cue for cue in cues if cue.verb > at), None)
    if cue is None or cue.subject is None or cue.shape not in {"inverted", "finite", "accord"}:
        return None
    if _only_publishes(tokens, cue) and _before(tokens, sentence, at, cues) is not None:
        return None
    first = cue.start
    if cue.shape == "finite":
        first = min(first, cue.subject.phrase.start)
    if first <= at or not _only(tokens, at + 1, first) or not pauses(tokens, at):
        return None
    name = {"inverted": "after-inverted", "finite": "after-subject", "accord": "accord"}
    return name[cue.shape], cue, cue.subject


def _only_publishes(tokens: Tokens, cue: Cue) -> bool:
    """Tell whether ", the Times reported" may stand after somebody else's words."""
    assert cue.subject is not None
    reports = cue.word is not None and cue.word.lemma == "report"
    return reports and is_outlet(tokens, cue.subject.phrase)


def _only(tokens: Tokens, start: int, end: int) -> bool:
    return all(tokens.tags[at] in _GAP for at in range(start, end))


def _before(tokens: Tokens, sentence: Sentence, at: int, cues: list[Cue]) -> _Decision | None:
    """``The mayor said: "…"``: the nearest cue to the left that has a source."""
    nearest: Cue | None = None
    for cue in cues:
        if cue.end > at or cue.subject is None or cue.shape == "inverted":
            continue
        if cue.subject.phrase.start > at or _is_venue(tokens, cue, nearest):
            continue
        nearest = cue
    if nearest is None or nearest.subject is None:
        return None
    gap = at - nearest.end
    name = "before" if gap <= 1 else "before-near" if gap <= _NEAR else "before-weak"
    return (name if nearest.shape != "noun" else "before-noun"), nearest, nearest.subject


def _is_venue(tokens: Tokens, cue: Cue, earlier: Cue | None) -> bool:
    """Tell whether a noun only says where words were said: "said in his statement: …"."""
    if cue.shape != "noun" or earlier is None or earlier.word is None:
        return False
    speaks = earlier.word.classes & {"say", "tell"}
    return bool(speaks) and tokens.tags[earlier.end] == "I"


def _around(tokens: Tokens, sentence: Sentence, at: int, cues: list[Cue]) -> _Decision | None:
    """``"A," said the mayor, "B."``: the second half."""
    for cue in reversed(cues):
        if cue.start < at and cue.shape == "inverted" and cue.subject is not None:
            return "around", cue, cue.subject
    for cue in cues:
        if cue.shape == "accord" and cue.subject is not None:
            return "accord", cue, cue.subject
    return None


def _colon(tokens: Tokens, sentence: Sentence, at: int, cues: list[Cue]) -> _Decision | None:
    """``The mayor: "…"``."""
    if at - 1 <= sentence.start or tokens.tags[at - 1] != ":":
        return None
    topic = _headline_source(tokens, sentence)
    if topic is not None:
        return "colon", None, topic
    verb = main_verb_before(tokens, at - 1, sentence.start)
    if verb is not None:
        subject = subject_of(tokens, group_start(tokens, verb, sentence.start), sentence.start)
        return None if subject is None else ("colon-clause", None, subject)
    phrase = phrase_before(tokens, at - 1, sentence.start)
    if phrase is None or (phrase.start > 0 and tokens.tags[phrase.start - 1] == "I"):
        return None
    return "colon", None, Subject(phrase)


def _headline_source(tokens: Tokens, sentence: Sentence) -> Subject | None:
    """Return the name in the headline "Lee on New Bridge: …"."""
    if sentence.paragraph > 0 and not sentence.in_headline:
        return None
    phrase = run_after(tokens, sentence.start, sentence.end)
    if phrase is None or tokens.words[phrase.end : phrase.end + 1] != ["on"]:
        return None
    named = set(tokens.tags[phrase.start : phrase.end]) == {"P"}
    return Subject(phrase) if named and phrase.end - phrase.start <= _LONGEST_NAME else None


def _signed(tokens: Tokens, sentence: Sentence, at: int, cues: list[Cue]) -> _Decision | None:
    """``"…" - Ann Smith``: a dash and a name to the end."""
    if at + 2 >= sentence.end or tokens.tags[at + 1] != "-" or at > sentence.start:
        return None
    phrase = run_after(tokens, at + 2, sentence.end)
    if phrase is None or tokens.tags[phrase.head] != "P":
        return None
    return "signature", None, Subject(phrase)


def _governing(tokens: Tokens, sentence: Sentence, at: int, cues: list[Cue]) -> _Decision | None:
    """The subject of the verb that governs a stretch no cue reports."""
    low = sentence.start
    for verb in range(at - 1, low, -1):
        if tokens.tags[verb] in ";":
            return None
        if is_finite(tokens, verb, low):
            subject = subject_of(tokens, group_start(tokens, verb, low), low)
            if subject is not None:
                return ("governing", None, subject) if _can_speak(tokens, subject) else None
    return None


def is_impersonal(tokens: Tokens, sentence: Sentence) -> bool:
    """Tell whether a sentence has no verb outside its marks, or is about "it" or "that"."""
    low = sentence.start
    verb = next((at for at in range(low, sentence.end) if is_finite(tokens, at, low)), None)
    return verb is None or tokens.words[low] in _IMPERSONAL


def _can_speak(tokens: Tokens, subject: Subject) -> bool:
    """Tell a person or body from "it" and things."""
    head = subject.phrase.head
    if tokens.tags[head] == "R":
        return tokens.words[head] not in {"it", "none", "nobody"}
    return tokens.tags[head] == "P" or tokens.words[head] in _SPEAKERS


def is_person_subject(tokens: Tokens, subject: Subject) -> bool:
    """Tell "he", "Ms Lee" and "the mayor" from things, groups and the writer."""
    word = tokens.words[subject.phrase.head]
    if tokens.tags[subject.phrase.head] == "R":
        return word in {"he", "she"}
    return tokens.tags[subject.phrase.head] == "P" or word in PERSON_ROLES


def sentence_subject(tokens: Tokens, sentence: Sentence) -> Subject | None:
    """Return the subject of a sentence's main clause."""
    for at in range(sentence.start, sentence.end):
        if is_finite(tokens, at, sentence.start):
            start = group_start(tokens, at, sentence.start)
            subject = subject_of(tokens, start, sentence.start)
            if subject is not None and subject.how != "relative":
                return subject
    start = sentence.start
    start += tokens.words[start] in _OPENINGS  # "From Ann Lee at the Post:"
    phrase = run_after(tokens, start, sentence.end)
    return None if phrase is None else Subject(phrase)
