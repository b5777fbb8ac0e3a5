"""What a message means behind those before it: text in, a whole question out.

Imports the standard library and corpus.
"""
