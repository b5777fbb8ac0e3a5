"""Bytes in, articles out: text, Markdown, pages, JSON lines, archives and folders.

Imports corpus, bot.errors, charset_normalizer, frontmatter, markdown_it, lxml and trafilatura.
Nothing here is asynchronous: callers run it in a thread.
"""
