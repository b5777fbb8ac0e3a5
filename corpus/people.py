"""One record a speaker over all articles, joined from those that each article prints.

Two articles mean the same person when they print the same full name, or compatible ones (a middle
name more, a short form, an initial) that nobody else fits. A surname alone joins the only bearer of
that surname; where several bear it, a role decides, else the company they keep: who else speaks in
the same articles. Without either it stays by itself.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from corpus.quotations import Gender
from corpus.speakers.names import SUFFIXES, Name, bare, parse_name, same_given
from corpus.terms import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from corpus.quotations import Speaker

    Slot = tuple[int, int]

_ARTICLE = "the "
_WELL_KNOWN = 4  # times as many articles
_SEVERAL = 2
_COMPANY = 2  # how many of the others must speak in both
_COMMON_ROLE = frozenset(("mr", "mrs", "ms", "miss", "sir", "dr", "the", "a", "of", "and", "for"))


@dataclass(frozen=True, slots=True)
class Person:
    """A speaker, over all articles: somebody, or a body such as a ministry.

    Attributes:
        key: The folded name; unique, and the same again when joined again.
        name: The name to show.
        forms: Every printed form, the most frequent first.
        roles: What the articles call it, the most frequent first.
        gender: Unknown unless an article tells.
        is_person: False for bodies, documents and groups.
        slots: Which speakers of which article versions these are: (version id, number).
    """

    key: str
    name: str
    forms: tuple[str, ...]
    roles: tuple[str, ...]
    gender: Gender
    is_person: bool
    slots: tuple[Slot, ...]


@dataclass(slots=True)
class _Record:
    """A record while it is being joined."""

    key: str
    name: Name
    is_person: bool
    members: list[tuple[Slot, Speaker]] = field(default_factory=list)
    genders: Counter[Gender] = field(default_factory=Counter)
    company: set[str] = field(default_factory=set)

    def take(self, slot: Slot, speaker: Speaker, name: Name) -> None:
        """Add one article's speaker."""
        self.members.append((slot, speaker))
        self.is_person = self.is_person or speaker.is_person
        if speaker.gender is not Gender.UNKNOWN:
            self.genders[speaker.gender] += 1
        if len(name.parts) > len(self.name.parts):
            self.name = name

    def absorb(self, other: _Record) -> None:
        """Take over everything of another record."""
        self.members += other.members
        self.genders += other.genders
        self.company |= other.company
        self.is_person = self.is_person or other.is_person

    @property
    def gender(self) -> Gender:
        """The gender that most articles tell."""
        return self.genders.most_common(1)[0][0] if self.genders else Gender.UNKNOWN


def key_of(name: str) -> str:
    """Return a name folded, so that its spellings compare equal."""
    return " ".join(word for part in name.split() if (word := fold(part))).removeprefix(_ARTICLE)


def group_of(speaker: Speaker) -> str:
    """Return the word that two speakers share whenever they may be one: the surname."""
    words = [word for word in key_of(speaker.name).split() if word not in SUFFIXES]
    return words[-1] if words else speaker.name


def join(
    locals_: Mapping[Slot, Speaker], company: Mapping[int, frozenset[str]] | None = None
) -> list[Person]:
    """Return one record a speaker.

    Args:
        locals_: What single articles print, all of one `group_of`.
        company: The keys of everybody who speaks in an article version, by its id.
    """
    company = company or {}
    records: dict[str, _Record] = {}
    alone: list[tuple[Slot, Speaker, Name]] = []
    for slot, speaker in sorted(locals_.items()):
        name = _name(speaker.name)
        if len(name.parts) == 1:
            alone.append((slot, speaker, name))
        else:
            key = _full_key(name, speaker)
            record = records.setdefault(key, _Record(key, name, is_person=False))
            record.take(slot, speaker, name)
            record.company |= company.get(slot[0], frozenset())
    full = _merge_variants(records)
    return [_person(record) for record in [*full, *_join_surnames(alone, full, company)]]


def _name(text: str) -> Name:
    """Return a name taken apart; "F.B.I." is one word."""
    parsed = parse_name(text) if " " in text.strip() else None
    parts = tuple(text.lower().split()) or (text,)
    return parsed or Name(parts, text, "", Gender.UNKNOWN, is_person=False)


def _full_key(name: Name, speaker: Speaker) -> str:
    if not speaker.is_person and not name.is_person:
        return key_of(name.printed)
    return key_of(" ".join(name.parts))


def _merge_variants(records: dict[str, _Record]) -> list[_Record]:
    """Join full names that differ by a middle name, a short form or an initial."""
    kept: list[_Record] = []
    for record in sorted(records.values(), key=_plainest):
        fits = [other for other in kept if _is_variant(record, other)]
        fits = fits or [other for other in kept if _has_run_on(record, other)][:1]
        if len(fits) == 1:
            fits[0].absorb(record)
        else:
            kept.append(record)
    return kept


def _plainest(record: _Record) -> tuple[bool, int, int, str]:
    """Sort whole given names before initials, then the well known, then the short."""
    parts = record.name.parts
    return len(parts[0]) == 1, -len(record.members), len(parts), record.key


