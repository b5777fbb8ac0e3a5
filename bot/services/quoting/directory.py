"""Whose each quotation is, with everything that owners have put right."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from bot.services.quoting.catalogue import NOBODY
from bot.storage.corrections import Act
from corpus.matching import compare
from corpus.models import Span
from corpus.people import Person, key_of
from corpus.quotations import Gender

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from bot.services.quoting.catalogue import Catalogue, Ints
    from bot.storage.corrections import Correction

_SAME_WORDS = 0.8  # similarity from which a quotation of a newer version is the corrected one


@dataclass(frozen=True, slots=True)
class Replayed:
    """A correction with what is needed to apply it again.

    Attributes:
        correction: The correction.
        article_id: The article of the quotation it is about; None for a speaker.
        words: The quotation's words in the version that was corrected; empty for a speaker.
    """

    correction: Correction
    article_id: int | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Directory:
    """One moment of the catalogue, with names.

    Attributes:
        people: Everybody, the best known first.
        codes: For each row the place of its speaker among ``people``; -1 when unknown.
        counts: How many quotations each of them has.
        corrected: Which rows an owner gave a speaker.
        changes: Which state of the catalogue this is.
        joint: The rows that somebody says together with another, who is their speaker; by place.
    """

    people: tuple[Person, ...]
    codes: Ints
    counts: Ints
    corrected: NDArray[np.bool_]
    changes: int
    joint: Mapping[int, tuple[int, ...]] = field(default_factory=dict)

    def rows_of(self, code: int) -> Ints:
        """Return the rows of one of the people, in ascending order."""
        return np.flatnonzero(self.says(code))

    def says(self, code: int) -> NDArray[np.bool_]:
        """Return which rows one of the people says, alone or with others."""
        said: NDArray[np.bool_] = self.codes == code
        said[list(self.joint.get(code, ()))] = True
        return said

    def names_with(self, row: int) -> tuple[str, ...]:
        """Return who speaks together with a row's speaker."""
        return tuple(self.people[code].name for code, rows in self.joint.items() if row in rows)

    def code_of(self, person: Person) -> int:
        """Return somebody's place among the people; -1 for who is not there any more."""
        places = (n for n, other in enumerate(self.people) if other.key == person.key)
        return next(places, NOBODY)


def make_directory(catalogue: Catalogue, corrections: Iterable[Replayed]) -> Directory:
    """Return whose each quotation is, the corrections applied in the order they were made."""
    draft = _Draft(catalogue)
    for item in corrections:
        draft.apply(item)
    return draft.directory()


class _Draft:
    """The people and the rows while corrections are being applied."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._changes = catalogue.changes
        self._rows = catalogue.rows
        self._people = {person.key: person for person in catalogue.people()}
        slots = {slot: p.key for p in self._people.values() for slot in p.slots}
        pairs = zip(self._rows["version"].tolist(), self._rows["number"].tolist(), strict=True)
        self._keys: list[str | None] = [slots.get(pair) for pair in pairs]
        self._joint = [
            (row, slots[slot])
            for row, with_ in catalogue.joint.items()
            for slot in with_
            if slot in slots
        ]
        self._moved: dict[str, str] = {}
        self._corrected = np.zeros(len(self._rows), bool)

    def apply(self, item: Replayed) -> None:
        """Apply one correction; one whose subject is gone changes nothing."""
        correction = item.correction
        if correction.act is Act.SPEAKER:
            self._give(item)
            return
        subject = self._known(correction.subject)
        if subject is None:
            return
        if correction.act is Act.RENAME:
            self._people[subject.key] = replace(subject, name=correction.value)
        else:
            self._merge(subject, self._somebody(correction.value))

    def _merge(self, subject: Person, other: Person) -> None:
        if subject.key == other.key:
            return
        self._moved[subject.key] = other.key
        del self._people[subject.key]
        self._people[other.key] = replace(
            other,
            forms=tuple(dict.fromkeys((*other.forms, *subject.forms))),
            roles=tuple(dict.fromkeys((*other.roles, *subject.roles))),
            gender=other.gender if other.gender is not Gender.UNKNOWN else subject.gender,
            is_person=other.is_person or subject.is_person,
            slots=(*other.slots, *subject.slots),
        )

    def _known(self, key: str) -> Person | None:
        """Return whom a key means: by key, else by the only one who is called so."""
        key = self._final(key)
        if key in self._people:
            return self._people[key]
        named = [p for p in self._people.values() if key in {key_of(form) for form in p.forms}]
        return named[0] if len(named) == 1 else None

    def _somebody(self, name: str) -> Person:
        """Return whom a name means, somebody new when nobody is called so."""
        known = self._known(key_of(name))
        if known is None:
            key = key_of(name) or name
            known = Person(key, name, (name,), (), Gender.UNKNOWN, is_person=True, slots=())
            self._people[key] = known
        return known

    def _final(self, key: str) -> str:
        seen = set()
        while key in self._moved and key not in seen:
            seen.add(key)
            key = self._moved[key]
        return key

    def _give(self, item: Replayed) -> None:
        """Give one quotation to somebody."""
        row = self._row_of(item)
        if row is not None:
            self._keys[row] = self._somebody(item.correction.value).key
            self._corrected[row] = True

    def _row_of(self, item: Replayed) -> int | None:
        """Return the row of the quotation that was corrected, or None when it is gone."""
        versions = self._catalogue.versions
        current = {v for v in versions if versions[v].article_id == item.article_id}
        rows = [n for n, v in enumerate(self._rows["version"].tolist()) if v in current]
        living = [row for row in rows if self._rows.alive[row]]
        best = max(living, key=lambda row: self._likeness(row, item), default=None)
        return best if best is not None and self._likeness(best, item) >= _SAME_WORDS else None

    def _likeness(self, row: int, item: Replayed) -> float:
        version_id = int(self._rows["version"][row])
        span = Span(int(self._rows["start"][row]), int(self._rows["end"][row]))
        if (version_id, span) == (item.correction.version_id, item.correction.span):
            return 2.0
        return compare(
            item.words, span.of(self._catalogue.versions[version_id].article.text)
        ).similarity

    def directory(self) -> Directory:
        """Return the result: everybody who is quoted, the best known first."""
        alive = self._rows.alive.tolist()
        final = [
            self._final(k) if k and a else None for k, a in zip(self._keys, alive, strict=True)
        ]
        joint = [
            (row, key)
            for row, local in self._joint
            if alive[row] and (key := self._final(local)) != final[row]
        ]
        people, counts = _best_known(self._people, [*final, *(key for _, key in joint)])
        places = {person.key: place for place, person in enumerate(people)}
        codes = [NOBODY if key is None else places[key] for key in final]
        return Directory(
            people=tuple(people),
            codes=np.array(codes, np.int64),
            counts=np.array(counts, np.int64),
            corrected=self._corrected,
            changes=self._changes,
            joint=_by_place(joint, places),
        )


def _by_place(
    joint: Iterable[tuple[int, str]], places: Mapping[str, int]
) -> dict[int, tuple[int, ...]]:
    found: dict[int, tuple[int, ...]] = {}
    for row, key in joint:
        found[places[key]] = (*found.get(places[key], ()), row)
    return found


def _best_known(
    people: dict[str, Person], keys: Sequence[str | None]
) -> tuple[list[Person], list[int]]:
    counts: dict[str, int] = {}
    for key in keys:
        if key is not None:
            counts[key] = counts.get(key, 0) + 1
    order = sorted(counts, key=lambda key: (-counts[key], key))
    return [people[key] for key in order], [counts[key] for key in order]
