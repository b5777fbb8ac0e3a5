"""Lines that stand in a news text without being part of it: captions, credits, teasers, notices.

Each rule is small, named and judged line by line; `corpus.clean` reports the name as its reason.
Origin of the patterns: own knowledge of how news pages look once their markup is gone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

_AGENCIES = (
    r"PA(?: Media| Wire| Images)?|AP(?: Photo)?|AFP|EPA|TASS|PTI|ANI|SWNS|BBC|ITV(?: News)?|CNN|"
    r"Reuters|Alamy(?: Live News| Stock Photo)?|Getty(?: Images)?|Shutterstock|Bloomberg|Rex|"
    r"iStock|Pixabay|Unsplash|Flickr|Crown Copyright|MOD|Ministry of Defence|Handout|Supplied|File"
)
_REPORTER = r"(?:Correspondent|Editor|Reporter|Presenter|Producer|Newscaster|Anchor)\b"

_CREDIT_TAIL = re.compile(
    r"\((?i:Picture|Image|Photo|Photograph|Pic|Credit|Video|Source|Graphic)s?\b[^()]{0,80}\)\W*$"
    r"|(?:^|\W )(?:Credit|CREDIT|Picture|Photo|Photograph|Image)s?(?: by)?: ?[^.!?]{2,80}\.?$"
    rf"|\((?:{_AGENCIES})(?:[ /,]+(?:{_AGENCIES}))*\)\W*$"
    rf"|\bvia (?:{_AGENCIES})\W*$"
)
_CREDIT_RUN = re.compile(r"\b(?:CREDIT|PICTURE BY|PHOTO BY)\b|ALAMY (?:LIVE NEWS|STOCK PHOTO)$")
# No credit lacks all of these, and looking for them first is far quicker; as for teasers below.
_OF_CREDIT = ("(", ":", "via ", "CREDIT", " BY", "ALAMY")
_CREDIT_ALONE = re.compile(
    rf"(?:[A-Z]\w+ [A-Z]\w+ ?/ ?)?(?:{_AGENCIES})(?:/\w+)?\.?$", re.IGNORECASE
)
_BYLINE = re.compile(
    r"(?:By|Words by|Reporting by|Edited by|Written by) "
    r"[A-Z][\w.'’-]+(?:,? (?:and |of |for |in |the )?[A-Z][\w.'’@-]+){0,12}\.?$"
)
_TEASER = re.compile(
    r"^(?:Watch|Listen to|See|Hear|View)\b.{0,100}?"
    r"(?:['’]s?\s+(?:full )?(?:report|interview|analysis|film|speech|explainer)"
    r"|\b(?:video|clip|interview|footage|episode|podcast|ad)\b)"
    rf"|\b{_REPORTER} [A-Z]\S+(?: [A-Z]\S+){{0,3}} "
    r"(?:reports|explains|has|brings|looks|speaks|asks)\b"
    r"|^[A-Z]\S+(?: [A-Z]\S+){1,3} reports (?:from|on|for)\b",
)
_ANNOUNCING = ("Watch", "Listen to", "See", "Hear", "View")
_OF_TEASER = (" reports ", "Correspondent", "Editor", "Reporter", "Presenter", "Producer",
              "Newscaster", "Anchor")  # fmt: skip
_ENDS = re.compile(r"[.!?…][\"'”’)\]]*$")
_NOTICE = re.compile(
    r"^(?:advertisement|sponsored(?: content)?|share (?:this|on)\b.*|read more\b.*|"
    r"more on this\b.*|related(?: (?:articles?|stories|topics?|links?|content))?:?|see also\b.*|"
    r"sign up (?:to|for|here)\b.*|subscribe (?:to|for|now|here|today)\b.*|"
    r"follow (?:us|him|her|[\w .'-]{2,40}) on "
    r"(?:twitter|x|facebook|instagram|linkedin|youtube|bluesky)\b.*|"
    r"click here\b.*|download (?:our|the) app\b.*|"
    r"(?:©|\(c\)|copyright\b).{0,120}|all rights reserved\b.*|continue reading\b.*|"
    r"story continues\b.*|this (?:article|story|page) "
    r"(?:was (?:first|originally) published|has been (?:corrected|updated))\b.*|"
    r"(?:first )?(?:published|posted|updated|last (?:updated|modified))(?: (?:on|at))?:? "
    r".{0,60}\d.{0,30}|"
    r"\d+ (?:comments?|shares?|min(?:ute)?s? read)|(?:tap|scroll|swipe) (?:to|for)\b.*|"
    r"(?:we|this site) uses? cookies\b.*|have (?:you got )?a (?:story|tip)\b.*\?.*|"
    r"abstract\.?|full text\.?|summary\.?|transcript\.?|key points:?|photos?\.?|images?\.?|"
    r"video\.?)$",
    re.IGNORECASE,
)
_CODE = re.compile(
    r"^(?:[.#@][\w-]+(?:,\s*[.#]?[\w-]+)*\s*\{|\}|-?[a-z-]+\s*:\s*[^;]{1,60};|</?\w+[^>]*>)\s*$"
)
_MANY_CAPITALS = 0.25  # share of the letters
_ORDERS = ("Watch ", "Listen ", "See ", "Hear ", "View ")
_SHORT_LINE = 200  # characters; notices and teasers are short, paragraphs about them are not


class Line(NamedTuple):
    """A line and what a rule may need to know of its surroundings.

    Attributes:
        text: The line without surrounding white space; never empty.
        early: It stands among the first few lines, before the story has begun.
        seen: The same line stood earlier in the text.
    """

    text: str
    early: bool
    seen: bool


def is_repeated(line: Line) -> bool:
    """Tell whether the line already stood in the text."""
    return line.seen


def is_credit(line: Line) -> bool:
    """Tell whether the line is a picture's caption or credit: ``… (Picture: Alamy).``."""
    text = line.text
    if _CREDIT_ALONE.match(text):
        return True
    if len(text) > 2 * _SHORT_LINE or not any(sign in text for sign in _OF_CREDIT):
        return False
    return bool(
        _CREDIT_TAIL.search(text) or (_CREDIT_RUN.search(text) and _capitals(text) > _MANY_CAPITALS)
    )


