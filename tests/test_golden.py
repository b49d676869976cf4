"""What a learner reads for typical mistakes, word for word.

The texts are in ``tests/golden``, one file a mistake, so that every change of a message is
seen and read. ``UPDATE_GOLDEN=1 pytest tests/test_golden.py`` writes them anew.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest

from autograder.catalogue import load
from autograder.checker import reader
from autograder.grading.limits import Limits
from autograder.grading.places import ROOT, assignment_named
from autograder.reports.text import number, plural
from autograder.reports.words import OUTCOMES
from autograder.verify import Specimen, grade_all

ASSIGNMENT = assignment_named("linear_regression")
GOLDEN = Path(__file__).with_name("golden")
LONGEST = 25  # lines of what is said of one check
NOT_RUN = "not run"

CATALOGUED = [
    "introduction.nothing_returned",
    "introduction.slope_and_intercept_swapped",
    "dataset.flat_noise",
    "dataset.flat_targets",
    "dataset.seed_never_used",
    "dataset.global_generator_seeded",
    "dataset.uniform_features",
    "dataset.one_noise_draw_for_all",
    "dataset.first_feature_only",
    "dataset.labels_missing",
    "dataset.axes_not_returned",
    "parameters.flat_weights",
    "parameters.weights_without_self",
    "parameters.seed_never_used",
    "forward.intercept_forgotten",
    "forward.elementwise_product",
    "forward.weights_transposed",
    "forward.flat_predictions",
    "forward.nothing_returned",
    "loss.sum_not_mean",
    "loss.halved",
    "loss.flat_targets",
    "gradients.factor_two_missing",
    "gradients.db_per_example",
    "gradients.features_not_transposed",
    "gradients.sign_flipped",
    "gradients.predictions_overwritten",
    "gradients.name_of_another_variable",
    "update.sign_flipped",
    "update.learning_rate_missing",
    "update.nothing_returned",
    "training.one_iteration_short",
    "training.return_inside_the_loop",
    "training.loss_recorded_after_the_update",
    "training.parameters_not_put_back",
    "training.fixed_learning_rate",
    "predictions.trained_model_twice",
    "predictions.colours_swapped",
    "predictions.legend_missing",
]

# What the catalogue does not hold, or not for its message's sake.
OTHERS = {
    "self_missing": """
class LinearModel:
    def __init__(num_features, seed=None):
        self.W = np.zeros((num_features, 1))
        self.b = 0.0
""",
    "integers_in_place": """
def forward(X, W, b):
    y_hat = np.zeros((len(X), 1), dtype=int)
    y_hat += X @ W
    y_hat += b
    return y_hat
""",
    "a_parameter_missing": """
def update(W, b, dW, learning_rate):
    return W - learning_rate * dW, b
""",
    "arrays_that_do_not_line_up": """
def gradients(X, y_true, y_hat):
    error = y_hat - y_true
    return 2 / len(X) * (X.T * error), 2 * np.mean(error)
""",
    "syntax_error": """
def mse_loss(y_true, y_hat):
    return np.mean((y_hat - y_true) ** 2
""",
    "missing_package": """
import sklearn_extra_tools

def mse_loss(y_true, y_hat):
    return sklearn_extra_tools.mse(y_true, y_hat)
""",
    "endless_loop": """
def train(model, X, y, learning_rate=0.01, iterations=1000):
    losses = []
    i = 0
    while i < iterations:
        losses.append(mse_loss(y, forward(X, model.W, model.b)))
    return losses
""",
    "equal_in_print": """
def forward(X, W, b):
    return X @ W + b + 1e-7
""",
    "one_entry_wrong": """
def forward(X, W, b):
    y_hat = X @ W + b
    y_hat[-1] += 1
    return y_hat
""",
    "none_used_further_on": """
def errors(y_true, y_hat):
    y_hat - y_true

def mse_loss(y_true, y_hat):
    return np.mean(errors(y_true, y_hat) ** 2)
""",
    "stub_half_written": """
def gradients(X, y_true, y_hat):
    dW = 2 / len(X) * X.T @ (y_hat - y_true)
    raise NotImplementedError("db")
""",
}


def submissions() -> list[Specimen]:
    """The solution with one mistake each."""
    solution = reader.read_file(ROOT / "solutions" / ASSIGNMENT.name / ASSIGNMENT.notebook)
    known = {entry.id: entry.source for entry in load(ASSIGNMENT.name).mistakes}
    sources = {name: known[name] for name in CATALOGUED} | OTHERS
    return [Specimen(name, "golden", [*solution, source.strip() + "\n"])
            for name, source in sources.items()]


def read_aloud(row: dict[str, Any]) -> str:
    """What the learner's page says of every task that is not all right."""
    said = [row["reason"]] if row["reason"] else []
    for task in row["tasks"]:
        if task["outcome"] == "passed":
            continue
        said += [f"Task {task['task']}, {task['title']}: {OUTCOMES[task['outcome']].learner}, "
                 f"{number(task['score'])} of {plural(int(task['max_score']), 'point')}"]
        said += [f"✕ {check['line']}\n{check['message']}" for check in task["checks"]
                 if not check["passed"] and not check["message"].startswith(NOT_RUN)]
        if task["mistake"]:
            said += [f"A hint: {task['mistake']['hint']}"]
    return "\n\n".join(said) + "\n"


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    """Mistake → what its learner reads; written to the folder when that is asked for."""
    endless = [one for one in submissions() if one.id == "endless_loop"]
    rows = grade_all(ASSIGNMENT, [one for one in submissions() if one not in endless])
    rows += grade_all(ASSIGNMENT, endless, jobs=1, limits=Limits(call=1))
    found = {row["student"]: read_aloud(row) for row in rows}
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.mkdir(exist_ok=True)
        for path in GOLDEN.glob("*.txt"):
            path.unlink()
        for name, text in found.items():
            (GOLDEN / f"{name}.txt").write_text(text, encoding="utf-8")
    return found


@pytest.mark.parametrize("name", [*CATALOGUED, *OTHERS])
def test_golden(name: str, texts: dict[str, str]) -> None:
    assert texts[name] == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")


def test_there_are_as_many_as_promised() -> None:
    assert {path.stem for path in GOLDEN.glob("*.txt")} == {*CATALOGUED, *OTHERS}
    assert len(CATALOGUED) + len(OTHERS) >= 40


def test_messages_are_short_and_name_nothing_inner(texts: dict[str, str]) -> None:
    for name, text in texts.items():
        parts = text.split("\n\n")
        assert all(len(part.splitlines()) <= LONGEST for part in parts), name
        assert not re.search(r"Remote|Opaque|wire|worker|handle|ndarray|gufunc", text), name
        assert len(re.findall(r"^Called ", text, re.MULTILINE)) <= text.count("✕"), name
