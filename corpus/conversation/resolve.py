"""Follow-ups resolved: "and what did he say about Nato?" becomes a question that stands alone.

Each rule looks at the message and the exchange before it and either makes a whole question or
passes on to the next rule. What no rule takes is a question of its own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.conversation.people import named_alone
from corpus.conversation.smalltalk import small_talk
from corpus.conversation.turns import Act, Understood, core
from corpus.question import Kind
from corpus.quotations import Gender
from corpus.terms import content_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from corpus.conversation.people import Somebody
    from corpus.conversation.turns import Turn

    Rule = Callable[[str, Turn], Understood | None]

_LEAD = re.compile(
    r"^\W*(?:(?:and|so|but|also|then|well|ok(?:ay)?|oh|please|hey|hi|hello|now)\b[\s,]*)+", re.I
)
_GOES_ON = re.compile(r"^\W*(?:and|so|but|or|also|then)\b", re.I)
_MORE = re.compile(
    r"(?:(?:show |tell |give )?(?:me )?(?:some )?more(?: please| of (?:that|those|these)| answers"
    r"| sentences)?|any ?more|anything (?:else|more)|what else|go on|continue|next(?: page)?)",
    re.I,
)
_CONTEXT = re.compile(
    r"(?:can (?:i|you) )?(?:show |see |give )?(?:me )?(?:it |that |this )?(?:in )?"
    r"(?:the |its |some )?(?:whole |full |more )?(?:context|surroundings)"
    r"(?: of (?:that|this|it))?(?: please)?"
    r"|what(?:'s|\u2019s| is| was) the context",
    re.I,
)
_BARE = re.compile(
    r"(?P<ask>why|when|where|how|how come|how many|how much|how long|since when|what for"
    r"|by whom|who by)"
    r"(?: exactly| so| not)?"
    r"(?: (?:is|was|were|did|does|do|are|would|will|has|had|will))?"
    r"(?: (?:that|it|this|he|she|they|so|those))*"
    r"(?: (?:be|happen(?:ed)?|say (?:that|so|it|this)|said(?: (?:that|so|it|this))?"
    r"|do (?:that|it|this|so)|think (?:that|so)|start(?:ed)?|end(?:ed)?|take place|announced"
    r"|reported))?",
    re.I,
)
_ASK_AS = {"how come": "Why", "what for": "Why", "by whom": "Who", "who by": "Who"}
_SAID_THAT = re.compile(
    r"(?:who|whose words)(?: (?:is|was|were|are))?(?: (?:it|that|this|he|she|they))?"
    r"(?: (?:said|says|say)(?: (?:that|this|it|so))?)?",
    re.I,
)
_ELSE = re.compile(
    r"(?:(?:did |has |is |was )?(?:who|any(?:one|body)|some(?:one|body)|what other people) else"
    r"|who other)(?P<rest>.*)",
    re.I,
)
_SPOKE = re.compile(
    r"\s*(?:(?:has |have |did )?(?:said|says|say|spoke|speak|spoken|comment(?:ed)?)"
    r"(?: (?:something|anything|so|it))?)?"
    r"(?: (?:about|on) (?:it|that|this))?(?: (?:that|this|it))?",
    re.I,
)
_WHAT_ABOUT = re.compile(r"(?:(?:what|how) about|and|about|on|or) (?P<what>.+)", re.I)
_ASKS = re.compile(
    r"(?:who|what|when|where|which|why|how|is|are|was|were|do|does|did|has|have|had|can|could|will"
    r"|would|should|tell|show|give|find|list|name)\b",
    re.I,
)
_PREPOSITION = re.compile(r"^(?:to|in|for|from|with|of|at|by|against|near|into)\b", re.I)
_NAME_RUN = re.compile(r"[A-Z][\w'\u2019-]*(?:\s+[A-Z][\w'\u2019-]*)*$")
_PRONOUN = re.compile(
    r"\b(?:(?P<male>he|him)|(?P<his>his)|(?P<female>she)|(?P<her>her)|(?P<they>they|them)"
    r"|(?P<their>their))\b",
    re.I,
)
_OBJECT_AHEAD = re.compile(
    r"\s*(?:$|[?.!,]|(?:about|on|to|in|say|said|at|for|with|that|and)\b)", re.I
)
_THING = re.compile(
    r"\b(?P<thing>it|that(?=\W*$|\s+(?:is|was|mean|means|happen|happened|true)\b)"
    r"|this(?=\W*$|\s+(?:is|was|mean|means|happen|happened|true)\b))(?!['\u2019])\b",
    re.I,
)
_THING_BEHIND = re.compile(
    r"\b(?:did|does|do|has|have|will|would|could|can)\s+(?P<thing>that|this)\b", re.I
)
_WHAT_ELSE = re.compile(r"\b(?P<word>what|who|where|when)\s+else\b", re.I)
_QUOTED_WORDS = 12
_LONGEST_ELLIPSIS = 6  # words
_ENOUGH = 2  # content words from which a question with "it" stands alone
_ASIDE = re.compile(r"[\"“”«»].*[\"“”«»]", re.DOTALL)


def understand(text: str, last: Turn | None = None) -> Understood:
    """Return what a message means, given the exchange before it.

    Args:
        text: What was typed, mentions of the bot taken out.
        last: The exchange before; None at the beginning, or when that is long ago.
    """
    plain = " ".join(text.split())
    message = _bare(_LEAD.sub("", plain)) or _bare(plain)
    if last is not None:
        found = _resolved(message, last, goes_on=bool(_GOES_ON.match(plain)))
        if found is not None:
            return found
    talk = small_talk(plain)
    if talk is not None:
        return Understood(talk)
    if last is None and (_MORE.fullmatch(message) or _CONTEXT.fullmatch(message)):
        return Understood(Act.NOTHING)
    return Understood(Act.ASK, _LEAD.sub("", plain) or plain)


def _resolved(message: str, last: Turn, *, goes_on: bool) -> Understood | None:
    for rule in _RULES:
        said = f"and {message}" if goes_on and rule is _ellipsis else message
        found = rule(said, last)
        if found is not None:
            return found
    return None


def _bare(text: str) -> str:
    return text.strip(" \t?!.,;:…")


def _about(
    last: Turn, *, speaker: Somebody | None = None, topic: str | None = None
) -> tuple[str, ...]:
    who = speaker or last.speaker
    what = last.topic if topic is None else topic
    named = (who.name if who else "", what)
    return tuple(part for part in dict.fromkeys(named) if part)


def _more(message: str, last: Turn) -> Understood | None:
    return Understood(Act.MORE, about=_about(last)) if _MORE.fullmatch(message) else None


def _context(message: str, last: Turn) -> Understood | None:
    return Understood(Act.CONTEXT, about=_about(last)) if _CONTEXT.fullmatch(message) else None


def _bare_question(message: str, last: Turn) -> Understood | None:
    """Resolve "why?", "when was that?": the same thing, asked otherwise."""
    match = _BARE.fullmatch(message)
    if match is None:
        return None
    ask = _ASK_AS.get(match["ask"].lower(), match["ask"].capitalize())
    subject = _whole_core(last)
    if not subject:
        return None
    about = _about(last) if last.is_about_words else (subject,)
    if last.is_about_words and last.speaker:
        verb = f"did {last.speaker.name} say something"
        subject = f"{verb} about {last.topic}" if last.topic else f"{verb}"
    return Understood(Act.ASK, f"{ask} {subject}?", about, stays=True)


def _whole_core(last: Turn) -> str:
    return core(last.question) or " ".join(_about(last))


def _who_said_that(message: str, last: Turn) -> Understood | None:
    """Resolve "who said that?": the slice that was shown."""
    if not last.shown or not _SAID_THAT.fullmatch(message):
        return None
    words = " ".join(last.shown.split()[:_QUOTED_WORDS]).strip(" \"'“”‘’.,;:")
    words = re.sub('["“”«»]', "", words)
    return Understood(Act.ASK, f"Who said “{words}”?", (f"“{words}”",))


def _who_else(message: str, last: Turn) -> Understood | None:
    match = _ELSE.fullmatch(message)
    if match is None:
        return None
    rest = match["rest"].strip()
    if not _SPOKE.fullmatch(match["rest"]):
        return Understood(Act.ASK, f"Who {rest}?", _about(last, topic=rest), skips_shown=True)
    if last.kind is Kind.FACT and not rest:
        asks_who = re.match(r"who\b", last.question, re.I)
        question = last.question if asks_who else f"Who {_whole_core(last)}?"
        return Understood(Act.ASK, question, _about(last), skips_shown=True)
    topic = last.topic or (last.speaker.name if last.speaker else "")
    return Understood(Act.ASK, f"Who said something about {topic}?", (topic,), skips_shown=True)


def _ellipsis(message: str, last: Turn) -> Understood | None:
    """Resolve "and about Nato?", "what about Truss?": the same asked of another."""
    match = _WHAT_ABOUT.fullmatch(message)
    what = match["what"] if match else message
    is_short = len(what.split()) <= _LONGEST_ELLIPSIS
    if not is_short or _ASKS.match(what) or _PRONOUN.search(what) or not content_words(what):
        return None
    somebody = named_alone(what, last.known)
    if somebody is not None:
        return _with_person(somebody, last)
    if match is None and not _PREPOSITION.match(message):
        return None
    return _with_topic(re.sub(r"^(?:about|on)\s+", "", what, flags=re.I), last)


def _with_person(somebody: Somebody, last: Turn) -> Understood:
    about = _about(last, speaker=somebody)
    if last.is_about_words:
        ending = f" about {last.topic}?" if last.topic else "?"
        return Understood(Act.ASK, f"What did {somebody.name} say{ending}", about)
    if last.speaker and last.speaker.name in last.question:
        question = last.question.replace(last.speaker.name, somebody.name)
        return Understood(Act.ASK, question, about)
    if last.speaker and (
        found := re.search(rf"\b{re.escape(last.speaker.surname)}\b", last.question, re.I)
    ):
        question = last.question[: found.start()] + somebody.name + last.question[found.end() :]
        return Understood(Act.ASK, question, about)
    return Understood(Act.ASK, f"{somebody.name} {last.topic}".strip() + "?", about)


def _with_topic(what: str, last: Turn) -> Understood:
    if last.is_about_words:
        about = _about(last, topic=what)
        if last.speaker and last.kind is not Kind.WHO_SAID:
            return Understood(Act.ASK, f"What did {last.speaker.name} say about {what}?", about)
        return Understood(Act.ASK, f"Who said something about {what}?", (what,))
    asked = _bare(last.question)
    bare = _PREPOSITION.sub("", what).strip()
    end = _NAME_RUN.search(asked)
    if end and (bare[:1].isupper() or _PREPOSITION.match(what)):
        question = f"{asked[: end.start()]}{bare}?"
    else:
        question = f"{asked} {what}?"
    return Understood(Act.ASK, question, (core(question),))


def _pronouns(message: str, last: Turn) -> Understood | None:
    """Put the name of whoever is meant in the place of a pronoun."""
    outside = _ASIDE.sub(lambda match: " " * len(match.group()), message)
    question, done = "", 0
    meant: dict[str, Somebody] = {}
    for match in _PRONOUN.finditer(outside):
        somebody = _meant(match, last, meant)
        if somebody is not None:
            question += message[done : match.start()] + _named(match, somebody, message)
            done = match.end()
    if not meant:
        return None
    question, skips = _without_else(f"{question}{message[done:]}?")
    first = next(iter(meant.values()))
    topic = _topic_of(question, first)
    return Understood(Act.ASK, question, _about(last, speaker=first, topic=topic), skips)


def _meant(match: re.Match[str], last: Turn, meant: dict[str, Somebody]) -> Somebody | None:
    """Return whom a pronoun means: "he" and "his" the same man, "him" another one."""
    role = "object" if match.group().lower() in {"him", "them"} else "subject"
    if role in meant:
        return meant[role]
    taken = set(meant.values())
    everyone = [p for p in (last.speaker, *last.people) if p is not None and p not in taken]
    found = next(iter(everyone), None)
    if not (match["they"] or match["their"]):
        gender = Gender.FEMALE if match["female"] or match["her"] else Gender.MALE
        certain = (p for p in everyone if p.gender is gender)
        possible = (p for p in everyone if p.gender is Gender.UNKNOWN and p.is_person)
        found = next(certain, None) or next(possible, None)
    if found is not None:
        meant[role] = found
    return found


def _named(match: re.Match[str], somebody: Somebody, message: str) -> str:
    owns = match["his"] or match["their"]
    owns = owns or (match["her"] and not _OBJECT_AHEAD.match(message, match.end()))
    return f"{somebody.name}'s" if owns else somebody.name


def _topic_of(question: str, somebody: Somebody) -> str:
    return core(_WHAT_ELSE.sub(r"\g<word>", question), without=[somebody])


def _without_else(question: str) -> tuple[str, bool]:
    shorter = _WHAT_ELSE.sub(r"\g<word>", question)
    return shorter, shorter != question


def _things(message: str, last: Turn) -> Understood | None:
    """Put what it was about in the place of "it", where the question says too little alone."""
    match = _THING.search(message) or _THING_BEHIND.search(message)
    if match is None or not last.topic or len(content_words(message)) > _ENOUGH:
        return None
    start, end = match.span("thing")
    question = f"{message[:start]}{last.topic}{message[end:]}?"
    return Understood(Act.ASK, question, (last.topic,), stays=True)


def _what_else(message: str, last: Turn) -> Understood | None:
    """Resolve "what else did Wallace say?": the same, without what was shown."""
    question, skips = _without_else(message)
    if not skips:
        return None
    return Understood(Act.ASK, f"{question}?", _about(last), skips_shown=True)


_RULES: tuple[Rule, ...] = (
    _more,
    _context,
    _bare_question,
    _who_said_that,
    _who_else,
    _pronouns,
    _ellipsis,
    _what_else,
    _things,
)
