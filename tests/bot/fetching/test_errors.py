import inspect

import pytest

from bot.fetching import errors
from corpus.errors import AttribuneError

FAMILY = [
    pytest.param(one, id=name)
    for name, one in inspect.getmembers(errors, inspect.isclass)
    if one.__module__ == errors.__name__
]


@pytest.mark.parametrize("one", FAMILY)
def test_every_error_stands_in_the_tree(one):
    assert issubclass(one, AttribuneError)
    assert f"{one.__name__} " in errors.__doc__


def test_an_address_is_shown_on_one_short_line():
    shown = str(errors.BadAddress("http://x/\n\x1b[31m" + "y" * 500, "it is odd"))
    assert shown.isprintable()
    assert len(shown) < 200
