"""What the graders of the plots ask of an Axes: its labels, points, colours and legend."""

import numpy as np

from autograder.checker.expect import CheckFailed, require
from autograder.checker.picture import hue
from autograder.checker.values import count

RED, BLUE = "red", "blue"


def given_axes(student):
    """An Axes to hand over that is not the current one."""
    ax = student.new_axes()
    student.new_axes()
    return ax


def expect_labels(seen):
    """Both axes have a label."""
    for side, label in (("x", seen.xlabel), ("y", seen.ylabel)):
        require(label.strip(), f"The {side} axis has no label. See ax.set_{side}label.")


def expect_same_axes(ax, returned):
    """The Axes that was given is the one that came back."""
    require(returned == ax, "Called with ax=…, it gave back another Axes than the given one.")


def expect_points(series, x, y, what):
    """Among all that is drawn are these points, each with a mark of its own."""
    if not shows(marked(series), x, y):
        drawn = sum(len(one.points) for one in series)
        raise CheckFailed(f"The Axes does not show {what}" + (
            ": a line joins them, and none of them has a marker." if shows(series, x, y)
            else ": x and y are swapped." if shows(series, y, x)
            else f". It shows {count(drawn, 'point')}."))


def marked(series):
    """The series whose points can be seen, not only the line that joins them."""
    return [one for one in series if one.marked]


def shows(series, x, y):
    """Whether these points are among all that is drawn."""
    wanted = np.column_stack([np.ravel(x), np.ravel(y)])
    if not sum(len(one.points) for one in series):
        return False
    near = 1e-6 * (1 + np.abs(wanted).max(axis=1))
    # In their order, as mostly: that saves a table of all distances.
    if any(one.points.shape == wanted.shape
           and (np.abs(one.points - wanted).max(axis=1) <= near).all() for one in series):
        return True
    drawn = np.vstack([one.points for one in series])
    if np.abs(drawn - wanted[0]).max(axis=1).min() > near[0]:
        return False
    distance = np.abs(drawn[:, None, :] - wanted[None, :, :]).max(axis=2)
    return bool((distance.min(axis=0) <= near).all())


def has_color(rgb, color):
    """Whether a colour is a red or a blue, by its hue."""
    return hue(rgb) == color


def in_color(series, color):
    """The series drawn in that colour."""
    return [one for one in series if has_color(one.color, color)]
