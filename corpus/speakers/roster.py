"""Who is named in an article: one entity a person or body, with every mention of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from corpus.quotations import Gender
from corpus.quotes.lexicon import BODY_ROLES, GROUP_ROLES, PERSON_ROLES
from corpus.quotes.lists import sections, words
from corpus.speakers.names import (
    NATIONS,
    Name,
    compatible,
    given_gender,
    is_given,
    is_title,
    parse_name,
    role_gender,
)

if TYPE_CHECKING:
    from corpus.quotes.tokens import Tokens

_PARTICLES = words("grammar", "particles")
_MAX_ROLE = 6
_LONGEST_NAME = 10
_PLAIN = 2
_BEFORE_OFFICE = frozenset(("the", "his", "her", "their"))
_OFFICE_STARTS = words("grammar", "office_starts")
_BODY_NAMES = words("grammar", "body_names")
_AGE = re.compile(r"[1-9]\d|10\d")
_PARTY = re.compile(r"\(([RDI])-([A-Za-z. ]+?)\.?\)")
_PARTIES = {"R": "Republican", "D": "Democratic", "I": "independent"}
_STATES = {
    short: line.split(None, 1)[1]
    for line in sections("states").get("", ())
    for short in line.split(None, 1)[0].split("|")
}


@dataclass(slots=True)
class Entity:
    """A person or body named in the article, while it is being read.

    Attributes:
        name: The fullest form printed.
        forms: Every printed form, in order of first appearance.
        roles: What the article calls it.
        gender: What is known so far.
        is_person: Whether anything shows that it is a person.
        mentions: Token index of each mention's first token, in reading order.
    """

    name: Name
    forms: list[str] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    gender: Gender = Gender.UNKNOWN
    is_person: bool = False
    mentions: list[int] = field(default_factory=list)

    def meet(self, name: Name, at: int, role: str) -> None:
        """Add one mention."""
        self.mentions.append(at)
        if name.printed not in self.forms:
            self.forms.append(name.printed)
        for text in (name.role, role):
            if text and text not in self.roles:
                self.roles.append(text)
        if len(name.parts) > len(self.name.parts):
            self.name = name
        self.is_person = self.is_person or name.is_person or bool(role)
        if self.gender is Gender.UNKNOWN:
            self.gender = role_gender(role)
        if self.gender is Gender.UNKNOWN:
            self.gender = name.gender


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where an entity is named: tokens ``[start, end)``."""

    start: int
    end: int
    entity: int


@dataclass(slots=True)
class Roster:
    """The entities of an article and their mentions in reading order."""

    entities: list[Entity] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    by_last: dict[str, list[int]] = field(default_factory=dict)
    by_first: dict[str, list[int]] = field(default_factory=dict)
    by_form: dict[str, int] = field(default_factory=dict)


def read_roster(tokens: Tokens) -> Roster:
    """Return everyone and everything that an article names."""
    roster = Roster()
    runs = [
        (start, end, name)
        for start, end in name_runs(tokens)
        if not is_office(tokens, start, end) and (name := parse_name(_printed(tokens, start, end)))
    ]
    for start, _, name in runs:
        plain = len(name.parts) == _PLAIN and is_given(name.parts[0])
        if len(name.parts) > 1 and (plain or not _in_title(tokens, start)):
            _enter_full(roster, name)
    _enter_contradicting(roster, [name for _, _, name in runs])
    for start, end, name in runs:
        number = _find(roster, name)
        if number is None:
            if _in_title(tokens, start):
                continue
            number = _enter(roster, name)
        entity = roster.entities[number]
        entity.meet(name, start, _role_before(tokens, start))
        entity.is_person = entity.is_person or _is_aged_or_who(tokens, end)
        _read_role_after(tokens, end, entity)
        roster.mentions.append(Mention(start, end, number))
    _share_personhood(roster)
    return roster


def _printed(tokens: Tokens, start: int, end: int) -> str:
    """Return a run as printed, without the field of "Minister for Health" before a name."""
    if _field_of_office(tokens, start):
        start = given_start(tokens, start, end)
    return tokens.text[tokens.starts[start] : tokens.ends[end - 1]]


def _field_of_office(tokens: Tokens, start: int) -> bool:
    """Tell whether "Secretary of" or "Minister for Trade and" stands before a run."""
    at = start - 1
    if at > 1 and tokens.words[at] in {"and", "&"} and tokens.tags[at - 1] == "P":
        at -= 1
        while at > 0 and tokens.tags[at] == "P":
            at -= 1
    return at > 0 and tokens.words[at] in {"of", "for"} and is_title(tokens.words[at - 1])


