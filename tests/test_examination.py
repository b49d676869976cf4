"""What one stub does costs no other: neither a lost worker nor a slow explanation."""

from __future__ import annotations

from typing import Any

import pytest

from autograder.checker.assignment import Assignment
from autograder.grading.limits import Limits
from autograder.grading.shard import grade_code
from tests import course

TABLE = course.table("linear_regression")
SOLUTION = course.solved(TABLE.name)
LIMITS = Limits(statement=5, call=2, submission=20)


def graded(source: str, limits: Limits = LIMITS) -> dict[str, Any]:
    (row,) = grade_code(TABLE.name, [("ada", [*SOLUTION, source])], "a seed", limits, False)
    return row


def lost(row: dict[str, Any]) -> dict[str, float]:
    """Task → how many points it has lost."""
    return {task["name"]: task["max_score"] - task["score"] for task in row["tasks"]
            if task["score"] < task["max_score"]}


def pairs(table: Assignment) -> list[tuple[str, str]]:
    """Every two stubs of one task."""
    return [(one.name, other.name) for task in table.tasks for one in task.stubs
            for other in task.stubs if one != other]


PAIRS = pairs(TABLE)


@pytest.mark.parametrize(("stub", "other"), [
    PAIRS[0], *(pytest.param(*pair, marks=pytest.mark.slow) for pair in PAIRS[1:])])
def test_a_worker_lost_over_one_stub_does_not_cost_the_tasks_other_one(stub, other):
    row = graded(f"def {stub}(*args, **kwargs):\n    import os\n    os._exit(1)")
    (task,) = (task for task in row["tasks"] if task["score"] < task["max_score"])
    passed = {check["name"] for check in task["checks"] if check["passed"]}
    bad = graded(f"def {other}(*args, **kwargs):\n    import os\n    os._exit(1)")
    assert row["status"] == "crashed"
    assert passed
    assert task["score"] > 0
    assert lost(row).keys() == lost(bad).keys() == {task["name"]}
    assert sum(lost(row).values()) + sum(lost(bad).values()) == task["max_score"]
    assert len(task["checks"]) == len({check["name"] for check in task["checks"]})


def test_the_checks_are_told_in_the_order_of_the_table():
    row, right = graded("def forward(X, W, b): return X @ W"), graded("")
    names = [[check["name"] for check in task["checks"]] for task in row["tasks"]]
    assert names == [[check["name"] for check in task["checks"]] for task in right["tasks"]]
    stubs = list(TABLE.stubs)
    assert stubs.index("train") < stubs.index("plot_losses")
    training = names[TABLE.task("training").number - 1]
    assert training.index("reaches_the_optimum") < training.index("plot_shows_the_losses_in_order")


def test_what_is_asked_for_a_name_takes_none_of_the_time_for_marks():
    """The stub is wrong and slow, and its name takes longer than there is time for marks."""
    source = ("def mse_loss(y_true, y_hat):\n"
              "    import time\n"
              "    time.sleep(0.5)\n"
              "    return float(np.mean((y_hat - y_true) ** 2)) + 1.25")
    row = graded(source, Limits(statement=5, call=2, submission=4))
    assert lost(row) == {"loss": 2.0}
    assert row["status"] == "graded"


@pytest.mark.parametrize("loop", ["while True: pass",
                                  "while True:\n        try:\n            while True: pass\n"
                                  "        except BaseException: pass"])
def test_a_loop_without_end_has_a_name(loop):
    row = graded(f"def train(model, X, y, learning_rate=0.01, iterations=1000):\n    {loop}")
    mistakes = {task["name"]: task["mistake"] for task in row["tasks"]
                if task["score"] < task["max_score"]}
    assert mistakes.keys() == {"training"}
    assert mistakes["training"]["id"] == "training.never_ends"


def test_a_loop_outside_of_the_stubs_is_no_mistake_of_theirs():
    row = graded("class LinearModel:\n    while True: pass",
                 Limits(statement=1, call=2, submission=20))
    assert [task["mistake"] for task in row["tasks"] if task["score"] < task["max_score"]] \
        == [None]
