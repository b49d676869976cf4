"""Mistakes that the graders have not seen are caught, cost their own task alone, and get a name.

Right work is never diagnosed: by the same functions, on what the catalogue knows to be right.
"""

from __future__ import annotations

import ast
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
    pytest.param(12, id="some"), pytest.param(1, id="all", marks=pytest.mark.slow)])
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


# Answers that no entry of the catalogue gives, and what is plain from them.
SHOWN = [
    ("linear_equation", "def linear_equation(x, w, b): return w * int(10 * x) / 10 + b",
     "not_straight"),
    ("linear_equation", "def linear_equation(x, w, b): return w * x + b * (1 if x < 9 else 2)",
     None),
    ("linear_equation", "def linear_equation(x, w, b): return float(f'{w * x + b:.3f}')",
     "rounded"),
    ("linear_equation", "def linear_equation(b, w, x): return w * x + b", "arguments_mixed_up"),
    ("linear_equation", "def linear_equation(x, w, b): return x, w * x + b",
     "several_things_returned"),
    ("forward", "def forward(X, W, b): return np.tanh(X @ W + b)", "function_applied"),
    ("forward", "def forward(X, W, b): return np.clip(X @ W + b, -1, 1)", "cut_off"),
    ("forward", "def forward(X, W, b): return X @ W + b * len(X)", "shifted_by_the_data"),
    ("forward", "def forward(X, W, b): return X @ W + b + np.random.rand()", "answers_change"),
    ("forward", "def forward(X, W, b): return np.zeros((len(X), 1)) + 7", "always_the_same"),
    ("forward", "def forward(X, W, b): return (X @ W)[0]", "another_shape"),
    ("forward", "def forward(X, W, b): return X @ W + B", "misspelled_parameter"),
    ("forward", "def forward(X, W, b): return X @ W + b[0]", "indexed_what_is_no_array"),
    ("mse_loss", "def mse_loss(y_true, y_hat): return np.mean((y_hat - y_true)[:2] ** 2)",
     "example_left_out"),
    ("mse_loss", "def mse_loss(y_true, y_hat): return np.mean(np.abs(y_hat - y_true) ** 1.5)",
     "does_not_grow_as_a_square"),
    ("gradients", "def gradients(X, y_true, y_hat):\n    e = y_true - y_hat\n"
                  "    return X.T @ e / len(X), e.mean()", "times_minus_one_over_two"),
    ("gradients", "def gradients(X, y_true, y_hat):\n    e = y_hat - y_true\n"
                  "    return 2 / len(X) * X.T @ e, 2 * np.median(e) + e[0, 0] * 0.1",
     "second_value_wrong"),
    ("update", "def update(W, b, dW, db, learning_rate):\n"
               "    return W - 0.1 * dW, b - 0.1 * db", "argument_ignored"),
    ("update", "def update(W, b, dW, db, learning_rate):\n"
               "    return W - learning_rate * dW - 0.02 * W, b - learning_rate * db",
     "first_value_wrong"),
    ("forward", "def forward(X, W, b): return (X @ W.astype(np.float16) + b).astype(float)",
     "nearly_right"),
    ("forward", "def forward(X, W, b): return X @ W + X ** 2 @ W / 99 + b",
     "not_in_proportion_to_the_features"),
    ("mse_loss", "def mse_loss(y_true, y_hat): return np.exp(np.mean((y_hat - y_true) ** 2)) - 1",
     "does_not_grow_as_a_square"),
    ("update", "def update(W, b, dW, db, learning_rate):\n"
               "    step = learning_rate / len(W)\n    return W - step * dW, b - step * db",
     "step_times_one_over_n"),
    ("update", "def update(W, b, dW, db, learning_rate):\n    W -= learning_rate * dW\n"
               "    return None, None", "nothing_returned"),
    ("update", "def update(W, b, dW, db, learning_rate):\n"
               "    return np.maximum(W - learning_rate * dW, 0), b - learning_rate * db",
     "cut_off"),
    ("linear_equation", "def linear_equation(x, w, b): return -b / w", "height_at_zero_wrong"),
    ("forward", "def forward(X, W, b): return X @ W / 2 + b", "weight_of_one_feature_wrong"),
    ("mse_loss", "def mse_loss(y_true, y_hat): return np.mean(np.abs(y_hat - y_true)) ** 2",
     "one_error_of_two_wrong"),
    ("train", "def gradients(X, y_true, y_hat): pass\ndef train(model, X, y, rate, iterations):\n"
              "    gradients = gradients(X, y, model.predict(X))", None),
    ("linear_equation", "def linear_equation(x, w, b): return w * x + b if w else 0.0",
     "zero_taken_for_missing"),
    ("gradients", "def gradients(X, y_true, y_hat):\n    e = y_hat - y_true\n"
                  "    return 2 / len(X) * e, 2 * e.mean()", "another_shape"),
    ("forward", "def forward(X, W, b): return np.round(X @ W + b, 4)", "rounded"),
    ("update", "def update(W, b, dW, db, learning_rate):\n"
               "    return (W - learning_rate * dW).round(4), b - learning_rate * db", "rounded"),
]