def given_start(tokens: Tokens, start: int, end: int) -> int:
    """Return where the given name starts in "State John Kerry", else ``start``."""
    for at in range(start + 1, end - 1):
        if is_given(tokens.words[at]):
            return at
    return end - _PLAIN if end - start > _PLAIN else start


def is_office(tokens: Tokens, start: int, end: int) -> bool:
    """Tell whether a capitalised run is an office alone: "Shadow Defence Secretary"."""
    if end - start == 1 and tokens.words[start] in NATIONS:
        return start > 0 and tokens.words[start - 1] == "the"
    if tokens.words[end - 1] not in PERSON_ROLES or any(map(is_given, tokens.words[start:end])):
        return False
    if end - start == 1:
        return start > 0 and tokens.words[start - 1] in _BEFORE_OFFICE
    return not is_title(tokens.words[start]) or tokens.words[start] in _OFFICE_STARTS


def _in_title(tokens: Tokens, at: int) -> bool:
    return any(start <= at < end for start, end in tokens.titles[:3])


def _enter_contradicting(roster: Roster, names: list[Name]) -> None:
    """Make room for "Mr Obama" where the only Obama with a given name is a woman."""
    for name in names:
        if len(name.parts) > 1 or name.gender is Gender.UNKNOWN:
            continue
        fits = [roster.entities[number] for number in roster.by_last.get(name.last, ())]
        if fits and not any(_gender_fits(entity.gender, name.gender) for entity in fits):
            _enter(roster, name)


def _share_personhood(roster: Roster) -> None:
    """Take a full name for a person's when a person bears the same surname."""
    for numbers in roster.by_last.values():
        family = [roster.entities[number] for number in numbers]
        if len(family) > 1 and any(entity.is_person for entity in family):
            for entity in family:
                entity.is_person = entity.is_person or len(entity.name.parts) > 1


def name_runs(tokens: Tokens) -> list[tuple[int, int]]:
    """Return the token ranges of capitalised words that may be names."""
    runs: list[tuple[int, int]] = []
    at, size = 0, len(tokens.tags)
    for start in [at for at, tag in enumerate(tokens.tags) if tag == "P" and tokens.words[at]]:
        if start < at:
            continue
        at = start
        while at < size and at - start < _LONGEST_NAME and _in_name(tokens, at, size, start):
            at += 1
        runs.append((start, at))
    return runs


def _in_name(tokens: Tokens, at: int, size: int, start: int) -> bool:
    if at > start and tokens.starts[at] > tokens.ends[at - 1] + 1:
        return False
    if tokens.tags[at] == "P":
        return bool(tokens.words[at])
    return tokens.words[at] in _PARTICLES and at + 1 < size and tokens.tags[at + 1] == "P"


def _enter_full(roster: Roster, name: Name) -> None:
    """Make sure an entity exists for a name of two words or more."""
    for number in roster.by_last.get(name.last, ()):
        if compatible(roster.entities[number].name, name):
            return
    _enter(roster, name)


def _enter(roster: Roster, name: Name) -> int:
    number = len(roster.entities)
    roster.entities.append(Entity(name, gender=name.gender, is_person=name.is_person))
    roster.by_last.setdefault(name.last, []).append(number)
    if len(name.parts) > 1:
        roster.by_first.setdefault(name.parts[0], []).append(number)
    return number


def _find(roster: Roster, name: Name) -> int | None:
    """Return the entity that a name stands for here, None when it is a new one."""
    if len(name.parts) > 1:
        for number in roster.by_last.get(name.last, ()):
            if compatible(roster.entities[number].name, name):
                return number
        return None
    fits = [
        number
        for number in roster.by_last.get(name.last, ())
        if _gender_fits(roster.entities[number].gender, name.gender)
    ]
    fits = fits or [
        number
        for number in roster.by_first.get(name.last, ())
        if roster.entities[number].is_person and not name.role
    ]
    if not fits:
        return None
    if name.role and name.gender is Gender.UNKNOWN and len(fits) > 1:
        fits = _titled(roster, fits, name) or fits
    return max(fits, key=lambda number: _recency(roster.entities[number]))


