"""Quotations of article versions in SQLite: spans and whose they are, never the words."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from corpus.models import Span
from corpus.quotations import Gender, Kind, Polarity, Quote, Resolution, Speaker

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Container, Iterable, Sequence
    from datetime import datetime

    from bot.storage.database import Database
    from corpus.quotations import Extraction

_COLUMNS = """
    id, version_id, number, kind, contents, cue, source, addressee, via, speaker, rule, resolution,
    confidence, polarity, in_headline, others
"""
_json = json.JSONEncoder(ensure_ascii=False).encode
_OF_VERSIONS = "version_id IN (SELECT value FROM json_each(:ids))"


@dataclass(frozen=True, slots=True)
class KeptQuote:
    """A quotation as it is stored.

    Attributes:
        id: Its id; another one after it was extracted again.
        version_id: The article version it stands in.
        number: Its place among the article's quotations, from 0.
        quote: What was extracted; ``speaker`` is the number of the article's speaker.
    """

    id: int
    version_id: int
    number: int
    quote: Quote


@dataclass(frozen=True, slots=True)
class KeptSpeaker:
    """Whoever one article version lets speak.

    Attributes:
        version_id: The article version.
        number: What the version's quotations call it, from 0.
        speaker: As the article prints it.
        is_named: False for "officials" or "a spokesman", whom no other article can know.
    """

    version_id: int
    number: int
    speaker: Speaker
    is_named: bool


@dataclass(frozen=True, slots=True)
class PackedExtraction:
    """What was found in an article as its rows hold it: quickly handed from process to process.

    Attributes:
        extractor: The version of who looked.
        speakers: The speakers' columns, but for the version they belong to.
        quotes: The quotations' columns, likewise.
    """

    extractor: int
    speakers: list[dict[str, Any]]
    quotes: list[dict[str, Any]]

    @classmethod
    def of(cls, extraction: Extraction, *, extractor: int) -> PackedExtraction:
        """Return what was extracted as it is stored."""
        groups = {q.speaker for q in extraction.quotes if q.resolution is Resolution.GROUP}
        return cls(
            extractor,
            [_speaker_row(n, speaker, groups) for n, speaker in enumerate(extraction.speakers)],
            [_quote_row(n, quote) for n, quote in enumerate(extraction.quotes)],
        )


class QuotationStore:
    """Adds and lists quotations."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def extractors(self, ids: Iterable[int] | None = None) -> dict[int, int]:
        """Return which extractor version read each extracted article version.

        Args:
            ids: The versions to tell of; all of them when None.
        """
        rows = await self._database.all(
            "SELECT version_id, extractor FROM extraction"
            " WHERE :ids IS NULL OR version_id IN (SELECT value FROM json_each(:ids))",
            {"ids": None if ids is None else json.dumps(list(ids))},
        )
        return {row[0]: row[1] for row in rows}

    async def add(
        self, extractions: Sequence[tuple[int, Extraction]], *, extractor: int, at: datetime
    ) -> None:
        """Store what was extracted from article versions, in place of what was there before.

        Args:
            extractions: The versions' ids, and what was found in each.
            extractor: The version of the extractor.
            at: When, in UTC.
        """

        def job(connection: sqlite3.Connection) -> None:
            for version_id, extraction in extractions:
                found = PackedExtraction.of(extraction, extractor=extractor)
                put_extraction(connection, version_id, found, at=at)

        await self._database.run(job)

    async def of_versions(self, ids: Iterable[int]) -> list[KeptQuote]:
        """Return the quotations of these article versions, by version and place."""
        return await self._where(_OF_VERSIONS, {"ids": json.dumps(list(ids))})

    async def get(self, ids: Iterable[int]) -> list[KeptQuote]:
        """Return these quotations in the order asked for; those that are gone are left out."""
        wanted = list(ids)
        rows = await self._where(
            "id IN (SELECT value FROM json_each(:ids))", {"ids": json.dumps(wanted)}
        )
        by_id = {row.id: row for row in rows}
        return [by_id[id_] for id_ in wanted if id_ in by_id]

    async def _where(self, condition: str, parameters: dict[str, Any]) -> list[KeptQuote]:
        rows = await self._database.all(
            f"SELECT {_COLUMNS} FROM quotation WHERE {condition} ORDER BY version_id, number",  # noqa: S608 - constants
            parameters,
        )
        return await asyncio.to_thread(lambda: [_kept(row) for row in rows])

    async def speakers_of(self, ids: Iterable[int]) -> list[KeptSpeaker]:
        """Return the speakers of these article versions, by version and number."""
        rows = await self._database.all(
            "SELECT version_id, number, name, forms, roles, gender, is_person, is_named"  # noqa: S608 - constants
            f" FROM article_speaker WHERE {_OF_VERSIONS} ORDER BY version_id, number",
            {"ids": json.dumps(list(ids))},
        )
        return await asyncio.to_thread(lambda: [_speaker(row) for row in rows])


