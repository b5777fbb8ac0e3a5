"""What is answered to a message that asks nothing, the same on every door."""

from __future__ import annotations

from bot.services.conversing import Act

SAID = {
    Act.GREETING: "Hello. Ask me something, and I answer in the words of the articles I hold.",
    Act.THANKS: "You are welcome.",
    Act.HELP: (
        "Ask me a question, here or with `/ask`, and I answer in the words of the articles I "
        "hold: “What did Ben Wallace say about Nato?” You can go on with “and about Poland?”, "
        "“why?”, “when was that?”, “who else?”, “more” or “show the context”. `/help` lists my "
        "commands."
    ),
    Act.NOTHING: "I saw no question in that. Ask me something, or write `help`.",
    Act.MORE: "That was all.",
}
