"""One record a person across articles, and the owner's corrections, replayed in order.

Everything here is a function over values: the same articles and the same corrections give the
same records, in whatever order the articles come.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from corpus.quotations import Gender
from corpus.speakers.names import Name, compatible, parse_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from corpus.quotations import Speaker

_COMPANY_NEEDED = 2


@dataclass(frozen=True, slots=True)
class Sighting:
    """A speaker as one article has it.

    Attributes:
        article: The article's key.
        speaker: The speaker as extracted there.
        company: Names of the others that the article lets speak.
    """

    article: str
    speaker: Speaker
    company: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Record:
    """One person or body across articles.

    Attributes:
        name: The fullest name printed anywhere, or the one an owner gave.
        forms: Every name form, the most frequent first.
        roles: Every role printed, the most frequent first.
        gender: Unknown unless the articles agree.
        is_person: Whether any article shows a person.
        sightings: Every ``(article, name there)`` that was joined, sorted.
    """

    name: str
    forms: tuple[str, ...]
    roles: tuple[str, ...]
    gender: Gender
    is_person: bool
    sightings: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Rename:
    """An owner's rule: whoever is called ``old`` is ``new``."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Merge:
    """An owner's rule: ``name`` is the same as ``into``, whose record keeps its name."""

    name: str
    into: str


Correction = Rename | Merge


@dataclass(slots=True)
class _Group:
    """Sightings taken for one person, while they are being joined."""

    sightings: list[Sighting] = field(default_factory=list)
    names: list[Name] = field(default_factory=list)
    roles: set[str] = field(default_factory=set)
    company: set[str] = field(default_factory=set)

    def add(self, sighting: Sighting, name: Name | None) -> None:
        """Take in one more sighting."""
        self.sightings.append(sighting)
        self.roles.update(role.casefold() for role in sighting.speaker.roles)
        self.company |= sighting.company
        if name is not None:
            self.names.append(name)


def join(
    sightings: Iterable[Sighting], corrections: Sequence[Correction] = ()
) -> tuple[Record, ...]:
    """Return one record for each person or body, sorted by name.

    Full names join when surname and given name agree. A surname alone joins the one bearer that
    shares a role or company with it; where two bearers fit equally well it stays apart.

    Args:
        sightings: Every speaker of every article.
        corrections: The owner's rules, oldest first; they win over what the articles say.
    """
    ordered = sorted(sightings, key=lambda one: (one.article, one.speaker.name))
    full, single = _by_fullness(ordered)
    groups: dict[str, list[_Group]] = {}
    for sighting, name in full:
        _place_full(groups, sighting, name)
    for sighting, name in single:
        _place_single(groups, sighting, name)
    records = [_record(group) for found in groups.values() for group in found]
    return tuple(sorted(corrected(records, corrections), key=lambda one: one.name.casefold()))


def _by_fullness(
    sightings: list[Sighting],
) -> tuple[list[tuple[Sighting, Name | None]], list[tuple[Sighting, Name | None]]]:
    parsed = [(sighting, parse_name(sighting.speaker.name)) for sighting in sightings]
    full = [(one, name) for one, name in parsed if name is not None and len(name.parts) > 1]
    single = [(one, name) for one, name in parsed if name is None or len(name.parts) == 1]
    return list(full), list(single)


def _key(sighting: Sighting, name: Name | None) -> str:
    return sighting.speaker.name.casefold() if name is None else name.last


def _place_full(groups: dict[str, list[_Group]], sighting: Sighting, name: Name | None) -> None:
    assert name is not None
    bearers = groups.setdefault(name.last, [])
    for group in bearers:
        if all(compatible(known, name) for known in group.names):
            group.add(sighting, name)
            return
    bearers.append(_Group())
    bearers[-1].add(sighting, name)


