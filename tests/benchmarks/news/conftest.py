"""Lets the tests import the scorer's files as the scorer itself does: by their bare names."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
