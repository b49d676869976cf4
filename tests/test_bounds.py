"""Which calls back to the grader go without a bound on time and memory."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.grading.bounds import are_small
from autograder.worker import wire


def call(*values):
    return wire.CallBack("forward", [wire.encode(value) for value in values], {})


@pytest.mark.parametrize("values", [
    (np.ones((60, 2)), np.ones((2, 1)), 0.5),
    (np.ones((60, 2)), np.ones((60, 1)), np.ones((60, 1))),
    (np.ones((2, 1)), 1.0, np.ones((2, 1)), 1.0, 0.01),
    (2, None),
], ids=["forward", "gradients", "update", "LinearModel"])
def test_what_training_asks_goes_without(values):
    assert are_small(call(*values))


@pytest.mark.parametrize("values", [
    (np.ones((2000, 1, 1)), np.ones((1, 2000, 1)), np.ones((1, 1, 2000))),
    (np.ones((100_000, 0)), np.ones((0, 100_000)), 0.5),
    (np.ones((3000, 1)), 1.0),
    (10**9,),
    (-(10**9),),
    (1500, np.ones((1500, 10))),
    ([1.0, 2.0],),
    ("text",),
    (True, 10**9),
], ids=["three broadcast", "nothing inside", "one large", "a number", "a negative number",
        "a number and an array", "a list", "a text", "a truth and a number"])
def test_what_may_cost_much_is_bounded(values):
    assert not are_small(call(*values))
