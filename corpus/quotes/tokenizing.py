"""Cut an article into words, tags and sentences; each quotation is one token."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from corpus.models import Span
from corpus.quotations import Skipped
from corpus.quotes.lexicon import (
    ABBREVIATIONS,
    BEFORE_NAME,
    CLITICS,
    CLOSED,
    CUE_WORDS,
    GROUP_ROLES,
    TAGS,
    guess,
)
from corpus.quotes.lists import words
from corpus.quotes.marks import find_marks, trimmed
from corpus.quotes.settle import settle
from corpus.quotes.tokens import Sentence, Tokens
from corpus.quotes.works import is_nickname, is_title

if TYPE_CHECKING:
    from corpus.quotes.marks import Mark

_LINE = re.compile(r"[^\n]+")
# Case is told apart but where it says otherwise: ignoring it everywhere takes a third longer.
_TOKEN = re.compile(
    r"[^\W\d_](?:\.(?:[^\W\d_]\.)+"
    r"|[\w\u00ad]*(?:(?:-|['’](?!(?i:s|ll|ve|re|d|m)\b)|&(?=\w)|/(?=\w)|\.(?=(?i:[a-z]{2,4})\b))\w+)*)"
    r"|[$£€]?\d+(?:[.,:/-]\d+)*(?:%|(?:-(?i:[a-z])+)+|(?i:[a-z]{1,2})\b)?"
    r"|\([^()\n]{1,40}\)"
    r"|['’](?i:s|ll|ve|re|d|m)\b|['’](?=\s)"
    r"|\.{2,}|--+|\S"
)
_LABEL = re.compile(r"(?:[A-Z][A-Z.'’-]+ ?){1,4}:|(?:[A-Z][\w.'’-]+ ){1,2}[A-Z][\w.'’-]+:(?= )")
_DASHES = frozenset("-–—―‒")
_OPENING = {"(": "(", "[": "(", "{": "("}
_CLOSING = {")": ")", "]": ")", "}": ")"}
_ENDS = frozenset(".?!…")
_STARTERS = frozenset("DRASCIWX")
_BEFORE_CUE = frozenset("DRPNOtA#I")
_AFTER_CUE = frozenset(".,")
_AFTER_ASKING = frozenset("ItADPKSTN")
_LOOKAHEAD = 9
_LONG_QUOTATION = 5
_OPENING_CUES = frozenset(("said", "says", "added", "wrote", "tweeted"))
_LOWER_ABBREVIATIONS = words("abbreviations", "lower")
_AFTER_NAME = frozenset("PVEXMO,YC")
_CLOSERS = frozenset("\"'”’‘“)] \u00a0")
_SHORTEST_TITLE = 4
_LONGEST_TITLE = 30
_SHORT_MONTH = 4
_LONGEST_SENTENCE = 250
_MOST_KNOWN = 200_000
_JOINED = frozenset(".\u00ad")


def read(text: str, headline: Span | None = None) -> Tokens:
    """Return the tokens and sentences of an article."""
    tokens = Tokens(text)
    for match in _LINE.finditer(text):
        if match.group().isspace():
            continue
        span = Span(match.start(), match.end())
        tokens.paragraphs.append(span)
        _read_paragraph(tokens, span, in_headline=headline is not None and headline.overlaps(span))
    return tokens


def _read_paragraph(tokens: Tokens, span: Span, *, in_headline: bool) -> None:
    marks, skipped = find_marks(tokens.text, span.start, span.end)
    tokens.skipped += skipped
    first = len(tokens.words)
    at = span.start
    for found in marks:
        _read_words(tokens, at, found.outer.start, first)
        at = found.outer.end
        if is_nickname(tokens, found, first):
            _append(tokens, found.inner.of(tokens.text).lower(), "P", *_edges(found))
            continue
        if is_title(tokens, found.inner, first):
            tokens.skipped.append(Skipped(found.outer.start, "the title of a work"))
            _append(tokens, "", "P", found.outer.start, found.outer.end)
            _append_pause(tokens, found)
            continue
        mark = _without_label(tokens, found, first)
        tokens.marks[len(tokens.words)] = mark
        _append(tokens, "", "Q", mark.outer.start, mark.outer.end)
    _read_words(tokens, at, span.end, first)
    settle(tokens, first)
    _split(tokens, first, in_headline=in_headline)


def _edges(mark: Mark) -> tuple[int, int]:
    return mark.outer.start, mark.outer.end


def _append_pause(tokens: Tokens, mark: Mark) -> None:
    """Give the comma within the marks of a title a token of its own."""
    if mark.closed and "," in tokens.text[mark.inner.end : mark.outer.end]:
        at = tokens.text.index(",", mark.inner.end)
        tokens.ends[-1] = at
        _append(tokens, ",", ",", at, mark.outer.end)


def _without_label(tokens: Tokens, mark: Mark, first: int) -> Mark:
    """Read the name in ``"SMITH: We won"`` as words of their own, before the quotation."""
    label = _LABEL.match(tokens.text, mark.inner.start, mark.inner.end)
    if label is None or len(tokens.words) > first or label.end() >= mark.inner.end:
        return mark
    _read_words(tokens, mark.inner.start, label.end(), first)
    inner = trimmed(tokens.text, label.end(), mark.inner.end)
    if inner is None:
        return mark
    return replace(mark, inner=inner, outer=Span(inner.start, mark.outer.end))


def _append(tokens: Tokens, word: str, tag: str, start: int, end: int) -> None:
    tokens.words.append(word)
    tokens.tags.append(tag)
    tokens.starts.append(start)
    tokens.ends.append(end)


def _read_words(tokens: Tokens, start: int, end: int, first: int) -> None:
    """Append the tokens of a stretch without quotations."""
    seen, tags, starts, ends = tokens.words, tokens.tags, tokens.starts, tokens.ends
    for match in _TOKEN.finditer(tokens.text, start, end):
        word, tag, depends = _KNOWN[match[0]]
        if depends:
            if word == "\u00ad":
                continue  # a soft hyphen by itself
            if word == "." and len(seen) > first and _abbreviates(tokens, match):
                ends[-1] += 1
                tags[-1] = "P" if len(seen[-1]) == 1 else tags[-1]
                continue
            if len(tags) > first and _is_within_name(tag, tags[-1]):
                tag = "P"
        seen.append(word)
        tags.append(tag)
        begin, finish = match.span()
        starts.append(begin)
        ends.append(finish)


def _is_within_name(tag: str, before: str) -> bool:
    """Tell whether "Will" or "Jan" is a name, by the tag of the word before."""
    return before not in ".Q:-" if tag == "M" else tag == "t" and before == "P"


class _Known(dict[str, tuple[str, str, bool]]):
    """A token as printed -> its word and tag, and whether these depend on what stands before."""

    def __missing__(self, written: str) -> tuple[str, str, bool]:
        if len(self) >= _MOST_KNOWN:
            self.clear()
        word = written.lower().replace("\u00ad", "") or written
        tag = _tag(written, word)
        is_month = tag == "t" and len(word) <= _SHORT_MONTH
        depends = written in _JOINED or is_month or (tag == "M" and written[0].isupper())
        found = self[written] = (word, tag, depends)
        return found


_KNOWN = _Known()


def _abbreviates(tokens: Tokens, stop: re.Match[str]) -> bool:
    """Tell whether a full stop belongs to the word before it."""
    word = tokens.words[-1]
    if tokens.ends[-1] != stop.start() or not word[-1:].isalpha():
        return False
    after = stop.string[stop.end() : stop.end() + 2]
    if after[:1] == "," or len(word) == 1:
        return True
    if word == "no":
        return after[1:].isdigit()
    capital = tokens.is_capital(len(tokens.words) - 1)
    return word in ABBREVIATIONS and (capital or word in _LOWER_ABBREVIATIONS)


def _tag(written: str, word: str) -> str:
    initial = written[0]
    if not initial.isalpha():
        return _mark_tag(written, initial)
    if initial.isupper():
        if len(written) > 1 and written.isupper() and word != "i":
            return "P"
        return CLOSED.get(word, "P")
    return TAGS.get(word) or guess(word)


def _mark_tag(written: str, initial: str) -> str:
    if initial == "(" and len(written) > 1:
        return "Y"
    if initial.isdigit() or initial in "$£€":
        return "#"
    if initial in "'’":
        return CLITICS.get(written[1:].lower(), "O")
    if initial in _DASHES:
        return "-"
    return _OPENING.get(initial) or _CLOSING.get(initial) or ("." if initial in _ENDS else initial)


def _split(tokens: Tokens, first: int, *, in_headline: bool) -> None:
    """Cut the paragraph's tokens, from ``first`` on, into sentences."""
    paragraph = len(tokens.paragraphs) - 1
    if _is_title_case(tokens, first):
        tokens.titles.append((first, len(tokens.tags)))
        _lower_title(tokens, first)
    start = first
    _lower_first(tokens, first)
    text, tags, ends = tokens.text, tokens.tags, tokens.ends
    for index in range(first, len(tokens.words)):
        may_end = text[ends[index] - 1] == "." or tags[index] in ".Q"
        if (may_end and _ends_sentence(tokens, index)) or index - start >= _LONGEST_SENTENCE:
            tokens.sentences.append(Sentence(start, index + 1, paragraph, in_headline))
            start = index + 1
            _lower_first(tokens, start)
    if start < len(tokens.words):
        tokens.sentences.append(Sentence(start, len(tokens.words), paragraph, in_headline))


