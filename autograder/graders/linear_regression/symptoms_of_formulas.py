"""What wrong predictions, losses, gradients and steps show of their mistakes.

Each looks for a property that the right formula has and that these answers lack.
"""

import numpy as np

_RNG = np.random.default_rng(11)
_X = np.round(_RNG.uniform(0.5, 2, (5, 2)) * _RNG.choice([-1.0, 1.0], (5, 2)), 2)
_Y = np.array([[1.5], [-0.75], [2.25], [0.5], [-1.25]])
_OTHER = np.array([[0.6], [1.4], [-2.1], [0.9], [1.8]])
_W, _B = np.array([[1.5], [-2.0]]), 3.0
_AXIS_LOST = ("axis_of_one_lost", "Try one example alone, then one feature alone. Which axis "
              "of what you get has gone, and what took it away?")


def linear_equation(student, failed):
    """What is not as on a straight line: the height at 0, the climb, or that it is straight."""
    if failed != "matches_reference":
        return None
    for w, b in ((1.75, 0.6), (-0.8, -1.3)):
        x = np.array([-1.5, -0.25, 0.0, 0.75, 2.0])
        y = np.array([float(np.ravel(student.linear_equation(float(at), w, b))[0]) for at in x])
        if not np.isclose(y[2], b):
            return ("height_at_zero_wrong", "Put in x = 0. Which height should the line have "
                                            "there, and which has yours?")
        slopes = np.diff(y) / np.diff(x)
        if not np.allclose(slopes, slopes[0]):
            return ("not_straight", "Take four places along x, some of them negative or no whole "
                                    "numbers. Does your line climb as much between each two?")
        if not np.isclose(slopes[0], w):
            return ("slope_wrong", "How much does your line climb from x = 0 to x = 1? And what "
                                   "does w say, if it is negative?")
    for w, b in ((1.75, 0.0), (0.0, 0.6)):
        if not np.isclose(float(np.ravel(student.linear_equation(2.0, w, b))[0]), 2.0 * w + b):
            return ("zero_taken_for_missing", "Let w be 0, then b. Which line of yours treats a 0 "
                                              "as if no number had come in?")
    return None


def forward(student, failed):
    """Of which property of the predictions there is nothing to see."""
    if failed == "handles_one_example_and_one_feature":
        for n, d in ((1, 2), (4, 1), (1, 1)):
            found = np.shape(student.forward(_X[:n, :d], _W[:d], _B))
            if found != (n, 1):
                return _AXIS_LOST
        return None
    if failed == "adds_b_once" and not np.allclose(
            student.forward(np.zeros((150, 2)), _W, _B), _B):
        return ("some_examples_only", "Predict for a thousand examples. How many of the "
                "predictions are made by your formula?")
    if failed != "matches_reference":
        return None
    zeros = student.forward(np.zeros((2, 2)), _W, _B)
    if not np.allclose(zeros, _B):
        return ("rows_of_zeros_wrong", "Feed in rows of zeros. What should come out, and what do "
                                       "you get?")
    together = student.forward(_X, _W, _B)
    alone = np.vstack([student.forward(_X[i:i + 1], _W, _B) for i in range(len(_X))])
    if not np.allclose(together, alone):
        return ("examples_mixed", "Predict for five examples, and then for the first of them "
                                  "alone. Why does its prediction depend on the others?")
    for factor in (2, -1):
        if not np.allclose(student.forward(_X, factor * _W, factor * _B), factor * together):
            return ("not_in_proportion_to_the_parameters", "Double W and b, then turn their signs "
                    "round. What should become of the predictions, and what becomes of yours?")
    if not np.allclose(student.forward(2 * _X, _W, _B) - _B, 2 * (together - _B)):
        return ("not_in_proportion_to_the_features", "Set b to 0 and double all features. What "
                "should become of the predictions, and what becomes of yours?")
    if not np.allclose(student.forward(np.eye(2), _W, _B) - _B, _W):
        return ("weight_of_one_feature_wrong", "Let b be 0, one feature 1 and the others 0. Which "
                                               "weight should come out, and what do you get?")
    return None


