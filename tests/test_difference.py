"""Two arrays of a message side by side, and colours by their hue."""

from __future__ import annotations

import numpy as np
import pytest
from matplotlib.colors import to_rgb

from autograder.checker.difference import find, marked
from autograder.checker.expect import CheckFailed, expect
from autograder.checker.lines import message_lines
from autograder.checker.picture import hue

COLUMN = np.arange(4.0)[:, None]


def message(found, wanted):
    with pytest.raises(CheckFailed) as failed:
        expect(found, "y_hat").close_to(wanted)
    return f"Called forward(X) with\n  X = [[1, 2],\n       [3, 4]]\n{failed.value}"


def marks(difference):
    return [part for line in marked(difference.left, difference.right)
            for part, differs in line if differs]


@pytest.mark.parametrize(("found", "wanted", "shape", "wrong"), [
    (COLUMN, np.array([[0], [1], [3.0], [3]]), "shape (4, 1)", ["2"]),
    (COLUMN, -COLUMN - 1, "shape (4, 1)", ["0", "1", "2", "3"]),
    (np.arange(3.0), np.array([0, 1, 2.5]), "shape (3,)", ["2"]),
    (np.eye(2), np.array([[1, 0.5], [0, 1]]), "shape (2, 2)", ["0"]),
    (COLUMN + 1e-8, COLUMN, "shape (4, 1)", ["1e-08"]),
    (np.arange(20.0), np.arange(20.0) + 0.1, "shape (20,)", [str(n) for n in range(20)]),
    (np.zeros((2, 2, 2)), np.ones((2, 2, 2)), "shape (2, 2, 2)", ["0"] * 8),
])
def test_arrays_are_found_with_their_shapes_and_what_differs(found, wanted, shape, wrong):
    difference = find(message(found, wanted))
    assert difference.left.title == ["y_hat is", shape]
    assert difference.right.title == ["expected", shape]
    assert marks(difference) == wrong
    assert difference.before.startswith("Called forward(X) with\n  X = [[1, 2],")


def test_a_shortened_array_has_no_shape_and_its_dots_are_no_difference():
    found = np.arange(100.0)
    difference = find(message(found, found + (found == 0)))
    assert difference.left.title == ["y_hat is"]
    assert marks(difference) == ["0"]
    assert difference.after.startswith("Only one of 100 entries differs: entry [0] is 0")


def test_lines_stand_side_by_side_and_those_that_differ_are_marked():
    wrong = message(COLUMN[:2], np.array([[0], [2]]))
    lines = message_lines(wrong)
    assert lines[3:] == [
        "y_hat is        expected",
        "shape (2, 1)    shape (2, 1)",
        "[[0],           [[0],",
        " [1]]         ≠  [2]]",
        "Only one of 2 entries differs: entry [1, 0] is 1, expected 2."]
    assert message_lines(wrong, unicode=False)[6] == " [1]]         !=  [2]]"


def test_what_has_no_room_stands_one_below_the_other():
    text = message(np.arange(20.0) * 1.001, np.arange(20.0))
    assert find(text) is not None
    assert message_lines(text) == text.splitlines()


@pytest.mark.parametrize("text", [
    "y_hat has shape (6,), expected (6, 1).",
    "dW is None, expected an array of shape (2, 1). Does the function end in `return`?",
    "Called f(x) with\n  x = [1, 2]\ny is 1, expected 2.",
    "[1, 2]\n[3, 4]",
    "",
])
def test_a_message_without_two_arrays_stays_as_it_is(text):
    assert find(text) is None
    assert " ".join(message_lines(text)).split() == text.split()


@pytest.mark.parametrize(("color", "name"), [
    *[(color, "red") for color in ("red", "r", "darkred", "crimson", "tomato", "salmon", "C3",
                                   "orangered")],
    *[(color, "blue") for color in ("blue", "b", "navy", "royalblue", "steelblue", "deepskyblue",
                                    "C0", "#0072B2", "slateblue")],
    *[(color, "other") for color in ("black", "white", "gray", "orange", "C1", "green", "cyan",
                                     "purple", "magenta", "yellow", "#D55E00", "mistyrose")],
])
def test_a_colour_is_told_by_its_hue(color, name):
    assert hue(to_rgb(color)) == name