def _lower_first(tokens: Tokens, at: int) -> None:
    """Give a participle at a sentence's start its tag back: "Asked about it, …"."""
    if at + 1 >= len(tokens.tags):
        return
    if tokens.tags[at] == "H" and tokens.tags[at + 1] in "NP":
        tokens.tags[at] = "D"
    if tokens.tags[at] != "P" or tokens.written(at).isupper():
        return
    word = tokens.words[at]
    tag = TAGS.get(word) or guess(word)
    if tag in "EG" and tokens.tags[at + 1] not in _AFTER_NAME and word:
        tokens.tags[at] = tag
    elif (word in _OPENING_CUES and tokens.tags[at + 1] in "PDR") or _is_inverted(tokens, at):
        tokens.tags[at] = "V"
    elif word in GROUP_ROLES and tokens.tags[at + 1] not in "PO":
        tokens.tags[at] = "N"


def _is_inverted(tokens: Tokens, at: int) -> bool:
    """Tell whether a sentence opens with a reporting verb before its name: "Stated Smith:"."""
    cue = CUE_WORDS.get(tokens.words[at])
    if cue is None or cue.form != "past":
        return False
    end = at + 1
    while end < len(tokens.tags) and tokens.tags[end] == "P":
        end += 1
    return end > at + 1 and (end == len(tokens.tags) or tokens.tags[end] in ":Q")