def _place_single(groups: dict[str, list[_Group]], sighting: Sighting, name: Name | None) -> None:
    bearers = groups.setdefault(_key(sighting, name), [])
    chosen = _bearer(bearers, sighting)
    if chosen is None:
        chosen = _Group()
        bearers.append(chosen)
    chosen.add(sighting, name)


def _bearer(bearers: list[_Group], sighting: Sighting) -> _Group | None:
    """Return whom a surname alone stands for: by the same words, a role, or company."""
    same = [group for group in bearers if _is_plain(group) and not sighting.speaker.is_person]
    if same:
        return same[0]
    scored = sorted(((_closeness(group, sighting), -n) for n, group in enumerate(bearers)))
    if not scored or scored[-1][0] == 0:
        return None
    if len(scored) > 1 and scored[-2][0] == scored[-1][0]:
        return None
    return bearers[-scored[-1][1]]


def _is_plain(group: _Group) -> bool:
    """Tell whether a group holds a body or a single name rather than a person's full name."""
    return all(len(name.parts) == 1 for name in group.names)


def _closeness(group: _Group, sighting: Sighting) -> int:
    roles = {role.casefold() for role in sighting.speaker.roles}
    shared = len(group.company & sighting.company)
    return 2 * len(group.roles & roles) + (shared if shared >= _COMPANY_NEEDED else 0)


def _record(group: _Group) -> Record:
    speakers = [sighting.speaker for sighting in group.sightings]
    forms = Counter(form for speaker in speakers for form in (speaker.name, *speaker.forms))
    roles = Counter(role for speaker in speakers for role in speaker.roles)
    genders = {speaker.gender for speaker in speakers} - {Gender.UNKNOWN}
    return Record(
        name=max((speaker.name for speaker in speakers), key=lambda name: (len(name), name)),
        forms=_most_frequent(forms),
        roles=_most_frequent(roles),
        gender=genders.pop() if len(genders) == 1 else Gender.UNKNOWN,
        is_person=any(speaker.is_person for speaker in speakers),
        sightings=tuple(sorted((one.article, one.speaker.name) for one in group.sightings)),
    )


def _most_frequent(counted: Counter[str]) -> tuple[str, ...]:
    return tuple(sorted(counted, key=lambda text: (-counted[text], text)))


def corrected(records: Iterable[Record], corrections: Sequence[Correction]) -> list[Record]:
    """Return the records after the owner's rules, applied oldest first.

    A rule about a name that nobody bears changes nothing: its article may come back.
    """
    known = list(records)
    for rule in corrections:
        known = _renamed(known, rule) if isinstance(rule, Rename) else _merged(known, rule)
    return known


def _bears(record: Record, name: str) -> bool:
    wanted = name.casefold()
    return record.name.casefold() == wanted


def _renamed(records: list[Record], rule: Rename) -> list[Record]:
    return [
        _with_name(record, rule.new) if _bears(record, rule.old) else record for record in records
    ]


def _with_name(record: Record, name: str) -> Record:
    forms = (name, *(form for form in record.forms if form != name))
    return Record(name, forms, record.roles, record.gender, record.is_person, record.sightings)


def _merged(records: list[Record], rule: Merge) -> list[Record]:
    target = next((record for record in records if _bears(record, rule.into)), None)
    moved = [record for record in records if _bears(record, rule.name) and record is not target]
    if target is None or not moved:
        return records
    joined = target
    for record in moved:
        joined = _together(joined, record)
    return [joined if record is target else record for record in records if record not in moved]


def _together(into: Record, other: Record) -> Record:
    genders = {into.gender, other.gender} - {Gender.UNKNOWN}
    return Record(
        name=into.name,
        forms=tuple(dict.fromkeys((*into.forms, *other.forms))),
        roles=tuple(dict.fromkeys((*into.roles, *other.roles))),
        gender=genders.pop() if len(genders) == 1 else Gender.UNKNOWN,
        is_person=into.is_person or other.is_person,
        sightings=tuple(sorted((*into.sightings, *other.sightings))),
    )
