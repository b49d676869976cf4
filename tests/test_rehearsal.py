"""Asking everything at once saves time and decides nothing: the rows are the same without it."""

from __future__ import annotations

import pytest

from autograder.grading.checks import Graders
from autograder.grading.examination import examine
from autograder.grading.limits import Limits
from autograder.grading.rehearsal import MOST_KNOWN, Rehearsed
from autograder.grading.session import collected
from autograder.grading.submissions import Submission
from autograder.worker.client import Worker, Workers
from tests import course

TABLE = course.table("linear_regression")
SOLUTION = course.solved(TABLE.name)

WORK = {
    "right": "",
    "right_but_random": """
_forward = forward
def forward(X, W, b):
    np.random.default_rng().normal()
    return _forward(X, W, b) * (1 + 1e-15 * np.random.default_rng().normal())
""",
    "float32": "def forward(X, W, b): return (X @ W + b).astype(np.float32)",
    "wrong": "def forward(X, W, b): return X @ W - b",
    "no_array": "def mse_loss(y_true, y_hat): return 'a loss'",
    "raises_at_the_third_call": """
calls = 0
def mse_loss(y_true, y_hat):
    global calls
    calls += 1
    if calls == 3:
        raise ValueError('no more')
    return float(np.mean((y_hat - y_true) ** 2))
""",
    "dies_at_the_second_call": """
calls = 0
def mse_loss(y_true, y_hat):
    global calls
    calls += 1
    if calls == 2:
        import os
        os._exit(0)
    return float(np.mean((y_hat - y_true) ** 2))
""",
    "spoils_its_argument": "def update(W, b, dW, db, learning_rate):\n"
                           "    dW *= learning_rate\n"
                           "    return W - dW, b - learning_rate * db",
    "another_object_for_a_model": """
_train = train
def train(model, X, y, **options):
    _train(model, X, y, **options)
    return model
""",
    "draws_globally": "def generate_data(W, b, num_examples=1000, noise_std=0.5, seed=None):\n"
                      "    np.random.seed(seed)\n"
                      "    X = np.random.randn(num_examples, len(W))\n"
                      "    return X, X @ W + b + noise_std * np.random.randn(num_examples, 1)",
    "many_figures": """
def plot_losses(losses, ax=None):
    for _ in range(20):
        plt.subplots()
    ax = ax or plt.subplots(figsize=(3, 2))[1]
    ax.plot(losses)
    ax.set(xlabel='iteration', ylabel='loss')
    return ax
""",
    "own_style": """
def plot_predictions(y_true, y_hat_untrained, y_hat_trained, ax=None):
    plt.rcParams['axes.prop_cycle'] = plt.cycler(color=['red', 'blue'])
    if ax is None:
        ax = plt.figure().add_subplot()
    ax.plot(y_hat_untrained, y_true, 'o', label='untrained')
    ax.plot(y_hat_trained, y_true, 'x', label='trained')
    ax.set(xlabel='prediction', ylabel='truth')
    ax.legend()
    return ax
""",
    "no_legend": """
_plot = plot_predictions
def plot_predictions(*args, **options):
    ax = _plot(*args, **options)
    ax.get_legend().remove()
    return ax
""",
    "colours_swapped": """
_plot = plot_predictions
def plot_predictions(y_true, y_hat_untrained, y_hat_trained, ax=None):
    return _plot(y_true, y_hat_trained, y_hat_untrained, ax)
""",
    "another_plot_each_time": """
_plot, calls = plot_predictions, 0
def plot_predictions(*args, **options):
    global calls
    calls += 1
    ax = _plot(*args, **options)
    ax.set_title(str(calls))
    if calls % 2 == 0:
        ax.get_legend().remove()
    return ax
""",
    "not_attempted": "del update",
}


@pytest.fixture(scope="module")
def workers():
    with Workers() as some:
        yield some


def row_of(name: str, graders: Graders, workers: Workers) -> dict:
    submission = Submission(name, cells=[*SOLUTION, WORK[name]])
    row = examine(graders, submission, workers).as_dict(TABLE)
    return row | {"seconds": 0}


def graders() -> Graders:
    """As they are collected, but with nothing rehearsed."""
    return Graders(TABLE, "a seed", Limits(call=20.0), collected(TABLE))


@pytest.fixture(scope="module")
def rehearsed(workers):
    """Graders that have seen right work twice."""
    some = graders()
    for _ in range(2):
        row_of("right", some, workers)
    assert set(some.rehearsals) == set(TABLE.stubs)
    return some


