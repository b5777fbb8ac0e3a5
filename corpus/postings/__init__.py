"""The insides of the index: postings in NumPy arrays, built, weighed, searched, merged and kept.

Imports the standard library, numpy, corpus.errors and itself.
"""
