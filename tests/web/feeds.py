"""Feeds as publishers send them, invented from title to last item."""

import json
from xml.sax.saxutils import escape

from tests.web.pages import PARAGRAPHS, TITLE

LONG = [*PARAGRAPHS, *(p.replace("bridge", "old bridge") for p in PARAGRAPHS)]
WHOLE = "".join(f"<p>{p}</p>" for p in LONG)


def rss_item(
    title=TITLE,
    link="/bridge?utm_source=rss",
    guid="",
    date="Tue, 12 May 2026 08:30:00 +0100",
    html="",
):
    parts = {"title": title, "link": link, "guid": guid, "pubDate": date, "description": html}
    return "".join(f"<{tag}>{escape(text)}</{tag}>" for tag, text in parts.items() if text)


def rss(*items, title="Ardley Times", head=""):
    body = "".join(f"<item>{item}</item>" for item in items)
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>{escape(title)}</title><link>https://ardley.example/</link>"
        f"<language>en-gb</language>{head}{body}</channel></rss>"
    ).encode()


ATOM = f"""<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom">
<title>Ardley Times</title><link rel="alternate" href="/"/><link rel="self" href="/feed"/>
<entry><id>tag:ardley.example,2026:1</id><title type="html">{escape(TITLE)}</title>
<link rel="alternate" href="bridge"/><updated>2026-05-13T09:00:00Z</updated>
<published>2026-05-12T08:30:00+01:00</published>
<content type="html">{escape(WHOLE)}</content></entry></feed>""".encode()

JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Ardley Times",
        "home_page_url": "https://ardley.example/",
        "language": "en-GB",
        "items": [
            {
                "id": 1,
                "url": "bridge",
                "title": TITLE,
                "content_html": WHOLE,
                "date_published": "2026-05-12T08:30:00+01:00",
            },
            "nonsense",
        ],
    }
).encode()

ERROR_PAGE = b"<!DOCTYPE html><html><head><title>503</title></head><body>Back soon</body></html>"
BROKEN = rss(rss_item()).replace(b"</channel></rss>", b"<item><title>Torn & broken")
