from datetime import UTC, datetime

import numpy as np

from bot.services.quoting.directory import Replayed, make_directory
from bot.storage.corrections import Act, Correction
from corpus.models import Span

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def rule(act, subject, value, **where):
    return Correction(1, NOW, act, subject, value, **where)


def names(directory):
    return [person.name for person in directory.people]


async def test_everybody_has_as_many_rows_as_counted(world):
    directory = make_directory(world.holding.catalogue, [])
    for code, count in enumerate(directory.counts.tolist()):
        assert len(directory.rows_of(code)) == count
    assert directory.counts.tolist() == sorted(directory.counts.tolist(), reverse=True)


async def test_a_rename_changes_the_name_alone(world):
    renamed = Replayed(rule(Act.RENAME, "william tarrant", "Bill Tarrant"))
    directory = make_directory(world.holding.catalogue, [renamed])
    assert "Bill Tarrant" in names(directory)
    assert "William Tarrant" not in names(directory)


async def test_a_merge_gives_one_record_the_others_words(world):
    plain = make_directory(world.holding.catalogue, [])
    merge = Replayed(rule(Act.MERGE, "william tarrant", "anna okafor"))
    merged = make_directory(world.holding.catalogue, [merge])
    assert names(merged).count("William Tarrant") == 0
    assert merged.counts.sum() == plain.counts.sum()


async def test_a_rule_about_nobody_changes_nothing(world):
    nobody = Replayed(rule(Act.RENAME, "zebedee quux", "Z"))
    assert names(make_directory(world.holding.catalogue, [nobody])) == names(
        make_directory(world.holding.catalogue, [])
    )


async def test_a_quotation_given_to_somebody_new_is_marked(world):
    catalogue = world.holding.catalogue
    version_id = int(catalogue.rows["version"][0])
    span = Span(int(catalogue.rows["start"][0]), int(catalogue.rows["end"][0]))
    given = rule(Act.SPEAKER, "", "Zoe Quux", version_id=version_id, span=span)
    version = catalogue.versions[version_id]
    words = span.of(version.article.text)
    directory = make_directory(catalogue, [Replayed(given, version.article_id, words)])
    assert np.flatnonzero(directory.corrected).tolist() == [0]
    assert directory.people[directory.codes[0]].name == "Zoe Quux"
