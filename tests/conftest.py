from hypothesis import settings

# A busy machine must not fail a property: what is tested is what comes out, not how fast.
settings.register_profile("attribune", deadline=None)
settings.load_profile("attribune")
