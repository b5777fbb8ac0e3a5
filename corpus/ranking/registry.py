"""How a module of features lists them by name."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus.ranking.arrays import Floats
    from corpus.ranking.evidence import Evidence

Feature = Callable[["Evidence"], "Floats"]


def registering(features: dict[str, Feature]) -> Callable[[Feature], Feature]:
    """Return a decorator that lists a feature under its function's name."""

    def register(function: Feature) -> Feature:
        features[function.__name__] = function
        return function

    return register
