"""A course with a second, tiny assignment: proof that the engine knows of no one assignment."""

from __future__ import annotations

import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

TABLE = """
name = "sample"
title = "A sample"

[[tasks]]
number = 1
name = "doubling"
title = "Doubling"
points = 1
[tasks.stubs.double]
signature = "double(x)"
returns = "2*x"

[[tasks]]
number = 2
name = "counting"
title = "Counting"
points = 2.5
[tasks.stubs.Counter]
signature = "Counter()"
returns = "a counter"
[tasks.stubs.count_to]
signature = "count_to(n)"
returns = "a list"
"""

SOURCE = '''\
# %% [markdown] name="welcome"
# # Doubling and counting

# %% name="imports" tags=["keep"]
# %matplotlib inline
from checker import check

# %% role="stub" stub="double"
def double(x):
    """Twice x."""
    ### BEGIN SOLUTION
    return x + x
    ### END SOLUTION

# %% role="check" task="doubling"
check(double)

# %% role="stub" stub="Counter"
class Counter:
    """Counts."""

    def __init__(self):
        ### BEGIN SOLUTION
        self.value = 0
        ### END SOLUTION

    def step(self):
        ### BEGIN SOLUTION
        self.value += 1
        ### END SOLUTION

# %% role="stub" stub="count_to"
def count_to(n):
    ### BEGIN SOLUTION
    return list(range(1, n + 1))
    ### END SOLUTION

# %% role="check" task="counting"
check(Counter, count_to)
'''


def make_course(root: Path) -> Path:
    """Lay out a course whose one assignment is ``sample``; nothing is built."""
    shutil.copy(ROOT / "nbgrader_config.py", root)
    folder = root / "solutions" / "sample"
    (folder / "data").mkdir(parents=True)
    (folder / "assignment.toml").write_text(TABLE, encoding="utf-8")
    (folder / "sample.py").write_text(SOURCE, encoding="utf-8")
    (folder / "test_sample.py").write_text("def test_nothing(): ...\n", encoding="utf-8")
    (folder / "data" / "days.csv").write_text("day,profit\n1,2\n", encoding="utf-8")
    for cache in ("__pycache__", ".pytest_cache", ".ipynb_checkpoints"):
        (folder / cache).mkdir()
        (folder / cache / "sample.pyc").write_text("cache", encoding="utf-8")
    return root
