import io

from rich.console import Console

from bot.choice_terminal import choices
from bot.services.quoting.models import Known
from corpus.people import Person
from corpus.quotations import Gender


def test_choices_are_numbered_with_what_tells_them_apart():
    person = Person("ann lee", "Ann\nLee", ("Ann Lee",), ("mayor",), Gender.UNKNOWN, True, ())
    console = Console(file=io.StringIO(), width=100)
    console.print(choices([Known(person, 3, 2)]))
    assert "1. Ann Lee, mayor: 3 quotations in 2 articles" in console.file.getvalue()