def _titled(roster: Roster, fits: list[int], name: Name) -> list[int]:
    """Prefer the bearers of a surname that the text calls by title rather than by given name."""
    known = [number for number in fits if name.role in roster.entities[number].roles]
    return known or [number for number in fits if len(roster.entities[number].name.parts) == 1]


def _gender_fits(one: Gender, other: Gender) -> bool:
    return one is other or Gender.UNKNOWN in (one, other)


def _recency(entity: Entity) -> tuple[int, int]:
    return (entity.mentions[-1] if entity.mentions else -1, len(entity.name.parts))


def _role_before(tokens: Tokens, start: int) -> str:
    """Return "campaign manager" before "Robby Mook", as printed."""
    if start > 1 and tokens.tags[start - 1] == "," and tokens.words[start - 2] in PERSON_ROLES:
        start -= 1
        if not _is_owned(tokens, start):
            return ""
    at = start
    while at > 0 and start - at < _MAX_ROLE and tokens.tags[at - 1] in "NGP#O":
        if tokens.starts[at] > tokens.ends[at - 1] + 1:
            break  # another line
        at -= 1
    words = tokens.words[at:start]
    if not any(word in PERSON_ROLES for word in words) or tokens.tags[start - 1] == "O":
        return ""
    return tokens.text[tokens.starts[at] : tokens.ends[start - 1]]


def _is_aged_or_who(tokens: Tokens, end: int) -> bool:
    """Tell whether ", who", an age or one in brackets follows a name."""
    after = tokens.words[end : end + 3]
    if after[:1] == ["who"] or after[:2] == [",", "who"]:
        return True
    if tokens.tags[end : end + 1] == ["Y"]:
        return _AGE.fullmatch(tokens.written(end).strip("()")) is not None
    aged = after[:1] == [","] and len(after) > _PLAIN and _AGE.fullmatch(after[1]) is not None
    return aged and after[2] in {",", "."}


def _is_owned(tokens: Tokens, end: int) -> bool:
    """Tell whether "his campaign manager" or "the mayor" ends at ``end``."""
    at = end - 1
    while at > 0 and end - at < _MAX_ROLE and tokens.tags[at] in "NGP":
        at -= 1
    return tokens.tags[at] in "DO"


def _read_role_after(tokens: Tokens, end: int, entity: Entity) -> None:
    """Take in ", the mayor of London," after a name."""
    _read_bracket(tokens, end, entity)
    at = end + 1
    if at + 1 >= len(tokens.tags) or tokens.tags[end] != "," or tokens.tags[at] not in "DPN#":
        return
    stop = at
    while stop < len(tokens.tags) and stop - at < 2 * _MAX_ROLE and tokens.tags[stop] in "DNP#OIGA":
        stop += 1
    role = tokens.words[at:stop]
    if tokens.tags[stop : stop + 1] not in ([","], ["."], ["-"], [";"]):
        return
    if any(word in PERSON_ROLES for word in role):
        printed = tokens.text[tokens.starts[at] : tokens.ends[stop - 1]]
        if printed not in entity.roles:
            entity.roles.append(printed)
        entity.is_person = True
        if entity.gender is Gender.UNKNOWN:
            entity.gender = role_gender(printed)


def _read_bracket(tokens: Tokens, end: int, entity: Entity) -> None:
    """Take in "(R-Ky.)" after a legislator's name: party and state in words."""
    if end >= len(tokens.tags) or tokens.tags[end] != "Y":
        return
    found = _PARTY.fullmatch(tokens.written(end))
    if found is None:
        return
    role = f"{_PARTIES[found.group(1)]} {_STATES.get(found.group(2).lower(), '')}".strip()
    if role not in entity.roles:
        entity.roles.append(role)
    entity.is_person = True


def looks_personal(entity: Entity) -> bool:
    """Tell whether a name of two or three words holds none that bodies have in theirs."""
    parts = entity.name.parts
    if len(parts) not in (2, 3) or not all(part.isalpha() and len(part) > 1 for part in parts):
        return False
    return not any(part in BODY_ROLES or part in _BODY_NAMES for part in parts)


def is_body(words: list[str]) -> bool:
    """Tell whether words name a body or a group rather than a person."""
    return any(word in BODY_ROLES or word in GROUP_ROLES for word in words)


def first_name_gender(entity: Entity) -> Gender:
    """Return what the first word of the fullest form suggests."""
    return given_gender(entity.name.parts[0]) if len(entity.name.parts) > 1 else Gender.UNKNOWN
