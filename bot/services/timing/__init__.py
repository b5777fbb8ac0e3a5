"""Wall times, days and time zones as people write them, and when a schedule runs next.

Imports the standard library, tzdata, rapidfuzz and corpus.errors.
"""
