"""What can be said about a speaker: counts, days, topics, whom they answer."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from bot.services.quoting.models import Card, Known
from bot.services.quoting.repeats import told_once
from corpus.quotations import Polarity
from corpus.speakers.names import parse_name
from corpus.terms import content_words, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.services.quoting.catalogue import Catalogue
    from bot.services.quoting.directory import Directory
    from bot.services.quoting.models import Quoted

_TELLING = 3  # characters; letters and small numbers say little
_TOPICS = 8
_ADDRESSEES = 5
_LATEST = 5
_LOOKED_AT = 20
_LONGEST_ADDRESSEE = 60


def known(catalogue: Catalogue, directory: Directory, code: int) -> Known:
    """Return one of the directory's people with the counts of a list."""
    rows = directory.rows_of(code)
    days = catalogue.rows["day"][rows]
    dated = days[days > 0]
    return Known(
        person=directory.people[code],
        quotations=len(rows),
        articles=len(np.unique(catalogue.rows["version"][rows])),
        first=date.fromordinal(int(dated.min())) if len(dated) else None,
        last=date.fromordinal(int(dated.max())) if len(dated) else None,
    )


def describe(
    catalogue: Catalogue, directory: Directory, code: int, quotes: Sequence[Quoted]
) -> Card:
    """Return a speaker's card.

    Args:
        catalogue: Where the quotations come from.
        directory: Whose they are.
        code: The speaker's place among the directory's people.
        quotes: All quotations of the speaker, the newest first.
    """
    days = Counter(day for q in quotes if (day := q.version.article.published))
    denials = sum(q.quote.polarity is not Polarity.ASSERTED for q in quotes)
    return Card(
        known=known(catalogue, directory, code),
        kinds=tuple(Counter(str(q.quote.kind) for q in quotes).most_common()),
        latest=told_once(quotes[:_LOOKED_AT])[:_LATEST],
        topics=topics(catalogue, quotes),
        addressees=_addressees(quotes),
        days=tuple(sorted(days.items())),
        denials=denials,
    )


def topics(catalogue: Catalogue, quotes: Iterable[Quoted]) -> tuple[str, ...]:
    """Return the words that tell these quotations from all others, as printed.

    A word's worth is how many of the quotations hold it, times its rarity among all quotations.
    """
    held: Counter[str] = Counter()
    printed: dict[str, Counter[str]] = {}
    own: set[str] = set()
    for quoted in quotes:
        own |= _own_words(quoted)
        tokens = content_words(quoted.text)
        for token in tokens:
            printed.setdefault(token.term, Counter())[token.span.of(quoted.text)] += 1
        held.update({token.term for token in tokens})
    worth = {
        term: count * catalogue.index.idf_of(term)
        for term, count in held.items()
        if term not in own and len(term) >= _TELLING
    }
    best = sorted(worth, key=lambda term: (-worth[term], term))[:_TOPICS]
    return tuple(printed[term].most_common(1)[0][0] for term in best)


def _own_words(quoted: Quoted) -> set[str]:
    return {
        fold(word)
        for form in (quoted.person.forms if quoted.person else ())
        for word in form.split()
    }


def _addressees(quotes: Iterable[Quoted]) -> tuple[tuple[str, int], ...]:
    counts: Counter[str] = Counter()
    for quoted in quotes:
        printed = quoted.slice(quoted.quote.addressee)
        if printed and len(printed) <= _LONGEST_ADDRESSEE:
            name = parse_name(printed) if printed[:1].isupper() else None
            counts[name.printed if name else " ".join(printed.split())] += 1
    return tuple(counts.most_common(_ADDRESSEES))
