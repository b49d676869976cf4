"""Task 1: the warm-up."""

from autograder.checker.expect import expect
from autograder.checker.marks import needs, points, stub, value


@stub("linear_equation")
class TestLinearEquation:
    def test_returns_one_number(self, student, data):
        """linear_equation gives back one number."""
        expect(student.linear_equation(data.number(), data.number(), data.number()),
               "y").is_number()

    @needs("returns_one_number")
    @points(1)
    @value
    def test_matches_reference(self, student, reference, data):
        """It is w*x + b for any x, w and b."""
        cases = [(data.number(), data.number(), data.number()) for _ in range(6)]
        cases += [(0.0, 2.0, data.number()), (data.number(), 0.0, -1.5), (3.0, 2.0, 0.0)]
        cases += [(data.number() / 7, data.number(), data.number())]
        for x, w, b in cases:
            y = student.linear_equation(x, w, b)
            expect(y, "y").is_number().close_to(reference.linear_equation(x, w, b))
