"""Task 7: one step of gradient descent."""

from autograder.checker.expect import expect
from autograder.checker.marks import needs, points, stub, value

# (features, learning rate): with the last the result has more decimals than anybody rounds to
RATES = [(2, 0.1), (1, 0.01), (3, 0.5), (6, 1 / 7)]


@stub("update")
class TestUpdate:
    def test_returns_W_and_b(self, student, data):  # noqa: N802 - W is the field's name
        """update gives back two values, the new W and the new b."""
        W, b = student.once(_step, *_inputs(data.of_stub, 2, 0.1))
        expect(W, "The new W").is_array((2, 1))
        expect(b, "The new b").is_number()

    @needs("returns_W_and_b")
    @points(0.75)
    @value
    def test_W_matches_reference(self, student, reference, data):  # noqa: N802
        """The new W is right on random data."""
        for d, learning_rate in RATES:
            given = _inputs(data.of_stub, d, learning_rate)
            W, _ = student.once(_step, *given)
            expect(W, "The new W").is_array((d, 1)).close_to(reference.update(*given)[0])

    @needs("returns_W_and_b")
    @points(0.75)
    @value
    def test_b_matches_reference(self, student, reference, data):
        """The new b is right on random data."""
        for d, learning_rate in RATES:
            given = _inputs(data.of_stub, d, learning_rate)
            _, b = student.once(_step, *given)
            expect(b, "The new b").is_number().close_to(reference.update(*given)[1])

    @needs("W_matches_reference", "b_matches_reference")
    @points(0.25)
    @value
    def test_scales_with_the_learning_rate(self, student, reference, data):
        """A learning rate twice as large makes a step twice as large; 0 makes none."""
        # The last slopes are so steep that some would hold the step back.
        for learning_rate, steepness in [(0.2, 1), (0.4, 1), (0.0, 1), (3.0, 1), (0.3, 100)]:
            W, b, dW, db, _ = _inputs(data, 2, learning_rate)
            given = W, b, steepness * dW, steepness * db, learning_rate
            W, b = _step(student, *given)
            right = reference.update(*given)
            expect(W, "The new W").is_array((2, 1)).close_to(right[0])
            expect(b, "The new b").is_number().close_to(right[1])

    @needs("W_matches_reference")
    @points(0.25)
    def test_leaves_the_gradients_alone(self, student, data):
        """dW and db are afterwards what they were before."""
        student.once(_step, *_inputs(data.of_stub, 2, 0.1))
        student.last.leaves_alone("dW", "db")


def _inputs(data, d, learning_rate):
    """W, b, dW, db and the learning rate."""
    return *data.parameters(d), *data.parameters(d), learning_rate


def _step(student, *inputs):
    return expect(student.update(*inputs), "update").is_pair("W", "b")
