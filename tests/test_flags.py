"""Flags name what stands out, with its line, and leave honest work alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.checker import reader
from autograder.grading.flags import MOST, flags_of
from autograder.grading.places import assignment_named

ROOT = Path(__file__).resolve().parents[1]
ASSIGNMENT = assignment_named("linear_regression")


@pytest.mark.parametrize(("source", "flag"), [
    ("import scipy.stats", "cell 1, line 1: imports scipy"),
    ("x = 1\nfrom sklearn.linear_model import LinearRegression", "cell 1, line 2: imports sklearn"),
    ("import numpy as np\ndef f():\n    return np.linalg.lstsq(1, 2)",
     "cell 1, line 3: has the work done by numpy.linalg.lstsq"),
    ("from numpy.linalg import pinv as p",
     "cell 1, line 1: has the work done by numpy.linalg.pinv"),
    ("import numpy.linalg as la\nw = la.solve(a, b)",
     "cell 1, line 2: has the work done by numpy.linalg.solve"),
    ("from numpy import polyfit", "cell 1, line 1: has the work done by numpy.polyfit"),
    ("f = open('x')", "cell 1, line 1: uses open"),
    ("x = ().__class__", "cell 1, line 1: reaches into Python: __class__"),
    ("%matplotlib inline\nimport os", "cell 1, line 2: imports os"),
])
def test_flag(source: str, flag: str) -> None:
    assert flags_of([source], ASSIGNMENT) == [flag]


def test_each_once_and_not_without_end() -> None:
    assert len(flags_of(["import os"] * 10, ASSIGNMENT)) == 1
    many = [f"import module{i}" for i in range(100)]
    assert len(flags_of(many, ASSIGNMENT)) == MOST + 1


def test_the_solution_has_none() -> None:
    cells = reader.read_file(ROOT / "solutions" / ASSIGNMENT.name / f"{ASSIGNMENT.name}.py")
    assert flags_of(cells, ASSIGNMENT) == []


def test_no_source_is_too_odd() -> None:
    odd = ("", "def f(:", "é = 1; " * 5_000, "x = " + "(" * 90 + ")" * 90, "\0", "f" * 10_000,
           "x = a" + ".b" * 20_000, "x = " + "-" * 20_000 + "1")
    for source in odd:
        assert isinstance(flags_of([source], ASSIGNMENT), list)
