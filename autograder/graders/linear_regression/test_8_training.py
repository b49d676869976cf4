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

# (learning rate, iterations): slow, usual, and one at which the loss rises
RUNS = [(0.05, 1), (0.01, 5), (0.1, 37), (0.9, 4)]
# Every step at 0.4 takes four fifths of what is left of the error, whatever the targets.
EVEN = np.array([[1.0, 1.0], [1.0, -1.0], [-1.0, 1.0], [-1.0, -1.0]])
# A loss on its plateau may rise by rounding, in float32 by more.
ROUNDING, ROUNDING_SINGLE = 1e-9, 1e-6

_trained = {}  # the reference's runs; a whole class is asked for the same ones


@stub("train")
@builds_on("LinearModel", "forward", "mse_loss", "gradients", "update")
class TestTrain:
    def test_returns_one_loss_per_iteration(self, student, data):
        """train gives back a list with one loss per iteration."""
        run = _Run(student, data, 4, 2)
        run.train(0.05, 20)

    @needs("returns_one_loss_per_iteration")
    @points(0.75)
    @value
    def test_ends_at_the_reference_parameters(self, student, reference, data):
        """After training W and b on the model are those of gradient descent."""
        for learning_rate, iterations in RUNS:
            run = _Run(student, data, 4, 2)
            run.train(learning_rate, iterations)
            run.expect_parameters(reference, f"after {count(iterations, 'iteration')}")
        y = reference.forward(EVEN, *data.parameters(2))
        run = _Run(student, data, *EVEN.shape, EVEN, y)  # it can be fitted exactly
        run.train(0.4, 40)
        run.expect_parameters(reference, "after 40 iterations without noise in y")

    @needs("returns_one_loss_per_iteration")
    @points(0.5)
    @value
    def test_records_each_loss_before_its_update(self, student, reference, data):
        """The losses are those before each update, the first of the untouched model."""
        for learning_rate, iterations in [*RUNS, (0.1, 0)]:
            run = _Run(student, data, 4, 2)
            losses = run.train(learning_rate, iterations)
            expect(losses, "losses").close_to(run.right_losses(reference))

    @needs("ends_at_the_reference_parameters")
    @points(0.5)
    def test_reaches_the_optimum(self, student, reference, data):
        """With the default rate and iterations it ends at the least possible loss."""
        X = data.rng.standard_normal((60, 2))
        W, b = data.parameters(2)
        y = X @ W + b + 0.5 * data.rng.standard_normal((60, 1))
        run = _Run(student, data, 60, 2, X, y)
        losses = expect(student.train(run.model, X, y), "losses").is_numbers(1000).value
        single = (losses.astype(np.float32) == losses).all()
        rounding = ROUNDING_SINGLE if single else ROUNDING
        rises = np.flatnonzero(losses[1:] > losses[:-1] * (1 + rounding))
        if rises.size:
            i = int(rises[0])
            raise CheckFailed(f"The loss rises from {show(losses[i])} to {show(losses[i + 1])} "
                              f"at iteration {i + 1}, expected a steady fall.")
        _, _, least = reference.optimum(X, y)
        require(losses[-1] <= least * (1 + 1e-4),
                f"The last loss is {show(losses[-1])}, the least possible is {show(least)}.")
        run.asked.append((0.01, 1000))
        run.expect_parameters(reference, "after 1000 iterations at the default learning_rate")
        run = _Run(student, data, 4, 2)
        student.train(run.model, run.X, run.y, iterations=3)
        run.asked.append((0.01, 3))
        run.expect_parameters(reference, "after 3 iterations at the default learning_rate")

    @needs("ends_at_the_reference_parameters")
    @points(0.25)
    @value
    def test_goes_on_from_a_second_call(self, student, reference, data):
        """A second call goes on from where the first one ended."""
        run = _Run(student, data, 4, 2)
        run.train(0.05, 7)
        run.train(0.05, 5, by_place=True)
        run.expect_parameters(reference, "after 7 and then 5 more iterations")

    @needs("ends_at_the_reference_parameters")
    @points(0.25)
    def test_leaves_the_data_alone(self, student, data):
        """X and y are afterwards what they were before."""
        _Run(student, data, 4, 2).train(0.05, 3)
        student.last.leaves_alone("X", "y")


