from bot.services.quoting.models import Asked


async def test_a_quotation_is_shown_with_the_sentences_of_its_cue_and_source(world):
    for quoted in (await world.quoting.quote(Asked())).quotes:
        text = quoted.version.article.text
        assert quoted.sentence.contains(quoted.span)
        if quoted.quote.cue:
            assert quoted.sentence.contains(quoted.quote.cue)
        assert quoted.text == text[quoted.quote.start : quoted.quote.end]


async def test_the_words_asked_for_are_matched_within_the_quotation(world):
    found = await world.quoting.quote(Asked(about="rebuild the northern wall"))
    best = found.quotes[0]
    text = best.version.article.text
    assert [span.of(text) for span in best.matched] == ["rebuild", "northern", "wall"]
    assert all(best.span.contains(span) for span in best.matched)


async def test_a_speaker_without_a_record_keeps_the_articles_words(empty):
    await empty.ingest("rain", "---\ntitle: Rain\n---\nOfficials said it rained on Monday.")
    await empty.open()
    (quoted,) = (await empty.quoting.quote(Asked())).quotes
    assert (quoted.speaker, quoted.person) == ("Officials", None)