def _is_title_case(tokens: Tokens, first: int) -> bool:
    """Tell whether a paragraph is written Like This: a headline or a crosshead."""
    size = len(tokens.tags) - first
    if not _SHORTEST_TITLE <= size <= _LONGEST_TITLE:
        return False
    capitals = tokens.tags[first:].count("P")
    small = [at for at in range(first + 1, first + size) if not tokens.is_capital(at)]
    if any(tokens.tags[at] in "VE" for at in small):
        return False  # a title capitalises its verbs too
    plain = sum(tokens.tags[at] in "NGA" for at in small)
    return capitals >= _SHORTEST_TITLE and plain * 6 <= capitals


def _lower_title(tokens: Tokens, first: int) -> None:
    """Give the finite reporting verbs of a title their tag back: "Says", "Announced"."""
    for index in range(first + 1, len(tokens.tags)):
        if tokens.tags[index] == "P" and tokens.words[index] in CUE_WORDS:
            cue = CUE_WORDS[tokens.words[index]]
            if cue.form in {"third", "past", "gerund"} or cue.lemma in {"say", "tell"}:
                tokens.tags[index] = "G" if cue.form == "gerund" else "V"
        elif tokens.tags[index] == "P" and TAGS.get(tokens.words[index], "P") in "VE":
            tokens.tags[index] = "V"