class _Run:
    """A model with known parameters, data, and what training was asked of it so far."""

    def __init__(self, student, data, n, d, X=None, y=None):
        self.student = student
        self.X = data.features(n, d) if X is None else X
        self.y = data.numbers(n, 1) if y is None else y
        self.start = data.parameters(d)
        self.asked = []
        self.model = model_with(student, *self.start)

    def train(self, learning_rate, iterations, by_place=False):
        """Ask for a training, naming the rate or not: the notebook does both."""
        self.asked.append((learning_rate, iterations))
        if by_place:
            try:
                return self._losses(iterations, learning_rate)
            except StudentError as error:
                if not _takes_it_by_name_only(error):
                    raise
        return self._losses(iterations, learning_rate=learning_rate)

    def _losses(self, iterations, *rate, **named_rate):
        losses = self.student.train(self.model, self.X, self.y, *rate, **named_rate,
                                    iterations=iterations)
        return expect(losses, "losses").is_numbers(iterations).value

    def _right(self, reference):
        key = tuple(part.tobytes() for part in (self.X, self.y, self.start[0])), self.start[1], \
            tuple(self.asked)
        if key not in _trained:
            model = SimpleNamespace(W=self.start[0].copy(), b=self.start[1])
            losses = [reference.train(model, self.X, self.y, learning_rate=rate, iterations=times)
                      for rate, times in self.asked]
            _trained[key] = model, losses[-1]
        return _trained[key]

    def right_losses(self, reference):
        return self._right(reference)[1]

    def expect_parameters(self, reference, when):
        right, _ = self._right(reference)
        shape = right.W.shape
        expect(self.model.W, f"model.W {when}").is_array(shape).close_to(right.W)
        expect(self.model.b, f"model.b {when}").is_number().close_to(right.b)


def _takes_it_by_name_only(error):
    """Whether the stub's parameters after a * are the reason: no mistake of the training."""
    return error.raised is not None and error.raised.type == "TypeError" \
        and "keyword-only argument" in error.raised.text


@stub("plot_losses")
class TestPlotLosses:
    def test_plot_returns_labelled_axes(self, student, data):
        """plot_losses gives back the Axes, with a label on both axes."""
        expect_labels(student.drawn("plot_losses", _losses(data.of_stub, 5)))

    @needs("plot_returns_labelled_axes")
    @points(0.5)
    @value
    def test_plot_shows_the_losses_in_order(self, student, data):
        """The losses are drawn in order over the iteration, counted from 0 or 1."""
        # No grid of points hits nine decimals.
        for losses in (_losses(data.of_stub, 5, 2), _losses(data, 250, 9)):
            length = len(losses)
            require(_shows_curve(student.drawn("plot_losses", losses), losses),
                    "No line on the Axes shows the losses in order over the iterations "
                    f"0 to {length - 1} or 1 to {length}.")

    @needs("plot_shows_the_losses_in_order")
    @points(0.25)
    def test_plot_uses_the_given_axes(self, student, data):
        """With ax=… it draws on that Axes, and leaves the losses alone."""
        losses = _losses(data, 5)
        ax = given_axes(student)
        expect_same_axes(ax, student.plot_losses(losses, ax=ax))
        student.last.leaves_alone("losses")
        require(_shows_curve(student.picture(ax), losses),
                "The losses are not drawn on the Axes that was given.")


def _losses(data, length, decimals=2):
    """Losses as a list of floats, falling on the whole but not everywhere."""
    return [float(loss) for loss in
            np.round(5.0 / np.arange(1, length + 1) + abs(data.numbers(length)), decimals)]


def _shows_curve(seen, losses):
    """Whether the losses are there over 0, 1, 2 … or 1, 2, 3 …, in one piece or in many."""
    steps = np.arange(len(losses))
    return any(shows(seen.series, steps + start, losses) for start in (0, 1))
