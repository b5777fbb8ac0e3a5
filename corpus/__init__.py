"""Text in; spans, terms, hits and quotations out.

Imports the standard library, nltk, rank_bm25, numpy and itself.
"""
