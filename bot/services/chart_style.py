"""How every chart looks: one opaque ground, so that it reads on Discord's dark and light alike."""

from __future__ import annotations

import io
from typing import Any

GROUND, INK, GRID = "#1f2328", "#e6e8eb", "#454c54"
FIRST, SECOND, THIRD = "#4fb286", "#e0a458", "#7b8794"  # told apart without colour sight
DPI = 110


def style(axes: Any, title: str) -> None:  # noqa: ANN401 (matplotlib's)
    """Give axes the look of all charts; counts get whole numbers."""
    axes.set_facecolor(GROUND)
    axes.set_title(title, color=INK, loc="left")
    axes.tick_params(colors=INK)
    axes.yaxis.get_major_locator().set_params(integer=True)
    axes.grid(axis="y", color=GRID, linewidth=0.6)
    axes.set_axisbelow(b=True)
    for side in axes.spines.values():
        side.set_color(GRID)


def png(figure: Any) -> bytes:  # noqa: ANN401 (matplotlib's)
    """Return a figure as a picture."""
    out = io.BytesIO()
    figure.savefig(out, format="png")
    return out.getvalue()
