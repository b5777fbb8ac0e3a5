"""How a quotation is described in words, the same on every door."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.services.harmless import one_line
from corpus.asking import said_question
from corpus.matching import Degree
from corpus.quotations import Kind, Polarity, Resolution

if TYPE_CHECKING:
    from bot.services.quoting.models import Found, Quoted, Said

UNKNOWN = "speaker unknown"
SURE_FROM = 0.76  # measured precision of a rule below which a name is only a guess
VERDICTS = {
    Degree.EXACT: "Exactly so.",
    Degree.ALTERED: "Altered: not quite these words.",
    Degree.NEAR: "Only near.",
    Degree.NONE: "Nobody is quoted saying that.",
}
_KINDS = {
    Kind.DIRECT: "direct quotation",
    Kind.INDIRECT: "reported statement",
    Kind.MIXED: "reported statement with quoted words",
}
_POLARITIES = {
    Polarity.DENIED: "denied",
    Polarity.QUESTIONED: "asked",
    Polarity.REFUSED: "refused",
}
_LONGEST = 80
_TOPICS = 6


def polarity_of(quoted: Quoted) -> str | None:
    """Return the word that must stand before what is no assertion; None for an assertion."""
    return _POLARITIES.get(quoted.quote.polarity)


def found_how(quoted: Quoted) -> str:
    """Return how the speaker was found."""
    if quoted.is_corrected:
        return "put right by an owner"
    source = _short(quoted.slice(quoted.quote.source))
    return {
        Resolution.NAMED: "named in the sentence",
        Resolution.TITLE: f"by title: {source}",
        Resolution.PRONOUN: f"by pronoun: {source}",
        Resolution.CARRIED: "carried on from before",
        Resolution.GROUP: "not named in the article",
        Resolution.NONE: "nobody is named for it",
    }[quoted.quote.resolution]


def facts(quoted: Quoted) -> list[str]:
    """Return what is to be said of a quotation beside its words, each a short phrase."""
    quote = quoted.quote
    told = [_KINDS[quote.kind], found_how(quoted)]
    if quote.cue:
        told.insert(0, f"“{_short(quoted.slice(quote.cue))}”")
    if quote.addressee and not (quote.via and quote.via.overlaps(quote.addressee)):
        told.append(f"to {_short(quoted.slice(quote.addressee))}")
    if quote.via and not (quote.source and quote.source.overlaps(quote.via)):
        told.append(f"via {_short(quoted.slice(quote.via))}")
    if quote.in_headline:
        told.append("in the headline")
    return told


def speaker_of(quoted: Quoted) -> str:
    """Return the speaker's name as far as it is sure, with the polarity of what is no assertion."""
    name = " and ".join(map(one_line, (quoted.speaker or UNKNOWN, *quoted.others)))
    if quoted.speaker and not is_sure(quoted):
        name = f"perhaps {name}"
    polarity = polarity_of(quoted)
    return f"{name} {polarity}" if polarity else name


def is_sure(quoted: Quoted) -> bool:
    """Tell whether the speaker may be named without a "perhaps"."""
    return quoted.is_corrected or quoted.quote.confidence >= SURE_FROM


def nothing(said: Said) -> str | None:
    """Return the sentence for a person who is not quoted on a topic; None for anybody else."""
    if said.answered or said.asks_who:
        return None
    if said.choices:
        return "Who is meant? " + ", ".join(known.person.name for known in said.choices) + "."
    if said.speaker is None:
        return f"Nobody called {one_line(said.by or '')} is quoted."
    return _nothing_on(said.speaker, said.about, said.topics)


def nothing_found(found: Found) -> str | None:
    """Return the sentence for a look-up that found nothing; None where something was found."""
    if found.quotes and not found.is_near:
        return None
    if found.asked.by and found.person is None:
        return f"Nobody called {one_line(found.asked.by)} is quoted."
    if found.person is None:
        return "No quotation meets that."
    return _nothing_on(found.person.name, found.asked.about or "", found.topics)


def _nothing_on(name: str, about: str, topics: tuple[str, ...]) -> str:
    on = f" on {one_line(about)}" if about else ""
    known = f"; {name} is quoted on: {', '.join(topics[:_TOPICS])}" if topics else ""
    return f"No quotation by {name}{on}{known}."


def unread_note(unread: int) -> str:
    """Return the sentence that says what could not be looked through yet; empty for nothing."""
    if not unread:
        return ""
    articles = "1 article" if unread == 1 else f"{unread:,} articles"
    return f"The quotations of {articles} are still being read."


def question_for(by: str | None, about: str | None) -> str:
    """Return a look-up as the question that asks for the same."""
    if by:
        return f"What did {by} say about {about}?" if about else f"What has {by} said?"
    return f"Who said something about {about}?" if about else "Who said something?"


def question_of(name: str, question: str) -> str:
    """Return a question about somebody's words with the name of the one who was meant."""
    said = said_question(question)
    return question_for(name, said.words if said else None)


def _short(text: str | None) -> str:
    line = one_line(text or "")
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
