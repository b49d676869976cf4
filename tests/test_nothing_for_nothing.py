"""Answers without work in them earn nothing, whatever their shape: 0 of 20.

The one exception is of the contract: a model that begins with zeros, or with any other
finite numbers of the right shape, is right. Where an answer holds one, its point is counted.
"""

from __future__ import annotations

import pytest

from autograder.checker.assignment import Assignment
from autograder.grading.places import assignment_named
from autograder.verify import Specimen, grade_all

ASSIGNMENT = assignment_named("linear_regression")
IMPORTS = "import numpy as np\nimport matplotlib.pyplot as plt\n"

# What every stub gives back: its name → an expression.
THINGS = {
    "none": "None",
    "zero": "0.0",
    "whole_zero": "0",
    "one": "1.0",
    "minus_one": "-1.0",
    "constant": "0.6180339887",
    "nan": "float('nan')",
    "infinity": "float('inf')",
    "false": "False",
    "true": "True",
    "ellipsis": "...",
    "empty_text": "''",
    "text": "'0.0'",
    "empty_list": "[]",
    "empty_tuple": "()",
    "empty_dict": "{}",
    "lists_in_lists": "[[0.0]]",
    "empty_array": "np.empty(0)",
    "empty_column": "np.empty((0, 1))",
    "empty_row": "np.empty((1, 0))",
    "array_of_none": "np.array([[None]])",
    "array_of_text": "np.array([['0']])",
    "number_in_an_array": "np.array([[0.0]])",
    "masked_array": "np.ma.masked_all((3, 1))",
    "complex": "0j",
    "complex_array": "np.zeros((3, 1), complex)",
    "first_argument": "args[0]",
    "second_argument": "args[min(1, len(args) - 1)]",
    "last_argument": "args[-1]",
    "all_arguments": "args",
    "two_arguments": "args[:2]",
    "last_two_arguments": "args[-2:]",
    "pair_of_none": "(None, None)",
    "pair_of_zeros": "(0.0, 0.0)",
    "pair_of_empty_columns": "(np.empty((0, 1)), np.empty((0, 1)))",
    "pair_of_empty_lists": "[[], []]",
    "pair_of_nan": "(np.array([[np.nan]]), np.nan)",
    "a_function": "len",
    "itself": "stub",
    "a_generator": "(0.0 for _ in args)",
    "a_range": "range(3)",
    "the_module": "np",
    "an_exception": "ValueError('0')",
    "an_empty_figure": "plt.figure()",
    "empty_axes": "plt.gca()",
    "labelled_axes": "labelled()",
    "labelled_axes_with_zeros": "labelled([0.0])",
    "labelled_axes_with_nan": "labelled([float('nan')])",
    "grid_of_points": "grid()",
}

LABELLED = """
def labelled(points=()):
    ax = plt.gca()
    ax.scatter(points, points, color='red', label='untrained')
    ax.scatter(points, points, color='blue', label='trained')
    ax.plot(points, points)
    ax.set_xlabel('x')
    ax.set_ylabel('y')
    ax.legend()
    return ax

def grid():
    ax = labelled()
    steps = np.round(np.arange(0, 9, 0.01), 2)
    for i in range(12):
        ax.plot([i] * len(steps), steps, 'o')
    return ax
"""

# The right shapes, all entries K. No stub looks at its inputs' values.
SHAPES = """
def linear_equation(x, w, b):
    return K
def generate_data(W, b, num_examples=1000, noise_std=0.5, seed=None):
    return np.full((num_examples, len(W)), K), np.full((num_examples, 1), K)
def plot_data(X, y, ax=None):
    return labelled()
class LinearModel:
    def __init__(self, num_features, seed=None):
        self.W, self.b = np.full((num_features, 1), K), K
def forward(X, W, b):
    return np.full((len(X), 1), K)
def mse_loss(y_true, y_hat):
    return K
def gradients(X, y_true, y_hat):
    return np.full((X.shape[1], 1), K), K
def update(W, b, dW, db, learning_rate):
    return np.full(W.shape, K), K
def train(model, X, y, learning_rate=0.01, iterations=1000):
    return [K] * iterations
def plot_losses(losses, ax=None):
    return labelled([K])
def compare_predictions(untrained, trained, X):
    return np.full((len(X), 1), K), np.full((len(X), 1), K)
def plot_predictions(y_true, y_hat_untrained, y_hat_trained, ax=None):
    return labelled([K])
"""

