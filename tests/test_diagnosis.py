"""Mistakes that the graders have not seen are caught, cost their own task alone, and get a name.

Right work is never diagnosed: by the same functions, on what the catalogue knows to be right.
"""

from __future__ import annotations

import importlib
import re
from typing import Any

import numpy as np
import pytest

from autograder.catalogue import load
from autograder.checker import reader
from autograder.checker.student import LocalStudent, StudentError
from autograder.diagnosis import Diagnosis
from autograder.grading.places import ROOT, assignment_named
from autograder.verify import Specimen, grade_all
from tests.unseen_mistakes import MISTAKES

ASSIGNMENT = assignment_named("linear_regression")
SOLUTION = reader.read_file(ROOT / "solutions" / ASSIGNMENT.name / ASSIGNMENT.notebook)
NAMED = 0.7  # of the mistakes that nobody has foreseen


@pytest.fixture(scope="module", params=[
    pytest.param(5, id="some"), pytest.param(1, id="all", marks=pytest.mark.slow)])
def rows(request: pytest.FixtureRequest) -> dict[str, dict[str, Any]]:
    """Mistake → row of the results: of some of the mistakes, or of all."""
    asked = [Specimen(name, "unseen", [*SOLUTION, source])
             for name, source in list(MISTAKES.items())[::request.param]]
    return {row["student"]: row for row in grade_all(ASSIGNMENT, asked)}


def test_each_costs_its_own_task_and_no_other(rows: dict[str, dict[str, Any]]) -> None:
    assert len(MISTAKES) >= 60
    for name, row in rows.items():
        lost = [task["name"] for task in row["tasks"] if task["score"] < task["max_score"]]
        assert lost == [name.partition(".")[0]], name


def test_most_have_a_name(rows: dict[str, dict[str, Any]]) -> None:
    names = {name: task["mistake"] and task["mistake"]["id"] for name, row in rows.items()
             for task in row["tasks"] if task["score"] < task["max_score"]}
    nameless = [name for name, found in names.items() if found is None]
    assert len(nameless) <= (1 - NAMED) * len(names), nameless


@pytest.fixture(scope="module")
def diagnosis() -> Diagnosis:
    return Diagnosis(ASSIGNMENT)


@pytest.mark.parametrize("stub", ASSIGNMENT.stubs)
def test_right_work_is_never_diagnosed(stub: str, diagnosis: Diagnosis) -> None:
    """Even if the graders asked, which they do for failed checks only."""
    parts = vars(importlib.import_module(f"reference.{ASSIGNMENT.name}"))
    for variant in load(ASSIGNMENT.name).variants:
        if variant.stub == stub:
            student = LocalStudent(ASSIGNMENT, parts | {stub: variant.function})
            assert diagnosis.name(student, stub, "matches_reference") is None, variant.id


# The stub, its code, and what the learner reads of the exception, word for word in part.
TRANSLATED = [
    ("forward", "def forward(X, W, b): return X @ W.T + b", "The inner sizes of the @ product"),
    ("forward", "def forward(X, W, b): return b @ X", "One side of the @ product is a single"),
    ("forward", "def forward(X, W, b): return np.dot(W, X)", "do not fit in a matrix product"),
    ("forward", "def forward(X, W, b): return X * W + b", "is * meant where @ is needed"),
    ("forward", "def forward(X, W, b):\n    y = np.zeros((len(X), 1), int)\n    y += X @ W\n"
                "    return y", "An array of integers cannot be changed in place"),
    ("forward", "def forward(X, W, b):\n    y = np.zeros(len(X))\n    y += X @ W\n    return y",
     "is to be written into an array of shape"),
    ("forward", "def helper(X): X + 1\ndef forward(X, W, b): return helper(X) @ W",
     "One side of the @ product is a single number or None"),
    ("forward", "def helper(X): X + 1\ndef forward(X, W, b): return helper(X) + b",
     "A function that does not end in `return` gives None back"),
    ("forward", "def forward(X, W, b): return X @ w + b", "Nothing is called w here"),
    ("forward", "def forward(X, W): return X @ W", "Your forward has 2 parameters but is called"),
    ("forward", "def forward(X, W, b, y): return X @ W", "a parameter that the call does not give"),
    ("forward", "def forward(X, W, b): return X.product(W)", "An array has no .product"),
    ("forward", "def forward(X, W, b): return b.shape", "What stands before .shape is of the type"),
    ("forward", "def forward(X, W, b): return np.matmull(X, W)", "NumPy has no function called"),
    ("forward", "def forward(X, W, b): return X(W) + b", "Is an operator missing"),
    ("forward", "def forward(X, W, b):\n    y += X @ W\n    return y", "before it has a value"),
    ("forward", "def forward(X, W, b): return forward(X, W, b)", "calls itself without end"),
    ("mse_loss", "def mse_loss(y_true, y_hat): return (y_hat - y_true) ^ 2",
     "^ is not a power in Python"),
    ("mse_loss", "def mse_loss(y_true, y_hat): return float(y_hat - y_true)",
     "A whole array stands where one number is needed"),
    ("mse_loss", "def mse_loss(y_true, y_hat): return y_hat[len(y_hat)]", "counted from 0"),
    ("mse_loss", "def mse_loss(y_true, y_hat): return 1 / 0", "divided by zero"),
    ("gradients", "def helper(X): X + 1\ndef gradients(X, y_true, y_hat):\n"
                  "    dW, db = helper(X)\n    return dW, db", "two values and gave None"),
    ("LinearModel", "class LinearModel:\n    def __init__(num_features, seed=None):\n"
                    "        self.W = np.zeros((2, 1))", "`self` is only known inside a method"),
    ("LinearModel", "class LinearModel:\n    def __init__(num_features):\n        pass",
     "Is `self` the first parameter?"),
    ("LinearModel", "class LinearModel:\n    def __init__(self, num_features, seed=None):\n"
                    "        b = self.b", "must be stored on `self`"),
]


@pytest.mark.parametrize(("stub", "source", "words"), TRANSLATED)
def test_an_exception_is_translated(stub: str, source: str, words: str) -> None:
    namespace: dict[str, Any] = {"np": np}
    exec(compile(source, "cell 1", "exec"), namespace)
    student = LocalStudent(ASSIGNMENT, namespace)
    X, y, W = np.ones((3, 2)), np.ones((3, 1)), np.ones((2, 1))
    arguments = {"forward": (X, W, 0.5), "mse_loss": (y, y), "gradients": (X, y, y),
                 "LinearModel": (2,)}[stub]
    with pytest.raises(StudentError, match=re.escape(words)) as raised:
        getattr(student, stub)(*arguments)
    assert "gufunc" not in str(raised.value)
