"""Task 6: the gradients of the mean squared error."""

import numpy as np

from autograder.checker.expect import expect
from autograder.checker.marks import needs, points, stub, value


@stub("gradients")
class TestGradients:
    def test_returns_dW_and_db(self, student, data):  # noqa: N802 - dW is the field's name
        """gradients gives back two values, dW and db."""
        student.once(_pair, *data.of_stub.batch(3, 2))

    @needs("returns_dW_and_db")
    def test_dW_has_the_shape_of_W(self, student, data):  # noqa: N802
        """dW has the shape of W, (d, 1)."""
        for n, d in data.shapes:
            dW, _ = student.once(_pair, *data.of_stub.batch(n, d))
            expect(dW, "dW").is_array((d, 1))

    @needs("returns_dW_and_db")
    def test_db_is_one_number(self, student, data):
        """db is one number."""
        _, db = student.once(_pair, *data.of_stub.batch(3, 2))
        expect(db, "db").is_number()

    @needs("dW_has_the_shape_of_W")
    @points(1.75)
    @value
    def test_dW_matches_reference(self, student, reference, data):  # noqa: N802
        """dW is right on random data."""
        for batch in _batches(data.of_stub):
            dW, _ = student.once(_pair, *batch)
            right, _ = reference.gradients(*batch)
            expect(dW, "dW").is_array(right.shape).close_to(right)

    @needs("db_is_one_number")
    @points(1)
    @value
    def test_db_matches_reference(self, student, reference, data):
        """db is right on random data."""
        for batch in _batches(data.of_stub):
            _, db = student.once(_pair, *batch)
            expect(db, "db").is_number().close_to(reference.gradients(*batch)[1])

    @needs("dW_matches_reference", "db_matches_reference")
    @points(0.5)
    @value
    def test_vanish_for_perfect_predictions(self, student, data):
        """For perfect predictions all gradients are 0; for a feature of zeros its row is."""
        X, y_true, y_hat = data.batch(4, 3)
        dW, db = _pair(student, X, y_true, y_true)
        expect(dW, "dW for perfect predictions").is_array((3, 1)).close_to(np.zeros((3, 1)))
        expect(db, "db for perfect predictions").is_number().close_to(0.0)
        X[:, 1] = 0.0
        dW, _ = _pair(student, X, y_true, y_hat)
        expect(dW, "dW").is_array((3, 1))
        expect(dW[1], "The row of dW for a feature that is always 0").close_to([0.0])

    @needs("dW_matches_reference", "db_matches_reference")
    @points(0.25)
    @value
    def test_average_over_the_examples(self, student, reference, data):
        """The same data many times over have the same gradients."""
        X, y_true, y_hat = data.batch(3, 2)
        dW, db = reference.gradients(X, y_true, y_hat)
        for times in (2, 50):  # more than a batch of anybody's
            stacked = _pair(student, *(np.tile(part, (times, 1)) for part in (X, y_true, y_hat)))
            expect(stacked[0], f"dW of the data stacked {times} times").is_array(
                (2, 1)).close_to(dW)
            expect(stacked[1], f"db of the data stacked {times} times").is_number().close_to(db)

    @needs("dW_matches_reference", "db_matches_reference")
    @points(0.5)
    def test_leaves_its_arguments_alone(self, student, data):
        """X, y_true and y_hat are afterwards what they were before."""
        student.once(_pair, *data.of_stub.batch(3, 2))
        student.last.leaves_alone("X", "y_true", "y_hat")


def _batches(data):
    """One of each shape; the last has errors so large that some would hold the slopes back."""
    batches = [data.batch(n, d) for n, d in data.shapes]
    X, y_true, y_hat = data.batch(3, 2)
    return [*batches, (X, 100 * y_true, 100 * y_hat)]


def _pair(student, X, y_true, y_hat):
    return expect(student.gradients(X, y_true, y_hat), "gradients").is_pair("dW", "db")
