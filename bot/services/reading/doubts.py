"""Signs that a text is no article, so that a person looks at it first."""

from __future__ import annotations

import re

from bot.services.reading.models import Doubt

# A page's text has to be longer than what a person chose to hand over as a file.
FEWEST_WORDS_OF_A_PAGE = 50
FEWEST_WORDS_OF_A_FILE = 3
# Above these many words a few suspicious phrases are what an article is about.
_LONG_WORDS = 400
_STUB_WORDS = 220

_CONSENT = re.compile(
    r"\b(?:accept (?:all|cookies)|reject all|(?:we|this site|our site) (?:and our partners )?"
    r"uses? cookies|cookie (?:policy|settings|preferences|notice)|manage (?:your )?"
    r"(?:preferences|consent|cookies|options)|(?:your )?privacy (?:choices|preferences|settings)|"
    r"legitimate interests?|consent (?:to|choices|preferences)|withdraw (?:your )?consent|"
    r"store and/or access information|"
    r"personali[sz]ed (?:ads|advertising)|similar technologies|tracking technologies)\b",
    re.IGNORECASE,
)
# No consent text lacks all of these; looking for them first is far quicker.
_OF_CONSENT = ("accept all", "cookie", "reject all", "manage", "privacy", "legitimate interest",
               "consent", "store and/or", "ised ad", "ized ad", "technologies")  # fmt: skip
_PAYWALL = re.compile(
    r"\b(?:subscribe (?:now |today )?to (?:continue|read|unlock)|subscribers? only|already a "
    r"(?:subscriber|member)|to (?:continue|keep) reading|to read the full "
    r"(?:article|story)|unlock (?:this|full|unlimited)|"
    r"free articles? (?:left|remaining|this month)|"
    r"start your (?:free )?(?:trial|subscription)|(?:sign|log) in to (?:continue|read)|"
    r"create (?:a|your) free account|"
    r"(?:register|registration) (?:is required )?to (?:continue|read)|"
    r"for subscribers|exclusive to subscribers|become a (?:member|subscriber) to)\b",
    re.IGNORECASE,
)
_ROBOT_CHECK = re.compile(
    r"\b(?:enable javascript|javascript is (?:disabled|required)|verify(?:ing)? (?:that )?you are "
    r"(?:a )?human|checking (?:your browser|if the site connection)|are you a robot|"
    r"unusual (?:traffic|activity) from your|access (?:to this page has been )?denied|"
    r"complete the captcha|ray id)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")
_MOJIBAKE = re.compile(r"Ã[\x80-\xbf]|â€[œ\x9d™\u02dc”“]|Â[\xa0£©«»°]|\ufffd")
_FAULTS_PER_CHARACTER = 1 / 200
_ODD = re.compile(r"[^\w\s]")
_ODD_SHARE = 0.3


def doubt_about(
    text: str, *, language: str | None, languages: frozenset[str], fewest_words: int
) -> Doubt | None:
    """Return why a text may be no article; None when nothing speaks against it.

    Args:
        text: The article's text.
        language: Its language; None when it could not be told, which is no reason for doubt.
        languages: The languages that articles are kept in; any when empty.
        fewest_words: A text with fewer is too short.
    """
    if not _is_readable(text):
        return Doubt.UNREADABLE
    words = len(_WORD.findall(text))
    if doubt := _stub_doubt(text, words):
        return doubt
    if language and languages and language not in languages:
        return Doubt.WRONG_LANGUAGE
    return Doubt.TOO_SHORT if words < fewest_words else None


def stub_doubt(text: str) -> Doubt | None:
    """Return what stands in an article's place: a consent text, a paywall, a check for robots."""
    return _stub_doubt(text, len(_WORD.findall(text)))


def _stub_doubt(text: str, words: int) -> Doubt | None:
    if _is_consent(text, words):
        return Doubt.CONSENT
    if words >= _STUB_WORDS:
        return None
    if _ROBOT_CHECK.search(text):
        return Doubt.ROBOT_CHECK
    return Doubt.PAYWALL if _PAYWALL.search(text) else None


def _is_consent(text: str, words: int) -> bool:
    folded = text.casefold()
    if not any(hint in folded for hint in _OF_CONSENT):
        return False
    found = len({match.casefold() for match in _CONSENT.findall(text)})
    return found >= (2 if words < _LONG_WORDS else 6)


def _is_readable(text: str) -> bool:
    faults = len(_MOJIBAKE.findall(text))
    odd = len(_ODD.findall(text))
    return faults <= len(text) * _FAULTS_PER_CHARACTER and odd <= len(text) * _ODD_SHARE
