from bot.services.chart_style import FIRST, GROUND, INK, SECOND, THIRD


def luminance(colour):
    """Return the relative luminance of a colour, as WCAG 2 has it."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_words_and_bars_stand_out_from_the_ground():
    assert contrast(INK, GROUND) >= 7
    assert min(contrast(colour, GROUND) for colour in (FIRST, SECOND, THIRD)) >= 3
