"""The indirect and mixed statements of one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.quotes.attribution import Attribution, kind_of
from corpus.quotes.contents import content_of
from corpus.quotes.headlines import headline_statement
from corpus.quotes.outlets import is_outlet
from corpus.quotes.phrases import phrase_after

if TYPE_CHECKING:
    from corpus.quotes.contents import Content
    from corpus.quotes.cues import Cue
    from corpus.quotes.tokens import Tokens

_SPOKEN = frozenset(("say", "tell", "write", "add", "tweet"))


def find_statements(tokens: Tokens, number: int, cues: list[Cue]) -> list[Attribution]:
    """Return what the cues of a sentence report, from left to right.

    A cue that stands inside an earlier content is part of what was said there.
    """
    sentence = tokens.sentences[number]
    found: list[Attribution] = []
    reached = sentence.start
    closing = _closing(tokens, number, cues)
    if closing is not None:
        last, whole = closing
        found.append(_attribution(tokens, number, last, whole))
        reached = last.end
    headline = None if found else headline_statement(tokens, number)
    if headline is not None:
        return [headline]
    for place, cue in enumerate(cues):
        if cue.start < reached or cue.subject is None or not _reports(cue):
            continue
        if _is_published(tokens, cue, cues[0]):
            continue
        content = content_of(tokens, sentence, cue, _ender(tokens, cues, place))
        if content is None or not _is_free(content, found):
            continue
        found.append(_attribution(tokens, number, cue, content))
        if content.how != "accord" or content.parts[-1][1] > cue.start:
            reached = max(reached, content.parts[-1][1])
    return found


def _closing(tokens: Tokens, number: int, cues: list[Cue]) -> tuple[Cue, Content] | None:
    """Return the cue at the end that reports the whole sentence before it: ", she said."."""
    sentence = tokens.sentences[number]
    for cue in reversed(cues):
        if cue.shape in {"gerund", "noun", "infinitive"} or not _reports(cue):
            continue
        if tokens.tags[cue.start - 1] == "H" or _is_after_inversion(cue, cues):
            continue
        if cue is cues[0]:
            return None
        if _opens(tokens, cues[0]):
            return None
        if _is_published(tokens, cue, cues[0]):
            return None
        content = content_of(tokens, sentence, cue, None)
        if content is None or content.how not in {"tail", "accord"}:
            return None
        return (cue, content) if content.parts[0][0] < cues[0].start else None
    return None


def _is_published(tokens: Tokens, cue: Cue, first: Cue) -> bool:
    """Tell whether "according to Interfax" or ", the Times reported" only says where it stood."""
    reports = cue.word is not None and cue.word.lemma == "report"
    if not (reports or cue.shape == "accord") or first is cue:
        return False
    if cue.subject is None or not is_outlet(tokens, cue.subject.phrase):
        return False
    spoken = first.word is not None and first.word.lemma in _SPOKEN
    return spoken and first.shape in {"finite", "inverted"} and first.subject is not None


def _is_after_inversion(cue: Cue, cues: list[Cue]) -> bool:
    """Tell whether "said X" stands before a cue and has taken what is further to the left."""
    return any(other.shape == "inverted" and other.verb < cue.start for other in cues)


def _is_reporting(cue: Cue) -> bool:
    return cue.word is not None and bool(cue.word.classes & {"say", "tell", "ask", "judge"})


def _opens(tokens: Tokens, cue: Cue) -> bool:
    """Tell whether a cue reports a clause with "that", which no later cue then swallows."""
    return cue.shape == "finite" and tokens.words[cue.end : cue.end + 1] == ["that"]


def _reports(cue: Cue) -> bool:
    if cue.word is None:
        return True
    return bool(cue.word.classes & {"say", "tell", "ask", "judge", "evidence"})


def _is_free(content: Content, found: list[Attribution]) -> bool:
    taken = [part for statement in found for part in statement.parts]
    return not any(a < d and c < b for a, b in content.parts for c, d in taken)


def _ender(tokens: Tokens, cues: list[Cue], place: int) -> Cue | None:
    """Return the first later cue that starts a clause of its own."""
    for cue in cues[place + 1 :]:
        if _ends_content(tokens, cue, cues[place]) or _owns_quotation(tokens, cue, cues[place]):
            return cue
    return None


def _owns_quotation(tokens: Tokens, cue: Cue, earlier: Cue) -> bool:
    """Tell whether a quotation follows a later cue with its own source, a comma or colon between.

    As in "She said he left but Bob Day told her: …".
    """
    at = cue.end
    if cue.shape != "finite" or cue.subject is None or cue.subject.phrase.start <= earlier.end:
        return False
    if cue.subject.how not in {"near", "apposed"}:
        return False
    if cue.word is not None and cue.word.classes & {"tell", "ask"}:
        phrase = phrase_after(tokens, at, len(tokens.tags))
        at = at if phrase is None else phrase.end
    return tokens.tags[at : at + 2] in ([",", "Q"], [":", "Q"])


def _ends_content(tokens: Tokens, cue: Cue, earlier: Cue) -> bool:
    """Tell whether a later cue is outside what an earlier one reports."""
    before = tokens.tags[cue.start - 1]
    if cue.shape == "gerund":
        return before in ",CQ"
    if cue.shape == "accord":
        return True
    if cue.shape != "finite" or cue.subject is None or not _is_reporting(cue):
        return False
    if cue.subject.how == "shared":
        return before in "C,A" and _same_subject(cue, earlier)
    if cue.subject.phrase.start < earlier.start:
        return before in ",-)Q" or _is_embedded(earlier)
    return _opens_clause(tokens, cue, earlier)


def _opens_clause(tokens: Tokens, cue: Cue, earlier: Cue) -> bool:
    """Tell whether a comma or conjunction stands before the subject of a later cue."""
    assert cue.subject is not None
    first = min(cue.subject.phrase.start, cue.start)
    while first - 1 > earlier.end and tokens.tags[first - 1] in "tAI":
        first -= 1
    if tokens.tags[first - 1] == ":":
        return True
    if tokens.tags[first - 1] in ",Q":
        return not _starts_with_condition(tokens, earlier)
    if tokens.tags[first - 1] == "C" and tokens.tags[cue.subject.phrase.head] == "R":
        return True
    return tokens.tags[first - 1] in "CS" and tokens.tags[first - 2] == ","


def _starts_with_condition(tokens: Tokens, cue: Cue) -> bool:
    """Tell whether the content starts with "that if …," so that its main clause is to come."""
    at = cue.end + 1 if tokens.words[cue.end : cue.end + 1] == ["that"] else cue.end
    if tokens.words[at : at + 1] == ["as"]:
        return False
    return tokens.tags[at : at + 1] in (["S"], ["I"])


def _is_embedded(cue: Cue) -> bool:
    """Tell whether a cue stands in a relative clause or an infinitive."""
    relative = cue.subject is not None and cue.subject.how == "relative"
    return relative or cue.shape in {"infinitive", "gerund"}


def _same_subject(cue: Cue, earlier: Cue) -> bool:
    if cue.subject is None or earlier.subject is None:
        return False
    return cue.subject.phrase.head == earlier.subject.phrase.head


def _attribution(tokens: Tokens, number: int, cue: Cue, content: Content) -> Attribution:
    return Attribution(
        kind=kind_of(tokens, content.parts),
        parts=list(content.parts),
        sentence=number,
        rule=f"statement-{content.how}-{cue.shape}-{cue.subject.how if cue.subject else 0}",
        cue=cue,
        subject=cue.subject,
        addressee=content.addressee,
    )
