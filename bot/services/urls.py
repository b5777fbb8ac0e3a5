"""The canonical form of an address: two addresses of one page become one."""

from __future__ import annotations

import re
from urllib.parse import urljoin

from yarl import URL

# Parameters that tell where a reader came from, never which page is meant.
_TRACKING = re.compile(
    r"(?:utm_|at_|ns_|mc_|pk_|piwik_|mtm_|matomo_|hsa_|oly_|vero_|wt\.|stm_|__s$|_hs|sc_|itm_).*"
    r"|fbclid|gclid|gclsrc|gbraid|wbraid|dclid|msclkid|yclid|twclid|ttclid|igshid|igsh|li_fat_id"
    r"|_ga|_gl|cmp|cmpid|ito|xtor|spm|smid|smtyp|ocid|icid|ncid|ref|ref_src|ref_url|referrer"
    r"|shareid|sharetoken|guccounter|guce_\w+|from_rss",
    re.IGNORECASE,
)
_SITE_PREFIX = re.compile(r"^(?:www\d?|m|mobile|amp|edition|rss|feeds?)\.")
LONGEST = 2_000


def canonical_url(url: str, *, base: str | None = None) -> str | None:
    """Return the canonical form of a web address; None when it is none.

    Scheme and host are in lower case; fragment, default port, user name and tracking parameters
    are gone; other parameters keep their order. The canonical form of a canonical form is itself.

    Args:
        url: The address, relative to ``base`` if that is given.
        base: Where the address was found.
    """
    try:
        joined = urljoin(base, url.strip()) if base and url.strip() else url.strip()
        parsed = URL(joined)
        host = (parsed.raw_host or "").removesuffix(".")
        if parsed.scheme not in {"http", "https"} or not host or len(joined) > LONGEST:
            return None
        plain = parsed.with_user(None).with_host(host).with_fragment(None)
        plain = plain.with_path("/") if plain.path in {"", "/"} else plain
        kept = [(key, value) for key, value in parsed.query.items() if not _is_tracking(key, value)]
        return str(plain.with_query(kept or None))
    except (ValueError, TypeError):
        return None


def same_site(url: str, other: str) -> bool:
    """Tell whether two addresses belong to one site.

    Their hosts are the same but for ``www.`` and the like, or one lies in the other's domain.
    """
    first, second = _site(url), _site(other)
    if not first or not second:
        return False
    return first == second or first.endswith("." + second) or second.endswith("." + first)


def _is_tracking(key: str, value: str) -> bool:
    return bool(_TRACKING.fullmatch(key)) and not value.isdigit()


def _site(url: str) -> str:
    try:
        host = URL(url).raw_host or ""
    except ValueError:
        return ""
    return _SITE_PREFIX.sub("", host.removesuffix("."))
