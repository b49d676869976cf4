"""What a wrong picture shows of its mistake."""

import numpy as np

from autograder.checker.expect import CheckFailed
from autograder.checker.picture import hue
from autograder.checker.student import StudentError
from autograder.graders.linear_regression.axes import marked, shows

_RNG = np.random.default_rng(11)
_X = np.round(_RNG.uniform(0.5, 2, (5, 2)) * _RNG.choice([-1.0, 1.0], (5, 2)), 2)
_Y = np.array([[1.5], [-0.75], [2.25], [0.5], [-1.25]])
_OF_FIVE = np.column_stack([_X, _X[:, 0] + 0.37, _X - 0.19])


def plot_data(student, failed):
    """What is wrong with the Axes, the labels, or the points of the features."""
    one = np.vstack([_X, 2 * _X])[:, :1], np.vstack([_Y, 3 * _Y])
    if failed != "plot_shows_every_feature":
        found = _frame(student, failed, "", student.plot_data, *one)
        if found is not None or failed != "plot_uses_the_given_axes":
            return found
    many = tuple(np.vstack([part * (1 + k / 50) for k in range(120)]) for part in (_X, _Y))
    for X, y in ((_X, _Y), (_OF_FIVE, _Y), many, one):
        student.close_figures()  # each in a picture of its own
        seen = student.picture(student.plot_data(X, y))
        found = _points(seen, [(x, y) for x in X.T], "feature")
        if found is not None:
            return found
    return None


def plot_losses(student, failed):
    """What is wrong with the Axes, the labels, or the curve."""
    losses = [round(5 / (1 + k) + 0.3 * (k % 3), 4) for k in range(510)]
    if failed == "plot_shows_the_losses_in_order":
        seen = student.picture(student.plot_losses(losses))
        drawn = np.vstack([np.empty((0, 2)), *(one.points for one in seen.series)])
        if not len(drawn):
            return ("no_curve_drawn", "No curve can be seen in your picture. Do you draw the "
                    "losses in turn, or something made of them? How wide, in which colour?")
        if len(drawn) == len(losses) and np.allclose(np.sort(drawn[:, 1]), np.sort(losses)):
            if np.allclose(drawn[:, 1], losses):
                return ("other_iterations", "The losses are there, in their order. Which numbers "
                                            "stand below them, and where do iterations begin?")
            return ("curve_in_another_order", "All the losses are there. Is the first of your "
                                              "curve the first of the list?")
        if len(drawn) < len(losses) and all(np.isclose(losses, y).any() for y in drawn[:, 1]):
            return ("losses_left_out", "Count the points of your curve, and the losses that came "
                                       "in. Which ones are missing?")
        return ("other_values_drawn", "Read the first value off your curve. Is it the first loss "
                                      "of the list? What happens to the losses before you draw?")
    return _frame(student, failed, "curve_", student.plot_losses, losses)


def plot_predictions(student, failed):
    """What is wrong with the Axes, the labels, the clouds, their colours, or the legend."""
    untrained, trained = _Y[::-1] * 2 + 0.3, _Y + 0.25
    if failed == "plot_shows_untrained_red_and_trained_blue":
        seen = student.picture(student.plot_predictions(_Y, untrained, trained))
        found = _points(seen, [(untrained, _Y), (trained, _Y)], "model")
        if found is not None:
            return found
        colours = [{hue(one.color) for one in marked(seen.series) if shows([one], y_hat, _Y)}
                   for y_hat in (untrained, trained)]
        if colours == [{"blue"}, {"red"}]:
            return "colours_swapped"
        if any({"red", "blue"} <= found for found in colours):
            return "one_model_in_both_colours"
        return ("other_colours", "Both clouds are there. Which colour does the task ask for, for "
                                 "which model, and in which colours are yours?")
    if failed == "plot_has_a_legend":
        seen = student.picture(student.plot_predictions(_Y, untrained, trained))
        if not seen.legend:
            return ("legend_missing", "Red and blue: what tells a reader which is which? A legend "
                                      "takes its words from the labels of what is drawn before it.")
        return ("legend_says_too_little", "Read your legend as a stranger. Does it have words for "
                "the red points, other words for the blue ones, and are they not swapped?")
    found = _frame(student, failed, "", student.plot_predictions, _Y, untrained, trained)
    if found is None and failed == "plot_uses_the_given_axes":
        ax = student.new_axes()
        student.new_axes()
        student.plot_predictions(_Y, untrained, trained, ax=ax)
        return None if student.picture(ax).legend else "legend_on_the_current_axes"
    return found


def _points(seen, clouds, of):
    """Which of the clouds are not, or not rightly, among all that is drawn; None if none is."""
    drawn = sum(len(one.points) for one in seen.series)
    if not drawn:
        return ("no_points_drawn", "Not one point can be seen in your picture. Do you draw points, "
                "or something made of them? How large are they, and in which colour?")
    there = [shows(marked(seen.series), x, y) for x, y in clouds]
    if all(there):
        return None
    if all(shows(seen.series, x, y) for x, y in clouds):
        return "points_joined_by_a_line"
    if all(shows(seen.series, y, x) for (x, y), ok in zip(clouds, there, strict=True) if not ok):
        return ("right_and_up_swapped", "Which quantity should lie to the right, and which one "
                                        "upwards? Look at every cloud.")
    if any(there):
        return (f"one_{of}_missing", f"The points of one {of} are as they should be. What of the "
                "rest: are they there, all of them, and in the right place?")
    x, y = (np.concatenate([np.ravel(cloud[i]) for cloud in clouds]) for i in (0, 1))
    points = np.vstack([one.points for one in seen.series])
    right = (np.abs(points[:, None] - np.column_stack([x, y])[None]).max(axis=2) < 1e-6).any(axis=1)
    if right.all():
        return ("points_missing", "Every point that you draw is right, but not all are there. How "
                                  "many examples come in, and how many points do you draw?")
    return ("other_points_drawn", "Take the first example and look for its point in your picture. "
            "What do you give to matplotlib for right, and what for up?")


def _frame(student, failed, prefix, plot, *data):
    """What is wrong with the Axes that come back, or with their labels."""
    if failed == "plot_returns_labelled_axes":
        returned = plot(*data)
        if returned is None:
            return f"{prefix or 'axes_'}not_returned"
        try:
            seen = student.picture(returned)
        except (CheckFailed, StudentError, TypeError):
            return ("another_thing_returned", "The caller goes on with the Axes that you have "
                                              "drawn on. What does your function hand back?")
        missing = [side for side, label in (("x", seen.xlabel), ("y", seen.ylabel))
                   if not label.strip()]
        if missing:
            return (f"{prefix}label_missing", "Somebody who has not seen your code looks at the "
                    f"{' and the '.join(missing)} axis. Where do they read what it shows?")
    if failed == "plot_uses_the_given_axes":
        ax = student.new_axes()
        student.new_axes()
        returned = plot(*data, ax=ax)
        call = student.last
        if returned != ax:
            return "given_axes_ignored"
        seen = student.picture(ax)
        if not seen.series:
            return ("drawn_elsewhere", "You hand back the Axes that came in, but they are empty. "
                                       "On which ones do your drawing commands draw?")
        if not all(np.array_equal(call.arguments[name], call.after[name])
                   for name in call.stub.parameters[:len(data)]):
            return ("something_changed", "Print what comes in before and after the call. Which "
                                         "line writes into it?")
        if not (seen.xlabel.strip() and seen.ylabel.strip()):
            return f"{prefix}labels_for_new_axes_only"
    return None
