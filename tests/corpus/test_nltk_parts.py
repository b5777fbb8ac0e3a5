import subprocess
import sys
from pathlib import Path

PROGRAM = """
import sys
from corpus.nltk_parts import punkt, snowball
assert not [name for name in sys.modules if name.startswith("nltk")]
assert snowball.SnowballStemmer("english").stem("running") == "run"
assert list(punkt.PunktSentenceTokenizer().span_tokenize("One. Two.")) == [(0, 4), (5, 9)]
import nltk
assert nltk.SnowballStemmer("english").stem("running") == "run"
"""


def test_the_parts_work_and_the_whole_can_still_be_imported():
    program = [sys.executable, "-W", "ignore", "-c", PROGRAM]
    run = subprocess.run(program, cwd=Path(__file__).parents[2], check=False)
    assert run.returncode == 0
