"""Discord's limits on a message's body; what breaks one is refused as Discord refuses it."""

from tests.loopback.world import Refusal

COMPONENTS_V2 = 1 << 15
MOST_COMPONENTS, MOST_TEXT = 40, 4000
EMBED_FIELDS = {"title": 256, "description": 4096}


def check_body(body):
    """Raise the refusal that Discord would answer with."""
    content, components = body.get("content") or "", body.get("components") or []
    parts = list(_every_component(components))
    fresh = body.get("flags") or 0
    if fresh & COMPONENTS_V2:
        _check(not content and not body.get("embeds"), "MESSAGE_CANNOT_USE_LEGACY_FIELDS")
        _check(parts, "COMPONENTS_REQUIRED")
    _check(len(content) <= 2000, "content: Must be 2000 or fewer in length.")
    _check(len(parts) <= MOST_COMPONENTS, "components: too many")
    _check(sum(len(p.get("content", "")) for p in parts) <= MOST_TEXT, "components: too long")
    _check(all(1 <= len(p.get("custom_id", "x")) <= 100 for p in parts), "custom_id")
    _check(all(len(p.get("label") or "") <= 80 for p in parts if p["type"] == 2), "label")
    _check(len(str(body.get("nonce") or "")) <= 25, "nonce: Must be 25 or fewer in length.")
    _check_embeds(body.get("embeds") or [])


def _check_embeds(embeds):
    _check(len(embeds) <= 10, "embeds: too many")
    total = 0
    for embed in embeds:
        for name, most in EMBED_FIELDS.items():
            text = embed.get(name) or ""
            total += len(text)
            _check(len(text) <= most, f"embeds.{name}: Must be {most} or fewer in length.")
    _check(total <= 6000, "embeds: too long together")


def _every_component(components):
    for component in components:
        yield component
        yield from _every_component(component.get("components") or [])
        if component.get("accessory"):
            yield from _every_component([component["accessory"]])


def _check(holds, sentence):
    if not holds:
        raise Refusal(400, 50035, f"Invalid Form Body: {sentence}")
