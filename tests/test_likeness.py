"""Which values are the same: a mistake is named by this."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.likeness import Exceptional, agree, alike

ROW, COLUMN = np.array([[1.0, 2.0]]), np.array([[1.0], [2.0]])
NAN = float("nan")


@pytest.mark.parametrize(("one", "other"), [
    (1.0, 1.0 + 1e-10), (1e9, 1e9 + 1.0), (1, 1.0), (np.float32(1.0), 1.0), (NAN, NAN),
    (float("inf"), float("inf")), (np.array([NAN, 1.0]), np.array([NAN, 1.0])),
    (np.ones((1, 1)), 1.0), (ROW, ROW + 1e-10), ([1.0, [ROW]], [1.0, [ROW]]), (True, True),
    ("text", "text"), (None, None), (np.array(["a"]), np.array(["a"])),
], ids=repr)
def test_alike(one, other):
    assert alike(one, other, 1e-9)
    assert alike(other, one, 1e-9)


@pytest.mark.parametrize(("one", "other"), [
    (1.0, 1.0 + 1e-5), (NAN, 1.0), (float("inf"), -float("inf")), (float("inf"), 1.0),
    (True, 1), (True, 1.0), (True, False), (ROW, COLUMN), (ROW, ROW[0]),
    (ROW, 1.0), ([1.0], 1.0), ([1.0], [1.0, 1.0]), ([1.0, 2.0], np.array([1.0, 2.0])),
    (np.array(["a"]), np.array(["b"])), (np.array(["1"]), 1.0), ("1", 1), (None, 0.0),
], ids=repr)
def test_not_alike(one, other):
    assert not alike(one, other, 1e-9)
    assert not alike(other, one, 1e-9)


def test_signatures_of_nothing_but_unknown_trouble_tell_nothing():
    unknown, known = Exceptional("ValueError", ""), Exceptional("ValueError", "an axis too many")
    assert not agree([unknown], [unknown], 1e-9)
    assert agree([known], [known], 1e-9)
    assert not agree([known], [unknown], 1e-9)
    assert agree([unknown, 1.0], [unknown, 1.0], 1e-9)
    assert not agree([known, 1.0], [known], 1e-9)
