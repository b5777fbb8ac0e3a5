"""What owners put right: stored as rules, replayed on extraction, taken back one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import AttribuneError
from bot.services.quoting.errors import SpeakerUnknown
from bot.services.quoting.models import Asked
from bot.storage.corrections import Act
from corpus.people import key_of
from corpus.proofs import read_proof_id

if TYPE_CHECKING:
    from bot.services.loops import Clock
    from bot.services.quoting.holding import Holding
    from bot.services.quoting.models import Quoted
    from bot.services.quoting.quoting import Quoting
    from bot.storage.corrections import Correction, CorrectionStore
    from corpus.models import Span
    from corpus.people import Person

_LONGEST_NAME = 100


class Correcting:
    """Stores corrections, applies them at once, lists them and takes them back."""

    def __init__(
        self, store: CorrectionStore, holding: Holding, quoting: Quoting, clock: Clock
    ) -> None:
        self._store = store
        self._holding = holding
        self._quoting = quoting
        self._clock = clock

    async def rename(self, name: str, shown: str) -> Correction:
        """Show a speaker under another name from now on.

        Raises:
            SpeakerUnknown: the name means nobody, or several people.
        """
        person = await self._one(name)
        return await self._keep(Act.RENAME, person.key, _named(shown))

    async def merge(self, name: str, other: str) -> Correction:
        """Make two records one: the first is the second from now on.

        Raises:
            SpeakerUnknown: a name means nobody, or several people.
            AttribuneError: both names mean the same already.
        """
        person, into = await self._one(name), await self._one(other)
        if person.key == into.key:
            raise AttribuneError(f"{name} and {other} are one already.")
        return await self._keep(Act.MERGE, person.key, into.key)

    async def give(self, version_id: int, span: Span, name: str) -> Correction:
        """Say whose words a quotation is, by its article version and place."""
        return await self._keep(Act.SPEAKER, "", _named(name), where=(version_id, span))

    async def give_by_proof(self, proof: str, name: str) -> Correction:
        """Say whose words a quotation is, by the proof id that stands under it.

        Raises:
            AttribuneError: the id is none, or no quotation stands there.
        """
        read = read_proof_id(proof)
        quoted = await self._quoted_in(read.version_id, read.span) if read else None
        if quoted is None:
            raise AttribuneError("No quotation has that proof id.")
        return await self.give(quoted.version.version_id, quoted.span, name)

    async def undo(self, id_: int) -> None:
        """Take a correction back.

        Raises:
            AttribuneError: there is no such correction, or it was taken back before.
        """
        if not await self._store.undo(id_, at=self._clock()):
            raise AttribuneError(f"There is no correction {id_} that still holds.")
        await self._holding.corrections_changed()

    async def listed(self) -> list[Correction]:
        """Return every correction, those taken back among them, the newest first."""
        return (await self._store.all())[::-1]

    async def _keep(
        self, act: Act, subject: str, value: str, where: tuple[int, Span] | None = None
    ) -> Correction:
        made = await self._store.add(act, subject, value, at=self._clock(), where=where)
        await self._holding.corrections_changed()
        return made

    async def _one(self, name: str) -> Person:
        found = await self._quoting.quote(Asked(by=name), 0)
        if found.person is None:
            raise SpeakerUnknown(name, tuple(known.person.name for known in found.choices))
        return found.person

    async def _quoted_in(self, version_id: int, span: Span) -> Quoted | None:
        found = await self._quoting.standing_in(version_id, span)
        return found[0] if found else None


def describe_correction(correction: Correction) -> str:
    """Return a correction in words."""
    told = {
        Act.RENAME: f"{correction.subject} is shown as {correction.value}",
        Act.MERGE: f"{correction.subject} is {correction.value}",
        Act.SPEAKER: f"a quotation of article version {correction.version_id} is by "
        f"{correction.value}",
    }[correction.act]
    return f"{told} (taken back)" if correction.undone_at else told


def _named(name: str) -> str:
    plain = " ".join(name.split())[:_LONGEST_NAME]
    if not key_of(plain):
        raise AttribuneError("A name needs a letter.")
    return plain
