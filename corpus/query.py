"""Search queries with operators: what a person typed, as conditions and words to rank by.

``words`` rank; ``"an exact phrase"`` must stand in the sentence; ``-word`` must not; of
``this OR that`` at least one must; ``speaker:`` must be quoted in it; ``publisher:``, ``title:``,
``after:`` and ``before:`` hold for the article.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from corpus.errors import QueryMistake

if TYPE_CHECKING:
    from collections.abc import Iterator

FIELDS = ("publisher", "title", "speaker", "after", "before")
_MARKS = str.maketrans("“”„«»", '"' * 5)
_PIECE = re.compile(
    r'(?P<minus>[-–−](?=["\w]))?(?:(?P<field>[A-Za-z]+):(?=\S))?'
    r'(?:"(?P<phrase>[^"]*)(?P<closed>"?)|(?P<word>[^\s"]+))|\s+'
)
_YEAR_OR_MONTH = re.compile(r"(\d{4})(?:-(\d{1,2}))?$")


@dataclass(frozen=True, slots=True)
class Words:
    """Something that has to stand, word after word, in a sentence.

    Attributes:
        text: As typed, without its marks.
        is_phrase: It was typed between quotation marks.
    """

    text: str
    is_phrase: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """A search query taken apart.

    Attributes:
        text: What the person typed, unchanged.
        ranked: What sentences are ranked by: everything asked for, operators left out.
        required: Of each group at least one must stand in the sentence.
        excluded: None of these may stand in it.
        publisher: Words of the publisher's name; None for any.
        title: Words of the article's title; None for any.
        speaker: Who must be quoted in the sentence, by any name or role; None for anybody.
        after: Only articles published on this day or later.
        before: Only articles published before this day.
    """

    text: str
    ranked: str
    required: tuple[tuple[Words, ...], ...] = ()
    excluded: tuple[Words, ...] = ()
    publisher: str | None = None
    title: str | None = None
    speaker: str | None = None
    after: date | None = None
    before: date | None = None

    @property
    def has_conditions(self) -> bool:
        """Whether it holds more than words to rank by."""
        return bool(
            self.required
            or self.excluded
            or any((self.publisher, self.title, self.speaker, self.after, self.before))
        )


@dataclass(slots=True)
class _Draft:
    """A query while it is being read."""

    text: str
    ranked: list[str] = field(default_factory=list)
    groups: list[list[Words]] = field(default_factory=list)
    loose: set[int] = field(default_factory=set)  # groups that are one plain word: they only rank
    excluded: list[Words] = field(default_factory=list)
    fields: dict[str, str | date] = field(default_factory=dict)
    or_at: int | None = None  # where an OR stands that waits for its right side


def parse_query(text: str) -> Query:
    """Return the query that a person typed.

    Raises:
        QueryMistake: an operator is malformed, or nothing is left to look for; the sentence says
            what to type instead.
    """
    draft = _Draft(text)
    for piece in _pieces(text):
        _read(draft, piece)
    if draft.or_at is not None:
        raise _mistake(draft, draft.or_at, "OR needs something on both sides: `tanks OR troops`.")
    if not draft.ranked:
        raise _mistake(draft, 0, "There is nothing to look for: add at least one word without `-`.")
    required = tuple(tuple(g) for n, g in enumerate(draft.groups) if n not in draft.loose)
    return Query(
        text=text,
        ranked=" ".join(draft.ranked),
        required=required,
        excluded=tuple(draft.excluded),
        **draft.fields,  # type: ignore[arg-type]  # _set_field keeps each field's type
    )


def _pieces(text: str) -> Iterator[re.Match[str]]:
    plain = text.translate(_MARKS)
    for piece in _PIECE.finditer(plain):
        if not piece.group().isspace():
            yield piece


def _read(draft: _Draft, piece: re.Match[str]) -> None:
    at, phrase, word = piece.start(), piece["phrase"], piece["word"]
    if phrase is not None and not piece["closed"]:
        raise _mistake(
            draft, at, "A quotation mark is opened and never closed: add the second one."
        )
    name = (piece["field"] or "").lower()
    if name and _is_field(draft, name, at, piece):
        _set_field(draft, name, (phrase if phrase is not None else word).strip(), at)
    elif piece.group() == "OR":
        if not draft.groups or draft.or_at is not None:
            raise _mistake(draft, at, "OR needs something on both sides: `tanks OR troops`.")
        draft.or_at = at
    elif piece["minus"]:
        draft.excluded.append(_words(draft, piece, at))
    else:
        _ask_for(draft, _words(draft, piece, at))


def _is_field(draft: _Draft, name: str, at: int, piece: re.Match[str]) -> bool:
    """Tell whether ``name:`` is an operator; words such as ``Re:mind`` or ``http://x`` are not."""
    if name in FIELDS:
        return True
    if piece["field"].islower() and (piece["phrase"] is not None or piece["word"][:1].isalpha()):
        known = ", ".join(f"`{field}:`" for field in FIELDS)
        raise _mistake(draft, at, f"I do not know `{name}:`. There are {known}.")
    return False


def _words(draft: _Draft, piece: re.Match[str], at: int) -> Words:
    if piece["phrase"] is None:
        prefix = f"{piece['field']}:" if piece["field"] else ""
        return Words(prefix + piece["word"])
    if not any(c.isalnum() for c in piece["phrase"]):
        raise _mistake(draft, at, "There is nothing between the quotation marks.")
    return Words(piece["phrase"].strip(), is_phrase=True)


def _ask_for(draft: _Draft, words: Words) -> None:
    draft.ranked.append(words.text)
    if draft.or_at is not None:
        draft.or_at = None
        draft.groups[-1].append(words)
        draft.loose.discard(len(draft.groups) - 1)
        return
    draft.groups.append([words])
    if not words.is_phrase:
        draft.loose.add(len(draft.groups) - 1)


def _set_field(draft: _Draft, name: str, value: str, at: int) -> None:
    if not value:
        raise _mistake(draft, at, f"`{name}:` needs something behind it.")
    if name in draft.fields:
        raise _mistake(draft, at, f"`{name}:` stands there twice; keep one.")
    draft.fields[name] = _day(draft, name, value, at) if name in {"after", "before"} else value


def _day(draft: _Draft, name: str, value: str, at: int) -> date:
    """Return the day meant by ``2022``, ``2022-02`` or ``2022-02-07``."""
    try:
        if match := _YEAR_OR_MONTH.match(value):
            return date(int(match[1]), int(match[2] or 1), 1)
        return date.fromisoformat(value)
    except ValueError:
        raise _mistake(
            draft, at, f"`{name}:` needs a date such as `{name}:2022-02-07`, `2022-02` or `2022`."
        ) from None


def _mistake(draft: _Draft, position: int, sentence: str) -> QueryMistake:
    return QueryMistake(draft.text, position, sentence)
