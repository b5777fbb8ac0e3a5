"""Where the content of a cue starts and ends within its sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.quotes.bounds import content_end, trimmed_end
from corpus.quotes.finite import is_finite
from corpus.quotes.lists import words
from corpus.quotes.phrases import phrase_after, run_after
from corpus.quotes.tokenizing import pauses

if TYPE_CHECKING:
    from corpus.quotes.cues import Cue
    from corpus.quotes.tokens import Sentence, Tokens

_VENUES = words("grammar", "venues")
_CLAUSE_STARTS = frozenset("HDRPN#QSWXOMV")
_INFINITIVE_LEMMAS = words("grammar", "infinitive_lemmas")
_GERUND_LEMMAS = words("grammar", "gerund_lemmas")
_TRANSITIVE_LEMMAS = words("grammar", "transitive_lemmas")
_LONGEST_ASIDE = 25
_ADDRESSING = words("grammar", "addressing_lemmas")
_ABOUT_LEMMAS = words("grammar", "about_lemmas")
_NEVER_CONTENT = frozenset(("as", "since", "before", "after", "until", "while", "so", "whereas"))


@dataclass(frozen=True, slots=True)
class Content:
    """The tokens a cue reports.

    Attributes:
        parts: Token ranges in reading order; several where the cue parts them.
        how: Which shape of sentence it came from: head, tail, around, accord, noun.
        addressee: Tokens of the one spoken to.
    """

    parts: tuple[tuple[int, int], ...]
    how: str
    addressee: tuple[int, int] | None = None


def content_of(
    tokens: Tokens, sentence: Sentence, cue: Cue, following: Cue | None
) -> Content | None:
    """Return what a cue reports, or None when the sentence does not show it.

    Args:
        tokens: The article's tokens.
        sentence: Where the cue stands.
        cue: The cue.
        following: The next cue in the sentence that might end the content.
    """
    if cue.shape == "accord":
        return _accord_content(tokens, sentence, cue)
    if cue.shape == "noun":
        return _noun_content(tokens, sentence, cue)
    if cue.shape == "inverted":
        return _tail_content(tokens, sentence, cue, cue.start)
    if cue.subject is not None and _is_after_as(tokens, sentence, cue):
        return _as_content(tokens, sentence, cue)
    return _head_content(tokens, sentence, cue, following) or _tail(tokens, sentence, cue)


def _is_after_as(tokens: Tokens, sentence: Sentence, cue: Cue) -> bool:
    """Tell whether a cue stands in "as the Post reported,"."""
    assert cue.subject is not None
    start = cue.subject.phrase.start
    follows = tokens.tags[cue.end] if cue.end < sentence.end else "."
    return start > sentence.start and tokens.words[start - 1] == "as" and follows in ",.t"


def _as_content(tokens: Tokens, sentence: Sentence, cue: Cue) -> Content | None:
    assert cue.subject is not None
    start = cue.subject.phrase.start - 1
    if start == sentence.start:
        at = next((i for i in range(cue.end, sentence.end) if tokens.tags[i] == ","), sentence.end)
        end = trimmed_end(tokens, sentence.end, at)
        return Content(((at + 1, end),), "as") if at + 1 < end else None
    end = trimmed_end(tokens, start, sentence.start)
    if end <= sentence.start or tokens.tags[start - 1] != ",":
        return None
    return Content(((sentence.start, end),), "as")


def _tail(tokens: Tokens, sentence: Sentence, cue: Cue) -> Content | None:
    subject = cue.subject
    if subject is None or cue.shape not in {"finite", "passive"}:
        return None
    if subject.how not in {"near", "apposed"} or not _may_close(cue):
        return None
    return _tail_content(tokens, sentence, cue, min(subject.phrase.start, cue.start))


def _may_close(cue: Cue) -> bool:
    """Tell whether a verb may follow its content, as "said" may and "called" may not."""
    return cue.word is None or bool(cue.word.classes & {"say", "tell", "ask", "voice"})


def _head_content(
    tokens: Tokens, sentence: Sentence, cue: Cue, following: Cue | None
) -> Content | None:
    assert cue.word is not None
    high = trimmed_end(tokens, sentence.end, cue.end)
    start, addressee = content_start(tokens, cue, high)
    if start is None:
        start = _after_about(tokens, cue, high)
    if start is None:
        return None
    high = _intro_limit(tokens, sentence, cue, high)
    if cue.subject is not None and cue.subject.how == "relative":
        high = _relative_limit(tokens, start, high)
    end = content_end(tokens, cue, start, high, following)
    if end <= start:
        return None
    return Content(((start, end),), "head", addressee)


def _after_about(tokens: Tokens, cue: Cue, high: int) -> int | None:
    """Return the thing in "warned of the risk", "complained about the delay"."""
    assert cue.word is not None
    if cue.word.lemma not in _ABOUT_LEMMAS or cue.end + 1 >= high:
        return None
    return cue.end + 1 if tokens.words[cue.end] in {"of", "about", "against"} else None


def _relative_limit(tokens: Tokens, start: int, high: int) -> int:
    """Return the comma that closes "who said he was sorry," before the main verb."""
    comma = next((at for at in range(start + 1, high - 1) if tokens.tags[at] == ","), None)
    return high if comma is None or tokens.tags[comma + 1] not in "VXM" else comma


def _intro_limit(tokens: Tokens, sentence: Sentence, cue: Cue, high: int) -> int:
    """Return where "While he said he would," ends and the main clause begins."""
    first = sentence.start
    while first < cue.start and tokens.tags[first] in "CA":
        first += 1
    if tokens.tags[first] not in "SGE" or "," in tokens.tags[first : cue.start]:
        return high
    for at in range(cue.end, high):
        if tokens.tags[at] == "," and _starts_clause(tokens, at + 1, high):
            return at
    return high


def _starts_clause(tokens: Tokens, at: int, high: int) -> bool:
    phrase = phrase_after(tokens, at, high)
    if phrase is None or phrase.end >= high:
        return False
    end = phrase.end
    while end < high - 1 and tokens.tags[end] == "A":
        end += 1
    return is_finite(tokens, end, at) or tokens.tags[end] == "E"


def content_start(tokens: Tokens, cue: Cue, high: int) -> tuple[int | None, tuple[int, int] | None]:
    """Return the first token of what follows a cue, and the one addressed, if any."""
    assert cue.word is not None
    at = cue.end
    addressee = None
    if cue.shape != "passive" and (cue.word.classes & {"tell", "ask"} or cue.word.lemma == "write"):
        addressee = _addressee(tokens, at, high)
        if addressee is not None and addressee[1] >= high and not _needs_addressee(cue):
            addressee = None  # "promised a new country"
        at = addressee[1] if addressee else at
    at = _skip_venues(tokens, at, high)
    if at >= high:
        return None, addressee
    return (at if _starts_content(tokens, cue, at, high) else None), addressee


def _needs_addressee(cue: Cue) -> bool:
    """Tell whether what follows a verb is first of all whom it speaks to."""
    return cue.word is not None and cue.word.lemma in _ADDRESSING


def _addressee(tokens: Tokens, at: int, high: int) -> tuple[int, int] | None:
    if at >= high or tokens.tags[at] not in "DPNKR":
        return None
    if tokens.tags[at] == "R":
        return (at, at + 1) if tokens.words[at] in {"you", "it"} else None
    if tokens.tags[at] == "K":
        return at, at + 1
    phrase = phrase_after(tokens, at, high)
    if phrase is None or (phrase.end < high and is_finite(tokens, phrase.end, at)):
        return None
    return phrase.start, phrase.end


def _skip_venues(tokens: Tokens, at: int, high: int) -> int:
    """Pass "on Thursday", "in a statement", "to reporters" and commas around them."""
    for _ in range(6):
        if at >= high:
            break
        if tokens.tags[at] in "tA" and tokens.words[at] not in {"there", "only", "once"}:
            at += 1
        elif tokens.words[at] in {"last", "this", "earlier"} and tokens.tags[at + 1 : at + 2] == [
            "t"
        ]:
            at += 2
        elif tokens.words[at] in _VENUES and tokens.tags[at] in "IT":
            after = _venue_end(tokens, at + 1, high)
            if after is None:
                break
            at = after
        else:
            break
    if at + 1 < high and tokens.tags[at] in ",-":
        at = _past_aside(tokens, at, high)
    return at


def _venue_end(tokens: Tokens, at: int, high: int) -> int | None:
    end = at
    while end < high and tokens.tags[end] in "t#":
        end += 1
    if end > at:
        return end
    phrase = phrase_after(tokens, at, high)
    return None if phrase is None else phrase.end


def _past_aside(tokens: Tokens, at: int, high: int) -> int:
    """Return the "that" after ", in an interview," or "- on Twitter -"; else stay."""
    for index in range(at + 1, min(high, at + _LONGEST_ASIDE)):
        if tokens.tags[index] == "H" and (index == at + 1 or tokens.tags[index - 1] in ",-"):
            return index
        if tokens.tags[index] in "Q;:":
            break
    return at


def _starts_content(tokens: Tokens, cue: Cue, at: int, high: int) -> bool:
    """Tell whether the token after a cue and its venues opens what the cue reports."""
    assert cue.word is not None
    tag = tokens.tags[at]
    if tag in ",:-":
        return False
    if tag == "H":
        return True
    classes = cue.word.classes
    if "judge" in classes and not classes & {"say", "tell"}:
        return tag in "DRPN#QKSWGI" or (tag == "T" and cue.word.lemma in _INFINITIVE_LEMMAS)
    return bool(classes & {"say", "tell", "ask"}) and _starts_statement(tokens, cue, at, high)


def _starts_statement(tokens: Tokens, cue: Cue, at: int, high: int) -> bool:
    """Tell the same of a verb of saying, which reports a clause, a question or an infinitive."""
    assert cue.word is not None
    tag, word, lemma = tokens.tags[at], tokens.words[at], cue.word.lemma
    if word == "there":
        return True
    if tag == "I":
        return "say" in cue.word.classes and lemma not in _TRANSITIVE_LEMMAS and at == cue.end
    if tag == "G":
        return lemma in _GERUND_LEMMAS
    if tag == "T" or word == "not":
        return lemma in _INFINITIVE_LEMMAS
    if tag in "SW":
        return word not in _NEVER_CONTENT
    return tag in _CLAUSE_STARTS and _is_clause(tokens, cue, at, high)


def _is_clause(tokens: Tokens, cue: Cue, at: int, high: int) -> bool:
    """Tell whether a verb of its own follows, or the cue may report a thing."""
    assert cue.word is not None
    if cue.word.lemma not in _TRANSITIVE_LEMMAS or tokens.tags[at] == "Q":
        return True
    for index in range(at + 1, min(high, at + 30)):
        if is_finite(tokens, index, at):
            return True
        if tokens.tags[index] in "WHS;" and tokens.words[index] != "as":
            return False
    return False


def _tail_content(tokens: Tokens, sentence: Sentence, cue: Cue, at: int) -> Content | None:
    """Return the clause before ", she said", and what goes on after it."""
    low = sentence.start
    end = at
    while end > low and tokens.tags[end - 1] in "A":
        end -= 1
    if end <= low or tokens.tags[end - 1] not in ",-Q":
        return None
    end = trimmed_end(tokens, end, low)
    low = _after_colon(tokens, low, end)
    if end <= low:
        return None
    rest = _continuation(tokens, sentence, cue)
    alone = end - low == 1 and tokens.tags[low] == "Q"
    if alone and not pauses(tokens, low):
        return None
    starts_anew = alone or cue.shape == "inverted"
    if rest is not None and not (starts_anew and tokens.tags[rest[0]] != "Q"):
        return Content(((low, end), rest), "around")
    if not _is_statement(tokens, low, end):
        return None
    return Content(((low, end),), "tail")


def _after_colon(tokens: Tokens, low: int, end: int) -> int:
    """Start after the last colon, as in "Fallon fired back: …"."""
    return next((at + 1 for at in range(end - 2, low, -1) if tokens.tags[at] == ":"), low)


def _is_statement(tokens: Tokens, low: int, end: int) -> bool:
    """Tell whether a stretch before ", she said" can stand alone: it has a verb or a quotation."""
    first = tokens.tags[low]
    if first in "EG" and "Q" not in tokens.tags[low:end]:
        return False
    if first in "ISAt" and "," not in tokens.tags[low:end] and "Q" not in tokens.tags[low:end]:
        return False
    return any(tokens.tags[at] == "Q" or is_finite(tokens, at, low) for at in range(low, end))


def _continuation(tokens: Tokens, sentence: Sentence, cue: Cue) -> tuple[int, int] | None:
    """Return "to talk to Congress" in "It is his job, he said, to talk to Congress"."""
    at = _after_cue(tokens, cue, sentence.end)
    if at >= sentence.end or tokens.tags[at] not in ",-":
        return None
    at += 1
    high = trimmed_end(tokens, sentence.end, at)
    if at >= high or tokens.tags[at] in "G" or tokens.words[at] in {"who", "which", "according"}:
        return None
    if tokens.tags[at] == "Q" and high - at == 1:
        return None
    return at, high


def _after_cue(tokens: Tokens, cue: Cue, high: int) -> int:
    """Return the token after a cue with its inverted subject, addressee and venues."""
    if cue.shape == "inverted" and cue.subject is not None:
        at = cue.subject.apposition[1] if cue.subject.apposition else cue.subject.phrase.end
    else:
        at = cue.end
        if cue.word is not None and cue.word.classes & {"tell", "ask"}:
            addressee = _addressee(tokens, at, high)
            at = addressee[1] if addressee else at
    return _skip_venues(tokens, at, high)


def _accord_content(tokens: Tokens, sentence: Sentence, cue: Cue) -> Content | None:
    low = sentence.start
    assert cue.subject is not None
    if all(tokens.tags[at] in "AC" for at in range(low, cue.start)):
        return _after_accord(tokens, sentence, cue)
    end = trimmed_end(tokens, cue.start, low)
    if end <= low:
        return None
    after = _after_accord(tokens, sentence, cue)
    if after is not None and tokens.tags[end - 1] in "SCH":
        return after
    if after is not None and is_finite(tokens, after.parts[0][0], low):
        return Content(((low, end), *after.parts), "around")
    return Content(((low, end),), "accord")


def _after_accord(tokens: Tokens, sentence: Sentence, cue: Cue) -> Content | None:
    assert cue.subject is not None
    at = cue.subject.apposition[1] if cue.subject.apposition else cue.subject.phrase.end
    while at < sentence.end and tokens.tags[at] != ",":
        at += 1
    end = trimmed_end(tokens, sentence.end, at)
    return Content(((at + 1, end),), "accord") if at + 1 < end else None


def _noun_content(tokens: Tokens, sentence: Sentence, cue: Cue) -> Content | None:
    if cue.subject is None or tokens.words[cue.end : cue.end + 1] != ["that"]:
        return None
    end = trimmed_end(tokens, sentence.end, cue.end)
    return Content(((cue.end, end),), "noun") if end - cue.end > 1 else None


def leading_phrase(tokens: Tokens, sentence: Sentence) -> tuple[int, int] | None:
    """Return the phrase that a sentence starts with, if it starts with one."""
    phrase = run_after(tokens, sentence.start, sentence.end)
    return None if phrase is None else (phrase.start, phrase.end)
