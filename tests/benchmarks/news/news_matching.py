"""Whether a shown text or name is the wanted one: by words, never by offsets."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_COVER = 0.6
"""Share of the shorter text's words that the two must share, in the same order."""
_GOLD = 0.25
"""Share of the gold words that must be shared: "Trump said" is no answer."""
_RUN = 3
"""Words in a row that count as shared; scattered "of" and "the" do not."""
_SHORT = 6
"""A gold text of fewer words may stand in any article, so the article is compared as well."""
_POSSESSIVE = re.compile(r"(?<=\w)'s\b")
_TITLES = frozenset(
    """a an and the mr mrs ms dr sir lord president vice former ex senator sen governor gov rep
    representative congressman congresswoman secretary minister prime mayor judge justice attorney
    general chairman chairwoman pastor rev reverend professor prof gen capt captain speaker jr sr
    ii iii""".split()  # noqa: SIM905 (forty quoted words are harder to read)
)


@dataclass(frozen=True, slots=True)
class Gold:
    """One text that answers.

    Attributes:
        words: Its words, folded.
        stem: The article it stands in.
        opening: The article's first words, where its title is, folded.
    """

    words: tuple[str, ...]
    stem: str
    opening: tuple[str, ...]


def words(text: str) -> tuple[str, ...]:
    """Return the words of a text, folded: no case, accents, marks, or kinds of white space."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "'").casefold())
    kept = "".join(c for c in plain if not unicodedata.combining(c))
    return tuple(re.findall(r"[^\W_]+", _POSSESSIVE.sub("", kept).replace("'", "")))


def shared_words(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many words two texts share in the same order, in runs of three or more.

    A text of one or two words is shared only whole.
    """
    shortest = min(_RUN, len(one), len(other))
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks if block.size >= shortest > 0)


def same_text(shown: Sequence[str], gold: Sequence[str]) -> bool:
    """Tell whether a shown text holds the gold text, or enough of it, and is no whole article."""
    if not shown or not gold or len(shown) > 120 + 4 * len(gold):
        return False
    shared = shared_words(shown, gold)
    enough = max(_GOLD * len(gold), min(4, len(gold)))
    return shared >= _COVER * min(len(shown), len(gold)) and shared >= enough


def same_article(shown: dict[str, Any], gold: Gold) -> bool:
    """Tell whether a shown answer may be of the gold article, by its stem or its title."""
    if gold.stem in str(shown.get("article", "")):
        return True
    title = words(str(shown.get("title") or ""))
    if not title:
        return True
    return len(set(title) & set(gold.opening)) >= _COVER * len(set(title))


def is_right(shown: dict[str, Any], golds: Iterable[Gold]) -> bool:
    """Tell whether a shown answer or quotation is one of the gold texts."""
    found = words(str(shown.get("text") or ""))
    return any(
        same_text(found, gold.words) and (len(gold.words) >= _SHORT or same_article(shown, gold))
        for gold in golds
    )


def name_words(name: str) -> list[str]:
    """Return the words of a name without titles and initials."""
    return [word for word in words(name) if len(word) > 1 and word not in _TITLES]


def same_name(name: str | None, gold: str) -> bool:
    """Tell whether two names may be one person's: "Joe Biden" and "Mr. Joseph R. Biden Jr.".

    A last name alone is right; a last name with another first name is not.
    """
    found, wanted = name_words(name or ""), name_words(gold)
    if not found or not wanted:
        return False
    if set(found) <= set(wanted) or set(wanted) <= set(found):
        return True
    return found[-1] == wanted[-1] and found[0][:2] == wanted[0][:2]