def _has_run_on(one: _Record, other: _Record) -> bool:
    """Tell whether a headline's capitals ran into a name that is well known without them."""
    parts = other.name.parts
    known = len(other.members) > _WELL_KNOWN * len(one.members)
    return known and len(one.name.parts) > len(parts) and one.name.parts[-len(parts) :] == parts


def _is_variant(one: _Record, other: _Record) -> bool:
    if one.name.last != other.name.last or not (one.is_person or other.is_person):
        return False
    if one.gender is not other.gender and Gender.UNKNOWN not in (one.gender, other.gender):
        return False
    if not same_given(one.name.parts[0], other.name.parts[0]):
        return False
    return _middle_fits(one.name.parts[1:-1], other.name.parts[1:-1])


def _middle_fits(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether middle names agree where both are printed."""
    pairs = zip(one, other, strict=False)  # as far as both are printed
    return all((a[0] == b[0] and 1 in (len(a), len(b))) or a == b for a, b in pairs)


def _join_surnames(
    alone: Iterable[tuple[Slot, Speaker, Name]],
    full: list[_Record],
    company: Mapping[int, frozenset[str]],
) -> list[_Record]:
    """Give single names to whom they fit; return the records of those that fit nobody."""
    rest: dict[tuple[str, bool], _Record] = {}
    for slot, speaker, name in alone:
        bearer = _bearer(speaker, name, full, company.get(slot[0], frozenset()))
        if bearer is None:
            key = (key_of(name.printed), speaker.is_person)
            bearer = rest.setdefault(key, _Record(key[0], name, is_person=False))
        bearer.take(slot, speaker, name)
    return _uniquely_keyed(rest, full)


def _uniquely_keyed(rest: dict[tuple[str, bool], _Record], full: list[_Record]) -> list[_Record]:
    """Keep apart a person and a body that share a single name."""
    taken = {record.key for record in full}
    for (key, _), record in sorted(rest.items(), key=lambda item: -len(item[1].members)):
        record.key = key if key not in taken else f"{key} 2"
        taken.add(record.key)
    return list(rest.values())


def _bearer(
    speaker: Speaker, name: Name, full: list[_Record], company: frozenset[str]
) -> _Record | None:
    """Return whom a surname alone means, or None when that cannot be told."""
    fits = [
        record
        for record in full
        if record.is_person
        and fold(record.name.last) == fold(name.last)
        and (Gender.UNKNOWN in (speaker.gender, record.gender) or speaker.gender is record.gender)
    ]
    if len(fits) == 1 and (speaker.is_person or len(fits[0].members) > 1):
        return fits[0]
    roles = _role_words(speaker)
    by_role = sorted(((_sharing(record, roles), n) for n, record in enumerate(fits)), reverse=True)
    second = by_role[1][0] if len(by_role) > 1 else 0
    if by_role and by_role[0][0] > _WELL_KNOWN * second:
        return fits[by_role[0][1]]
    return _by_company(fits, company) if speaker.is_person else None


def _by_company(fits: list[_Record], company: frozenset[str]) -> _Record | None:
    """Return the bearer who speaks beside the same people elsewhere, if only one does."""
    shared = sorted(((len(record.company & company), n) for n, record in enumerate(fits)))
    if len(shared) < _SEVERAL or shared[-1][0] < _COMPANY:
        return None
    clear = shared[-2][0] == 0  # nobody else keeps any of that company
    return fits[shared[-1][1]] if clear else None


def _sharing(record: _Record, roles: set[str]) -> int:
    """Return how many articles give a record one of the roles."""
    return sum(bool(roles & _role_words(speaker)) for _, speaker in record.members)


def _role_words(speaker: Speaker) -> set[str]:
    words = {bare(word) for role in speaker.roles for word in role.split()}
    return words - _COMMON_ROLE


def _person(record: _Record) -> Person:
    names: Counter[str] = Counter()
    forms: Counter[str] = Counter()
    roles: Counter[str] = Counter()
    for _, speaker in record.members:
        names[speaker.name] += 1
        forms.update(speaker.forms or (speaker.name,))
        roles.update({" ".join(r.split()) for r in speaker.roles if _is_telling(r)})
    return Person(
        key=record.key,
        name=_shown_name(names),
        forms=tuple(form for form, _ in forms.most_common()),
        roles=tuple(role for role, _ in roles.most_common()),
        gender=record.gender,
        is_person=record.is_person,
        slots=tuple(slot for slot, _ in record.members),
    )


def _is_telling(role: str) -> bool:
    """Tell whether a role is more than "Mr" or "Mrs"."""
    return any(bare(word) not in _COMMON_ROLE for word in role.split())


def _shown_name(names: Counter[str]) -> str:
    """Return the most frequent full name; of equally frequent ones the longer."""
    full = {name: n for name, n in names.items() if " " in name.strip()} or dict(names)
    return max(full, key=lambda name: (full[name], len(name), name))
