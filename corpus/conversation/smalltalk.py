"""Messages that ask nothing: greetings, thanks, calls for help."""

from __future__ import annotations

import re

from corpus.conversation.turns import Act
from corpus.terms import tokens

_NOISE = re.compile(r"[^\w\s?']+")
_ENDING = r"(?:\s+(?:there|all|everyone|everybody|bot|attribune|again|friend|mate|folks|you))*"
_SHAPES = (
    (
        Act.GREETING,
        rf"(?:hi+|hello+|hey+|hiya|howdy|yo|greetings|good (?:morning|afternoon|evening|day|night)"
        rf"|morning|evening|bye|goodbye|see you|how are you(?: doing)?){_ENDING}",
    ),
    (
        Act.THANKS,
        r"(?:ok |okay |great |cool |perfect |many )?(?:thanks?|thank you|thx|ty|cheers|ta)"
        r"(?: (?:a lot|so much|very much|you|again|bot|for that|that's? (?:great|helpful)))*",
    ),
    (
        Act.HELP,
        r"\?*|help(?: me)?(?: please)?|commands?|what can (?:you|i) (?:do|ask)(?: you)?"
        r"(?: for me)?|how (?:do|does|can) (?:you|this|i use (?:you|this)|it) ?(?:work)?"
        r"|who are you|what are you|what is this",
    ),
    (
        Act.NOTHING,
        r"(?:ok(?:ay)?|yes|yeah|yep|no|nope|nah|lol|lmao|haha\w*|hmm+|oh|ah|wow|cool|nice|great"
        r"|good|good bot|bad bot|perfect|awesome|interesting|sure|right|wrong|true|i see|never mind"
        r"|nevermind|nm|test|ping|stop|sorry|please|really|brilliant|well done|got it|agreed)"
        r"(?: (?:then|one|bot|job|lol|haha))*",
    ),
)
_COMPILED = tuple((act, re.compile(shape)) for act, shape in _SHAPES)


def small_talk(text: str) -> Act | None:
    """Return what a message wants that asks nothing of the articles; None for any other."""
    plain = " ".join(_NOISE.sub(" ", text.lower().replace("\u2019", "'")).split())
    bare = plain.rstrip("?").strip()
    if text.strip() and not plain:
        return Act.NOTHING
    for act, shape in _COMPILED:
        if shape.fullmatch(plain) or (bare and act is not Act.NOTHING and shape.fullmatch(bare)):
            return act
    return None if tokens(text) else Act.NOTHING
