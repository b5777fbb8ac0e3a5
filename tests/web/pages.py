"""Pages as publishers send them, invented from title to footer."""

import json

PARAGRAPHS = [
    "The council of Ardley voted on Tuesday to close the old swing bridge to cars from September, "
    "after engineers found cracks in two of its four bearings.",
    "\"Nobody wants to drive the long way round, but nobody wants to fall into the river either,\" "
    "said the mayor, Ann Poe, after the meeting, which lasted until midnight.",
    "Traders on the east bank said they had been told nothing. Sam Roe, who sells fish there, said "
    "the closure would cost him a third of his customers.",
    "Repairs are expected to last for two years and to cost £3.4m, most of it paid by the county. "
    "A ferry for people on foot will run every ten minutes from six in the morning.",
]  # fmt: skip
TITLE = "Ardley closes its swing bridge to cars"


def article_page(
    *,
    title=TITLE,
    paragraphs=PARAGRAPHS,
    published="2026-05-12T08:30:00+01:00",
    canonical=None,
    lang="en-GB",
    record=None,
):
    """A news page with menus, a share bar, related stories and a footer around its article."""
    record = record or {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": title,
        "datePublished": published,
        "publisher": {"@type": "Organization", "name": "Ardley Times"},
    }
    link = f'<link rel="canonical" href="{canonical}">' if canonical else ""
    body = "\n".join(f"<p>{p}</p>" for p in paragraphs)
    return f"""<!doctype html><html lang="{lang}"><head><meta charset="utf-8">
<title>{title} - Ardley Times</title>{link}
<script type="application/ld+json">{json.dumps(record)}</script></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<main><article><h1>{title}</h1><div class="share">Share this on every network there is</div>
<figure><img src="b.jpg"><figcaption>The bridge (Picture: Ardley Times)</figcaption></figure>
{body}</article>
<aside class="related"><h2>Related</h2><a href="/2">Ferry prices to double</a></aside>
</main><footer>© 2026 Ardley Times. All rights reserved. Contact us. Privacy policy.</footer>
</body></html>"""


def thin_page(*paragraphs, title="Ardley Times", lang="en"):
    """A page whose article is nothing but these paragraphs."""
    body = "".join(f"<p>{p}</p>" for p in paragraphs)
    return (
        f'<!doctype html><html lang="{lang}"><head><title>{title}</title></head><body><main>'
        f"<article><h1>{title}</h1>{body}</article></main></body></html>"
    )


CONSENT = thin_page(
    "We and our partners use cookies and similar technologies to store and/or access information "
    "on your device, for personalised ads and to measure how our content performs every day.",
    "You can accept all or manage your preferences at any time. Some of our partners rely on "
    "legitimate interests and do not ask you at all, which you may object to on the next page.",
    title="Before you continue",
)
PAYWALL = thin_page(
    PARAGRAPHS[0],
    "Subscribe now to continue reading this story and every other one of the Ardley Times, on all "
    "of your devices, from the first ferry to the last. Already a subscriber? Log in to read.",
    title=TITLE,
)
ROBOT_CHECK = thin_page(
    "Checking your browser before you can visit the Ardley Times. This takes a few seconds, after "
    "which you are sent on to the page that you have asked for without any action of yours.",
    "Please enable JavaScript and cookies to continue. If this page does not go away, complete the "
    "captcha below. Your ray ID helps us to find out what went wrong if you write to us.",
    title="Just a moment",
)
GERMAN = thin_page(
    "Der Rat von Ardley hat am Dienstag beschlossen, die alte Drehbrücke ab September für Autos zu "
    "sperren, nachdem Prüfer in zwei der vier Lager Risse gefunden hatten und die Zeit drängte.",
    "Die Händler am Ostufer sagten, sie seien nicht gefragt worden und die Sperrung werde sie "
    "viele "
    "Kunden kosten. Die Arbeiten sollen zwei Jahre dauern, und eine Fähre soll alle zehn Minuten "
    "fahren.",
    title="Ardley sperrt seine Drehbrücke",
    lang="de",
)  # fmt: skip
