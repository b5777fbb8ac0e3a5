"""Sentences ranked for a question, with reasons and a probability that one of them answers.

Imports the standard library, numpy and the rest of `corpus`.
"""
