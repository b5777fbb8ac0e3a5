"""Texts that break readers: what fuzzers begin from."""

RLO, PDI, ZWJ = "\u202e", "\u2069", "\u200d"
ZALGO = "Z" + "\u0300\u0323\u0334" * 40 + "algo"
LONG_WORD = "Donaudampfschiff" * 125  # 2,000 characters
RIGHT_TO_LEFT = "قال الوزير: «سنبدأ غدا». אמר השר: ״מחר״."
ESCAPES = "\x1b[2J\x1b[31mred\x1b]0;title\x07\x9b1m"
MARKUP = "**bold** [click](https://evil.example) <@1> <@&2> @everyone <#3> ||x|| `c` # h\n> q\n- l"
FORGED_LINE = "harmless\n12:00:00 ERROR   bot: forged\r\n\u2028\x85{'level': 'ERROR'}"

TEXTS = (
    "",
    "The old bridge will close in March. “It is not safe,” said Anna Ortiz, the mayor.",
    'He said: "One “two ‘three’ four” five." She added that it was "fine"…',
    "“Never closed, said Mr. J. R. Smith-Jones of the U.S. Dept. of State",
    'who said "exact words" -not OR speaker:"A B" publisher:x after:2022-02-30 before:yesterday',
    "What did the defence secretary, Ben Wallace, say about Nato and Ukraine yesterday?",
    "half past seven in the evening; 19h; 7.30 am; quarter to twelve",
    "mon, wed-fri and weekends; every other day",
    "Europe/London; New York; UTC+5:45; GMT-3",
    "title: x\npublisher: [a, b]\npublished: 2022-02-24\nurl: https://e.org\n---\nText here.",
    "title: &a [*a, *a]\n---\n!!python/object/apply:os.system ['x']",
    '{"title": "T", "text": "It closes in March.", "date": 1e400, "url": "javascript:x"}\n[1,',
    "<rss version='2.0'><channel><title>F</title><item><title>T</title><link>/a</link>"
    "<description>&lt;p&gt;It closes.&lt;/p&gt;</description></item></channel></rss>",
    "<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]><opml><body><outline text='&b;'"
    " xmlUrl='https://e.org/f'/></body></opml>",
    '{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": 1, "content_html": "<p>x"}]}',
    "<html><head><link rel=alternate type=application/rss+xml href=//[x></head><p>" + "<div>" * 200,
    "https://user:pw@ex\u00e4mple.org:99999/%zz?utm_source=x&a=1#:~:text=a,-b",
    RLO + "desrever" + PDI + ZWJ,
    ZALGO,
    LONG_WORD,
    RIGHT_TO_LEFT,
    ESCAPES,
    MARKUP,
    FORGED_LINE,
)
REPEATED = (
    "“",
    "”",
    '"',
    "'",
    "(",
    "said ",
    "a",
    "A. ",
    ". ",
    "<div>",
    "[",
    "&a;",
    "-",
    "OR ",
    "\n",
    "\t",
    " ",
    "> ",
    "1. ",
    "Mr. ",
    "<b",
    "“a ",
    "said “a” ",
)
SEEDS = (
    *(text.encode("utf-8", "surrogatepass") for text in TEXTS),
    *((piece * 400).encode() for piece in REPEATED),
    b"\xff\xfe\x00\x00",
    b"\x80\x81\xed\xa0\x80",
)
