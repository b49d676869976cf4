"""Task 4: the forward pass."""

import numpy as np

from autograder.checker.expect import expect
from autograder.checker.marks import needs, points, stub, value

MANY = 150  # more than a batch of anybody's


@stub("forward")
class TestForward:
    def test_returns_one_prediction_per_example(self, student, data):
        """forward gives back one prediction per example, shape (n, 1)."""
        expect(student.once(_forward, *_inputs(data.of_stub, 3, 2)), "y_hat").is_array((3, 1))

    @needs("returns_one_prediction_per_example")
    @points(1)
    @value
    def test_matches_reference(self, student, reference, data):
        """The predictions are right on random data."""
        for n, d in data.shapes:
            if n > 1 and d > 1:
                _expect_right(student, reference, *_inputs(data.of_stub, n, d))
        _expect_right(student, reference, data.features(3, 2) / 7, *data.parameters(2))

    @needs("matches_reference")
    @points(0.25)
    @value
    def test_adds_b_once(self, student, data):
        """Where all features or all weights are 0, the prediction is b."""
        W, b = data.parameters(3)
        nothing = np.zeros((3, 1))
        for X, weights in [(np.zeros((MANY, 3)), W), (data.features(2, 3), nothing)]:
            y_hat = student.forward(X, weights, b)
            expect(y_hat, "y_hat").is_array((len(X), 1)).close_to(np.full((len(X), 1), b))

    @needs("matches_reference")
    @points(0.25)
    @value
    def test_handles_one_example_and_one_feature(self, student, reference, data):
        """It works for a single example and for a single feature."""
        for n, d in [(1, 3), (4, 1), (1, 1)]:
            _expect_right(student, reference, *_inputs(data, n, d))

    @needs("matches_reference")
    @points(0.25)
    @value
    def test_accepts_integer_features(self, student, reference, data):
        """Features may be whole numbers."""
        W, b = data.parameters(2)
        X = data.rng.integers(1, 9, (3, 2))
        _expect_right(student, reference, X, W, b)

    @needs("matches_reference")
    @points(0.25)
    def test_leaves_its_arguments_alone(self, student, data):
        """X, W and b are afterwards what they were before."""
        student.once(_forward, *_inputs(data.of_stub, 3, 2))
        student.last.leaves_alone("X", "W", "b")


def _inputs(data, n, d):
    """X (n, d), W (d, 1) and b."""
    return data.features(n, d), *data.parameters(d)


def _forward(student, X, W, b):
    return student.forward(X, W, b)


def _expect_right(student, reference, X, W, b):
    y_hat = student.once(_forward, X, W, b)
    expect(y_hat, "y_hat").is_array((len(X), 1)).close_to(reference.forward(X, W, b))
