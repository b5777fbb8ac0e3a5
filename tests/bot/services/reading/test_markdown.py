from hypothesis import given
from hypothesis import strategies as st

from bot.services.reading.markdown import markdown_text

TEXT = """# The bridge *closes*

By [the river](http://a.example "x") it is
**quiet** now. ![a picture](b.jpg)

> "Nobody," she said, "asked `us`."

- One reason
- Another reason

```
code
```
<div>raw</div>

| a | b |
| - | - |
| 1 | 2 |

---
Last\\* words &amp; more.
"""


def test_marks_go_and_words_stay():
    title, text = markdown_text(TEXT)
    assert title == "The bridge closes"
    assert text.split("\n\n") == [
        "By the river it is quiet now.",
        '"Nobody," she said, "asked us."',
        "One reason",
        "Another reason",
        "a", "b", "1", "2",
        "Last* words & more.",
    ]  # fmt: skip


def test_a_heading_further_down_is_no_title():
    assert markdown_text("Words.\n\n# Later")[0] is None


@given(st.text())
def test_any_text_is_markdown(text):
    title, plain = markdown_text(text)
    assert title is None or title.strip()
    assert "\0" not in plain or "\0" in text
