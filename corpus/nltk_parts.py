"""The two parts of NLTK that are used here, without the rest of it.

`import nltk` brings 240 modules with it, corpus readers, parsers and classifiers: 31 MB and a good
part of the time of a start. The sentence splitter and the stemmer need six of them.
"""

from __future__ import annotations

import sys
from importlib.util import find_spec, module_from_spec
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from types import ModuleType

_HOLLOW = ("nltk", "nltk.corpus", "nltk.tokenize", "nltk.stem")


def _hollow(name: str) -> ModuleType:
    """Return a package in whose folder modules are found, its own code not run."""
    spec = find_spec(name)
    assert spec is not None  # NLTK is installed with the program
    return module_from_spec(spec)


def _import_parts() -> tuple[Any, Any]:
    if "nltk" not in sys.modules:
        for name in _HOLLOW:
            sys.modules[name] = _hollow(name)
        # The stemmer asks for its stop words only where it is told to leave them alone.
        sys.modules["nltk.corpus"].stopwords = None  # type: ignore[attr-defined]  # hollow
    from nltk.stem import snowball  # noqa: PLC0415 (only now without the rest)
    from nltk.tokenize import punkt  # noqa: PLC0415 (as above)

    return punkt, snowball


def _forget_hollow() -> None:
    """Leave no half of NLTK behind: whoever imports it gets all of it."""
    if getattr(sys.modules["nltk"], "__version__", None) is None:
        for name in [n for n in sys.modules if n == "nltk" or n.startswith("nltk.")]:
            del sys.modules[name]


punkt, snowball = _import_parts()
_forget_hollow()
