"""Task 8: the training loop and its picture."""

from types import SimpleNamespace

import numpy as np

from autograder.checker.expect import CheckFailed, expect, require
from autograder.checker.marks import builds_on, needs, points, stub, value
from autograder.checker.student import StudentError
from autograder.checker.values import count, show
from autograder.graders.linear_regression.axes import (
    expect_labels,
    expect_same_axes,
    given_axes,
    shows,
)
from autograder.graders.linear_regression.models import model_with
from autograder.graders.linear_regression.resting import COMES_TO_REST, EVEN, OFF_THE_PLANE

# (learning rate, iterations): short, slow, usual, and one at which the loss rises
RUNS = [(0.05, 1), (0.01, 5), (0.05, 20), (0.9, 4)]
USUAL = 2
# A loss on its plateau may rise by rounding, in float32 by more.
ROUNDING, ROUNDING_SINGLE = 1e-9, 1e-6

_trained = {}  # the reference's runs; a whole class is asked for the same ones


@stub("train")
@builds_on("LinearModel", "forward", "mse_loss", "gradients", "update")
class TestTrain:
    def test_returns_one_loss_per_iteration(self, student, data):
        """train gives back a list with one loss per iteration."""
        _short_runs(data.of_stub)[USUAL].carry_out(student)

    @needs("returns_one_loss_per_iteration")
    @points(0.75)
    @value
    def test_ends_at_the_reference_parameters(self, student, reference, data):
        """After training W and b on the model are those of gradient descent."""
        for run in _runs(data.of_stub, reference):
            run.carry_out(student).expect_parameters(
                reference, f"after {count(run.calls[0][1], 'iteration')}")
        run = _Run(data, EVEN, reference.forward(EVEN, *data.parameters(2)), COMES_TO_REST)
        run.carry_out(student).expect_parameters(
            reference, "after 40 iterations without noise in y")

    @needs("returns_one_loss_per_iteration")
    @points(0.5)
    @value
    def test_records_each_loss_before_its_update(self, student, reference, data):
        """The losses are those before each update, the first of the untouched model."""
        for run in [*_runs(data.of_stub, reference), _small_run(data, (0.1, 0))]:
            run.carry_out(student).expect_losses(reference)

    @needs("ends_at_the_reference_parameters")
    @points(0.5)
    def test_reaches_the_optimum(self, student, reference, data):
        """With the default rate and iterations it ends at the least possible loss."""
        X = data.rng.standard_normal((60, 2))
        W, b = data.parameters(2)
        y = X @ W + b + 0.5 * data.rng.standard_normal((60, 1))
        run = _Run(data, X, y, (0.01, 1000)).carry_out(student, _train_by_default)
        single = (run.losses.astype(np.float32) == run.losses).all()
        rounding = ROUNDING_SINGLE if single else ROUNDING
        rises = np.flatnonzero(run.losses[1:] > run.losses[:-1] * (1 + rounding))
        if rises.size:
            i = int(rises[0])
            raise CheckFailed(f"The loss rises from {show(run.losses[i])} to "
                              f"{show(run.losses[i + 1])} at iteration {i + 1}, "
                              "expected a steady fall.")
        _, _, least = reference.optimum(X, y)
        require(run.losses[-1] <= least * (1 + 1e-4),
                f"The last loss is {show(run.losses[-1])}, the least possible is {show(least)}.")
        run.expect_parameters(reference, "after 1000 iterations at the default learning_rate")
        X, y = data.features(600, 2), data.numbers(600, 1)  # more than a batch of anybody's
        run = _Run(data, X, y, (0.01, 3)).carry_out(student, _train_at_default_rate)
        run.expect_parameters(reference, "after 3 iterations at the default learning_rate")

    @needs("ends_at_the_reference_parameters")
    @points(0.25)
    @value
    def test_goes_on_from_a_second_call(self, student, reference, data):
        """A second call goes on from where the first one ended."""
        run = _small_run(data, (0.05, 7), (0.05, 5)).carry_out(student, _train, _train_by_place)
        run.expect_parameters(reference, "after 7 and then 5 more iterations")

    @needs("ends_at_the_reference_parameters")
    @points(0.25)
    def test_leaves_the_data_alone(self, student, data):
        """X and y are afterwards what they were before."""
        _short_runs(data.of_stub)[USUAL].carry_out(student)
        student.last.leaves_alone("X", "y")