def put_extraction(
    connection: sqlite3.Connection, version_id: int, found: PackedExtraction, *, at: datetime
) -> None:
    """Store what was extracted, in place of what was there; for a job of `Database.run`."""
    connection.execute("DELETE FROM extraction WHERE version_id = :id", {"id": version_id})
    connection.execute(
        "INSERT INTO extraction (version_id, extractor, at) VALUES (:id, :extractor, :at)",
        {"id": version_id, "extractor": found.extractor, "at": at.isoformat()},
    )
    connection.executemany(
        "INSERT INTO article_speaker"
        " (version_id, number, name, forms, roles, gender, is_person, is_named)"
        " VALUES (:version_id, :number, :name, :forms, :roles, :gender, :is_person, :is_named)",
        [row | {"version_id": version_id} for row in found.speakers],
    )
    connection.executemany(
        "INSERT INTO quotation (version_id, number, kind, contents, cue, source, addressee, via,"
        " speaker, rule, resolution, confidence, polarity, in_headline, others)"
        " VALUES (:version_id, :number, :kind, :contents, :cue, :source, :addressee, :via,"
        " :speaker, :rule, :resolution, :confidence, :polarity, :in_headline, :others)",
        [row | {"version_id": version_id} for row in found.quotes],
    )


def _speaker_row(number: int, speaker: Speaker, groups: Container[int | None]) -> dict[str, Any]:
    return {
        "number": number,
        "name": speaker.name,
        "forms": _json(speaker.forms),
        "roles": _json(speaker.roles),
        "gender": str(speaker.gender),
        "is_person": speaker.is_person,
        "is_named": number not in groups and speaker.name[:1].isupper(),
    }


def _quote_row(number: int, quote: Quote) -> dict[str, Any]:
    return {
        "number": number,
        "kind": str(quote.kind),
        "contents": f"[{','.join(map(_packed, quote.contents))}]",
        "cue": quote.cue and _packed(quote.cue),
        "source": quote.source and _packed(quote.source),
        "addressee": quote.addressee and _packed(quote.addressee),
        "via": quote.via and _packed(quote.via),
        "speaker": quote.speaker,
        "rule": quote.rule,
        "resolution": str(quote.resolution),
        "confidence": quote.confidence,
        "polarity": str(quote.polarity),
        "in_headline": quote.in_headline,
        "others": _json(quote.others),
    }


def _packed(span: Span) -> str:
    return f"[{span.start},{span.end}]"


def _span(packed: str | None) -> Span | None:
    return None if packed is None else Span(*json.loads(packed))


def _kept(row: sqlite3.Row) -> KeptQuote:
    quote = Quote(
        kind=Kind(row["kind"]),
        contents=tuple(Span(a, b) for a, b in json.loads(row["contents"])),
        cue=_span(row["cue"]),
        source=_span(row["source"]),
        speaker=row["speaker"],
        rule=row["rule"],
        resolution=Resolution(row["resolution"]),
        confidence=row["confidence"],
        polarity=Polarity(row["polarity"]),
        addressee=_span(row["addressee"]),
        via=_span(row["via"]),
        in_headline=bool(row["in_headline"]),
        others=tuple(json.loads(row["others"])),
    )
    return KeptQuote(row["id"], row["version_id"], row["number"], quote)


def _speaker(row: sqlite3.Row) -> KeptSpeaker:
    speaker = Speaker(
        name=row["name"],
        forms=tuple(json.loads(row["forms"])),
        roles=tuple(json.loads(row["roles"])),
        gender=Gender(row["gender"]),
        is_person=bool(row["is_person"]),
    )
    return KeptSpeaker(row["version_id"], row["number"], speaker, bool(row["is_named"]))