@pytest.mark.parametrize(("stub", "source", "name"), SHOWN)
def test_what_the_answers_show_has_a_name(stub: str, source: str, name: str | None,
                                          diagnosis: Diagnosis) -> None:
    parts: dict[str, Any] = {"np": np}
    exec(compile(source, "cell 1", "exec"), parts)
    found = diagnosis.name(LocalStudent(ASSIGNMENT, parts), stub, "matches_reference")
    assert (found.id.partition(".")[2] if found else None) == name


def test_hints_of_symptoms_are_short_and_end() -> None:
    """Every pair of a name and a hint that stands in the code."""
    files = [ROOT / "autograder" / "symptoms.py",
             *(ROOT / "autograder" / "graders" / ASSIGNMENT.name).glob("symptoms*.py")]
    pairs = [[part.value for part in node.elts[-2:]]
             for path in files for node in ast.walk(ast.parse(path.read_text("utf-8")))
             if isinstance(node, ast.Tuple) and len(node.elts) in (2, 4)
             and all(isinstance(part, ast.Constant) and isinstance(part.value, str)
                     for part in node.elts) and " " in node.elts[-1].value]
    assert len(pairs) > 50
    for name, hint in pairs:
        assert name.isidentifier(), name
        assert 20 <= len(hint) <= 170, (name, len(hint))
        assert hint[-1] in ".?", name


DRAWN = "from matplotlib.figure import Figure\ndef forward(X, W, b): Figure().add_subplot()."

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
    ("forward", "def forward(X, W): return X @ W", "than it takes: 3 in place of 2"),
    ("forward", "def forward(X, W, b, y): return X @ W",
     "a parameter that the call above does not give"),
    ("forward", "def forward(X, W, b): return X.product(W)", "An array has no .product"),
    ("forward", "def forward(X, W, b): return b.shape", "What stands before .shape is of the type"),
    ("forward", "def forward(X, W, b): return np.matmull(X, W)", "NumPy has no function called"),
    ("forward", "def forward(X, W, b): return X(W) + b", "Is an operator missing"),
    ("forward", "class Model: pass\ndef forward(X, W, b): return Model()(X)",
     "A Model is no function"),
    ("forward", "def line(w, x): return w\ndef forward(X, W, b): return line(X, w=W)",
     "gets w twice"),
    ("forward", "def forward(X, W, b): return X @ W * X.sum", "Are its round brackets missing"),
    ("forward", "def forward(X, W, b): return X.mean ** 2", "Are its round brackets missing"),
    ("forward", "def forward(X, W, b): return plt.zeros(3)", "made by the cell of imports"),
    ("forward", "def forward(X, W, b): return [row for row in 3]", "from `range(…)`"),
    ("forward", "def forward(X, W, b):\n    y = []\n    y = y.append(1)\n    y = y.append(2)",
     "`append` changes its list"),
    ("forward", "def forward(X, W, b): return [][-1]", "not even a last one"),
    ("forward", DRAWN + "scatter(X)", "Axes.scatter has a parameter that the call above does not"),
    ("forward", DRAWN + "scatter(X, W)", "are not equally long"),
    ("forward", DRAWN + "plot(range(4), W)", "are not equally long"),
    ("forward", DRAWN + "scatter(W, W, 'rx')", "is the size of the points"),
    ("forward", DRAWN + "plot(W, lable='W')", "matplotlib knows no lable="),
    ("forward", DRAWN + "scatter(W, W, lable='W')", "matplotlib knows no lable="),
    ("forward", "def forward(X, W, b):\n    y += X @ W\n    return y", "before it has a value"),
    ("forward", "def forward(X, W, b): return forward(X, W, b)", "calls itself without end"),
    ("mse_loss", "def mse_loss(y_true, y_hat): return (y_hat - y_true) ^ 2",
     "^ is not a power in Python"),
    ("mse_loss", "def mse_loss(y_true, y_hat): return float(y_hat - y_true)",
     "A whole array stands where one number is needed"),
    ("mse_loss", "def mse_loss(y_true, y_hat): return y_hat[len(y_hat)]", "counted from 0"),
    ("mse_loss", "def mse_loss(y_true, y_hat): return 1 / 0", "divided by zero"),
    ("mse_loss", "def mse_loss(y_true, y_hat):\n    sum = sum(y_hat)\n    return sum",
     "A variable in this function is called sum, like the function sum"),
    ("mse_loss", "def mse_loss(y_true, y_hat):\n    mse_loss = mse_loss(y_true, y_hat)",
     "like the function mse_loss"),
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