class _Run:
    """One or more trainings of one model, from known parameters."""

    def __init__(self, data, X, y, *calls):
        self.X, self.y, self.calls = X, y, calls  # each call a learning rate and iterations
        self.W, self.b = data.parameters(X.shape[1])

    def carry_out(self, student, *ways):
        """Have the student do it, each call in a way of its own."""
        self.losses, self.found_W, self.found_b = student.once(
            _carried_out, self.X, self.y, self.W, self.b, self.calls, ways or (_train,))
        return self

    def _right(self, reference):
        key = tuple(part.tobytes() for part in (self.X, self.y, self.W)), self.b, self.calls
        if key not in _trained:
            model = SimpleNamespace(W=self.W.copy(), b=self.b)
            losses = [reference.train(model, self.X, self.y, *call) for call in self.calls]
            _trained[key] = model, losses[-1]
        return _trained[key]

    def expect_losses(self, reference):
        expect(self.losses, "losses").close_to(self._right(reference)[1])

    def expect_parameters(self, reference, when):
        right, _ = self._right(reference)
        expect(self.found_W, f"model.W {when}").is_array(self.W.shape).close_to(right.W)
        expect(self.found_b, f"model.b {when}").is_number().close_to(right.b)


def _runs(data, reference):
    """Short ones, and one that comes to rest at a loss well above 0."""
    short = _short_runs(data)
    y = reference.forward(EVEN, *data.parameters(2)) + OFF_THE_PLANE
    return [*short, _Run(data, EVEN, y, COMES_TO_REST)]


def _short_runs(data):
    return [_small_run(data, call) for call in RUNS]


def _small_run(data, *calls):
    return _Run(data, data.features(4, 2), data.numbers(4, 1), *calls)


def _carried_out(student, X, y, W, b, calls, ways):
    """The losses of the last call, and the model's parameters afterwards."""
    model = model_with(student, W, b)
    for call, way in zip(calls, ways, strict=True):
        losses = expect(way(student, model, X, y, *call), "losses").is_numbers(call[1]).value
    return losses, model.W, model.b


def _train(student, model, X, y, learning_rate, iterations):
    return student.train(model, X, y, learning_rate=learning_rate, iterations=iterations)


def _train_by_place(student, model, X, y, learning_rate, iterations):
    """The notebook does both."""
    try:
        return student.train(model, X, y, learning_rate, iterations=iterations)
    except StudentError as error:
        if not _takes_it_by_name_only(error):
            raise
    return _train(student, model, X, y, learning_rate, iterations)


def _train_at_default_rate(student, model, X, y, _, iterations):
    return student.train(model, X, y, iterations=iterations)


def _train_by_default(student, model, X, y, *_):
    return student.train(model, X, y)


def _takes_it_by_name_only(error):
    """Whether the stub's parameters after a * are the reason: no mistake of the training."""
    return error.raised is not None and error.raised.type == "TypeError" \
        and "keyword-only argument" in error.raised.text


@stub("plot_losses")
class TestPlotLosses:
    def test_plot_returns_labelled_axes(self, student, data):
        """plot_losses gives back the Axes, with a label on both axes."""
        expect_labels(student.drawn("plot_losses", _losses(data.of_stub, 510, 9)))

    @needs("plot_returns_labelled_axes")
    @points(0.5)
    @value
    def test_plot_shows_the_losses_in_order(self, student, data):
        """The losses are drawn in order over the iteration, counted from 0 or 1."""
        losses = _losses(data.of_stub, 510, 9)
        require(_shows_curve(student.drawn("plot_losses", losses), losses),
                "No line on the Axes shows the losses in order over the iterations "
                "0 to 509 or 1 to 510.")

    @needs("plot_shows_the_losses_in_order")
    @points(0.25)
    def test_plot_uses_the_given_axes(self, student, data):
        """With ax=… it draws on that Axes, and leaves the losses alone."""
        losses = _losses(data, 5)
        ax = given_axes(student)
        expect_same_axes(ax, student.plot_losses(losses, ax=ax))
        student.last.leaves_alone("losses")
        seen = student.picture(ax)
        require(_shows_curve(seen, losses), "The losses are not drawn on the Axes that was given.")
        expect_labels(seen)


def _losses(data, length, decimals=2):
    """Losses as a list of floats, falling on the whole but not everywhere."""
    return [float(loss) for loss in
            np.round(5.0 / np.arange(1, length + 1) + abs(data.numbers(length)), decimals)]


def _shows_curve(seen, losses):
    """Whether the losses are there over 0, 1, 2 … or 1, 2, 3 …, in one piece or in many."""
    steps = np.arange(len(losses))
    return any(shows(seen.series, steps + start, losses) for start in (0, 1))
