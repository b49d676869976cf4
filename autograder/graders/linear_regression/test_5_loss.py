"""Task 5: the mean squared error."""

import numpy as np

from autograder.checker.expect import expect
from autograder.checker.marks import needs, points, stub, value


@stub("mse_loss")
class TestMseLoss:
    def test_returns_one_number(self, student, data):
        """mse_loss gives back one number."""
        expect(student.once(_loss, *data.of_stub.predictions(3)), "loss").is_number()

    @needs("returns_one_number")
    @points(1)
    @value
    def test_matches_reference(self, student, reference, data):
        """The loss is the mean of the squared errors, on random data."""
        for n in (3, 2, 6, 1, 11):
            y_true, y_hat = data.of_stub.predictions(n)
            expect(student.once(_loss, y_true, y_hat), "loss").is_number().close_to(
                reference.mse_loss(y_true, y_hat))

    @needs("returns_one_number")
    @points(0.25)
    @value
    def test_is_an_average(self, student, reference, data):
        """The same data many times over have the same loss."""
        y_true, y_hat = data.predictions(3)
        loss = reference.mse_loss(y_true, y_hat)
        for times in (2, 50):  # more than a batch of anybody's
            stacked = student.mse_loss(np.tile(y_true, (times, 1)), np.tile(y_hat, (times, 1)))
            expect(stacked, f"The loss of the data stacked {times} times").is_number(
                ).close_to(loss)

    @needs("returns_one_number")
    @points(0.25)
    @value
    def test_grows_with_the_square(self, student, reference, data):
        """Errors twice as large give a loss four times as large."""
        y_true, y_hat = data.predictions(3)
        for factor, name in [(2, "doubled errors"), (100, "errors a hundred times as large")]:
            larger = y_true + factor * (y_hat - y_true)
            expect(student.mse_loss(y_true, larger), f"The loss of {name}").is_number(
                ).close_to(factor**2 * reference.mse_loss(y_true, y_hat))
        opposite = student.mse_loss(y_true, -y_true)
        expect(opposite, "The loss for y_hat = -y_true").is_number().close_to(
            4 * np.mean(y_true**2))

    @needs("matches_reference")
    @points(0.25)
    @value
    def test_is_zero_only_for_perfect_predictions(self, student, data):
        """It is 0 for perfect predictions, and 1 if every guess is 1 too high."""
        y_true = data.numbers(4, 1)
        expect(student.mse_loss(y_true, y_true), "The loss of perfect predictions"
               ).is_number().close_to(0.0)
        for error in (1.0, -1.0):
            expect(student.mse_loss(y_true, y_true + error), f"The loss for errors of {error:g}"
                   ).is_number().close_to(1.0)

    @needs("matches_reference")
    @points(0.25)
    def test_leaves_its_arguments_alone(self, student, data):
        """y_true and y_hat are afterwards what they were before."""
        student.once(_loss, *data.of_stub.predictions(3))
        student.last.leaves_alone("y_true", "y_hat")


def _loss(student, y_true, y_hat):
    return student.mse_loss(y_true, y_hat)