QUICK = ("right_but_random", "wrong", "dies_at_the_second_call", "another_plot_each_time")


@pytest.mark.parametrize("name", [
    name if name in QUICK else pytest.param(name, marks=pytest.mark.slow) for name in WORK])
def test_the_row_is_the_same_with_and_without_a_rehearsal(name, rehearsed, workers):
    expected = row_of(name, graders(), workers)
    for _ in range(2):  # the second time its own answers are known
        assert row_of(name, rehearsed, workers) == expected


def test_a_picture_is_judged_by_every_check_that_looks_at_it(rehearsed, workers):
    row = row_of("no_legend", rehearsed, workers)
    checks = {check["name"]: check["passed"] for check in row["tasks"][-1]["checks"]}
    assert checks["plot_shows_untrained_red_and_trained_blue"]
    assert not checks["plot_has_a_legend"]


# Right, and to the last bit as everybody's in what the first check of the stub asks.
OTHER_LATER = {
    "gradients": """
_gradients = gradients
def gradients(X, y_true, y_hat):
    dW, db = _gradients(X, y_true, y_hat)
    return (dW, db) if len(X) == 3 else (dW * (1 + 1e-15), db)
""",
    "train": """
_train = train
def train(model, X, y, learning_rate=0.01, iterations=1000):
    losses = _train(model, X, y, learning_rate, iterations)
    return losses if iterations == 20 else [loss * (1 + 1e-15) for loss in losses]
""",
    "plot_predictions": """
_plot = plot_predictions
def plot_predictions(*args, ax=None):
    answer = _plot(*args, ax=ax)
    if ax is not None:
        ax.scatter([9.0], [9.0])
    return answer
""",
    "compare_predictions": """
_compare = compare_predictions
def compare_predictions(untrained, trained, X):
    return tuple(y if len(y) == 3 else y * (1 + 1e-15) for y in _compare(untrained, trained, X))
""",
}


@pytest.mark.parametrize("stub", OTHER_LATER)
def test_what_is_new_in_a_later_check_only_is_judged_by_the_answers_at_hand(
        stub, rehearsed, workers, monkeypatch):
    started = []
    start = workers.start
    monkeypatch.setattr(workers, "start", lambda: started.append(stub) or start())
    monkeypatch.setitem(WORK, stub, OTHER_LATER[stub])
    for _ in range(2):
        row = row_of(stub, rehearsed, workers)
        assert row["score"] == row["max_score"]
    assert len(started) == 2


@pytest.mark.parametrize("name", ["right", "right_but_random", "float32", "many_figures",
                                  "own_style"])
def test_right_work_has_full_marks_after_right_work(name, rehearsed, workers):
    row = row_of(name, rehearsed, workers)
    assert row["score"] == row["max_score"]


def test_right_work_that_is_asked_otherwise_is_rehearsed_anew(workers):
    some = graders()
    row_of("right", some, workers)
    update, forward = some.rehearsals["update"], some.rehearsals["forward"]
    update.checks[0].requests[0] = forward.checks[0].requests[0]
    assert row_of("right", some, workers)["score"] == TABLE.points
    assert "update" not in some.rehearsals
    assert row_of("right", some, workers)["score"] == TABLE.points
    assert "update" in some.rehearsals


def test_a_long_class_fills_no_memory():
    one = Rehearsed([], False, [])
    for number in range(MOST_KNOWN + 1):
        one.remember(number.to_bytes(2, "big"))
    assert len(one.right) == MOST_KNOWN


def test_time_that_is_not_held_against_a_submission_is_lost_once(workers, rehearsed):
    """An endless loop in every stub costs hardly more than where nothing was rehearsed."""
    endless = "def endless(*args, **kwargs):\n    while True: pass\n" + "\n".join(
        f"{stub} = endless" for stub in TABLE.stubs)
    submission = Submission("endless", cells=[endless])
    limits = Limits(call=0.2, submission=60.0)
    asked = Graders(TABLE, "a seed", limits, collected(TABLE), dict(rehearsed.rehearsals))
    ahead = []
    ask_ahead = Worker.ask_ahead

    def count(self, *arguments):
        ahead.append(self)
        return ask_ahead(self, *arguments)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Worker, "ask_ahead", count)
        examine(asked, submission, workers)
    assert len(ahead) == 1
