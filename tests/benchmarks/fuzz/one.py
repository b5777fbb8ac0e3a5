"""One target under atheris: `python -m tests.benchmarks.fuzz.one TARGET [LIBFUZZER OPTION…]`."""

import sys

import atheris

with atheris.instrument_imports(include=["bot", "cogs", "corpus"]):
    from tests.hostile.targets import TARGETS

if __name__ == "__main__":
    chosen = TARGETS[sys.argv.pop(1)]
    atheris.Setup(sys.argv, chosen)
    atheris.Fuzz()