# The arguments themselves where their shapes are right, and every side effect left out.
NEAREST = """
def linear_equation(x, w, b):
    return w
def generate_data(W, b, num_examples=1000, noise_std=0.5, seed=None):
    return np.ones((num_examples, len(W))), np.zeros((num_examples, 1))
def plot_data(X, y, ax=None):
    ax = labelled() if ax is None else ax
    return ax
class LinearModel:
    def __init__(self, num_features, seed=None):
        pass
    def predict(self, X):
        return X[:, :1]
def forward(X, W, b):
    return X[:, :1] + 0 * b
def mse_loss(y_true, y_hat):
    return y_hat[0]
def gradients(X, y_true, y_hat):
    return X[:1].T, y_hat[0]
def update(W, b, dW, db, learning_rate):
    return W, b
def train(model, X, y, learning_rate=0.01, iterations=1000):
    return list(np.linspace(5.0, 0.25, iterations))
def plot_losses(losses, ax=None):
    ax = labelled() if ax is None else ax
    return ax
def compare_predictions(untrained, trained, X):
    return X[:, :1], X[:, -1:]
def plot_predictions(y_true, y_hat_untrained, y_hat_trained, ax=None):
    ax = labelled() if ax is None else ax
    return ax
"""

EMPTY_MODELS = {
    "model_without_anything": "class LinearModel:\n    pass\n",
    "model_of_none": "class LinearModel:\n    def __init__(self, num_features, seed=None):\n"
                     "        self.W = self.b = None\n",
    "model_of_empty_arrays": "class LinearModel:\n    W = np.empty((0, 1))\n    b = np.empty(0)\n"
                             "    def __init__(self, num_features, seed=None):\n        pass\n",
    "model_of_lists": "class LinearModel:\n    def __init__(self, num_features, seed=None):\n"
                      "        self.W, self.b = [[0.0]] * num_features, [0.0]\n",
    "model_of_integers": "class LinearModel:\n    def __init__(self, num_features, seed=None):\n"
                         "        self.W, self.b = np.zeros((num_features, 1), int), 0\n",
}
RIGHT_MODELS = {"shape_of_zeros", "shape_of_ones", "shape_of_halves"}


def every_stub(expression: str, assignment: Assignment = ASSIGNMENT) -> str:
    """A submission in which every stub gives back the same thing."""
    return IMPORTS + LABELLED + "\n".join(
        f"def {name}(*args, **options):\n    stub = {name}\n    args += tuple(options.values())\n"
        f"    return {expression}\n" for name in assignment.stubs)


def submissions() -> dict[str, str]:
    """Name → code of all that has no work in it."""
    found = {f"returns_{name}": every_stub(thing) for name, thing in THINGS.items()}
    found |= {f"is_{name}": "".join(f"{stub} = {thing}\n" for stub in ASSIGNMENT.stubs)
              for name, thing in (("none", "None"), ("zero", "0.0"), ("a_text", "'0'"),
                                  ("a_builtin", "print"), ("a_type", "list"))}
    found |= {f"shape_of_{name}": f"{IMPORTS}K = {value}\n{LABELLED}{SHAPES}"
              for name, value in (("zeros", 0.0), ("ones", 1.0), ("halves", 0.5),
                                  ("nan", "float('nan')"), ("infinity", "float('inf')"))}
    found |= {name: IMPORTS + LABELLED + "K = 0.0\n" + SHAPES + model
              for name, model in EMPTY_MODELS.items()}
    found["nearest"] = IMPORTS + LABELLED + NEAREST
    found["blank"] = ""
    found["nothing_but_imports"] = IMPORTS
    found["raises"] = every_stub("1 / 0")
    found["passes"] = "\n".join(f"def {name}(*args, **options): pass"
                                for name in ASSIGNMENT.stubs)
    return found


@pytest.fixture(scope="module", params=[
    pytest.param(20, id="some"), pytest.param(1, id="all", marks=pytest.mark.slow)])
def rows(request: pytest.FixtureRequest) -> dict[str, dict]:
    """Name → row of the results: of some of the submissions, or of all."""
    asked = [Specimen(name, "nothing", [source]) for name, source in submissions().items()]
    chosen = [one for place, one in enumerate(asked)
              if place % request.param == 0 or one.id in RIGHT_MODELS]
    return {row["student"]: row for row in grade_all(ASSIGNMENT, chosen)}


def test_nothing_for_nothing(rows: dict[str, dict]) -> None:
    earned = {
        name: [(check["name"], check["points"]) for task in row["tasks"]
               for check in task["checks"] if check["points"]]
        for name, row in rows.items() if row["score"] and name not in RIGHT_MODELS}
    assert earned == {}


def test_much_of_nothing_is_tried() -> None:
    assert len(submissions()) >= 60


def test_a_model_of_constants_is_right_and_all_else_is_nothing(rows: dict[str, dict]) -> None:
    for name in RIGHT_MODELS:
        marks = {task["name"]: task["score"] for task in rows[name]["tasks"] if task["score"]}
        assert marks == {"parameters": 1.0}, name


def test_nothing_is_graded_without_a_failure_of_the_graders(rows: dict[str, dict]) -> None:
    for name, row in rows.items():
        assert row["status"] == "graded", (name, row["reason"])
        assert not [flag for flag in row["flags"] if "failed with" in flag], (name, row["flags"])
