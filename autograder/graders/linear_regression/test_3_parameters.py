"""Task 3: the parameters of a model."""

import numpy as np

from autograder.checker.expect import expect, require
from autograder.checker.marks import needs, points, stub, value
from autograder.graders.linear_regression.models import new_model


@stub("LinearModel")
class TestLinearModel:
    def test_has_W_and_b(self, student):  # noqa: N802 - W is the field's name
        """A new model has W and b."""
        model = new_model(student, 2)
        require(model.W is not None, "model.W is None, expected an array of shape (2, 1).")
        require(model.b is not None, "model.b is None, expected one number.")

    @needs("has_W_and_b")
    @points(0.25)
    @value
    def test_W_has_one_row_per_feature(self, student, data):  # noqa: N802
        """W is a float array of shape (num_features, 1)."""
        for d in [2, 1, 5, int(data.rng.integers(6, 12))]:
            for options in ({}, {"seed": data.seed()}):
                expect(new_model(student, d, **options).W, "model.W").is_array(
                    (d, 1), floating=True)

    @needs("W_has_one_row_per_feature")
    @points(0.25)
    @value
    def test_b_is_one_number(self, student, data):
        """b is one number."""
        for d in (2, 1, 4):
            expect(new_model(student, d, seed=data.seed()).b, "model.b").is_number()

    @needs("W_has_one_row_per_feature")
    @points(0.25)
    def test_same_seed_same_start(self, student, data):
        """The same seed gives the same start."""
        for seed in (0, data.seed()):
            one = new_model(student, 3, seed=seed)
            again = new_model(student, num_features=3, seed=seed)  # as the notebook does
            require(np.array_equal(one.W, again.W),
                    f"Two models with seed={seed} start with two different W.")
            require(np.array_equal(one.b, again.b),
                    f"Two models with seed={seed} start with two different b.")

    @needs("W_has_one_row_per_feature")
    @points(0.25)
    def test_models_keep_their_own_parameters(self, student, data):
        """Every model keeps W and b of its own, and they can be set."""
        one, twin = new_model(student, 2, seed=1), new_model(student, 2, seed=1)
        before = one.W, one.b
        other = new_model(student, 3, seed=2)
        expect(one.W, "W after another model was made").is_array((2, 1)).close_to(before[0])
        expect(one.b, "b after another model was made").is_number().close_to(before[1])
        before = [(other.W, other.b), (twin.W, twin.b)]
        W, b = data.parameters(2)
        one.W, one.b = W, b
        expect(one.W, "model.W after it was set").is_array((2, 1)).close_to(W)
        expect(one.b, "model.b after it was set").is_number().close_to(b)
        for model, (W, b) in zip((other, twin), before, strict=True):
            expect(model.W, "W of another model").is_array(W.shape).close_to(W)
            expect(model.b, "b of another model").is_number().close_to(b)
