"""The words the parser knows, with the one-letter tag of each.

==  ======================================  ==  ======================================
D   determiner, possessive                  V   a verb form that is nothing else ("went")
R   subject pronoun                         E   past or participle ("accused")
K   object pronoun                          v   verb or noun ("plan", "plans")
W   relative or question pronoun            G   form in -ing
H   "that"                                  N   noun or adjective
I   preposition                             P   proper noun
S   subordinator                            O   possessive "'s"
C   conjunction                             A   adverb
X   auxiliary                               t   time word
M   modal                                   #   number
T   "to"                                    Q   a whole quotation
Y   a short bracket, whole
==  ======================================  ==  ======================================

Punctuation marks are their own tags; every dash is ``-``, every bracket ``(`` or ``)``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.quotes.inflection import common_verbs, reporting_verbs
from corpus.quotes.lists import words

if TYPE_CHECKING:
    from collections.abc import Iterator

_INFLECTED = 5  # characters
_CLOSED = {
    "time": "t",
    "adverb": "A",
    "determiner": "D",
    "number": "#",
    "preposition": "I",
    "subordinator": "S",
    "relative": "W",
    "conjunction": "C",
    "object": "K",
    "pronoun": "R",
    "auxiliary": "X",
    "modal": "M",
    "infinitive": "T",
}
_RANK = ("say", "tell", "ask", "judge", "evidence", "think", "voice")
CLITICS = {"s": "O", "ll": "M", "ve": "X", "re": "X", "d": "M", "m": "X"}


@dataclass(frozen=True, slots=True)
class CueWord:
    """One form of a reporting verb.

    Attributes:
        lemma: The base form.
        classes: How the verb takes its content: say, tell, ask, judge, evidence,
            think, voice.
        form: base, third, past, participle or gerund; past where the last two agree.
    """

    lemma: str
    classes: frozenset[str]
    form: str


def _cue_words() -> dict[str, CueWord]:
    classes: dict[str, set[str]] = {}
    spelt: dict[str, tuple[str, str]] = {}
    for name in _RANK:
        for forms in reporting_verbs()[name]:
            classes.setdefault(forms.base, set()).add(name)
            for label, form in _labelled(forms):
                spelt.setdefault(form, (forms.base, label))
    return {
        form: CueWord(base, frozenset(classes[base]), label)
        for form, (base, label) in spelt.items()
    }


def _labelled(forms: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    labels = ("base", "third", "past", "participle", "gerund")
    order = (2, 3, 0, 1, 4)
    return ((labels[index], forms[index]) for index in order)


def _verb_tags() -> dict[str, str]:
    tags: dict[str, str] = {}
    every = [forms for group in reporting_verbs().values() for forms in group]
    for forms in (*every, *common_verbs()):
        for form, tag in zip(forms, _form_tags(forms.base, forms.past), strict=True):
            tags.setdefault(form, tag)
    return tags


def _form_tags(base: str, past: str) -> tuple[str, ...]:
    regular = past.endswith("ed")
    return ("v", "v", "E" if regular else "V", "E", "G") if base != past else ("v",) * 4 + ("G",)


def _closed_tags() -> dict[str, str]:
    tags: dict[str, str] = {}
    for section, tag in _CLOSED.items():
        for word in words("function_words", section):
            tags[word] = tag
    tags["that"] = "H"
    tags["her"] = "D"
    return tags


UNCHANGING = frozenset(
    forms.base
    for forms in (*(f for group in reporting_verbs().values() for f in group), *common_verbs())
    if forms.base == forms.past
)
PERSON_ROLES = words("roles", "person")
GROUP_ROLES = words("roles", "group")
BODY_ROLES = words("roles", "body")
GIVEN_NAMES = frozenset().union(*(words("first_names", g) for g in ("male", "female", "both")))
CUE_WORDS = _cue_words()
CLOSED = _closed_tags()
VERB_ONLY = words("grammar", "verb_only")
TAGS = {
    **_verb_tags(),
    **dict.fromkeys(
        words("roles", "person") | words("roles", "group") | words("roles", "body"), "N"
    ),
    **dict.fromkeys(words("grammar", "verb_or_role"), "v"),
    **CLOSED,
    **dict.fromkeys(VERB_ONLY, "V"),
}
ABBREVIATIONS = words("abbreviations", "before_name") | words("abbreviations", "anywhere")
BEFORE_NAME = words("abbreviations", "before_name")
TIME_WORDS = words("function_words", "time")


def guess(word: str) -> str:
    """Return the tag of a lower-case word that no list has, from its ending."""
    if word.endswith("ly"):
        return "A"
    if word.endswith("ing") and len(word) >= _INFLECTED:  # "king" and "ring" are nouns
        return "G"
    if word.endswith("ed") and len(word) >= _INFLECTED:  # "seed" and "deed" are nouns
        return "E"
    return "N"
