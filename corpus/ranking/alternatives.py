"""What may stand for a word of a question in these articles: lists, short forms, spelling."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.ranking.concepts import Alternative
from corpus.ranking.lexicon import alternatives_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from corpus.ranking.spelling import Spelling

BEGINNING = 0.4
MISSPELT = 0.8
HALVES = 0.9
_MANY = 12


def alternatives_in(
    term: str,
    *,
    df: Callable[[str], int],
    spelling: Spelling,
    short_forms: Mapping[str, tuple[tuple[str, ...], ...]],
) -> list[Alternative]:
    """Return what may stand for a term, only what the articles contain.

    Args:
        term: The question's term.
        df: Term -> how many passages contain it.
        spelling: The articles' words.
        short_forms: The articles' own short forms and what they stand for.
    """
    found = [a for a in alternatives_of(term) if all(df(other) for other in a.terms)]
    found += [Alternative(meant, 0.95) for meant in short_forms.get(term, ())]
    known = {a.terms for a in found}
    for other in spelling.sharing_beginning(term)[:_MANY]:
        if (other,) not in known:
            found.append(Alternative((other,), BEGINNING))
    if not df(term) and not found:
        found = _mended(term, spelling)
    return found


def _mended(term: str, spelling: Spelling) -> list[Alternative]:
    if halves := spelling.halves(term):
        return [Alternative(halves, HALVES)]
    return [Alternative((other,), MISSPELT) for other in spelling.nearest(term)[:3]]