def _ends_sentence(tokens: Tokens, index: int) -> bool:
    if index + 1 >= len(tokens.words):
        return False
    tag = tokens.tags[index]
    if tag == ".":
        return _full_stop_ends(tokens, index)
    if tag == "Q":
        return _quotation_ends(tokens, index)
    return _abbreviation_ends(tokens, index)


def _full_stop_ends(tokens: Tokens, index: int) -> bool:
    following = index + 1
    if tokens.ends[index] == tokens.starts[following] and tokens.tags[following] != "Q":
        return False
    if tokens.tags[following] in "),;:.":
        return False
    return tokens.tags[following] in "Q#(-'*•" or tokens.is_capital(following)


def _quotation_ends(tokens: Tokens, index: int) -> bool:
    mark = tokens.marks[index]
    following = index + 1
    last = tokens.text[mark.inner.end - 1]
    if last not in _ENDS or tokens.tags[following] in "),;:.-":
        return False
    if tokens.tags[following] == "Q":
        return True
    if not tokens.is_capital(following):
        return False
    return not _is_reported_by_next(tokens, following, asks=last != ".")


def _is_reported_by_next(tokens: Tokens, index: int, *, asks: bool) -> bool:
    """Tell whether a subject and a cue follow, as in "“Where is he?” Mrs Smith said."."""
    if tokens.tags[index] == "R":
        return False  # "She" with a capital starts anew
    apposed = False
    for at in range(index, min(index + 2 * _LOOKAHEAD, len(tokens.words))):
        word = tokens.words[at]
        if at > index and word in CUE_WORDS and tokens.tags[at] in "VEv":
            following = tokens.tags[at + 1] if at + 1 < len(tokens.words) else "."
            return following in _AFTER_CUE or (asks and following in _AFTER_ASKING)
        apposed = apposed or (asks and at > index and tokens.tags[at] == ",")
        if tokens.tags[at] not in _BEFORE_CUE and not (apposed and tokens.tags[at] == ","):
            return False
        if at - index >= _LOOKAHEAD and not apposed:
            return False
    return False


def _abbreviation_ends(tokens: Tokens, index: int) -> bool:
    word = tokens.words[index]
    if tokens.text[tokens.ends[index] - 1] != "." or word in BEFORE_NAME or len(word) == 1:
        return False
    following = index + 1
    return tokens.tags[following] in _STARTERS and tokens.is_capital(following)


def _starts_sentence(tokens: Tokens, at: int) -> bool:
    return at == 0 or tokens.tags[at - 1] in ".Q" or tokens.starts[at] > tokens.ends[at - 1] + 1


def pauses(tokens: Tokens, at: int) -> bool:
    """Tell whether a quotation ends in a comma or the like, so that its cue may follow."""
    mark = tokens.marks[at]
    end = mark.outer.end
    while end > mark.inner.start and tokens.text[end - 1] in _CLOSERS:
        end -= 1
    if not mark.closed or tokens.text[end - 1] in "?!…-—–.,":
        return True
    if _starts_sentence(tokens, at) and mark.inner.of(tokens.text).count(" ") >= _LONG_QUOTATION:
        return True  # the comma was forgotten
    return tokens.tags[at + 1 : at + 2] in ([","], ["-"], ["."])
