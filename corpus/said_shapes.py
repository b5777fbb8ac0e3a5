"""The shapes of questions about something said: which part names the speaker, which the words."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from corpus.word_lists import words

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONGEST = 500  # characters; shapes take their square, and no such question is longer
_FLAGS = re.IGNORECASE | re.DOTALL
_PERSON = r"(?P<person>(?:(?:the|a|an|his|her|their|its)\s+)?\S+(?:\s.+?)??)"
_BEGIN = (
    r"^\W*(?:and\s+|so\s+|but\s+|well\s+|(?:please\s+)?(?:tell\s+me|remind\s+me|show\s+me)\s+)?"
)
_WHAT = r"(?:what|wat|whats)(?:'s|\u2019s)?"
_DO = r"(?:did|does|do|has|have|had|is|was|are|were|will|would)"
_BE = r"(?:'s|\u2019s|s|\s+is|\s+was|\s+are|\s+were)"
_SAID = (
    r"(?:say|says|said|told|tell|claim|claimed|think|thinks|thought|admit|admitted|suggest|"
    r"suggested|call|called|warn|warned|argue|argued|promise|promised|insist|insisted)"
)
_HELD = (
    r"(?:make|predict|forecast|fear|recall|remember|announce|blame|regret|expect|complain|believe|"
    r"feel|reckon|mean|write|point\s+out|propose|recommend|advise|urge|demand|answer|reply|respond|"
    r"object|reveal|explain|describe|want|plan|hope|worry|threaten|vow|pledge|stress|add|joke|"
    r"criticise|criticize|praise|like|dislike|see|find|compare|liken|concede|confess|deny|reject)"
    r"(?:d|ed|s|es)?"
)
_HOW = (
    r"(?:describe|defend|explain|justify|respond|react|characteri[sz]e|put|answer|call|judge|view|"
    r"see|regard|look|rate|assess|sum|feel|account|rationali[sz]e|recall|remember|compare|reply|"
    r"comment|counter|excuse|portray|picture|label|dismiss|criticise|criticize|evaluate|interpret)"
)
_DID = r"(?:did|does|do|has|have|had)"
_NAMED = r"(?!(?:who|what|when|where|which|why|how|until|is|are|did|does|do)\b)"
_ABOUT = (
    r"(?:about|on|of|regarding|concerning|for|to|towards?|against|in|when|why|how|that|whether|if|"
    r"after|over|at|from|into|who|what|where)"
)
_GIVE = (
    r"(?:give|gave|given|make|made|have|had|raise|raised|offer|offered|express|expressed|voice|"
    r"voiced|issue|issued|send|sent|put\s+forward|cite|cited|hold|held|share|shared|deliver|get|"
    r"provide|provided|find|use|used)"
)

# The shapes after which nothing else can be meant, and those after which a fact may be.
_PLAIN = (
    rf"{_WHAT}\s+(?:else\s+|exactly\s+)?{_DO}\s+{_PERSON}\s+have\s+to\s+say\s+"
    rf"(?:{_ABOUT}\s+)?(?P<words>.+?)\W*$",
    rf"{_WHAT}\s+(?:else\s+)?{_DO}\s+{_PERSON}\s+{_SAID}\s+(?:{_ABOUT}\s+)?(?P<words>.+?)\W*$",
    rf"{_WHAT}\s+{_PERSON}\s+(?:said|says|thinks|thought)\s+(?:{_ABOUT}\s+)(?P<words>.+?)\W*$",
)
_OTHER = (
    rf"how\s+{_DID}\s+{_PERSON}\s+{_HOW}\w{{0,4}}\s+"
    r"(?:back\s+on\s+|up\s+|about\s+|for\s+|to\s+|on\s+|upon\s+|at\s+)?(?P<words>.+?)\W*$",
    rf"(?:{_WHAT}|which)\s+(?:\w+\s+)?(?:{{nouns}}|cause)\s+{_DID}\s+{_PERSON}\s+{_GIVE}\s+"
    rf"(?:{_ABOUT}\s+)?(?P<words>.+?)\W*$",
    rf"{_WHAT}\s+(?:else\s+)?{_DID}\s+{_PERSON}\s+{_HELD}\s+(?:{_ABOUT}\s+)?(?P<words>.+?)\W*$",
    rf"(?:what{_BE}\s+|wats?\s+|whats\s+)?{_NAMED}(?P<person>.+?(?:'s|\u2019s|s'|s\u2019))\s+(?:\w+\s+)?"
    rf"(?:{{nouns}})\s+(?:{_ABOUT}\s+)?(?P<words>.+?)\W*$",
    rf"(?:what{_BE}\s+|whats\s+)?(?:the\s+|a\s+|any\s+)?(?:{{nouns}})\s+(?:of|by|from)\s+"
    rf"{_PERSON}\s+(?:about|on|regarding|concerning|over|to)\s+(?P<words>.+?)\W*$",
    rf"what{_BE}\s+{_PERSON}\s+(?:afraid|scared|worried|angry|upset|sorry|happy|proud|sure|"
    rf"unhappy|concerned|hoping|saying|asking|demanding|promising|warning)\s+(?:{_ABOUT}\s+)?"
    r"(?P<words>.+?)\W*$",
    r"according\s+to\s+(?P<person>[^,]+?),\s*(?P<words>.+?)\W*$",
    r"(?P<words>.+?),?\s+according\s+to\s+(?P<person>[^,?]+?)\W*$",
    rf"(?:how\s+\w+|when|where|why|who|which\s+\w+)\s+(?:does|did|do)\s+{_PERSON}\s+"
    r"(?:think|believe|reckon|predict|expect|feel)s?\s+(?P<words>.+?)\W*$",
    rf"{_NAMED}(?P<person>\S+(?:\s\S+){{0,4}}?)\s+(?:{{nouns}})\s+(?:about|on|of|regarding|to)\s+(?P<words>.+?)\W*$",
)
_LAST_WHO = re.compile(
    r"^(?P<words>.+?)[\s,;:.\u2013\u2014-]+(?:quote\s+)?(?:who(?:'s|\u2019s|se words)?|by who|"
    r"who (?:said|says)(?: (?:that|it|this|so))?|who was it|said who|quote (?:by|from)(?: whom?)?|"
    r"(?:said|spoken) by(?: whom?)?)\W*$",
    _FLAGS,
)
_WORDS_OF = re.compile(
    r"^\W*(?:(?:whose|who\s+(?:used|uttered|spoke|coined|came\s+up\s+with|is\s+behind))\s+"
    r"(?:(?:the|these|those)\s+)?(?:words?|quotes?|line|phrase|remark|comment|expression)\s+"
    r"(?:(?:is|was|are|were)\s+(?:that\s+|this\s+)?)?)(?P<words>.+?)\W*$",
    _FLAGS,
)
_ANYBODY = re.compile(
    r"^\W*(?:(?:did|has|have|does)\s+)(?:any(?:one|body)|some(?:one|body))\s+"
    r"(?:ever\s+|really\s+|actually\s+)?\w+\s+(?:that\s+)?(?P<words>.+?)\W*$",
    _FLAGS,
)
_QUOTE_LAST = re.compile(
    r"^(?!\W*(?:who|what|when|where|which|why|how|is|are|do|does|did)\b)"
    r"(?P<words>\S+\s.+?),?\s+(?:quote|quotation|quoted|said)\W*$",
    _FLAGS,
)
_QUOTE_AMID = re.compile(
    r"^\W*(?P<role>\S+(?:\s\S+){0,3}?)\s+quotes?\s+(?P<words>\S+\s.+?)\W*$", _FLAGS
)
_LATER_SAY = re.compile(
    r"^\W*(?P<words>.+?),?\s+what\s+(?:did|does|has|had)\s+(?:he|she|they|it)\s+say\W*$", _FLAGS
)


@cache
def _compiled(shapes: Sequence[str]) -> tuple[re.Pattern[str], ...]:
    nouns = "|".join(sorted(words("quoting/views.txt"), key=len, reverse=True))
    return tuple(re.compile(_BEGIN + shape.replace("{nouns}", nouns), _FLAGS) for shape in shapes)


@cache
def _who_does() -> re.Pattern[str]:
    """Return the shape of "who joked that …" and "which senator joked that …"."""
    verbs = "|".join(sorted(words("quoting/saying_verbs.txt"), key=len, reverse=True))
    return re.compile(
        rf"{_BEGIN}"
        r"(?:who(?:'s|\u2019s)?(?:\s+was\s+(?:it|the\s+(?P<one>.+?))\s+(?:that|who))?|"
        r"(?:which|what)\s+(?!(?:did|does|do|has|have|had|is|was)\b)"
        r"(?P<role>\S+(?: \S+){0,3}?))\s+"
        rf"(?:has |had |have |once |also |even |later |then |would |just |only "
        rf"|ever |really )*(?:{verbs})\b\s*(?:that\s+)?(?P<words>.+?)\W*$",
        _FLAGS,
    )


def asks_for_speaker(text: str) -> re.Match[str] | None:
    """Return a match with ``words`` and maybe ``role`` where the speaker is asked for."""
    return _first((_LAST_WHO, _WORDS_OF, _ANYBODY, _who_does()), text)


def seems_to_ask_for_speaker(text: str) -> re.Match[str] | None:
    """Return the like where the wording leaves room for doubt."""
    return _first((_LATER_SAY, _QUOTE_LAST, _QUOTE_AMID), text)


def asks_for_words(text: str) -> re.Match[str] | None:
    """Return a match with ``person`` and ``words`` where somebody's words are asked for."""
    return _first(_compiled(_PLAIN), text)


def seems_to_ask_for_words(text: str) -> re.Match[str] | None:
    """Return the like where the wording leaves room for doubt."""
    return _first(_compiled(_OTHER), text)


def _first(shapes: Sequence[re.Pattern[str]], text: str) -> re.Match[str] | None:
    if len(text) > _LONGEST:
        return None
    return next((match for shape in shapes if (match := shape.match(text))), None)
