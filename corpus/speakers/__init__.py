"""Names, roles, gender and pronouns: who a mention is, in an article and across articles.

Imports corpus alone.
"""
