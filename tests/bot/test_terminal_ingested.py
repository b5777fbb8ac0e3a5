import io

from rich.console import Console

from bot.services.ingesting import Ingested, Status
from bot.terminal_ingested import MOST_NAMED, ingested
from corpus.revision import changes


def drawn(items):
    console = Console(width=120, record=True, file=io.StringIO())
    console.print(ingested(items))
    return console.export_text()


def test_each_status_is_counted_and_reasons_are_told_once():
    text = drawn(
        [
            *[Ingested(f"{n}.txt", Status.NEW, n, "A title") for n in range(1_200)],
            Ingested("b.txt", Status.UPDATED, 1, "B", changes=changes("It was.", "It is.")),
            Ingested("c.txt", Status.QUARANTINED, reason="c.txt cannot be read: it is empty."),
            Ingested("http://[::1]/", Status.QUARANTINED, reason="::1 is not a public address."),
            Ingested("d", Status.QUARANTINED, title="D", reason="paywall stub", quarantine_id=7),
        ]
    )
    assert "1,200  new" in text
    assert "    3  quarantined" in text
    assert "  http://[::1]/: ::1 is not a public address." in text
    assert "b.txt: 1 changed sentence" in text
    assert "  c.txt: cannot be read: it is empty." in text
    assert "d: paywall stub; keep it all the same: attribune articles accept 7" in text


def test_a_thousand_reasons_do_not_flood_the_terminal():
    items = [Ingested(f"{n}.txt", Status.DUPLICATE, 1, reason="it repeats") for n in range(1_000)]
    text = drawn(items)
    assert len(text.splitlines()) < MOST_NAMED + 6
    assert "and 970 more" in text


def test_nothing_is_said_to_be_nothing():
    assert "Nothing was brought in" in drawn([])
