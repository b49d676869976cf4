"""Task 9: predictions before and after training, and their picture."""

import re

from autograder.checker.expect import expect, require
from autograder.checker.marks import builds_on, needs, points, stub, value
from autograder.graders.linear_regression.axes import (
    BLUE,
    RED,
    expect_labels,
    expect_points,
    expect_same_axes,
    given_axes,
    has_color,
    in_color,
    marked,
    shows,
)
from autograder.graders.linear_regression.models import model_with

# What a legend calls the models, where it uses one of the usual words.
UNTRAINED = r"un-?trained|not trained|before|initial|random"
TRAINED = r"(?<!un)(?<!un-)(?<!not )trained|after|learn|final|fitted"


@stub("compare_predictions")
@builds_on("LinearModel", "forward")
class TestComparePredictions:
    def test_returns_two_sets_of_predictions(self, student, data):
        """compare_predictions gives back two arrays of shape (n, 1)."""
        _Models(student, data.of_stub, 3, 2)

    @needs("returns_two_sets_of_predictions")
    @points(0.5)
    @value
    def test_untrained_matches_its_model(self, student, reference, data):
        """The first are the predictions of the untrained model."""
        for n, d in [(3, 2), (5, 3)]:
            models = _Models(student, data.of_stub, n, d)
            expect(models.y_hat_untrained, "y_hat_untrained").close_to(
                reference.forward(models.X, *models.untrained_start))

    @needs("returns_two_sets_of_predictions")
    @points(0.5)
    @value
    def test_trained_matches_its_model(self, student, reference, data):
        """The second are the predictions of the trained model."""
        for n, d in [(3, 2), (4, 1)]:
            models = _Models(student, data.of_stub, n, d)
            expect(models.y_hat_trained, "y_hat_trained").close_to(
                reference.forward(models.X, *models.trained_start))

    @needs("untrained_matches_its_model", "trained_matches_its_model")
    @points(0.25)
    def test_leaves_the_models_alone(self, student, data):
        """Predicting changes neither the models nor X."""
        models = _Models(student, data.of_stub, 3, 2)
        student.last.leaves_alone("X")
        for name, (W, b), (W_after, b_after) in models.parameters:
            expect(W_after, f"{name}.W after predicting").is_array(W.shape).close_to(W)
            expect(b_after, f"{name}.b after predicting").is_number().close_to(b)


class _Models:
    """What two models with known parameters predict, asked once for all of a stub's checks."""

    def __init__(self, student, data, n, d):
        self.X = data.features(n, d)
        if n > 3:
            self.X /= 8  # more decimals than anybody rounds to
        self.untrained_start, self.trained_start = data.parameters(d), data.parameters(d)
        starts = self.untrained_start, self.trained_start
        (self.y_hat_untrained, self.y_hat_trained), after = student.once(
            _compared, self.X, *starts)
        self.parameters = list(zip(("untrained", "trained"), starts, after, strict=True))


def _compared(student, X, *starts):
    """The predictions of two models, and the models' parameters afterwards."""
    models = [model_with(student, *start) for start in starts]
    names = "y_hat_untrained", "y_hat_trained"
    pair = expect(student.compare_predictions(*models, X), "compare_predictions").is_pair(*names)
    for y_hat, name in zip(pair, names, strict=True):
        expect(y_hat, name).is_array((len(X), 1))
    return pair, [(model.W, model.b) for model in models]


@stub("plot_predictions")
class TestPlotPredictions:
    def test_plot_returns_labelled_axes(self, student, data):
        """plot_predictions gives back the Axes, with a label on both axes."""
        expect_labels(student.drawn("plot_predictions", *_predictions(data.of_stub, 5)))

    @needs("plot_returns_labelled_axes")
    @points(0.25)
    @value
    def test_plot_shows_untrained_red_and_trained_blue(self, student, data):
        """Predictions on x, ground truth on y; the untrained red, the trained blue."""
        predictions = _predictions(data.of_stub, 5)
        _expect_clouds(student.drawn("plot_predictions", *predictions), *predictions)

    @needs("plot_shows_untrained_red_and_trained_blue")
    @points(0.25)
    def test_plot_has_a_legend(self, student, data):
        """A legend tells which colour is which."""
        seen = student.drawn("plot_predictions", *_predictions(data.of_stub, 5))
        require(seen.legend, "There is no legend, or nothing is in it. Give each cloud its "
                             "label=…, and call ax.legend() after both.")
        words = {color: [text for text, rgb in seen.legend
                         if has_color(rgb, color) and text.strip() and text[0] != "_"]
                 for color in (RED, BLUE)}
        for color in (RED, BLUE):
            require(words[color], f"The legend has no entry with a text for the {color} points.")
        require(words[RED] != words[BLUE],
                f"The legend calls both clouds {words[RED][0]!r}.")
        require(not (_says(UNTRAINED, words[BLUE][0]) and _says(TRAINED, words[RED][0])
                     and not _says(UNTRAINED, words[RED][0])),
                f"The legend calls the blue points {words[BLUE][0]!r} and the red points "
                f"{words[RED][0]!r}: the names are swapped.")

    @needs("plot_shows_untrained_red_and_trained_blue")
    @points(0.25)
    def test_plot_uses_the_given_axes(self, student, data):
        """With ax=… it draws on that Axes, and leaves the data alone."""
        predictions = _predictions(data, 210)
        ax = given_axes(student)
        expect_same_axes(ax, student.plot_predictions(*predictions, ax=ax))
        student.last.leaves_alone("y_true", "y_hat_untrained", "y_hat_trained")
        seen = student.picture(ax)
        _expect_clouds(seen, *predictions)
        expect_labels(seen)
        if student.drawn("plot_predictions", *_predictions(data.of_stub, 5)).legend:
            require(seen.legend, "The legend is not on the Axes that was given. "
                                 "Call ax.legend() in place of plt.legend().")


def _predictions(data, n):
    """y_true, y_hat_untrained, y_hat_trained, each (n, 1)."""
    return data.numbers(n, 1), data.numbers(n, 1), data.numbers(n, 1) + 3.0


def _expect_clouds(seen, y_true, untrained, trained):
    drawn = marked(seen.series)
    for color, other, y_hat, name in ((RED, BLUE, untrained, "untrained"),
                                      (BLUE, RED, trained, "trained")):
        points = f"the points (y_hat_{name}, y_true)"
        expect_points(seen.series, y_hat, y_true, points)
        require(shows(in_color(drawn, color), y_hat, y_true),
                f"{points[0].upper()}{points[1:]} are on the Axes, but not in {color}.")
        require(not shows(in_color(drawn, other), y_hat, y_true),
                f"{points[0].upper()}{points[1:]} are drawn in {color} and in {other}, so the "
                "colour does not tell which model they are of.")


def _says(words, text):
    return bool(re.search(words, text, re.IGNORECASE))
