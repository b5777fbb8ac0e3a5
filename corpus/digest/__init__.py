"""What a briefing tells of many articles: stories, the sentence that says most, a quotation.

Imports the standard library and corpus. Everything it chooses is a span of an article's text.
"""
