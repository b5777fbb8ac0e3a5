"""Marks, cues, contents and sources: who said what in one article. Imports corpus alone."""