def mse_loss(student, failed):
    """Of which property of a mean of squares there is nothing to see."""
    if failed not in ("matches_reference", "is_an_average", "grows_with_the_square"):
        return None

    def loss(y_hat, y_true=_Y):
        return float(np.asarray(student.mse_loss(y_true, y_hat)).reshape(()))

    whole = loss(_OTHER)
    if abs(loss(_Y)) > 1e-9:
        return ("perfect_predictions_cost", "Put in perfect predictions. What should the loss be, "
                                            "and what is yours?")
    if whole < 0:
        return ("loss_below_zero", "Yours can be less than for perfect predictions. Can a mean of "
                                   "squares?")
    unnoticed = [all(np.isclose(loss(_OTHER + step * np.eye(len(_Y))[:, [i]]), whole)
                     for step in (-0.3, 0.3)) for i in range(len(_Y))]
    if any(unnoticed) and not all(unnoticed):
        return ("example_left_out", "Change one prediction at a time, a little up and down. Is "
                                    "there an example that your loss does not notice?")
    few, many = (loss(np.tile(_OTHER[:3], (n, 1)), np.tile(_Y[:3], (n, 1))) for n in (1, 50))
    if not np.isclose(many, few):
        return ("no_average", "Stack the data on itself, fifty times. Should an average change? By "
                              "what do you divide, and do all examples count?")
    if not all(np.isclose(loss(_Y + factor * (_OTHER - _Y)), factor**2 * whole)
               for factor in (2, 100)):
        return ("does_not_grow_as_a_square", "Double all errors, then make them a hundred times "
                "as large. By which factor does your loss grow, and by which does a square?")
    if not np.isclose(loss(_Y, _OTHER), whole):
        return ("sides_not_alike", "Let targets and predictions trade places. Should the loss "
                                   "change?")
    if not np.isclose(loss(np.array([[2.0], [0.0]]), np.zeros((2, 1))), 2.0):
        return ("one_error_of_two_wrong", "Let one of two predictions be off by 2 and the other be "
                                          "right. What is the mean of the squares, and what is "
                                          "yours?")
    return None


def gradients(student, failed):
    """Of which property of the slopes there is nothing to see."""
    if failed == "dW_has_the_shape_of_W" and \
            np.shape(student.gradients(_X, _Y, _OTHER)[0]) == (2, 1):
        return _AXIS_LOST
    if failed not in ("dW_matches_reference", "db_matches_reference", "average_over_the_examples"):
        return None
    if any(np.abs(part).max() > 1e-9 for part in student.gradients(_X, _Y, _Y)):
        return ("slope_at_perfect_predictions", "Put in perfect predictions. Which way should W "
                                                "and b go from there, and what do you get?")
    once = student.gradients(_X, _Y, _OTHER)
    for factor in (2, -1):
        other = student.gradients(_X, _Y, _Y + factor * (_OTHER - _Y))
        if not all(np.allclose(b, factor * a) for a, b in zip(once, other, strict=True)):
            return ("not_in_proportion_to_the_errors", "Double all errors, then turn their signs "
                    "round. What should become of both slopes, and what becomes of yours?")
    far = student.gradients(_X, 100 * _Y, 100 * _OTHER)
    if not all(np.allclose(b, 100 * a) for a, b in zip(once, far, strict=True)):
        return ("large_slopes_held_back", "Make all errors a hundred times as large. What should "
                "become of both slopes, and what becomes of yours?")
    few, many = (student.gradients(*(np.tile(part[:3], (n, 1)) for part in (_X, _Y, _OTHER)))
                 for n in (1, 50))
    if not all(np.allclose(a, b) for a, b in zip(few, many, strict=True)):
        return ("no_average", "Stack the data on itself, fifty times. Should the slopes of an "
                              "average change? By what do you divide, and do all examples count?")
    return None


def update(student, failed):
    """Of which property of a step there is nothing to see."""
    if failed == "W_matches_reference" and \
            np.shape(student.update(_W[:1], _B, _W[1:], _B, 0.1)[0]) != (1, 1):
        return _AXIS_LOST
    if failed not in ("W_matches_reference", "b_matches_reference",
                      "scales_with_the_learning_rate"):
        return None
    for gradient, rate, name, hint in (
            (0.0, 0.1, "moves_without_a_slope", "Let both gradients be zero. Where should W and b "
             "end, and where do yours?"),
            (1.5, 0.0, "moves_without_a_rate", "With a learning rate of 0, where should W and b "
             "end, and where do yours?")):
        W, b = student.update(_W, _B, np.full((2, 1), gradient), gradient, rate)
        if not (np.allclose(W, _W) and np.allclose(b, _B)):
            return name, hint
    steps = [student.update(_W, _B, gradient * np.ones((2, 1)), gradient, rate)
             for gradient, rate in ((1.5, 0.1), (3.0, 0.1), (-1.5, 0.1), (1.5, 0.2),
                                    (150.0, 0.1), (1.5, 3.0), (0.015, 0.1))]
    moved = [np.append(W - _W, b - _B) for W, b in steps]
    for place, factor, change in ((1, 2, "Double both gradients"),
                                  (2, -1, "Turn the signs of both gradients round"),
                                  (3, 2, "Double the learning rate"),
                                  (4, 100, "Make both gradients a hundred times as large"),
                                  (5, 30, "Make the learning rate thirty times as large"),
                                  (6, 0.01, "Make both gradients a hundred times smaller")):
        if not np.allclose(moved[place], factor * moved[0]):
            return ("step_not_in_proportion", f"{change}. What should become of the step, and what "
                    "becomes of yours?")
    return None