def is_truncated_standfirst(line: Line) -> bool:
    """Tell whether the line is a lead cut short by dots, as overview pages print it."""
    cut = line.text.endswith(("...", "…", "[…]", "[...]"))
    return cut and line.early and len(line.text) <= _SHORT_LINE


def is_teaser(line: Line) -> bool:
    """Tell whether the line announces a film or a report: ``Watch …'s report from …``."""
    text = line.text
    if len(text) > _SHORT_LINE or not (
        text.startswith(_ANNOUNCING) or any(word in text for word in _OF_TEASER)
    ):
        return False
    return bool(_TEASER.search(text)) and _unfinished(text)


def is_byline(line: Line) -> bool:
    """Tell whether the line only names its authors: ``By Jane Smith``."""
    return len(line.text) <= _SHORT_LINE and bool(_BYLINE.match(line.text))


def is_notice(line: Line) -> bool:
    """Tell whether the line is furniture of the page: sharing, cookies, copyright, dates."""
    return len(line.text) <= _SHORT_LINE and bool(_NOTICE.match(line.text))


def is_code(line: Line) -> bool:
    """Tell whether the line is left-over style sheet, script or markup."""
    return bool(_CODE.match(line.text))


RULES: tuple[tuple[str, Callable[[Line], bool]], ...] = (
    ("repeated", is_repeated),
    ("caption or credit", is_credit),
    ("truncated standfirst", is_truncated_standfirst),
    ("teaser", is_teaser),
    ("byline", is_byline),
    ("page furniture", is_notice),
    ("left-over markup", is_code),
)


def reason_to_drop(line: Line) -> str | None:
    """Return the name of the first rule that drops the line, or None to keep it."""
    return next((name for name, applies in RULES if applies(line)), None)


def _unfinished(text: str) -> bool:
    """Tell whether the text lacks a sentence's end, or is an order to look at something."""
    return not _ENDS.search(text) or text.startswith(_ORDERS)


def _capitals(text: str) -> float:
    letters = [c for c in text if c.isalpha()]
    return sum(c.isupper() for c in letters) / max(1, len(letters))
