"""Calls back to the grader: which are bounded in time and memory, and what is remembered."""

from __future__ import annotations

import sys
import time

import numpy as np
import pytest

from autograder.checker.timing import DeadlineExceeded
from autograder.grading import callbacks
from autograder.grading.bounds import are_small, own_parts_bounded
from autograder.grading.callbacks import CallBacks
from autograder.worker import wire
from autograder.worker.client import TimedOut


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


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is bounded on Linux")
def test_memory_is_bounded_in_the_block_and_not_after_it():
    import resource

    before = resource.getrlimit(resource.RLIMIT_AS)
    with pytest.raises(MemoryError), own_parts_bounded(10):
        np.empty(3 << 30, dtype=np.uint8)
    assert resource.getrlimit(resource.RLIMIT_AS) == before
    with pytest.raises(DeadlineExceeded), own_parts_bounded(0.1):
        time.sleep(5)
    assert resource.getrlimit(resource.RLIMIT_AS) == before


def answers(part, seconds=10.0):
    """A function that asks a part of the grader's for its answer, as a worker does."""
    mine = CallBacks(wire.encode, wire.decode, seconds)
    mine.parts = {"forward": part}
    return lambda *values: mine.answer(call(*values), wire.frame(call(*values)))


def test_a_call_with_large_arguments_has_its_time():
    with pytest.raises(TimedOut, match=r"within 0\.1 s"):
        answers(lambda X: time.sleep(5), seconds=0.1)(np.ones((3000, 1)))


def test_a_small_answer_is_remembered_and_not_without_end(monkeypatch):
    monkeypatch.setattr(callbacks, "_known", {})
    monkeypatch.setattr(callbacks, "MOST_KNOWN", 3)
    asked = []
    ask = answers(lambda number: asked.append(number) or 2 * number)
    assert [ask(number) for number in (1, 2, 1, 2)] == [
        wire.frame(wire.Return(2 * number)) for number in (1, 2, 1, 2)]
    assert asked == [1, 2]
    for number in (3, 4, 4, 1):  # the oldest is forgotten
        ask(number)
    assert asked == [1, 2, 3, 4, 1]
    assert len(callbacks._known) == 3


def test_calls_that_are_made_while_another_is_answered_come_to_an_end():
    asked = []

    def part(number):
        asked.append(number)
        ask(number + 1)
        return 0.0

    ask = answers(part)
    ask(1001)  # no other test asks this
    assert len(asked) == callbacks.MOST_NESTED


def test_questions_that_end_otherwise_have_other_answers():
    ask = answers(lambda X: float(X[-1, 0]))
    found = [ask(np.vstack([np.ones((50, 1)), [[last]]])) for last in (1.0, 2.0, 1.0)]
    assert found == [wire.frame(wire.Return(last)) for last in (1.0, 2.0, 1.0)]
