"""A text's terms: the one function that articles and questions both go through."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Protocol

from corpus.models import Span
from corpus.word_lists import bases, words

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOKEN = re.compile(
    r"""
      [^\W\d_](?:\.(?:[^\W\d_]\.)+(?:[^\W\d_]\b)?   # U.S.  a.m.
               |[^\W_]*(?:['\u2019\u02bc][^\W_]+)*)    # a word, don't
    | \d{1,3}(?:,\d{3})+(?:\.\d+)?                   # 1,000
    | \d+\.\d+                                       # 3.5
    | \d+(?:s\b|(?=[^\W\d_])|\b)                     # 1990s, and the 20 of 20m
    | [$\u00a3\u20ac%]                               # marks of money and shares: never indexed
    | [^\W_]+(?:['\u2019\u02bc][^\W_]+)*             # whatever else begins with a digit
    """,
    re.VERBOSE,
)
_POSSESSIVE = re.compile(r"['\u2019\u02bc][sS]?$")
_MARKS = str.maketrans("", "", "'\u2019\u02bc.,")
_NO_DECOMPOSITION = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "\u0131": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"}
)
_ORDINAL = frozenset({"st", "nd", "rd", "th"})
_MAGNITUDE = {"m": "million", "mn": "million", "b": "billion", "k": "thousand"}
# Written so, these are names; written small, the commonest words there are.
_NAMES_LIKE_WORDS = {"US": "us.", "U.S.": "us.", "WHO": "who.", "IT": "it.", "I.T.": "it."}
# Only these words may stand for another term beside others, or for none.
_DEPENDING = _ORDINAL | frozenset(_MAGNITUDE) | frozenset(_NAMES_LIKE_WORDS)
_CACHE_SIZE = 500_000
_LONGEST_STEMMED = 40


@dataclass(frozen=True, slots=True)
class Token:
    """A word as written and the folded word that is indexed.

    Attributes:
        term: The folded word.
        span: Where the word stands in the text that was split.
    """

    term: str
    span: Span


class _Stemmer(Protocol):
    def stem(self, token: str) -> str: ...


@cache
def _stemmer() -> _Stemmer:
    from corpus.nltk_parts import snowball  # noqa: PLC0415 (slow; a cached word never needs it)

    stemmer: _Stemmer = snowball.SnowballStemmer("english")
    return stemmer


def fold(word: str) -> str:
    """Return the word without case, accents, possessive, dots and apostrophes; maybe empty."""
    if word.isascii():
        plain = word.lower()
    else:
        decomposed = unicodedata.normalize("NFKD", word.casefold().translate(_NO_DECOMPOSITION))
        plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    if not plain.isalnum():
        plain = _POSSESSIVE.sub("", plain)
        if not plain[:1].isdigit() or "," in plain:
            plain = plain.replace(",", "") if plain[:1].isdigit() else plain.translate(_MARKS)
    return plain


class _Terms(dict[str, str]):
    """Folded word -> term, "" for a word that is never indexed."""

    def __missing__(self, word: str) -> str:
        if len(self) >= _CACHE_SIZE:
            self.clear()
        term = self[word] = _term(word)
        return term


def _term(word: str) -> str:
    if word in words("ranking/question_words.txt"):
        return ""
    word = bases("ranking/numbers.tsv").get(word, word)
    word = bases("ranking/abbreviations.tsv").get(word, word)
    word = bases("ranking/irregular.tsv").get(word, word)
    return word if word.isdigit() or len(word) > _LONGEST_STEMMED else _stemmer().stem(word)


class _TermsAsWritten(dict[str, str]):
    """Word as written -> term: most words come many times, and folding costs more than this."""

    def __missing__(self, word: str) -> str:
        if len(self) >= _CACHE_SIZE:
            self.clear()
        term = self[word] = _TERMS[fold(word)]
        return term


_TERMS = _Terms()
_TERMS_AS_WRITTEN = _TermsAsWritten()


def term_of(word: str) -> str:
    """Return the term of one word as written, "" where the word is never indexed."""
    return _TERMS_AS_WRITTEN[word]


def tokens(text: str) -> list[Token]:
    """Return the indexed words of a text in order; those that only ask are left out."""
    return [Token(term, Span(start, end)) for term, start, end in located_terms(text)]


def terms(text: str) -> list[str]:
    """Return the terms of a text in order, repeats included."""
    found = plain_words(text)
    if found is None:
        return [term for term, _, _ in located_terms(text)]
    return [term for word in found if (term := _TERMS_AS_WRITTEN[word])]


def plain_words(text: str) -> list[str] | None:
    """Return the words of a text as written, in order, where `term_of` tells the term of each.

    None for a text that holds a word whose term depends on those around it: `written_words` tells.
    """
    found: list[str] = _TOKEN.findall(text)
    return found if _DEPENDING.isdisjoint(found) else None


def located_terms(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield (term, start, end) of each indexed word of a text, in order."""
    return ((term, start, end) for _, term, start, end in written_words(text) if term)


def written_words(text: str) -> Iterator[tuple[str, str, int, int]]:
    """Yield (word as written, its term or "" if never indexed, start, end), in order."""
    shouts = text.isupper()
    after_number = -1
    for match in _TOKEN.finditer(text):
        word = match.group()
        start, end = match.span()
        if start == after_number and word in _ORDINAL:
            continue
        term = _TERMS_AS_WRITTEN[word]
        if start == after_number and word in _MAGNITUDE:
            term = _TERMS[_MAGNITUDE[word]]
        elif word in _NAMES_LIKE_WORDS and not shouts:
            term = _NAMES_LIKE_WORDS[word]
        after_number = end if word[-1].isdigit() else -1
        yield word, term, start, end


def content_words(question: str) -> list[Token]:
    """Return the words of a question that carry its meaning, for saying which are unknown.

    Names, numbers and words of substance; not the common verbs and particles that any article has.
    """
    dull = words("ranking/dull_words.txt")
    return [t for t in tokens(question) if fold(t.span.of(question)) not in dull]
